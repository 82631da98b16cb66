#include "alerts/summary.h"

#include <algorithm>
#include <set>

#include "core/china_time.h"
#include "model/comparison.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kMinuteLength = 16;  // of "2021-01-21T15:24"

bool is_over(const Notice& notice) { return notice.reason == TellReason::Resolved; }

void append_count(std::string& text, std::string_view key, std::ptrdiff_t count,
                  Language language) {
  if (count == 0) return;
  if (!text.empty()) text += say(language, "alert.list.comma");
  text += say(language, key, {{"n", std::to_string(count)}});
}

}  // namespace

std::string counts_of(std::span<const Notice> notices, Language language) {
  const auto count = [&](auto condition) {
    return std::count_if(notices.begin(), notices.end(), condition);
  };
  const auto open_of = [&](Severity severity) {
    return count([&](const Notice& n) { return !is_over(n) && n.severity == severity; });
  };
  std::string text;
  append_count(text, "alert.count.error", open_of(Severity::Error), language);
  append_count(text, "alert.count.warning", open_of(Severity::Warning), language);
  append_count(text, "alert.count.info", open_of(Severity::Info), language);
  append_count(text, "alert.count.resolved", count(is_over), language);
  return text;
}

std::string label_of(const Notice& notice, Language language) {
  if (is_over(notice)) return std::string{say(language, "state.resolved")};
  const std::string key = "severity." + std::string{name_of(notice.severity)};
  std::string severity{say(language, key)};
  if (notice.reason == TellReason::Firing) return severity;
  return say(language, "alert.label." + std::string{name_of(notice.reason)},
             {{"severity", severity}});
}

std::string headline_of(std::span<const Notice> notices, Language language) {
  if (notices.size() == 1) {
    const Notice& only = notices.front();
    return say(language, "alert.headline.one",
               {{"label", label_of(only, language)}, {"title", only.title}});
  }
  std::set<std::string> agencies;
  for (const Notice& notice : notices) agencies.insert(notice.agency_id);
  const std::string counts = counts_of(notices, language);
  if (agencies.size() == 1) {
    return say(language, "alert.headline.agency",
               {{"agency", notices.front().agency}, {"counts", counts}});
  }
  return say(language, "alert.headline.agencies",
             {{"n", std::to_string(agencies.size())}, {"counts", counts}});
}

std::string subject_of(std::span<const Notice> notices, Language language) {
  return "[gkwatch] " + headline_of(notices, language);
}

std::string subject_matter_of(const Notice& notice, Language language) {
  if (!notice.year) return notice.agency;
  return say(language, "alert.report_of",
             {{"agency", notice.agency}, {"year", std::to_string(*notice.year)}});
}

std::string comparison_of(const Notice& notice, Language language) {
  std::string text;
  const auto append = [&](std::string_view key, const std::string& value) {
    if (value.empty()) return;
    if (!text.empty()) text += say(language, "alert.list.comma");
    text += say(language, key, {{"value", value}});
  };
  const bool is_open =
      !notice.expected.empty() && !notice.actual.empty() && compares_statements({notice.rule});
  if (is_open) {
    text = say(language, "alert.differ", {{"one", notice.expected}, {"other", notice.actual}});
  } else {
    append("alert.expected", notice.expected);
    append("alert.actual", notice.actual);
  }
  append("alert.delta", notice.delta);
  return text;
}

bool is_title_all(const Notice& notice) { return notice.text == notice.rule_title; }

std::string printed_in(const Notice::CellLine& cell, Language language) {
  return cell.raw.empty() ? std::string{say(language, "mail.blank")} : cell.raw;
}

std::string minute_of(Instant moment) {
  std::string text = iso_time(moment).substr(0, kMinuteLength);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

bool has_request(std::span<const Notice> notices) {
  return std::any_of(notices.begin(), notices.end(), [](const Notice& notice) {
    return !is_over(notice) && notice.rule.starts_with("R-");
  });
}

std::string alerts_page(const AlertPolicy& policy) {
  if (policy.page_base.empty()) return {};
  return policy.page_base + (policy.page_base.ends_with('/') ? "alerts" : "/alerts");
}

}  // namespace gkwatch::alerts
