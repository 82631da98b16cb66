#include "rules/deadlines.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <tuple>
#include <vector>

#include "embedded/deadlines.h"
#include "embedded/holidays.h"
#include "rules/data_records.h"

namespace gkwatch::rules {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

int number(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) std::abort();
  return value;
}

Date known_date(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) std::abort();
  return *date;
}

// One line of data/deadlines.tsv.
struct Deadline {
  std::string region;
  std::vector<std::string> classes;
  int first_year = 0;
  int last_year = 9999;
  std::string due;
  Severity overdue;
  std::string source;

  bool fits(const Agency& agency, int year) const {
    return agency.region.starts_with(region) && first_year <= year && year <= last_year &&
           std::find(classes.begin(), classes.end(), name_of(agency.kind)) != classes.end();
  }
  auto exactness() const { return std::tuple{region.size(), first_year - last_year}; }
};

Deadline deadline_of(const std::vector<std::string>& field) {
  Deadline deadline{.region = field[0] == "*" ? "" : field[0],
                    .classes = split(field[1], ','),
                    .due = field[3],
                    .overdue = *severity_from(field[4]),
                    .source = field[5]};
  const std::string& years = field[2];
  if (years.front() == '-') {
    deadline.last_year = number(std::string_view{years}.substr(1));
  } else {
    deadline.first_year = number(years);
    if (years.back() != '-') deadline.last_year = deadline.first_year;
  }
  return deadline;
}

const std::vector<Deadline>& deadlines() {
  static const std::vector<Deadline> known = [] {
    std::vector<Deadline> all;
    for (const auto& field : records(data::deadlines, 6)) all.push_back(deadline_of(field));
    return all;
  }();
  return known;
}

Date day_after_year(int year, const std::string& due) {
  const bool is_every_year = due.size() == 5;
  return known_date(is_every_year ? std::to_string(year + 1) + "-" + due : due);
}

bool fits(const DeadlineOverride& notice, const Agency& agency, int year) {
  return agency.region.starts_with(notice.region) &&
         notice.kind.value_or(agency.kind) == agency.kind && notice.year.value_or(year) == year;
}

auto exactness(const DeadlineOverride& notice) {
  return std::tuple{notice.region.size(), notice.kind.has_value(), notice.year.has_value()};
}

const DeadlineOverride* local_notice(const Agency& agency, int year, const DeadlinePolicy& policy) {
  const DeadlineOverride* best = nullptr;
  for (const DeadlineOverride& notice : policy.overrides) {
    if (!fits(notice, agency, year)) continue;
    if (best == nullptr || exactness(*best) < exactness(notice)) best = &notice;
  }
  return best;
}

// 29 February in a year that has none becomes the 28th.
Date real_day(Date day) {
  return day.ok() ? day : Date{day.year() / day.month() / std::chrono::last};
}

}  // namespace

DueDate due_date(const Agency& agency, int year, const DeadlinePolicy& policy) {
  if (const auto* const notice = local_notice(agency, year, policy)) {
    const Date day = notice->year
                         ? notice->due
                         : std::chrono::year{year + 1} / notice->due.month() / notice->due.day();
    return {real_day(day), notice->source, Severity::Error};
  }
  const Deadline* best = nullptr;
  for (const Deadline& deadline : deadlines()) {
    if (!deadline.fits(agency, year)) continue;
    if (best == nullptr || best->exactness() < deadline.exactness()) best = &deadline;
  }
  if (best == nullptr) std::abort();  // every class has a line for every year
  return {day_after_year(year, best->due), best->source, best->overdue};
}

bool is_working_day(Date day) {
  for (const auto& field : records(data::holidays, 3)) {
    if (known_date(field[0]) <= day && day <= known_date(field[1])) return field[2] == "work";
  }
  const std::chrono::weekday weekday{sys_days{day}};
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

Date first_working_day_from(Date day) {
  while (!is_working_day(day)) day = Date{sys_days{day} + days{1}};
  return day;
}

int holidays_known_until() {
  int last = 0;
  for (const auto& field : records(data::holidays, 3)) {
    last = std::max(last, static_cast<int>(known_date(field[1]).year()));
  }
  return last;
}

}  // namespace gkwatch::rules
