#include "config/watch_list.h"

#include <algorithm>
#include <map>
#include <set>

#include "config/lint.h"
#include "config/watch_list_row.h"
#include "core/files.h"
#include "core/text.h"

namespace gkwatch::config {
namespace {

constexpr std::size_t kLargestFile = 64u << 20;

// Rows that are right by themselves, and all ids that the file names.
struct Reading {
  std::vector<ListedRow> rows;
  std::set<std::string> ids;
  std::vector<BadRow> bad;
};

Reading read_rows(const std::vector<CsvRow>& csv, const Columns& columns) {
  Reading reading;
  std::map<std::string, std::size_t> first_line;
  for (std::size_t i = 1; i < csv.size(); ++i) {
    const std::string id = columns.field(csv[i], "id");
    const auto [first, is_new] = first_line.emplace(id, csv[i].line);
    reading.ids.insert(id);
    auto row = read_row(csv[i], columns);
    if (!row) {
      reading.bad.push_back({csv[i].line, row.error().message});
    } else if (!is_new) {
      reading.bad.push_back({csv[i].line, "id '" + id + "' stands in line " +
                                              std::to_string(first->second) + " already"});
    } else {
      reading.rows.push_back(*std::move(row));
    }
  }
  return reading;
}

std::optional<std::string> predecessor_of(const Reading& reading, const std::string& id) {
  const auto row = std::find_if(reading.rows.begin(), reading.rows.end(),
                                [&](const ListedRow& each) { return each.agency.id.text == id; });
  if (row == reading.rows.end() || !row->agency.predecessor) return std::nullopt;
  return row->agency.predecessor->text;
}

// Whether the row stands among its own predecessors.
bool is_in_circle(const Reading& reading, const std::string& id) {
  std::set<std::string> seen;
  for (auto at = predecessor_of(reading, id); at && seen.insert(*at).second;
       at = predecessor_of(reading, *at)) {
    if (*at == id) return true;
  }
  return false;
}

std::optional<std::string> wrong_predecessor(const Reading& reading, const ListedRow& row) {
  if (!row.agency.predecessor) return std::nullopt;
  const std::string& text = row.agency.predecessor->text;
  if (!reading.ids.contains(text)) return "predecessor '" + text + "' is not in the list";
  if (is_in_circle(reading, row.agency.id.text)) return "predecessors go round in a circle";
  return std::nullopt;
}

void drop_wrong_predecessors(Reading& reading) {
  std::vector<ListedRow> good;
  for (const ListedRow& row : reading.rows) {
    if (auto wrong = wrong_predecessor(reading, row)) {
      reading.bad.push_back({row.line, *std::move(wrong)});
    } else {
      good.push_back(row);
    }
  }
  reading.rows = std::move(good);
}

}  // namespace

Result<WatchList> parse_watch_list(std::string_view bytes) {
  const auto csv = parse_csv(decode(bytes, "").utf8);
  if (csv.empty()) {
    return Error{ErrorCode::Malformed, "the file is empty; expected a header id,name,class,…"};
  }
  const auto columns = Columns::from_header(csv.front());
  if (!columns) return columns.error();
  Reading reading = read_rows(csv, *columns);
  drop_wrong_predecessors(reading);
  std::sort(reading.bad.begin(), reading.bad.end(),
            [](const BadRow& a, const BadRow& b) { return a.line < b.line; });
  WatchList list;
  list.odd_rows = lint(reading.rows);
  list.bad_rows = std::move(reading.bad);
  for (ListedRow& row : reading.rows) list.agencies.push_back(std::move(row.agency));
  return list;
}

Result<WatchList> load_watch_list(const std::filesystem::path& file) {
  const auto bytes = read_file(file, kLargestFile);
  if (!bytes) return bytes.error();
  auto list = parse_watch_list(*bytes);
  if (!list) return std::move(list).error().within(file.string() + ":1");
  return list;
}

}  // namespace gkwatch::config
