#include <xlsxwriter.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <optional>

#include "core/china_time.h"
#include "core/text.h"
#include "view/table_writer.h"

namespace gkwatch::view {
namespace {

constexpr lxw_row_t kMostRows = 1'048'576;       // of a sheet
constexpr std::size_t kMostCharacters = 32'767;  // of a cell, counted in UTF-16

// What XML has no character for becomes U+FFFD; "_x0041_" stands for "A" in this format, so an
// underscore before such letters is written as "_x005F_".
std::string as_cell_text(std::string_view text) {
  std::string out;
  std::size_t used = 0;
  for (const char32_t c : to_u32(text)) {
    used += c > 0xffff ? 2 : 1;
    if (used > kMostCharacters) break;
    const bool is_wrong = (c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff;
    out += is_wrong ? std::string{"\xef\xbf\xbd"} : to_utf8(std::u32string_view{&c, 1});
  }
  for (std::size_t at = out.find("_x"); at != std::string::npos; at = out.find("_x", at + 7)) {
    if (out.size() > at + 6 && out[at + 6] == '_') out.insert(at, "_x005F");
  }
  return out;
}

// A number of at most 15 digits: a spreadsheet knows no more of them. An account of 17 digits is
// better told as text than told wrong.
std::optional<double> exact_double(std::string_view text) {
  constexpr std::size_t kDigits = 15;
  std::size_t digits = 0;
  for (const char c : text) digits += c >= '0' && c <= '9' ? 1 : 0;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (digits > kDigits || read.ec != std::errc{}) return std::nullopt;
  return value;
}

// "2021-01-21T15:24:00+08:00" or "2021-01-21", as spreadsheets have it: without a zone.
std::optional<lxw_datetime> day_and_time(const std::string& text) {
  const auto moment = parse_china_time(text);
  if (!moment) return std::nullopt;
  const std::string plain = iso_time(*moment);
  const auto part = [&](std::size_t from, std::size_t size) {
    int value = 0;
    std::from_chars(plain.data() + from, plain.data() + from + size, value);
    return value;
  };
  return lxw_datetime{part(0, 4),  part(5, 2),  part(8, 2),
                      part(11, 2), part(14, 2), static_cast<double>(part(17, 2))};
}

class XlsxWriter final : public TableWriter {
 public:
  XlsxWriter(const std::filesystem::path& file, const Provenance& provenance)
      : file_{file.string()}, folder_{file.parent_path().string()}, provenance_{provenance} {
    for (const ExportColumn& column : dictionary_of(provenance.table)) {
      types_.emplace(column.name, column.type);
    }
    if (folder_.empty()) folder_ = ".";
    lxw_workbook_options options{LXW_TRUE, folder_.data(), LXW_FALSE};
    book_ = workbook_new_opt(file_.c_str(), &options);
    if (book_ == nullptr) return;
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    time_ = workbook_add_format(book_);
    format_set_num_format(time_, "yyyy-mm-dd hh:mm:ss");
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd");
  }
  ~XlsxWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  Status begin(const std::vector<std::string>& columns) override {
    if (book_ == nullptr) return Error{ErrorCode::Storage, "no workbook could be begun"};
    columns_ = columns;
    return begin_sheet();
  }

  Status take(const std::vector<Json>& values) override {
    if (row_ >= kMostRows) {
      if (Status begun = begin_sheet(); !begun) return begun;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (Status put = write(static_cast<lxw_col_t>(i), values[i], columns_.at(i)); !put) {
        return put;
      }
    }
    ++row_;
    ++rows_;
    return {};
  }

  Status finish() override {
    if (Status done = write_dictionary(); !done) return done;
    if (Status done = write_provenance(); !done) return done;
    for (lxw_worksheet* sheet : sheets_) {
      // The library does not look whether its temporary files could be written.
      FILE* rows = sheet->optimize_tmpfile;
      if (rows != nullptr && (std::fflush(rows) != 0 || std::ferror(rows) != 0)) {
        return Error{ErrorCode::Storage, "a temporary file in " + folder_ + " cannot be written"};
      }
    }
    const lxw_error closed = workbook_close(std::exchange(book_, nullptr));
    return verdict(closed);
  }

 private:
  Status verdict(lxw_error error) const {
    if (error == LXW_NO_ERROR) return {};
    return Error{ErrorCode::Storage, "cannot write " + file_ + ": " + lxw_strerror(error)};
  }

  Status add_sheet(const std::string& name) {
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    if (sheet_ == nullptr) return Error{ErrorCode::Storage, "cannot begin a sheet in " + folder_};
    sheets_.push_back(sheet_);
    row_ = 0;
    return {};
  }

  // A line of texts alone.
  Status write_texts(const std::vector<std::string>& texts, lxw_format* format = nullptr) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string text = as_cell_text(texts[i]);
      Status put = verdict(
          worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(i), text.c_str(), format));
      if (!put) return put;
    }
    ++row_;
    return {};
  }

