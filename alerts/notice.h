#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alerts/policy.h"
#include "core/json.h"
#include "model/alert.h"
#include "model/finding.h"

namespace gkwatch::alerts {

// An event with the numbers that people call its alert and its report by.
struct Telling {
  AlertEvent event;
  std::int64_t alert_number = 0;
  std::optional<std::int64_t> report_number{};  // none while no report was found
};

// The object of INTERFACES 5: the event's body with `id` before and `page` behind.
Json alert_json(const Telling& telling, const AlertPolicy& policy);

// A telling taken apart for those who write for people. All texts are one line; links are http
// or https, or empty. One that is over has no cells, expected, actual or delta.
struct Notice {
  struct CellLine {
    std::string key;   // "T3.R7.SUM"
    std::string name;  // "表三 （七）总计 / 总计"
    std::string raw;
  };

  std::int64_t number = 0;
  TellReason reason = TellReason::Firing;
  Severity severity = Severity::Info;
  std::string rule;
  std::string rule_title;
  std::string agency_id;
  std::string agency;
  std::string region;  // division code
  std::optional<std::int64_t> year;
  std::string title;
  std::string text;
  std::vector<CellLine> cells;
  std::string expected;
  std::string actual;
  std::string delta;
  std::string url;
  std::string page;
  std::string sha256;
  std::string first_seen;  // "2021-01-21"
};

// One for each alert, as it was last told of: an alert that was mended before anybody heard of
// it is not told as open. What is open comes first, then the more severe, then by agency,
// year, rule and number.
std::vector<Notice> notices_of(std::span<const Telling> tellings, const AlertPolicy& policy);

}  // namespace gkwatch::alerts
