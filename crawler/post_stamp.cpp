#include "crawler/post_stamp.h"

#include <map>
#include <string_view>
#include <vector>

#include "core/pattern.h"
#include "core/text.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

struct Stamp {
  Instant moment{};
  bool has_time = false;
};

std::optional<Stamp> stamp_in(std::string_view text) {
  static const Pattern day{
      "20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(\\s*T?[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?"};
  const auto match = day.search(text);
  if (!match) return std::nullopt;
  std::string spelling = match->group(0);
  for (char& c : spelling) {
    if (c == '.') c = '-';
  }
  const auto moment = parse_china_time(spelling);
  if (!moment) return std::nullopt;
  return Stamp{*moment, !match->group(1).empty()};
}

std::map<std::string, std::string> meta_of(HtmlNode root) {
  std::map<std::string, std::string> meta;
  for (const HtmlNode& node : select(root, {.tag = "meta"})) {
    const auto name = node.attribute("name");
    const auto content = node.attribute("content");
    if (name && content) meta.try_emplace(to_lower(*name), plain_title(*content));
  }
  return meta;
}

// The labels of `div.classify` may hold blanks: "索 引 号:".
std::map<std::string, std::string> labelled(HtmlNode root) {
  static const Pattern colon{"[:：]$"};
  std::map<std::string, std::string> values;
  for (const HtmlNode& label : select(root, {.tag = "label"})) {
    const auto parent = label.parent();
    const auto value = parent ? select_first(*parent, {.tag = "span"}) : std::nullopt;
    std::string name = without_spaces(visible_text(label));
    if (const auto at = colon.search(name)) name.resize(at->begin);
    if (value) values.try_emplace(name, collapse_spaces(visible_text(*value)));
  }
  return values;
}

std::string value_of(const std::map<std::string, std::string>& values, const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string{} : found->second;
}

// "发布日期：2025-01-14  浏览次数：-"
std::optional<Stamp> stamp_under_title(HtmlNode root) {
  static const Pattern line{
      "(发布日期|发布时间|发表时间|时间|日期)\\s*[:：]\\s*"
      "(20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(\\s*[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?)"};
  for (const HtmlNode& row : select(root, {.klass = "date-row"})) {
    if (const auto stamp = stamp_in(visible_text(row))) return stamp;
  }
  const auto match = line.search(visible_text(root));
  return match ? stamp_in(match->group(2)) : std::nullopt;
}

// Of two statements about one publication.
std::optional<Stamp> combined(std::optional<Stamp> shown, std::optional<Stamp> declared) {
  if (!shown || !declared) return shown ? shown : declared;
  if (china_date(shown->moment) == china_date(declared->moment)) {
    return declared->has_time ? declared : shown;
  }
  return declared->moment < shown->moment ? declared : shown;
}

}  // namespace

PageStamps read_stamps(HtmlNode root) {
  const auto meta = meta_of(root);
  const auto labels = labelled(root);
  PageStamps stamps{.article_id = value_of(meta, "articleid"),
                    .title = value_of(meta, "articletitle"),
                    .publisher = value_of(labels, "发布机构")};
  if (stamps.publisher.empty()) stamps.publisher = value_of(meta, "contentsource");
  auto shown = stamp_in(value_of(labels, "发布日期"));
  if (!shown) shown = stamp_under_title(root);
  if (const auto stamp = combined(shown, stamp_in(value_of(meta, "pubdate")))) {
    stamps.published_at = stamp->moment;
    stamps.has_time = stamp->has_time;
  }
  if (const auto written = stamp_in(value_of(labels, "成文日期"))) {
    stamps.written_on = china_date(written->moment);
  }
  return stamps;
}

}  // namespace gkwatch::crawler