  Status begin_sheet() {
    const std::string number = sheets_.empty() ? "" : " " + std::to_string(sheets_.size() + 1);
    if (Status added = add_sheet(std::string{name_of(provenance_.table)} + number); !added) {
      return added;
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    constexpr double kWidth = 16;
    worksheet_set_column(sheet_, 0, static_cast<lxw_col_t>(columns_.size() - 1), kWidth, nullptr);
    return write_texts(columns_, bold_);
  }

  Status write(lxw_col_t column, const Json& value, const std::string& name) {
    if (value.is_null()) return {};
    if (value.is_bool()) {
      return verdict(
          worksheet_write_boolean(sheet_, row_, column, value.bool_or(false) ? 1 : 0, nullptr));
    }
    if (value.is_number()) {
      const auto number = exact_double(value.number_text());
      if (number) return verdict(worksheet_write_number(sheet_, row_, column, *number, nullptr));
      return write_text(column, std::string{value.number_text()});
    }
    const std::string text = text_of(value);
    const auto type = types_.find(name);
    const bool is_day = type != types_.end() && type->second == "date";
    if (is_day || (type != types_.end() && type->second == "time")) {
      if (auto moment = day_and_time(text)) {
        return verdict(
            worksheet_write_datetime(sheet_, row_, column, &*moment, is_day ? date_ : time_));
      }
    }
    return write_text(column, text);
  }

  Status write_text(lxw_col_t column, const std::string& text) {
    if (text.empty()) return {};
    const std::string plain = as_cell_text(text);
    return verdict(worksheet_write_string(sheet_, row_, column, plain.c_str(), nullptr));
  }

  std::string text_of(const Json& value) const {
    if (value.is_string()) return std::string{value.string_or("")};
    if (value.is_object()) {
      const bool is_chinese = provenance_.language == Language::Chinese;
      return std::string{value[is_chinese ? "zh" : "en"].string_or("")};
    }
    std::string text;
    for (const Json& item : value.items()) {
      text += (text.empty() ? "" : " ") + std::string{item.string_or("")};
    }
    return text;
  }

  Status write_dictionary() {
    if (Status added = add_sheet("dictionary"); !added) return added;
    Status done = write_texts({"column", "type", "含义", "meaning"}, bold_);
    for (const ExportColumn& column : dictionary_of(provenance_.table)) {
      if (!done) return done;
      done = write_texts({column.name, column.type, column.meaning.zh, column.meaning.en});
    }
    return done;
  }

  Status write_provenance() {
    if (Status added = add_sheet("provenance"); !added) return added;
    std::vector<std::vector<std::string>> lines{{"program", provenance_.program},
                                                {"database", provenance_.database},
                                                {"made_at", iso_time(provenance_.made_at)},
                                                {"zone", "+08:00"},
                                                {"table", std::string{name_of(provenance_.table)}},
                                                {"rows", std::to_string(rows_)}};
    for (const auto& [name, value] : provenance_.query) lines.push_back({"query " + name, value});
    Status done;
    for (const auto& line : lines) {
      if (!done) return done;
      done = write_texts(line);
    }
    return done;
  }

  std::string file_;
  std::string folder_;
  Provenance provenance_;
  std::map<std::string, std::string> types_;  // by column
  std::vector<std::string> columns_;
  lxw_workbook* book_ = nullptr;  // ours until it is closed
  std::vector<lxw_worksheet*> sheets_;
  lxw_worksheet* sheet_ = nullptr;  // the last one
  lxw_row_t row_ = 0;               // the next one of it
  lxw_format* bold_ = nullptr;
  lxw_format* time_ = nullptr;
  lxw_format* date_ = nullptr;
};

}  // namespace

std::unique_ptr<TableWriter> xlsx_writer(const std::filesystem::path& file,
                                         const Provenance& provenance) {
  return std::make_unique<XlsxWriter>(file, provenance);
}

}  // namespace gkwatch::view
