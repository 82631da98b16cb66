// The outside names of the enumerations (INTERFACES 2): one place, so that a command, a page
// and a row of the database cannot spell one state in two ways.
#include <array>

#include "model/agency.h"
#include "model/alert.h"
#include "model/finding.h"
#include "model/form_layout.h"
#include "model/publication.h"
#include "model/visit.h"

namespace gkwatch {
namespace {

template <class Enum, std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

constexpr std::array<std::string_view, 10> kClasses{"G", "D0", "D", "B", "P",
                                                    "Z", "T",  "S", "V", "L"};
constexpr std::array<std::string_view, 3> kSeverities{"info", "warning", "error"};
constexpr std::array<std::string_view, 3> kOutcomes{"fail", "unverifiable", "pass"};

}  // namespace

std::string_view name_of(AgencyClass kind) { return pick(kClasses, kind); }

std::optional<AgencyClass> agency_class_from(std::string_view name) {
  for (std::size_t i = 0; i < kClasses.size(); ++i) {
    if (kClasses[i] == name) return static_cast<AgencyClass>(i);
  }
  return std::nullopt;
}

std::string_view name_of(Severity severity) { return pick(kSeverities, severity); }

std::optional<Severity> severity_from(std::string_view name) {
  for (std::size_t i = 0; i < kSeverities.size(); ++i) {
    if (kSeverities[i] == name) return static_cast<Severity>(i);
  }
  return std::nullopt;
}

std::string_view name_of(Outcome outcome) { return pick(kOutcomes, outcome); }

std::string_view name_of(AlertState state) {
  constexpr std::array<std::string_view, 4> kNames{"firing", "acknowledged", "silenced",
                                                   "resolved"};
  return pick(kNames, state);
}

std::string_view name_of(TellReason reason) {
  constexpr std::array<std::string_view, 4> kNames{"firing", "changed", "reminder", "resolved"};
  return pick(kNames, reason);
}

std::string_view name_of(VisitKind kind) {
  constexpr std::array<std::string_view, 5> kNames{"config", "list", "article", "attachment",
                                                   "robots"};
  return pick(kNames, kind);
}

std::string_view name_of(VisitOutcome outcome) {
  constexpr std::array<std::string_view, 5> kNames{"new", "changed", "unchanged", "gone", "error"};
  return pick(kNames, outcome);
}

std::string_view name_of(FetchFault fault) {
  constexpr std::array<std::string_view, 18> kNames{
      "",           "dns",          "connect",          "tls",        "timeout",      "reset",
      "http_error", "rate_limited", "blocked",          "soft_404",   "bad_contract", "too_large",
      "truncated",  "robots",       "redirect_refused", "unreadable", "disk",         "other"};
  return pick(kNames, fault);
}

std::string_view name_of(Publication state) {
  constexpr std::array<std::string_view, 8> kNames{"not_due",     "due_soon", "on_time",
                                                   "late",        "missing",  "unknown_date",
                                                   "source_down", "removed"};
  return pick(kNames, state);
}

std::string_view name_of(Form form) {
  constexpr std::array<std::string_view, 4> kNames{"unknown", "F0", "2019", "2021"};
  return pick(kNames, form);
}

std::string_view name_of(CellKind kind) {
  constexpr std::array<std::string_view, 5> kNames{"number", "blank", "dash", "text", "gap"};
  return pick(kNames, kind);
}

std::string_view name_of(ReadStatus status) {
  constexpr std::array<std::string_view, 4> kNames{"read", "partial", "no_tables", "unreadable"};
  return pick(kNames, status);
}

}  // namespace gkwatch
