// N: sums and percentages inside the prose itself (domain/report-format.md, 3.8 and 4.4).
#include <algorithm>
#include <array>
#include <cstdint>

#include "core/pattern.h"
#include "core/text.h"
#include "rules/checks.h"
#include "rules/formulas.h"
#include "rules/narrative.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};

bool is_one_of(const Decimal& value, std::initializer_list<std::optional<Decimal>> accepted) {
  return std::any_of(accepted.begin(), accepted.end(),
                     [&](const std::optional<Decimal>& one) { return one && *one == value; });
}

Finding& tell_sum(Verdict& verdict, Says says, const Decimal& whole, const Decimal& sum) {
  says.fills.emplace_back("whole", to_text(whole));
  says.fills.emplace_back("sum", to_text(sum));
  Finding& finding = verdict.fail(says);
  finding.expected = to_text(whole);
  finding.actual = to_text(sum);
  finding.delta = sum - whole;
  return finding;
}

// A total and the parts that follow it, in the order of the prose.
struct Breakdown {
  const Claim* total;
  std::vector<const Claim*> parts;
};

std::vector<Breakdown> breakdowns(const ParsedDocument& document) {
  std::vector<Breakdown> all;
  for (const Claim& claim : document.claims) {
    if (claim.what == "breakdown.total") all.push_back({&claim, {}});
    if (claim.what == "breakdown.part" && !all.empty()) all.back().parts.push_back(&claim);
  }
  return all;
}

bool has_inexact(const Breakdown& breakdown) {
  return !breakdown.total->is_exact ||
         std::any_of(breakdown.parts.begin(), breakdown.parts.end(),
                     [](const Claim* part) { return !part->is_exact; });
}

// One piece of news goes out over several channels: those parts may exceed the whole.
bool is_by_channel(const Breakdown& breakdown) {
  static const Pattern channel{"网站|微信|微博|公众号|客户端|抖音|方式|渠道|平台|转发|报刊|公示栏"};
  return std::any_of(breakdown.parts.begin(), breakdown.parts.end(),
                     [](const Claim* part) { return channel.is_found_in(part->text); });
}

bool has_residual(const Breakdown& breakdown) {
  static const Pattern residual{"其他|其它"};
  return !breakdown.parts.empty() && residual.is_found_in(breakdown.parts.back()->text);
}

void check_breakdown(const Breakdown& breakdown, const std::string& place, Verdict& verdict) {
  if (breakdown.parts.size() < 2 || has_inexact(breakdown)) return;
  Decimal sum;
  for (const Claim* part : breakdown.parts) sum = sum + part->value;
  const Decimal& total = breakdown.total->value;
  if (sum == total || (sum > total && is_by_channel(breakdown))) return;
  const bool is_grave = sum > total || has_residual(breakdown);
  tell_sum(verdict,
           {.place = place,
            .severity = is_grave ? Severity::Warning : Severity::Info,
            .text = sum > total ? "message" : "message.less",
            .fills = {{"text", breakdown.total->text}}},
           total, sum);
}

void check_breakdowns(const Case& report, Verdict& verdict) {
  const auto all = breakdowns(report.parsed);
  if (all.empty()) return verdict.leave();
  for (std::size_t i = 0; i < all.size(); ++i) {
    check_breakdown(all[i], "breakdown " + std::to_string(i + 1), verdict);
  }
}

// Whether the tables would have that, and lost it.
bool has_lost(const Case& report, std::string_view formula) {
  return report.has_form() && !report.lost(cells_of(report, formula)).empty();
}

Decimal sum_of(const std::vector<const Claim*>& claims) {
  Decimal sum;
  for (const Claim* claim : claims) sum = sum + claim->value;
  return sum;
}

void check_channels(const Case& report, Verdict& verdict) {
  const Narrative narrative{report};
  const auto channels = narrative.beginning_with("channel.");
  const auto received = narrative.value("received");
  if (channels.size() < 2 || !received) return verdict.leave();
  const Decimal sum = sum_of(channels);
  if (is_one_of(sum, {received, narrative.value("new"), evaluate(report, "T3.NEW.SUM"),
                      evaluate(report, "T3.NEW.SUM + T3.CIN.SUM")})) {
    return;
  }
  if (has_lost(report, "T3.NEW.SUM + T3.CIN.SUM")) return verdict.unverifiable("channels", {});
  tell_sum(verdict,
           {.place = "channels",
            .severity = sum > *received ? Severity::Warning : Severity::Info,
            .fills = {{"text", channels.front()->text}}},
           *received, sum);
}

