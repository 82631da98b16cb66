#include "model/report_json.h"

#include <array>
#include <set>
#include <utility>

#include "model/form_layout.h"
#include "model/json_fields.h"

namespace gkwatch {
namespace {

constexpr int kMost = 1'000'000;

std::string_view match_name(RowMatch match) {
  constexpr std::array<std::string_view, 4> names{"label", "alias", "position", "absent"};
  return names.at(static_cast<std::size_t>(match));
}

template <class List, class Writer>
Json list_of(const List& things, Writer write) {
  Json::Array out;
  out.reserve(things.size());
  for (const auto& thing : things) out.push_back(write(thing));
  return Json{std::move(out)};
}

Json texts(const std::vector<std::string>& words) {
  return list_of(words, [](const std::string& word) { return Json{word}; });
}

Json json_of(const Cell& cell) {
  Json out;
  out.set("kind", name_of(cell.kind));
  out.set("value", cell.value ? Json{*cell.value} : Json{});
  out.set("raw", cell.raw).set("where", cell.where).set("unit", cell.unit).set("why", cell.why);
  if (cell.confidence) out.set("confidence", *cell.confidence);
  return out;
}

Json json_of(const UnknownRow& row) {
  Json out;
  out.set("table", row.table).set("label", row.label).set("values", texts(row.values));
  return out;
}

Json json_of(const Section& section) {
  Json out;
  out.set("number", section.number).set("heading", section.heading).set("text", section.text);
  return out;
}

Json json_of(const Claim& claim) {
  Json out;
  out.set("what", claim.what).set("value", Json{claim.value}).set("text", claim.text);
  out.set("section", claim.section).set("exact", claim.is_exact).set("wider", claim.is_wider);
  return out;
}

template <class Map, class Writer>
Json map_of(const Map& things, Writer write) {
  Json::Object out;
  out.reserve(things.size());
  for (const auto& [key, thing] : things) out.push_back(write(key, thing));
  return Json{std::move(out)};
}

std::vector<std::string> read_texts(Fields& fields, const Json::Array& list) {
  std::vector<std::string> out;
  out.reserve(list.size());
  for (const Json& item : list) out.push_back(fields.as_text(item));
  return out;
}

Cell read_cell(const Json& json, const std::string& key, std::optional<Error>& fault) {
  Fields fields{json, key, fault};
  Cell cell{fields.named<CellKind>("kind", 5, name_of),
            fields.decimal("value"),
            fields.text("raw"),
            fields.text("where"),
            fields.text("unit"),
            fields.text("why"),
            fields.integer_if_given("confidence", 0, 100)};
  // The one promise that keeps a Gap from becoming a zero.
  if ((cell.kind == CellKind::Number) != cell.value.has_value()) {
    fields.complain("value", "does not go with its kind");
  }
  return cell;
}

UnknownRow read_unknown_row(const Json& json, std::optional<Error>& fault) {
  Fields fields{json, "unknown row", fault};
  return {fields.text("table"), fields.text("label"), read_texts(fields, fields.list("values"))};
}

Section read_section(const Json& json, std::optional<Error>& fault) {
  Fields fields{json, "section", fault};
  return {fields.integer("number", 0, 6), fields.text("heading"), fields.text("text")};
}

Claim read_claim(const Json& json, std::optional<Error>& fault) {
  Fields fields{json, "claim", fault};
  Claim claim;
  claim.what = fields.text("what");
  const auto value = fields.decimal("value");
  if (!value) fields.complain("value", "is missing");
  claim.value = value.value_or(Decimal{});
  claim.text = fields.text("text");
  claim.section = fields.integer("section", 0, 6);
  claim.is_exact = fields.flag("exact");
  claim.is_wider = fields.flag("wider");
  return claim;
}

// The cells are those of the form, each once, and no other: a sender who leaves one out or
// adds one breaks the invariant that every rule rests on.
void read_cells(Fields& fields, ParsedDocument& document, std::optional<Error>& fault) {
  const auto& members = fields.object("cells");
  for (const auto& [key, json] : members) {
    document.cells.emplace(CellKey{key}, read_cell(json, key, fault));
  }
  const auto wanted = form_cells(document.form, document.single_r6);
  const std::set<CellKey> expected{wanted.begin(), wanted.end()};
  std::set<CellKey> found;
  for (const auto& [key, cell] : document.cells) found.insert(key);
  if (found != expected || members.size() != found.size()) {
    fields.complain("cells", "are not those of the form");
  }
}

void read_rows(Fields& fields, ParsedDocument& document, std::optional<Error>& fault) {
  for (const auto& [key, json] : fields.object("rows")) {
    Json wrapped;
    wrapped.set("match", json);
    Fields row{wrapped, key, fault};
    document.rows.emplace(key, row.named<RowMatch>("match", 4, match_name));
  }
}

void read_head(Fields& fields, ParsedDocument& document) {
  document.status = fields.named<ReadStatus>("status", 4, name_of);
  document.error = fields.text("error");
  document.media_type = fields.text("media_type");
  document.declared_type = fields.text_if_given("declared_type");
  document.converted_by = fields.text_if_given("converted_by");
  document.title = fields.text("title");
  document.agency_name = fields.text("agency_name");
  document.year = fields.year("year");
  document.is_year_from_title = fields.flag("year_from_title");
  document.form = fields.named<Form>("form", 4, name_of);
  document.form_marks = fields.integer("form_marks", 0, kMost);
  document.single_r6 = fields.flag("single_r6");
  document.is_read_by_ocr = fields.flag_if_given("read_by_ocr");
}

}  // namespace

Json to_json(const ParsedDocument& document) {
  Json out;
  out.set("status", name_of(document.status)).set("error", document.error);
  out.set("media_type", document.media_type).set("declared_type", document.declared_type);
  out.set("converted_by", document.converted_by).set("title", document.title);
  out.set("agency_name", document.agency_name);
  out.set("year", document.year ? Json{*document.year} : Json{});
  out.set("year_from_title", document.is_year_from_title);
  out.set("form", name_of(document.form)).set("form_marks", document.form_marks);
  out.set("single_r6", document.single_r6);
  if (document.is_read_by_ocr) out.set("read_by_ocr", true);
  out.set("cells", map_of(document.cells, [](const CellKey& key, const Cell& cell) {
            return std::pair{key.text, json_of(cell)};
          }));
  out.set("rows", map_of(document.rows, [](const std::string& key, RowMatch match) {
            return std::pair{key, Json{match_name(match)}};
          }));
  const auto write = [](const auto& thing) { return json_of(thing); };
  out.set("unknown_rows", list_of(document.unknown_rows, write));
  out.set("sections", list_of(document.sections, write));
  out.set("claims", list_of(document.claims, write));
  out.set("images", texts(document.images));
  if (!document.attachments.empty()) out.set("attachments", texts(document.attachments));
  out.set("text", document.text);
  return out;
}

Result<ParsedDocument> parsed_document_from(const Json& json) {
  std::optional<Error> fault;
  ParsedDocument document;
  Fields fields{json, "document", fault};
  read_head(fields, document);
  read_cells(fields, document, fault);
  read_rows(fields, document, fault);
  for (const Json& item : fields.list("unknown_rows")) {
    document.unknown_rows.push_back(read_unknown_row(item, fault));
  }
  for (const Json& item : fields.list("sections")) {
    document.sections.push_back(read_section(item, fault));
  }
  for (const Json& item : fields.list("claims")) {
    document.claims.push_back(read_claim(item, fault));
  }
  document.images = read_texts(fields, fields.list("images"));
  document.attachments = read_texts(fields, fields.list_if_given("attachments"));
  document.text = fields.text("text");
  if (fault) return *std::move(fault);
  return document;
}

}  // namespace gkwatch
