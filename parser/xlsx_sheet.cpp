#include "parser/xlsx_sheet.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "core/text.h"
#include "parser/note_marks.h"
#include "parser/office_package.h"
#include "parser/xlsx_number.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kMaxPlaces = 200'000;
constexpr std::size_t kMostSettings = 2'000;  // each is looked through for every row
constexpr double kUsualWidth = 8.43;
constexpr double kMostRoom = 255;         // characters
constexpr std::size_t kMostSpanned = 64;  // columns of one cell

using Range = std::pair<XlsxPlace, XlsxPlace>;

struct Columns {
  std::size_t first = 0;
  std::size_t last = 0;
  double width = kUsualWidth;
  bool is_hidden = false;
};

bool is_true(pugi::xml_attribute attribute) {
  const std::string_view value = attribute.value();
  return value == "1" || value == "true";
}

class Sheet {
 public:
  Sheet(pugi::xml_node node, const XlsxBook& book, std::string where)
      : node_{node}, book_{book}, where_{std::move(where)} {}

  Result<Table> read() {
    if (auto widths = read_columns(); !widths) return widths.error();
    are_conditional_ = book_.styles.has_conditional_formats &&
                       child_of(node_, "conditionalFormatting").has_value();
    if (auto merged = read_merges(); !merged) return merged.error();
    if (auto filled = read_rows(); !filled) return filled.error();
    return lay();
  }

 private:
  Status read_columns() {
    if (const auto usual = child_of(node_, "sheetFormatPr")) {
      usual_width_ = usual->attribute("defaultColWidth").as_double(kUsualWidth);
    }
    const auto list = child_of(node_, "cols");
    if (!list) return {};
    for (const auto& column : children_of(*list, "col")) {
      columns_.push_back({column.attribute("min").as_uint(), column.attribute("max").as_uint(),
                          column.attribute("width").as_double(usual_width_),
                          is_true(column.attribute("hidden"))});
    }
    if (columns_.size() <= kMostSettings) return {};
    return Error{ErrorCode::TooLarge, where_ + ": too many kinds of columns"};
  }

  const Columns* settings_of(std::size_t column) const {
    for (const Columns& one : columns_) {
      if (column >= one.first && column <= one.last) return &one;
    }
    return nullptr;
  }

  bool is_hidden(std::size_t column) const {
    const Columns* settings = settings_of(column);
    return settings != nullptr && (settings->is_hidden || settings->width <= 0);
  }

  // Of the columns that the cell spans.
  std::size_t room_of(XlsxPlace place) const {
    const auto own = spans_.find(place);
    const std::size_t last = own == spans_.end() ? place.column : own->second;
    const std::size_t end = std::min(last + 1, place.column + kMostSpanned);
    double width = 0;
    for (std::size_t column = place.column; column < end; ++column) {
      if (is_hidden(column)) continue;
      const Columns* settings = settings_of(column);
      width += settings != nullptr ? settings->width : usual_width_;
    }
    return static_cast<std::size_t>(std::clamp(width, 0.0, kMostRoom));
  }

  Status read_merges() {
    const auto list = child_of(node_, "mergeCells");
    if (!list) return {};
    for (const auto& merge : children_of(*list, "mergeCell")) {
      const auto range = parse_range(merge.attribute("ref").value());
      if (!range) return Error{ErrorCode::Malformed, where_ + ": a merged range cannot be read"};
      merges_.push_back(*range);
      spans_[range->first] = range->second.column;
    }
    if (merges_.size() > kMostSettings)
      return Error{ErrorCode::TooLarge, where_ + ": too many spans"};
    return {};
  }

  Status read_rows() {
    const auto data = child_of(node_, "sheetData");
    if (!data) return {};
    std::size_t row = 0;
    for (const auto& node : children_of(*data, "row")) {
      const std::size_t next = node.attribute("r").as_uint(static_cast<unsigned>(row + 1));
      if (next <= row) return Error{ErrorCode::Malformed, where_ + ": rows are out of order"};
      row = next;
      if (is_true(node.attribute("hidden"))) hidden_rows_.insert(row);
      if (auto read = read_row(node, row); !read) return read;
    }
    return {};
  }

  Status read_row(pugi::xml_node row, std::size_t number) {
    XlsxPlace place{number, 0};
    for (const auto& cell : children_of(row, "c")) {
      const auto reference = cell.attribute("r");
      const auto next = reference ? parse_place(reference.value())
                                  : std::optional{XlsxPlace{number, place.column + 1}};
      if (!next || next->row != number || next->column <= place.column) {
        return Error{ErrorCode::Malformed, where_ + ": cells are out of order"};
      }
      place = *next;
      ends_[number] = place.column;
      std::string text = collapse_spaces(plain_text(text_of_cell(cell, place)));
      if (!text.empty()) texts_[place] = std::move(text);
    }
    return {};
  }

  // kUntold before what is stored, for people to see.
  static std::string untold(std::string_view stored) {
    return std::string{kUntold} + std::string{stored};
  }

  std::string text_of_cell(pugi::xml_node cell, XlsxPlace place) const {
    const auto value = child_of(cell, "v");
    const std::string_view stored = value ? value->text().get() : "";
    const std::string_view type = cell.attribute("t").as_string("n");
    const XlsxStyle style = style_of(cell);
    std::string text;
    if (type == "s")
      text = shared(stored);
    else if (type == "inlineStr")
      text = inline_text(cell);
    else if (type == "n" || type == "b" || !value)
      return stored.empty() ? formula_without_value(cell) : number(stored, type, style, place);
    else
      text = stored;
    const auto shown = style.format ? show_text(text, *style.format) : text;
    if (text.empty()) return {};
    return shown && !style.is_doubtful ? *shown : untold(text);
  }

