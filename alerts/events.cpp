#include "alerts/events.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "alerts/plain_line.h"
#include "alerts/route.h"
#include "alerts/self_watch.h"
#include "core/china_time.h"
#include "core/content_hash.h"
#include "core/json.h"
#include "core/url.h"
#include "model/form_layout.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kTitleLimit = 200;
constexpr std::size_t kNameLimit = 100;
constexpr std::size_t kTextLimit = 2'000;
constexpr std::size_t kValueLimit = 200;
constexpr std::size_t kCellLimit = 50;
constexpr std::size_t kUrlLimit = 2'000;  // bytes
constexpr std::size_t kHashDigits = 64;
constexpr int kFirstYearOf2021Form = 2021;

// What an event is made from.
struct Occasion {
  const Draft& draft;
  const Alert& alert;
  const Agency& agency;
  const Evidence& evidence;
  std::string rule_title;
  Language language;
  Instant now;
};

Json text_or_null(const std::string& text) { return text.empty() ? Json{} : Json{text}; }

// A link that somebody will click on: http or https, whole or not at all.
Json link_or_null(const std::string& text) {
  const auto url = Url::parse(text);
  return url && url->text().size() <= kUrlLimit ? Json{url->text()} : Json{};
}

std::string title_of(const Occasion& occasion) {
  const int year = occasion.alert.finding.key.year;
  const std::string name = plain_line(occasion.agency.name, kNameLimit);
  const std::string title =
      say(occasion.language, year == 0 ? "alert.title.agency" : "alert.title.report",
          {{"agency", name}, {"year", std::to_string(year)}, {"rule", occasion.rule_title}});
  return plain_line(title, kTitleLimit);
}

std::string text_of(const Occasion& occasion) {
  const Finding& finding = occasion.alert.finding;
  const std::string_view how =
      occasion.draft.is_dismissed ? "dismissed" : name_of(occasion.draft.reason);
  const std::string key = "alert.text." + std::string{how};
  const std::string since = iso_date(china_date(occasion.alert.first_seen));
  const std::string text =
      say(occasion.language, key,
          {{"message", finding.message.in(occasion.language)}, {"since", since}});
  return plain_line(text, kTextLimit);
}

Form form_of(const Occasion& occasion) {
  if (occasion.evidence.form != Form::Unknown) return occasion.evidence.form;
  return occasion.alert.finding.key.year < kFirstYearOf2021Form ? Form::F2019 : Form::F2021;
}

Json cells_of(const Occasion& occasion) {
  Json::Array cells;
  for (const CellQuote& quote : occasion.alert.finding.cells) {
    if (cells.size() == kCellLimit) break;
    Json cell;
    cell.set("cell", plain_line(quote.cell.text, kValueLimit));
    cell.set("raw", plain_line(quote.raw, kValueLimit));
    cell.set("name", plain_line(cell_name(form_of(occasion), quote.cell), kValueLimit));
    cells.push_back(std::move(cell));
  }
  return Json{std::move(cells)};
}

Json agency_of(const Agency& agency) {
  Json json;
  json.set("id", agency.id.text);
  json.set("name", plain_line(agency.name, kNameLimit));
  const bool is_ours = agency.id == self_agency().id;
  json.set("class", is_ours ? Json{} : Json{name_of(agency.kind)});
  json.set("region", is_ours ? Json{} : Json{agency.region});
  return json;
}

std::string body_of(const Occasion& occasion) {
  const Finding& finding = occasion.alert.finding;
  Json body;
  body.set("event", name_of(occasion.draft.reason));
  body.set("change", text_or_null(occasion.evidence.change));
  body.set("rule", finding.key.rule.text);
  body.set("rule_title", occasion.rule_title);
  body.set("severity", name_of(finding.severity));
  body.set("agency", agency_of(occasion.agency));
  body.set("year", finding.key.year == 0 ? Json{} : Json{finding.key.year});
  body.set("place", text_or_null(plain_line(finding.key.place, kValueLimit)));
  body.set("title", title_of(occasion));
  body.set("text", text_of(occasion));
  body.set("cells", cells_of(occasion));
  body.set("expected", text_or_null(plain_line(finding.expected, kValueLimit)));
  body.set("actual", text_or_null(plain_line(finding.actual, kValueLimit)));
  body.set("delta", finding.delta ? Json{*finding.delta} : Json{});
  body.set("url", link_or_null(occasion.evidence.url));
  body.set("sha256", text_or_null(plain_line(occasion.evidence.sha256, kHashDigits)));
  body.set("first_seen", iso_time(occasion.alert.first_seen));
  body.set("at", iso_time(occasion.now));
  return body.dump();
}

// The end and the beginning happen once each time an alert is open. A change or a reminder
// happens once after what was told before it.
std::string id_of(const Occasion& occasion, const ReceiverId& receiver) {
  const Finding& finding = occasion.alert.finding;
  Json said;
  said.push(finding.key.rule.text).push(finding.key.agency.text).push(finding.key.year);
  said.push(finding.key.place).push(name_of(occasion.draft.reason)).push(receiver.text);
  said.push(occasion.alert.times_opened);
  const TellReason reason = occasion.draft.reason;
  if (reason == TellReason::Changed || reason == TellReason::Reminder) {
    said.push(iso_time(occasion.draft.told_before)).push(name_of(finding.severity));
    for (const CellQuote& quote : finding.cells) said.push(quote.cell.text).push(quote.raw);
  }
  return to_hex(hash_of(said.dump()));
}

std::string rule_title(const Finding& finding, const EvidenceLinks& links, Language language) {
  const auto found = links.rule_titles.find(finding.key.rule);
  const std::string title = found == links.rule_titles.end() ? "" : found->second.in(language);
  for (const std::string& words : {title, finding.message.in(language), finding.key.rule.text}) {
    if (!words.empty()) return plain_line(words, kNameLimit);
  }
  return {};
}

const Evidence& evidence_of(const Finding& finding, const EvidenceLinks& links) {
  static const Evidence none;
  const auto found = links.by_year.find(finding.key.year);
  return found == links.by_year.end() ? none : found->second;
}

}  // namespace

std::vector<AlertEvent> events_of(const AlertPlan& plan, const Agency& agency,
                                  const EvidenceLinks& links, const AlertPolicy& policy,
                                  Instant now) {
  std::vector<AlertEvent> events;
  for (const Draft& draft : plan.drafts) {
    const Alert& alert = plan.upserts.at(draft.alert);
    const Finding& finding = alert.finding;
    const Occasion occasion{.draft = draft,
                            .alert = alert,
                            .agency = agency,
                            .evidence = evidence_of(finding, links),
                            .rule_title = rule_title(finding, links, policy.language),
                            .language = policy.language,
                            .now = now};
    for (const ReceiverSettings& receiver : policy.receivers) {
      if (!hears(receiver, finding, agency, policy)) continue;
      events.push_back({.id = id_of(occasion, receiver.name),
                        .receiver = receiver.name,
                        .about = finding.key,
                        .reason = draft.reason,
                        .at = now,
                        .body = body_of(occasion)});
    }
  }
  return events;
}

}  // namespace gkwatch::alerts
