#include "view/table_writer.h"

#include <algorithm>

#include "core/china_time.h"
#include "core/json.h"
#include "embedded/export_columns.h"
#include "view/rows.h"

namespace gkwatch::view {
namespace {

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t to = std::min(line.find('\t', from), line.size());
    fields.emplace_back(line.substr(from, to - from));
    from = to + 1;
  }
  return fields;
}

Json query_to_json(const Provenance& provenance) {
  Json query{Json::Object{}};
  for (const auto& [name, value] : provenance.query) {
    const Json before = query[name];
    query.set(name, before.is_null() ? Json{value}
                                     : Json{std::string{before.string_or("")} + " " + value});
  }
  return query;
}

Json provenance_to_json(const Provenance& provenance) {
  Json json;
  json.set("program", provenance.program).set("database", provenance.database);
  json.set("made_at", iso_time(provenance.made_at)).set("table", name_of(provenance.table));
  json.set("query", query_to_json(provenance));
  return json;
}

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(Output output, Language language, ByteOrderMark mark)
      : output_{std::move(output)}, language_{language}, mark_{mark} {}

  Status begin(const std::vector<std::string>& columns) override {
    const std::string mark = mark_ == ByteOrderMark::Write ? "\xef\xbb\xbf" : "";
    std::vector<Json> heads{columns.begin(), columns.end()};
    return output_(mark + csv_line(heads, language_));
  }
  Status take(const std::vector<Json>& values) override {
    ++rows_;
    return output_(csv_line(values, language_));
  }
  Status finish() override { return {}; }

 private:
  Output output_;
  Language language_;
  ByteOrderMark mark_;
};

class JsonWriter final : public TableWriter {
 public:
  JsonWriter(Output output, const Provenance& provenance)
      : output_{std::move(output)}, provenance_{provenance} {}

  Status begin(const std::vector<std::string>& columns) override {
    Json::Array dictionary;
    for (const ExportColumn& column : dictionary_of(provenance_.table)) {
      Json meaning;
      meaning.set("zh", column.meaning.zh).set("en", column.meaning.en);
      Json json;
      json.set("name", column.name).set("type", column.type).set("meaning", std::move(meaning));
      dictionary.push_back(std::move(json));
    }
    for (const std::string& column : columns) names_.push_back(Json{column}.dump());
    return output_("{\"provenance\": " + provenance_to_json(provenance_).dump() +
                   ",\n\"columns\": " + Json{std::move(dictionary)}.dump() + ",\n\"rows\": [");
  }
  Status take(const std::vector<Json>& values) override {
    std::string line = rows_++ == 0 ? "\n{" : ",\n{";
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) line += ", ";
      line += names_.at(i) + ": " + values[i].dump();
    }
    return output_(line + "}");
  }
  Status finish() override { return output_("\n],\n\"count\": " + std::to_string(rows_) + "}\n"); }

 private:
  Output output_;
  Provenance provenance_;
  std::vector<std::string> names_;  // as JSON strings
};

// The datatypes of CSV on the Web.
std::string_view datatype_of(std::string_view type) {
  if (type == "integer" || type == "boolean" || type == "date") return type;
  if (type == "number") return "decimal";
  return type == "time" ? "dateTimeStamp" : "string";
}

}  // namespace

std::string_view name_of(store::Table table) {
  switch (table) {
    case store::Table::Reports:
      return "reports";
    case store::Table::Cells:
      return "cells";
    case store::Table::Findings:
      return "findings";
    case store::Table::History:
      break;
  }
  return "history";
}

std::vector<ExportColumn> dictionary_of(store::Table table) {
  std::vector<ExportColumn> columns;
  const std::string_view text = data::export_columns;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    const auto fields = fields_of(text.substr(from, to - from));
    if (fields.size() == 5 && fields[0] == name_of(table)) {
      columns.push_back({fields[1], fields[2], {fields[3], fields[4]}});
    }
    from = to + 1;
  }
  return columns;
}

std::string csv_metadata(const Provenance& provenance, const std::string& csv_name) {
  Json::Array columns;
  for (const ExportColumn& column : dictionary_of(provenance.table)) {
    Json json;
    json.set("name", column.name).set("titles", column.name);
    json.set("datatype", datatype_of(column.type));
    json.set("dc:description", column.meaning.zh + " / " + column.meaning.en);
    columns.push_back(std::move(json));
  }
  Json schema;
  schema.set("columns", Json{std::move(columns)});
  Json json;
  json.set("@context", "http://www.w3.org/ns/csvw").set("url", csv_name);
  json.set("dc:title", "gkwatch " + std::string{name_of(provenance.table)});
  json.set("dc:created", iso_time(provenance.made_at));
  json.set("notes", provenance_to_json(provenance)).set("tableSchema", std::move(schema));
  return json.dump(1) + "\n";
}

std::unique_ptr<TableWriter> csv_writer(Output output, const Provenance& provenance,
                                        ByteOrderMark mark) {
  return std::make_unique<CsvWriter>(std::move(output), provenance.language, mark);
}

std::unique_ptr<TableWriter> json_writer(Output output, const Provenance& provenance) {
  return std::make_unique<JsonWriter>(std::move(output), provenance);
}

}  // namespace gkwatch::view