  static std::string formula_without_value(pugi::xml_node cell) {
    return child_of(cell, "f") ? std::string{kUntold} : std::string{};
  }

  std::string number(std::string_view stored, std::string_view type, const XlsxStyle& style,
                     XlsxPlace place) const {
    const bool is_doubtful = style.is_doubtful || are_conditional_ || type == "b";
    if (is_doubtful || !style.format) return untold(stored);
    const auto shown = show_number(stored, *style.format, room_of(place));
    return shown ? *shown : untold(stored);
  }

  std::string shared(std::string_view index) const {
    std::size_t i = 0;
    const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), i);
    const bool is_whole = error == std::errc{} && end == index.data() + index.size();
    return is_whole && i < book_.strings.size() ? book_.strings[i] : untold(index);
  }

  static std::string inline_text(pugi::xml_node cell) {
    const auto string = child_of(cell, "is");
    return string ? text_of_string(*string) : std::string{};
  }

  XlsxStyle style_of(pugi::xml_node cell) const {
    const auto index = cell.attribute("s").as_ullong();
    if (index < book_.styles.cells.size()) return book_.styles.cells[index];
    if (index == 0 && book_.styles.cells.empty()) return {.format = "General"};
    return {};
  }

  // Columns that are shown, from the first to the last that holds anything.
  std::vector<std::size_t> shown_columns() const {
    std::size_t first = 0;
    std::size_t last = 0;
    for (const auto& [place, text] : texts_) {
      first = first == 0 ? place.column : std::min(first, place.column);
      last = std::max(last, place.column);
    }
    std::vector<std::size_t> shown;
    for (std::size_t column = first; column != 0 && column <= last; ++column) {
      if (!is_hidden(column)) shown.push_back(column);
    }
    return shown;
  }

  std::vector<std::size_t> shown_rows() const {
    std::set<std::size_t> rows;
    for (const auto& [place, text] : texts_) {
      if (!hidden_rows_.contains(place.row)) rows.insert(place.row);
    }
    return {rows.begin(), rows.end()};
  }

  Result<Table> lay() {
    columns_shown_ = shown_columns();
    rows_shown_ = shown_rows();
    if (!rows_shown_.empty() && columns_shown_.size() > kMaxPlaces / rows_shown_.size()) {
      return Error{ErrorCode::TooLarge, where_ + " has more than 200,000 places"};
    }
    Table table{.where = where_};
    for (const std::size_t row : rows_shown_) {
      TableRow printed{.where = where_ + ", row " + std::to_string(row)};
      const auto ranges = merges_in(row);
      const std::size_t end = end_of(row, ranges);
      for (const std::size_t column : columns_shown_) {
        if (column <= end) printed.cells.push_back(cell({row, column}, ranges));
      }
      table.rows.push_back(std::move(printed));
    }
    return table;
  }

  // The last column that the sheet has a cell for, a blank one too: what is free behind it is no
  // blank cell of a table.
  std::size_t end_of(std::size_t row, const std::vector<Range>& ranges) const {
    const auto found = ends_.find(row);
    std::size_t end = found == ends_.end() ? 0 : found->second;
    for (const Range& range : ranges) end = std::max(end, range.second.column);
    return end;
  }

  std::vector<Range> merges_in(std::size_t row) const {
    std::vector<Range> ranges;
    for (const Range& range : merges_) {
      if (range.first.row <= row && row <= range.second.row) ranges.push_back(range);
    }
    return ranges;
  }

  GridCell cell(XlsxPlace place, const std::vector<Range>& ranges) const {
    for (const auto& [first, last] : ranges) {
      if (place.column < first.column || place.column > last.column) continue;
      return {text_at(first), is_one_between(columns_shown_, first.column, place.column),
              is_one_between(rows_shown_, first.row, place.row)};
    }
    return {.text = text_at(place)};
  }

  // A span whose first column or row is hidden begins at the first that is shown.
  static bool is_one_between(const std::vector<std::size_t>& shown, std::size_t first,
                             std::size_t end) {
    const auto found = std::lower_bound(shown.begin(), shown.end(), first);
    return found != shown.end() && *found < end;
  }

  std::string text_at(XlsxPlace place) const {
    const auto found = texts_.find(place);
    return found == texts_.end() ? std::string{} : found->second;
  }

  pugi::xml_node node_;
  const XlsxBook& book_;
  std::string where_;
  double usual_width_ = kUsualWidth;
  std::vector<Columns> columns_;
  std::set<std::size_t> hidden_rows_;
  std::vector<Range> merges_;
  std::map<XlsxPlace, std::size_t> spans_;  // from the first place of a span to its last column
  std::map<XlsxPlace, std::string> texts_;
  std::map<std::size_t, std::size_t> ends_;  // the last column with a cell, by row
  bool are_conditional_ = false;
  std::vector<std::size_t> columns_shown_;
  std::vector<std::size_t> rows_shown_;
};

}  // namespace

Result<Table> read_sheet(pugi::xml_node worksheet, const XlsxBook& book, const std::string& where) {
  return Sheet{worksheet, book, where}.read();
}

}  // namespace gkwatch::parser
