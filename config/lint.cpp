#include "config/lint.h"

#include <map>
#include <set>

namespace gkwatch::config {
namespace {

// Who had it first.
using Owners = std::map<std::string, const ListedRow*>;

std::string also_in(const ListedRow& first) {
  return "stands in line " + std::to_string(first.line) + " as well ('" + first.agency.id.text +
         "')";
}

std::string written(const Source& source) {
  return source.fragment.empty() ? source.url.text() : source.url.text() + "#" + source.fragment;
}

class Lint {
 public:
  void look_at(const ListedRow& row) {
    if (!row.has_class) add(row, "no class; D is taken");
    if (row.agency.region.empty()) add(row, "no region; local deadlines do not reach it");
    if (row.runs_over_lines) add(row, "a field runs over a line end; is a quote not closed?");
    std::set<std::string> names{row.agency.aliases.begin(), row.agency.aliases.end()};
    names.insert(row.agency.name);
    for (const std::string& name : names) note(row, names_, name, "name '" + name + "'");
    std::set<std::string> urls;
    for (const Source& source : row.agency.sources) urls.insert(written(source));
    for (const std::string& url : urls) note(row, urls_, url, "url " + url);
  }
  std::vector<BadRow> found() && { return std::move(found_); }

 private:
  void note(const ListedRow& row, Owners& owners, const std::string& key, const std::string& what) {
    const auto [place, is_new] = owners.emplace(key, &row);
    if (!is_new) add(row, what + " " + also_in(*place->second));
  }
  void add(const ListedRow& row, std::string reason) {
    found_.push_back({row.line, std::move(reason)});
  }

  Owners names_;
  Owners urls_;
  std::vector<BadRow> found_;
};

}  // namespace

std::vector<BadRow> lint(std::span<const ListedRow> rows) {
  Lint lint;
  for (const ListedRow& row : rows) lint.look_at(row);
  return std::move(lint).found();
}

}  // namespace gkwatch::config
