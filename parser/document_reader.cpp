#include "parser/document_reader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "parser/claims.h"
#include "parser/extract.h"
#include "parser/first_report.h"
#include "parser/form.h"
#include "parser/head_order.h"
#include "parser/old_form.h"
#include "parser/sections.h"
#include "parser/sniff.h"
#include "parser/table_reading.h"
#include "parser/table_years.h"
#include "parser/title.h"

namespace gkwatch::parser {
namespace {

void append_table(std::string& text, const Table& table) {
  for (const TableRow& row : table.rows) {
    std::string line;
    for (const GridCell& cell : row.cells) {
      if (cell.from_left || cell.from_above) continue;
      if (!line.empty()) line += '\t';
      line += cell.text;
    }
    text += line + '\n';
  }
}

std::string all_text(const Extract& extract) {
  std::string text;
  for (const Block& block : extract.blocks) {
    if (block.kind == BlockKind::Table)
      append_table(text, block.table.table);
    else if (is_words(block))
      text += block.text + '\n';
  }
  for (const std::string& note : extract.notes) text += note + '\n';
  return text;
}

void read_words(ParsedDocument& parsed, const Extract& extract) {
  parsed.sections = split_sections(extract);
  Title title = find_title(extract);
  parsed.title = std::move(title.text);
  parsed.agency_name = std::move(title.agency);
  parsed.is_year_from_title = title.year.has_value();
  parsed.year = title.year ? title.year : year_of_text(parsed.sections);
  parsed.claims = read_claims(parsed.sections, parsed.year);
  for (const Block& block : extract.blocks) {
    if (block.kind == BlockKind::Image) parsed.images.push_back(block.text);
    if (block.kind == BlockKind::Attachment) parsed.attachments.push_back(block.text);
  }
}

void tell_of_other_years(ParsedDocument& parsed) {
  for (auto& [key, cell] : parsed.cells) {
    if (cell.kind != CellKind::Gap) continue;
    cell.why += "; a table that is headed as another year's was left out";
  }
}

// Heads that stand among the text, and not above the rows they belong to, still say in which order
// the columns stand.
void refuse_another_order(ParsedDocument& parsed, const Extract& extract) {
  const bool is_other =
      std::any_of(extract.blocks.begin(), extract.blocks.end(), [&](const Block& block) {
        return block.kind == BlockKind::Text && is_table3_in_another_order(block.text, parsed.form);
      });
  if (!is_other) return;
  for (auto& [key, cell] : parsed.cells) {
    if (key.text.starts_with("T3.")) cell = gap(kAnotherOrder, cell.where);
  }
}

void read_tables(ParsedDocument& parsed, const Extract& extract) {
  const YearTables own = tables_of_year(extract, parsed.year);
  FormReading reading = lay_form(own.tables, parsed.year);
  parsed.form = reading.form;
  if (parsed.form == Form::Unknown && is_old_form(extract)) parsed.form = Form::F0;
  parsed.form_marks = reading.form_marks;
  parsed.single_r6 = reading.single_r6;
  parsed.cells = std::move(reading.cells);
  refuse_another_order(parsed, extract);
  if (own.has_other_years) tell_of_other_years(parsed);
  parsed.rows = std::move(reading.rows);
  parsed.unknown_rows = std::move(reading.unknown_rows);
}

ReadStatus status_of(const ParsedDocument& parsed) {
  const auto gaps = std::count_if(parsed.cells.begin(), parsed.cells.end(), [](const auto& cell) {
    return cell.second.kind == CellKind::Gap;
  });
  const auto size = static_cast<std::ptrdiff_t>(parsed.cells.size());
  if (gaps < size) return gaps == 0 ? ReadStatus::Read : ReadStatus::Partial;
  const bool has_heading = std::any_of(parsed.sections.begin(), parsed.sections.end(),
                                       [](const Section& section) { return section.number > 0; });
  const bool is_report = has_heading || !parsed.title.empty() || size > 0;
  return is_report || parsed.form == Form::F0 ? ReadStatus::NoTables : ReadStatus::Unreadable;
}

ParsedDocument understand(const Extract& whole) {
  const auto first = first_of_several(whole);
  const Extract& extract = first ? *first : whole;
  ParsedDocument parsed;
  parsed.is_read_by_ocr = extract.is_read_by_ocr;
  read_words(parsed, extract);
  read_tables(parsed, extract);
  parsed.text = all_text(whole);
  parsed.status = status_of(parsed);
  if (parsed.status == ReadStatus::Unreadable) {
    parsed.error = "neither title nor headings nor tables of an annual report were found";
  }
  return parsed;
}

// Nothing is known of a document whose reading was cut short.
bool was_cut_short(ErrorCode code) {
  return code == ErrorCode::TooLarge || code == ErrorCode::Timeout || code == ErrorCode::Cancelled;
}

}  // namespace

Result<ParsedDocument> PlainReader::read(const Document& document, std::stop_token stop) {
  const Source source{.bytes = *document.body,
                      .declared_type = document.declared_type,
                      .name = document.name.empty() ? document.found_at : document.name,
                      .converter = converter_};
  auto extracted = extract(source, stop);
  if (!extracted && was_cut_short(extracted.error().code)) return extracted.error();
  ParsedDocument parsed;
  if (extracted)
    parsed = understand(*extracted);
  else
    parsed.error = extracted.error().message;
  parsed.media_type = media_type(sniff(source.bytes));
  parsed.declared_type = document.declared_type;
  if (extracted) parsed.converted_by = extracted->converted_by;
  return parsed;
}

}  // namespace gkwatch::parser
