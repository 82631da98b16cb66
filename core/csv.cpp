#include "core/csv.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gkwatch {
namespace {

class Reader {
 public:
  void take(char c) {
    if (is_quoted_) return take_quoted(c);
    if (was_quote_ && c == '"') return reopen();
    was_quote_ = false;
    switch (c) {
      case '"':
        return open();
      case ',':
        return end_field();
      case '\n':
        return end_line();
      default:
        field_ += c;
    }
  }

  std::vector<CsvRow> finish() && {
    if (!row_.fields.empty() || !field_.empty() || has_quotes_) end_row();
    return std::move(rows_);
  }

 private:
  void open() {
    is_quoted_ = true;
    has_quotes_ = true;
  }
  // Two quotes inside quotes are one quote.
  void reopen() {
    field_ += '"';
    is_quoted_ = true;
    was_quote_ = false;
  }
  void take_quoted(char c) {
    if (c == '\n') ++line_;
    if (c != '"') {
      field_ += c;
      return;
    }
    is_quoted_ = false;
    was_quote_ = true;
  }
  void end_field() { row_.fields.push_back(std::exchange(field_, {})); }
  void end_line() {
    if (field_.ends_with('\r')) field_.pop_back();
    end_row();
    row_.line = ++line_;
  }
  void end_row() {
    end_field();
    const bool is_empty = row_.fields.size() == 1 && row_.fields[0].empty() && !has_quotes_;
    if (!is_empty) rows_.push_back(std::move(row_));
    row_ = {};
    has_quotes_ = false;
  }

  std::vector<CsvRow> rows_;
  CsvRow row_{1, {}};
  std::string field_;
  std::size_t line_ = 1;
  bool is_quoted_ = false;
  bool was_quote_ = false;   // the last character closed a quoted part
  bool has_quotes_ = false;  // in this row
};

bool is_number(std::string_view text) {
  const auto digits = [](std::string_view part) {
    return !part.empty() &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return digits(text);
  return digits(text.substr(0, point)) && digits(text.substr(point + 1));
}

constexpr std::array<std::string_view, 10> kFormulaStarts = {"=",  "+",  "-",  "@",  "\t",
                                                             "\r", "＝", "＋", "－", "＠"};

bool looks_like_a_formula(std::string_view text) {
  const auto begins = [&](std::string_view start) { return text.starts_with(start); };
  return std::any_of(kFormulaStarts.begin(), kFormulaStarts.end(), begins) && !is_number(text);
}

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text) {
  Reader reader;
  for (const char c : text) reader.take(c);
  return std::move(reader).finish();
}

std::string csv_field(std::string_view text) {
  std::string plain{text};
  if (looks_like_a_formula(text)) plain.insert(0, 1, '\'');
  if (plain.find_first_of(",\"\r\n") == std::string::npos) return plain;
  std::string quoted = "\"";
  for (const char c : plain) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace gkwatch
