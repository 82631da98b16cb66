// What people compute from all reports together (domain/report-format.md, 6.1).
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "core/decimal.h"
#include "store/queries.h"
#include "store/query_state.h"
#include "store/stat_facts.h"

namespace gkwatch::store {
namespace {

constexpr std::int64_t kPlaces = 10'000;  // a rate is told to four places

// part / whole, rounded; nothing where the whole is nothing.
std::optional<Decimal> share(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  const std::int64_t half = part < 0 ? -whole / 2 : whole / 2;
  return Decimal{(part * kPlaces + half) / whole, 4};
}

Json json_of(const std::optional<Decimal>& value) { return value ? Json{*value} : Json{}; }

std::optional<Decimal> median(std::vector<Decimal> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const Decimal& upper = values[values.size() / 2];
  if (values.size() % 2 == 1) return upper;
  const Decimal both = upper + values[values.size() / 2 - 1];
  return Decimal{both.units * 5, static_cast<std::uint8_t>(both.scale + 1)};
}

struct Group {
  std::optional<std::string> region{};
  std::optional<std::string> agency_class{};
  std::optional<int> year{};
  auto operator<=>(const Group&) const = default;
};

using Members = std::vector<const ReportFact*>;

// One line of the answer.
struct Statistic {
  std::string metric;
  std::optional<Decimal> value{};
  std::optional<Decimal> low{};
  std::optional<Decimal> high{};
  std::optional<Decimal> median{};
  std::optional<std::int64_t> numerator{};
  std::optional<std::int64_t> denominator{};
  std::size_t reports = 0;  // that it rests on
  std::string formula;
};

class Writer {
 public:
  explicit Writer(Rows& rows) : rows_{rows} {}

  void write(const Group& group, const Statistic& one) {
    const auto whole = [](const auto& number) { return number ? Json{*number} : Json{}; };
    rows_.values.push_back({whole(group.region), whole(group.agency_class), whole(group.year),
                            Json{one.metric}, json_of(one.value), json_of(one.low),
                            json_of(one.high), json_of(one.median), whole(one.numerator),
                            whole(one.denominator), Json{one.reports}, Json{one.formula}});
  }

