#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "core/language.h"
#include "store/stream.h"

namespace gkwatch::view {

// A column of a table that is given out, and what it means (data/export-columns.tsv).
struct ExportColumn {
  std::string name;
  std::string type;  // text, integer, number, boolean, time, date, list; words: in two languages
  Bilingual meaning;
};

std::string_view name_of(store::Table table);  // "reports", "cells", "findings", "history"
// Its columns in their order.
std::vector<ExportColumn> dictionary_of(store::Table table);

// Where a table comes from, so that it can be believed, and made again, elsewhere.
struct Provenance {
  store::Table table = store::Table::Reports;
  std::string program;  // "gkwatch 0.1.0"
  std::string database;
  Instant made_at{};
  std::vector<std::pair<std::string, std::string>> query;  // the filters, as given
  Language language = Language::Chinese;                   // of messages in CSV and XLSX
};

// Provenance, query and data dictionary as metadata of a CSV file by the W3C's "CSV on the Web".
std::string csv_metadata(const Provenance& provenance, const std::string& csv_name);

// Writes a table whose size does not matter. The rows come by RowSink; finish() ends it, and
// without it what was written is no whole document.
class TableWriter : public store::RowSink {
 public:
  virtual Status finish() = 0;
  std::uint64_t rows() const { return rows_; }

 protected:
  std::uint64_t rows_ = 0;
};

using Output = std::function<Status(std::string_view)>;

enum class ByteOrderMark { None, Write };  // spreadsheets take CSV for UTF-8 by it

// RFC 4180, guarded against formulas. Neither provenance nor dictionary: csv_metadata has them.
std::unique_ptr<TableWriter> csv_writer(Output output, const Provenance& provenance,
                                        ByteOrderMark mark);
// One object: provenance, columns, rows, count.
std::unique_ptr<TableWriter> json_writer(Output output, const Provenance& provenance);
// A workbook in `file`, with temporary files beside it: numbers, days, times and truth values as
// such, all other things as text; more sheets where a sheet is full; dictionary and provenance on
// sheets of their own. Begins to write at once. See docs/decisions/0016-xlsx-by-libxlsxwriter.md.
std::unique_ptr<TableWriter> xlsx_writer(const std::filesystem::path& file,
                                         const Provenance& provenance);

}  // namespace gkwatch::view
