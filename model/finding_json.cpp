#include "model/finding_json.h"

#include <utility>

#include "model/json_fields.h"

namespace gkwatch {
namespace {

Json message_of(const Finding& finding) {
  Json out;
  out.set("zh", finding.message.zh).set("en", finding.message.en);
  return out;
}

void read_cells(Fields& fields, Finding& finding) {
  const auto& cells = fields.list("cells");
  const auto& raws = fields.list("raw");
  if (cells.size() != raws.size()) fields.complain("raw", "has not one text for each cell");
  for (std::size_t i = 0; i < cells.size() && i < raws.size(); ++i) {
    finding.cells.push_back({CellKey{fields.as_text(cells[i])}, fields.as_text(raws[i])});
  }
  for (const Json& cell : fields.list("candidates")) {
    finding.candidates.push_back(CellKey{fields.as_text(cell)});
  }
}

}  // namespace

Json to_json(const Finding& finding) {
  Json out;
  out.set("rule", finding.key.rule.text).set("severity", name_of(finding.severity));
  out.set("outcome", name_of(finding.outcome));
  Json::Array cells;
  Json::Array raws;
  for (const CellQuote& quote : finding.cells) {
    cells.emplace_back(quote.cell.text);
    raws.emplace_back(quote.raw);
  }
  Json::Array candidates;
  for (const CellKey& cell : finding.candidates) candidates.emplace_back(cell.text);
  out.set("cells", Json{std::move(cells)}).set("raw", Json{std::move(raws)});
  out.set("candidates", Json{std::move(candidates)});
  out.set("expected", finding.expected).set("actual", finding.actual);
  out.set("delta", finding.delta ? Json{*finding.delta} : Json{});
  out.set("message", message_of(finding));
  out.set("agency", finding.key.agency.text).set("year", finding.key.year);
  out.set("place", finding.key.place);
  return out;
}

Result<Finding> finding_from(const Json& json) {
  std::optional<Error> fault;
  Fields fields{json, "finding", fault};
  Finding finding;
  finding.key = {RuleId{fields.text("rule")}, AgencyId{fields.text("agency")},
                 fields.integer("year", 0, 9999), fields.text("place")};
  finding.severity = fields.named<Severity>("severity", 3, name_of);
  finding.outcome = fields.named<Outcome>("outcome", 3, name_of);
  read_cells(fields, finding);
  finding.expected = fields.text("expected");
  finding.actual = fields.text("actual");
  finding.delta = fields.decimal("delta");
  Fields message{json["message"], "message", fault};
  finding.message = {message.text("zh"), message.text("en")};
  if (fault) return *std::move(fault);
  return finding;
}

}  // namespace gkwatch
