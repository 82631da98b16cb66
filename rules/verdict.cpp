#include "rules/verdict.h"

#include <algorithm>

#include "model/form_layout.h"

namespace gkwatch::rules {
namespace {

// The agency's own, before that of its predecessor.
const Report* year_before(const RuleInput& input) {
  const Report* before = nullptr;
  for (const Report& other : input.history) {
    if (other.year != input.report.year - 1) continue;
    if (other.agency == input.report.agency) return &other;
    if (before == nullptr) before = &other;
  }
  return before;
}

// 部分公开（区分处理的，…）: the parenthesis is an instruction, not the name.
std::string short_label(const std::string& label) { return label.substr(0, label.find("（区分")); }

constexpr std::size_t kMostNamed = 3;

}  // namespace

Case::Case(const RuleInput& all)
    : input{all},
      parsed{all.report.parsed},
      previous{year_before(all)},
      ledger{open_ledger(all.report.parsed)},
      faults{locate_faults(ledger)} {}

const Cell* Case::cell(const CellKey& key) const {
  const auto found = parsed.cells.find(key);
  return found == parsed.cells.end() ? nullptr : &found->second;
}

std::vector<CellKey> Case::lost(const std::vector<CellKey>& keys) const {
  std::vector<CellKey> gaps;
  for (const CellKey& key : keys) {
    const Cell* found = cell(key);
    if (found != nullptr && found->kind == CellKind::Gap) gaps.push_back(key);
  }
  return gaps;
}

std::optional<Decimal> Case::value(std::string_view table, std::string_view row,
                                   std::string_view column) const {
  const CellKey key = cell_key(table, row, column);
  const Cell* found = cell(key);
  if (found == nullptr) return std::nullopt;
  if (table == "T2") {
    if (found->kind == CellKind::Blank || found->kind == CellKind::Dash) return Decimal{};
    return found->value;
  }
  const Amount& amount = ledger.amounts[ledger.book.index_of(key)];
  if (amount.kind == Amount::Kind::Unknown) return std::nullopt;
  return amount.value;
}

Finding& Verdict::add(const Says& says, Outcome outcome, Bilingual message) {
  Finding finding;
  const Agency* agency = report_.input.agency;
  finding.key = {rule_.id, agency != nullptr ? agency->id : report_.input.report.agency,
                 report_.input.report.year, says.place};
  finding.severity = says.severity;
  finding.outcome = outcome;
  for (const CellKey& key : says.cells) {
    const Cell* cell = report_.cell(key);
    finding.cells.push_back({key, cell != nullptr ? cell->raw : ""});
  }
  finding.message = std::move(message);
  return findings_.emplace_back(std::move(finding));
}

Finding& Verdict::fail(const Says& says) {
  return add(says, Outcome::Fail, filled(texts_of(rule_.id.text, says.text), says.fills));
}

void Verdict::unverifiable(std::string place, const std::vector<CellKey>& cells) {
  std::vector<Bilingual> names;
  for (const CellKey& key : cells) {
    if (names.size() == kMostNamed) break;
    const std::string name = cell_name(report_.parsed.form, key);
    names.push_back({name, name});
  }
  const std::vector<Fill> fills{{"cells", joined(names)}, {"count", std::to_string(cells.size())}};
  const std::string_view text = cells.empty()               ? "unverifiable"
                                : cells.size() > kMostNamed ? "unverifiable.many"
                                                            : "unverifiable.cells";
  Says says{.place = std::move(place)};
  says.cells = cells;
  add(says, Outcome::Unverifiable, words(text, fills));
}

Bilingual column_name(std::string_view column) { return words("column." + std::string{column}); }

Bilingual row_name(const ParsedDocument& document, std::string_view table, std::string_view row) {
  for (const FormRow& one : form_rows(document.form, document.single_r6)) {
    if (one.table != table || one.key != row) continue;
    std::string name = short_label(one.label);
    if (table != "T2" && !one.group.empty()) name.insert(0, one.group);
    std::string english{row};
    english.append(" (").append(name).append(")");
    return {name, english};
  }
  return {std::string{row}, std::string{row}};
}

Bilingual joined(const std::vector<Bilingual>& parts) {
  Bilingual all;
  for (const Bilingual& part : parts) {
    all.zh += (all.zh.empty() ? "" : "、") + part.zh;
    all.en += (all.en.empty() ? "" : ", ") + part.en;
  }
  return all;
}

Bilingual operator+(Bilingual left, const Bilingual& right) {
  left.zh += right.zh;
  left.en += (left.en.empty() || right.en.empty() ? "" : " ") + right.en;
  return left;
}

}  // namespace gkwatch::rules