void check_outcome_sum(const Case& report, Verdict& verdict) {
  constexpr std::array<std::string_view, 7> outcomes{
      "granted", "granted_partial", "partial", "denied", "unable", "not_processed", "other"};
  const Narrative narrative{report};
  std::vector<const Claim*> listed;
  for (const std::string_view what : outcomes) {
    const auto claims = narrative.of(what);
    if (claims.size() > 1) return verdict.leave();  // which of them belongs to the list?
    listed.insert(listed.end(), claims.begin(), claims.end());
  }
  const auto answered = narrative.value("answered");
  if (listed.size() < 3 || !answered) return verdict.leave();
  const Decimal sum = sum_of(listed);
  const Decimal carried = narrative.value("carried_out").value_or(kZero);
  if (is_one_of(sum, {answered, *answered + carried, narrative.value("handled"),
                      evaluate(report, "T3.R7.SUM")})) {
    return;
  }
  if (has_lost(report, "T3.R7.SUM")) return verdict.unverifiable("outcomes", {});
  const bool is_grave = sum > *answered || listed.size() >= 5;
  tell_sum(verdict,
           {.place = "outcomes",
            .severity = is_grave ? Severity::Warning : Severity::Info,
            .fills = {{"text", listed.front()->text}}},
           *answered, sum);
}

// new + carried in = answered + carried out, where the prose gives all four.
void check_flow(const Case& report, Verdict& verdict) {
  const Narrative narrative{report};
  const auto received =
      narrative.of("new").empty() ? narrative.value("received") : narrative.value("new");
  const auto answered =
      narrative.of("answered").empty() ? narrative.value("handled") : narrative.value("answered");
  const auto in = narrative.value("carried_in");
  const auto out = narrative.value("carried_out");
  if (!received || !answered || !in || !out) return verdict.leave();
  const Decimal left = *received + *in;
  // 收到 may include what was carried in; 办理 may include what is carried out.
  if (is_one_of(left, {*answered + *out, answered}) ||
      is_one_of(*received, {*answered + *out, answered})) {
    return;
  }
  tell_sum(verdict, {.place = "flow", .severity = Severity::Warning}, left, *answered + *out);
}

std::optional<std::int64_t> whole_number(const std::string& digits) {
  const auto value = Decimal::parse(digits);
  if (!value || value->scale != 0 || value->units > 1'000'000'000) return std::nullopt;
  return value->units;
}

// |100 part / whole - percent| within a tenth, or within one for a whole percentage. In integers:
// the percentage as thousandths of a point.
bool is_share(std::int64_t part, std::int64_t whole, const Decimal& percent) {
  if (whole <= 0 || percent.scale > 3) return false;
  std::int64_t thousandths = percent.units;
  for (int i = percent.scale; i < 3; ++i) thousandths *= 10;
  const std::int64_t off = part * 100'000 - thousandths * whole;
  const std::int64_t tolerance = (percent.scale == 0 ? 1000 : 100) * whole;
  return off <= tolerance && -off <= tolerance;
}

// Every number of the text may be the whole: where one fits, the percentage is believed.
bool has_whole(const std::string& text, std::int64_t part, const Decimal& percent,
               const std::vector<Decimal>& from_tables) {
  static const Pattern numbers{R"((?<![\d.%])\d{1,9}(?![\d.%]))"};
  for (const auto& number : numbers.all(text)) {
    if (is_share(part, whole_number(number.group(0)).value_or(0), percent)) return true;
  }
  return std::any_of(from_tables.begin(), from_tables.end(), [&](const Decimal& whole) {
    return whole.scale == 0 && is_share(part, whole.units, percent);
  });
}

constexpr std::string_view kTableWholes =
    "T3.NEW.SUM + T3.CIN.SUM + T3.R7.SUM + T4.RV.TOT + T4.LD.TOT + T4.LA.TOT";

std::vector<Decimal> table_wholes(const Case& report) {
  std::vector<Decimal> wholes;
  for (const char* formula : {"T3.NEW.SUM", "T3.NEW.SUM + T3.CIN.SUM", "T3.R7.SUM", "T4.RV.TOT",
                              "T4.LD.TOT + T4.LA.TOT"}) {
    if (const auto value = evaluate(report, formula)) wholes.push_back(*value);
  }
  return wholes;
}

void check_percentages(const Case& report, Verdict& verdict) {
  static const Pattern shares{
      R"((\d{1,9})[件宗条份个项次例篇]?(?:\([^()]*\))?,?占(?:比|总数的|总量的|全部的)?(?:为|达)?(\d{1,3}(?:\.\d{1,3})?)%)"};
  const auto wholes = table_wholes(report);
  bool has_any = false;
  for (const Section& section : report.parsed.sections) {
    const std::string text = without_spaces(nfkc(section.text));
    for (const auto& share : shares.all(text)) {
      has_any = true;
      const auto part = whole_number(share.group(1));
      const auto percent = Decimal::parse(share.group(2));
      if (!part || !percent || has_whole(text, *part, *percent, wholes)) continue;
      if (has_lost(report, kTableWholes)) {
        verdict.unverifiable("section " + std::to_string(section.number), {});
        break;
      }
      verdict.fail({.place = "section " + std::to_string(section.number),
                    .severity = Severity::Warning,
                    .fills = {{"text", share.group(0)}}});
      break;  // one wrong whole spoils every share of its list: one cause, one finding
    }
  }
  if (!has_any) verdict.leave();
}

}  // namespace

Checks summation_checks() {
  return {{"R-N-BREAKDOWN", check_breakdowns},
          {"R-N-CHANNEL", check_channels},
          {"R-N-OUTCOME-SUM", check_outcome_sum},
          {"R-N-FLOW", check_flow},
          {"R-N-PERCENT", check_percentages}};
}

}  // namespace gkwatch::rules
