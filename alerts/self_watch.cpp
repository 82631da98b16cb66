#include "alerts/self_watch.h"

#include <chrono>
#include <utility>

#include "alerts/plain_line.h"
#include "alerts/trouble.h"
#include "core/china_time.h"

namespace gkwatch::alerts {
namespace {

constexpr std::uint64_t kLeastFree = 1u << 30;
constexpr std::size_t kWhyLimit = 200;
constexpr std::size_t kMinuteLength = 16;
constexpr unsigned kLastSeasonMonth = 4;

std::string minute(Instant moment) {
  std::string text = iso_time(moment).substr(0, kMinuteLength);
  text.at(text.find('T')) = ' ';
  return text;
}

// "2021-01-21 15:24", or that it never was.
Bilingual moment(const std::optional<Instant>& since) {
  return since ? Bilingual{minute(*since), minute(*since)} : both("self.never");
}

Finding about(const char* rule, std::string place, Severity severity, Bilingual message) {
  return {.key = {RuleId{rule}, self_agency().id, 0, std::move(place)},
          .severity = severity,
          .outcome = Outcome::Fail,
          .message = std::move(message)};
}

Bilingual with_since(std::string_view key, const std::optional<Instant>& since,
                     std::string_view name, const std::string& count = "") {
  const Bilingual when = moment(since);
  return {say(Language::Chinese, key, {{"name", name}, {"n", count}, {"since", when.zh}}),
          say(Language::English, key, {{"name", name}, {"n", count}, {"since", when.en}})};
}

Finding deaf(const SelfFacts::Deaf& one) {
  const std::string since = minute(one.since);
  const std::string why = plain_line(one.why, kWhyLimit);
  const char* words = one.is_gone       ? "self.receiver.gone"
                      : one.is_given_up ? "self.receiver.given_up"
                                        : "self.receiver.late";
  return about("GK-RECEIVER", one.receiver.text, Severity::Error,
               both(words, {{"name", one.receiver.text}, {"since", since}, {"why", why}}));
}

std::optional<Finding> disk(const SelfFacts& facts) {
  if (!facts.free_bytes || *facts.free_bytes >= kLeastFree) return std::nullopt;
  const std::string free = std::to_string(*facts.free_bytes >> 20);
  return about("GK-DISK", "", Severity::Error, both("self.disk", {{"n", free}}));
}

std::optional<Finding> holidays(const SelfFacts& facts, Instant now) {
  const Date today = china_date(now);
  const int year = static_cast<int>(today.year());
  const bool is_season = static_cast<unsigned>(today.month()) <= kLastSeasonMonth;
  if (facts.holidays_known_until == 0 || !is_season || year <= facts.holidays_known_until) {
    return std::nullopt;
  }
  return about("GK-HOLIDAYS", "", Severity::Warning,
               both("self.holidays", {{"until", std::to_string(facts.holidays_known_until)},
                                      {"year", std::to_string(year)}}));
}

}  // namespace

std::vector<Finding> self_findings(const SelfFacts& facts, Instant now) {
  std::vector<Finding> findings;
  for (const SelfFacts::Deaf& one : facts.deaf) findings.push_back(deaf(one));
  if (facts.is_blind) {
    findings.push_back(
        about("GK-POLL", "", Severity::Error, with_since("self.poll", facts.last_success, "")));
  } else {
    for (const SelfFacts::Dark& one : facts.dark) {
      findings.push_back(
          about("GK-PORTAL", one.host, Severity::Error,
                with_since("self.portal", one.since, one.host, std::to_string(one.agencies))));
    }
  }
  for (const SelfFacts::Unread& one : facts.unread) {
    findings.push_back(
        about("GK-SOURCE", one.agency.text, Severity::Warning,
              with_since("self.source", one.since, one.name + " (" + one.agency.text + ")")));
  }
  if (auto low = disk(facts)) findings.push_back(*std::move(low));
  if (!facts.reader_trouble.empty()) {
    const std::string why = plain_line(facts.reader_trouble, kWhyLimit);
    findings.push_back(
        about("GK-READER", "", Severity::Error, both("self.reader", {{"why", why}})));
  }
  if (auto old = holidays(facts, now)) findings.push_back(*std::move(old));
  return findings;
}

const Agency& self_agency() {
  static const Agency self{.id = {"_gkwatch"}, .name = "gkwatch"};
  return self;
}

bool is_about_self(const FindingKey& key) { return key.agency == self_agency().id; }

const std::map<RuleId, Bilingual>& self_rule_titles() {
  static const std::map<RuleId, Bilingual> titles{
      {{"GK-RECEIVER"}, both("self.title.receiver")}, {{"GK-PORTAL"}, both("self.title.portal")},
      {{"GK-SOURCE"}, both("self.title.source")},     {{"GK-POLL"}, both("self.title.poll")},
      {{"GK-DISK"}, both("self.title.disk")},         {{"GK-READER"}, both("self.title.reader")},
      {{"GK-HOLIDAYS"}, both("self.title.holidays")},
  };
  return titles;
}

}  // namespace gkwatch::alerts
