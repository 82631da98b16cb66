#include "crawler/watch_rows.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>

#include "core/content_hash.h"
#include "core/text.h"
#include "crawler/agency_guess.h"
#include "crawler/gkmlpt.h"

namespace gkwatch::crawler {
namespace {

constexpr std::size_t kHashDigits = 6;
constexpr std::size_t kLongestSlug = 40;

std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : to_lower(text)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) slug += c;
  }
  return slug.substr(0, kLongestSlug);
}

// "huadu" of "www.huadu.gov.cn", "gd-whly" of "whly.gd.gov.cn".
std::string slug_of_host(const Url& url) {
  std::string slug;
  std::string_view host = url.host();
  for (const std::string_view tail : {".gov.cn", ".cn"}) {
    if (host.ends_with(tail)) host.remove_suffix(tail.size());
  }
  while (!host.empty()) {
    const auto dot = host.rfind('.');
    const std::string_view label = dot == std::string_view::npos ? host : host.substr(dot + 1);
    if (label != "www") slug += (slug.empty() ? "" : "-") + slug_of(label);
    host = dot == std::string_view::npos ? std::string_view{} : host.substr(0, dot);
  }
  return slug.empty() ? "site" : slug;
}

std::string id_of(const Candidate& one) {
  const auto url = Url::parse(one.url);
  if (!url) return "site";
  const std::string host = slug_of_host(*url);
  if (is_gkmlpt(*url) || one.name.empty()) {
    const auto base = Url::parse(gkmlpt_base_of(*url));
    const std::string_view path = base ? base->path() : std::string_view{};
    const std::string prefix = slug_of(path.substr(path.rfind('/') + 1));
    return prefix.empty() ? host : host + "-" + prefix;
  }
  return host + "-" + to_hex(hash_of(one.name)).substr(0, kHashDigits);
}

void append(std::string& list, const std::string& item, std::string_view between) {
  if (item.empty() || contains(list, item)) return;
  if (!list.empty()) list += between;
  list += item;
}

}  // namespace

std::vector<WatchRow> watch_rows(const std::vector<Candidate>& found) {
  std::vector<WatchRow> rows;
  std::map<std::string, std::size_t> by_name;
  std::set<std::string> ids;
  for (const Candidate& one : found) {
    const auto known = one.name.empty() ? by_name.end() : by_name.find(one.name);
    if (known == by_name.end()) {
      if (!one.name.empty()) by_name.emplace(one.name, rows.size());
      const std::string id = id_of(one);
      std::string unique = id;
      for (int i = 2; !ids.insert(unique).second; ++i) unique = id + "-" + std::to_string(i);
      rows.push_back({.id = unique, .name = one.name});
    }
    WatchRow& row = known == by_name.end() ? rows.back() : rows[known->second];
    append(row.url, one.url, " ");
    append(row.note, one.note, "; ");
    append(row.column, one.column, "; ");
    if (row.sid.empty()) row.sid = one.sid;
  }
  for (WatchRow& row : rows) {
    if (const auto kind = class_of_name(row.name)) row.agency_class = std::string{name_of(*kind)};
    row.region = region_of_agency(row.name, row.sid);
  }
  return rows;
}

}  // namespace gkwatch::crawler
