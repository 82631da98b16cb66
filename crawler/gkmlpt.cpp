#include "crawler/gkmlpt.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "crawler/js_literal.h"

namespace gkwatch::crawler {
namespace {

constexpr std::string_view kPlatform = "/gkmlpt";
constexpr std::string_view kWholeSite = "0";
constexpr std::size_t kMostColumns = 60;

// Words of other categories, and whole names of ours.
constexpr std::array<std::string_view, 8> kOtherWords{"法治", "决算", "预算",     "网站",
                                                      "报表", "指南", "监督检查", "企事业"};
constexpr std::array<std::string_view, 3> kWholeNames{"年度报告", "公开年报", "年报"};

enum class Fit { None, Loose, Exact };

bool has_one_of(std::string_view text, const auto& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains(text, word); });
}

// How well a category's name means annual reports on open government information (1.4).
Fit fit_of(std::string_view name) {
  const std::string compact = without_spaces(nfkc(name));
  if (has_one_of(compact, kOtherWords)) return Fit::None;
  const bool is_annual = contains(compact, "年报") || contains(compact, "年度报告") ||
                         (contains(compact, "年度") && contains(compact, "报告"));
  if (is_annual && contains(compact, "公开")) return Fit::Exact;
  if (std::find(kWholeNames.begin(), kWholeNames.end(), compact) != kWholeNames.end())
    return Fit::Exact;
  return compact == "年度工作报告" ? Fit::Loose : Fit::None;
}

struct Node {
  std::string cid;
  std::string name;
  std::string jump_url;
  Fit fit = Fit::None;
  bool is_below_fitting = false;  // "2020年" below "政府信息公开年报"
};

std::string number_of(const Json& value) {
  if (const auto number = value.integer()) return std::to_string(*number);
  return std::string{value.string_or("")};
}

// Depth first; the tree is at most as deep as the JSON reader lets it be.
void walk(const Json& nodes, bool is_below_fitting, std::vector<Node>& found) {
  for (const Json& node : nodes.items()) {
    const std::string name = collapse_spaces(node["name"].string_or(""));
    const Fit fit = fit_of(name);
    found.push_back({number_of(node["id"]), name, collapse_spaces(node["jump_url"].string_or("")),
                     fit, is_below_fitting});
    walk(node["children"], is_below_fitting || fit == Fit::Exact, found);
  }
}

bool is_wanted(const Node& node, std::string_view wanted) {
  return !wanted.empty() && node.cid == wanted;
}

bool is_chosen(const Node& node, Fit fit, std::string_view wanted) {
  if (node.cid.empty()) return false;
  return is_wanted(node, wanted) || node.fit == fit || node.is_below_fitting;
}

Column column_of(const Node& node, std::string_view wanted) {
  Column column{.cid = node.cid, .name = node.name};
  if (is_wanted(node, wanted) && node.fit == Fit::None && !node.is_below_fitting) {
    column.note = "named by the watch list, though its name is not that of annual reports";
  }
  return column;
}

void add_elsewhere(Columns& chosen, const Node& node, const Url& base) {
  const auto url = base.resolve(node.jump_url);
  if (url) chosen.elsewhere.push_back({*url, std::string{fragment_of(node.jump_url)}});
}

Columns choose_by(const std::vector<Node>& nodes, Fit fit, std::string_view wanted,
                  const Url& base) {
  Columns chosen;
  for (const Node& node : nodes) {
    if (!is_chosen(node, fit, wanted) || chosen.columns.size() >= kMostColumns) continue;
    if (node.jump_url.empty()) {
      chosen.columns.push_back(column_of(node, wanted));
    } else if (is_wanted(node, wanted)) {
      add_elsewhere(chosen, node, base);
    }
  }
  if (!chosen.columns.empty() || !chosen.elsewhere.empty()) return chosen;
  for (const Node& node : nodes) {
    if (is_chosen(node, fit, wanted) && !node.jump_url.empty()) add_elsewhere(chosen, node, base);
  }
  return chosen;
}

bool is_empty(const Columns& chosen) { return chosen.columns.empty() && chosen.elsewhere.empty(); }

}  // namespace

std::optional<SiteConfig> read_site_config(std::string_view html) {
  auto members = read_js_object(html, "_CONFIG");
  if (!members) return std::nullopt;
  const auto value_of = [&](std::string_view name) {
    const auto found = members->find(name);
    return found == members->end() ? std::string{} : found->second;
  };
  SiteConfig config{.sid = js_scalar(value_of("SID")), .app_url = js_scalar(value_of("APP_URL"))};
  if (auto tree = Json::parse(value_of("TREE")); tree && tree->is_array()) {
    config.tree = *std::move(tree);
  }
  if (auto detail = Json::parse(value_of("DETAIL")); detail && detail->is_object()) {
    config.detail = *std::move(detail);
  }
  return config;
}

Columns choose_columns(const Json& tree, std::string_view wanted, const Url& base) {
  std::vector<Node> nodes;
  walk(tree, false, nodes);
  const bool is_known = std::any_of(nodes.begin(), nodes.end(),
                                    [&](const Node& node) { return is_wanted(node, wanted); });
  Columns chosen = choose_by(nodes, Fit::Exact, wanted, base);
  if (is_empty(chosen)) chosen = choose_by(nodes, Fit::Loose, wanted, base);
  if (!wanted.empty() && !is_known) {
    const std::string note = "column " + std::string{wanted} + " of the watch list is not in TREE";
    for (Column& column : chosen.columns) column.note = note;
    if (is_empty(chosen)) chosen.columns.push_back({std::string{wanted}, "", note, false, false});
  }
  if (is_empty(chosen)) {
    chosen.columns.push_back({std::string{kWholeSite}, "",
                              "no annual-report column in TREE: the whole site was searched by "
                              "title",
                              false, true});
  }
  return chosen;
}

bool is_annual_report_column(std::string_view name) { return fit_of(name) == Fit::Exact; }

bool is_gkmlpt(const Url& url) {
  const std::string path = std::string{url.path()} + "/";
  return contains(path, "/gkmlpt/");
}

std::string gkmlpt_base_of(const Url& url) {
  std::string base = std::string{url.scheme()} + "://" + std::string{url.authority()};
  std::string_view path = url.path();
  const std::size_t at = (std::string{path} + "/").find("/gkmlpt/");
  if (at != std::string::npos) path = path.substr(0, at);
  while (path.ends_with('/')) path.remove_suffix(1);
  return base.append(path);
}

Result<Url> list_url(const Site& site, const std::string& cid, int page) {
  std::string text = site.base;
  text.append(kPlatform).append("/api/all/").append(percent_encode(cid));
  text.append("?page=").append(std::to_string(page));
  if (!site.sid.empty()) text.append("&sid=").append(percent_encode(site.sid));
  return Url::parse(text);
}

}  // namespace gkwatch::crawler