 private:
  Rows& rows_;
};

Statistic ratio(const char* metric, std::int64_t part, std::int64_t whole, const char* formula) {
  return {.metric = metric,
          .value = share(part, whole),
          .numerator = part,
          .denominator = whole,
          .reports = static_cast<std::size_t>(whole),
          .formula = formula};
}

template <class Test>
std::int64_t count(const Members& members, Test test) {
  return std::count_if(members.begin(), members.end(), test);
}

std::int64_t in_state(const Members& members, std::string_view state) {
  return count(members, [&](const ReportFact* one) { return one->state == state; });
}

// Who published in time cannot be said of all: the bounds count the doubtful as late, and as on
// time. What could not be looked at counts in neither.
void write_punctuality(const Group& group, const Members& members, Writer& writer) {
  const std::int64_t on_time = in_state(members, "on_time");
  const std::int64_t known = on_time + in_state(members, "late") + in_state(members, "missing");
  const std::int64_t doubtful = in_state(members, "unknown_date") + in_state(members, "removed");
  Statistic rate = ratio("on_time_rate", on_time, known, "on_time / (on_time + late + missing)");
  rate.low = share(on_time, known + doubtful);
  rate.high = share(on_time + doubtful, known + doubtful);
  writer.write(group, rate);
  for (const char* state : {"on_time", "late", "missing", "unknown_date", "removed", "source_down",
                            "due_soon", "not_due"}) {
    const std::int64_t number = in_state(members, state);
    writer.write(group, {.metric = std::string{"reports_"} + state,
                         .value = Decimal{number, 0},
                         .reports = members.size(),
                         .formula = "count"});
  }
}

void write_lag(const Group& group, const Members& members, Writer& writer) {
  std::vector<Decimal> days;
  for (const ReportFact* one : members) {
    if (one->days_to_due) days.push_back({*one->days_to_due, 0});
  }
  Statistic lead{.metric = "days_before_due",
                 .median = median(days),
                 .reports = days.size(),
                 .formula = "due - published; low: the latest, high: the earliest"};
  lead.value = lead.median;
  if (!days.empty()) {
    lead.low = *std::min_element(days.begin(), days.end());
    lead.high = *std::max_element(days.begin(), days.end());
  }
  writer.write(group, lead);
}

void write_quality(const Group& group, const Members& members, Writer& writer) {
  const std::int64_t read = count(members, [](const auto* one) { return one->is_read; });
  const std::int64_t clean =
      count(members, [](const auto* one) { return one->is_read && one->errors == 0; });
  std::int64_t findings = 0;
  for (const ReportFact* one : members) findings += one->is_read ? one->findings : 0;
  writer.write(group, ratio("data_quality_rate", clean, read, "without errors / read"));
  writer.write(group, ratio("findings_per_report", findings, read, "findings / read"));
  const std::int64_t known =
      count(members, [](const auto* one) { return one->is_read && one->figures.contains("NEW"); });
  const std::int64_t zero = count(members, [](const auto* one) {
    const auto received = one->figures.find("NEW");
    return one->is_read && received != one->figures.end() && received->second == 0;
  });
  writer.write(group, ratio("zero_report_share", zero, known, "NEW = 0 / reports"));
}

// Sums over the members, never the mean of rates; the median is that of the members' own. Where
// a report contradicts itself or a figure is not known, it is left out.
void write_formula(const Group& group, const Members& members, const StatFormula& formula,
                   Writer& writer) {
  Statistic one{.metric = std::string{formula.name}, .formula = text_of(formula)};
  std::int64_t part = 0;
  std::int64_t whole = 0;
  std::vector<Decimal> values;
  const bool is_count = formula.denominator.empty();
  for (const ReportFact* report : members) {
    if (!report->is_read || report->is_unsound) continue;
    const auto above = evaluate(formula.numerator, report->figures);
    const auto below = above ? evaluate(formula.denominator, report->figures) : std::nullopt;
    if (!below) continue;
    ++one.reports;
    part += *above;
    whole += *below;
    const auto own = is_count ? std::optional{Decimal{*above, 0}} : share(*above, *below);
    if (own) values.push_back(*own);
  }
  one.median = median(std::move(values));
  if (one.reports > 0) one.numerator = part;
  if (one.reports > 0 && !is_count) one.denominator = whole;
  one.value = !is_count         ? share(part, whole)
              : one.reports > 0 ? std::optional{Decimal{part, 0}}
                                : std::nullopt;
  writer.write(group, one);
}

using ByKey = std::map<std::pair<std::string, int>, const ReportFact*>;

// Only agencies with both years, and only where this year's carry agrees with the year before:
// otherwise the two reports do not count the same thing.
void write_change(const Group& group, const Members& members, const ByKey& all, Writer& writer) {
  std::int64_t now = 0;
  std::int64_t before = 0;
  std::size_t reports = 0;
  for (const ReportFact* one : members) {
    const auto earlier = all.find({one->agency, one->year - 1});
    if (earlier == all.end() || one->is_unsound || earlier->second->is_unsound) continue;
    const auto received = evaluate("NEW", one->figures);
    const auto then = evaluate("NEW", earlier->second->figures);
    if (!received || !then || one->breaks_with_last_year) continue;
    now += *received;
    before += *then;
    ++reports;
  }
  writer.write(group, {.metric = "received_change",
                       .value = share(now - before, before),
                       .numerator = now - before,
                       .denominator = before,
                       .reports = reports,
                       .formula = "(NEW - NEW of the year before) / NEW of the year before"});
}

void write_group(const Group& group, const Members& members, const ByKey& all, Writer& writer) {
  write_punctuality(group, members, writer);
  write_lag(group, members, writer);
  write_quality(group, members, writer);
  const std::int64_t unsound =
      count(members, [](const auto* one) { return one->is_read && one->is_unsound; });
  writer.write(group, {.metric = "reports_left_out",
                       .value = Decimal{unsound, 0},
                       .reports = members.size(),
                       .formula = "reports whose sums are wrong: not in the rates below"});
  for (const StatFormula& formula : stat_formulas()) {
    write_formula(group, members, formula, writer);
  }
  write_change(group, members, all, writer);
}

Group group_of(const ReportFact& fact, const Grouping& by) {
  Group group;
  if (by.region) group.region = fact.region;
  if (by.agency_class) group.agency_class = fact.agency_class;
  if (by.year) group.year = fact.year;
  return group;
}

// How many reports have a finding of each rule; and a rule that people dismiss is a bad rule.
void write_rules(const std::vector<RuleFact>& rules, std::int64_t read, Writer& writer) {
  for (const RuleFact& rule : rules) {
    const std::string share = "reports_with." + rule.rule;
    writer.write({}, ratio(share.c_str(), rule.reports, read,
                           "reports with a finding of the rule / reports read"));
    const std::string metric = "dismissed_share." + rule.rule;
    writer.write({}, ratio(metric.c_str(), rule.dismissed, rule.findings,
                           "dismissed / findings of the rule"));
  }
}

std::int64_t count_read(const std::vector<ReportFact>& facts, const Filter& filter) {
  return std::count_if(facts.begin(), facts.end(), [&](const ReportFact& fact) {
    return fact.is_read && (!filter.year || fact.year == *filter.year);
  });
}

}  // namespace

Result<Rows> Queries::stats(const Filter& filter, const Grouping& by) const {
  std::vector<ReportFact> facts;
  std::vector<RuleFact> rules;
  Status done = state_->connection.with([&](Connection& connection) {
    return connection.in_snapshot([&]() -> Status {
      Filter with_year_before = filter;
      with_year_before.year = std::nullopt;
      auto all = report_facts(connection, with_year_before);
      if (!all) return all.error();
      facts = *std::move(all);
      auto told = rule_facts(connection, filter);
      if (!told) return told.error();
      rules = *std::move(told);
      return {};
    });
  });
  if (!done) return done.error();
  std::map<Group, Members> groups;
  ByKey all;
  for (const ReportFact& fact : facts) {
    all.emplace(std::pair{fact.agency, fact.year}, &fact);
    if (!filter.year || fact.year == *filter.year) groups[group_of(fact, by)].push_back(&fact);
  }
  if (groups.empty()) groups[{}];
  Rows rows{.columns = {"region", "class", "year", "metric", "value", "low", "high", "median",
                        "numerator", "denominator", "reports", "formula"}};
  Writer writer{rows};
  for (const auto& [group, members] : groups) write_group(group, members, all, writer);
  write_rules(rules, count_read(facts, filter), writer);
  return rows;
}

}  // namespace gkwatch::store
