#pragma once

#include <string>
#include <vector>

#include "tests/store/sample_reports.h"

// What checks of the sample agency conclude, and what is told of it.
namespace gkwatch::testing {

inline Alert alert(const Finding& about, AlertState state, Instant seen) {
  return {.state = state,
          .finding = about,
          .first_seen = kMorning,
          .last_seen = seen,
          .last_told = kMorning};
}

inline AlertEvent event(const std::string& id, const Finding& about,
                        const std::string& receiver = "hook") {
  return {.id = id,
          .receiver = {receiver},
          .about = about.key,
          .reason = TellReason::Firing,
          .at = kMorning,
          .body = R"({"title":"合计不等"})"};
}

inline Delivery delivery(const std::string& id, const std::string& receiver = "hook") {
  return {.id = {id},
          .receiver = {receiver},
          .payload = "payload of " + id,
          .made_at = kMorning,
          .due_at = kMorning};
}

inline Visit visit(const std::string& path, Instant time) {
  return {.time = time,
          .url = "http://www.example.gov.cn" + path,
          .kind = VisitKind::Article,
          .outcome = VisitOutcome::New,
          .http_status = 200,
          .bytes = 1234,
          .took = std::chrono::milliseconds{87},
          .hash = hash_of(path),
          .headers = "HTTP/1.1 200 OK\r\n\r\n"};
}

inline KnownArticle article(const std::string& id) {
  return {.article = {.id = id,
                      .title = "某镇2020年政府信息公开工作年度报告",
                      .url = url("http://www.example.gov.cn/post_" + id + ".html"),
                      .publisher = "某镇",
                      .published_at = at("2021-01-20 15:24:00"),
                      .attachments = {{"附件.pdf", url("http://www.example.gov.cn/a.pdf")}}},
          .year = 2020,
          .first_seen = kMorning,
          .last_seen = kMorning,
          .fetched_at = kMorning};
}

inline DutyState duty(int year, Publication state) {
  return {.agency = kTown,
          .year = year,
          .due = Date{std::chrono::year{year + 1} / 1 / 31},
          .due_source = "《条例》第五十条",
          .state = state,
          .checked_at = kMorning,
          .complete = true};
}

// A check that found a report with one wrong sum and told two receivers.
inline CheckRecord first_check() {
  const Listing listing{.column = url("http://www.example.gov.cn/gkmlpt/annualreport"),
                        .column_name = "政府信息公开年报",
                        .read_at = kMorning,
                        .complete = true,
                        .proof = "1 of 1",
                        .articles = {article("1").article}};
  DutyState found = duty(2020, Publication::OnTime);
  found.published_at = at("2021-01-20 15:24:00");
  found.first_seen = kMorning;
  return {.agency = kTown,
          .outcome = {.last_check = kMorning, .last_complete = kMorning, .next_due = kEvening},
          .visits = {visit("/list", kMorning), visit("/post_1.html", kMorning)},
          .pages = {{"http://www.example.gov.cn/list",
                     {"\"e1\"", "Thu"},
                     "text/html",
                     hash_of("list"),
                     kMorning}},
          .listings = {listing},
          .is_complete = true,
          .articles = {article("1")},
          .documents = {{hash_of("v1"), "http://www.example.gov.cn/a.pdf", "1", "附件.pdf",
                         "application/pdf", kMorning}},
          .versions = {version("v1", kMorning)},
          .duties = {duty(2019, Publication::Missing), found},
          .findings = {finding()},
          .alerts = {alert(finding(), AlertState::Firing, kMorning)},
          .events = {event("e1", finding()), event("e2", finding(), "mail")}};
}

// A check at another time that brought nothing but what is set afterwards.
inline CheckRecord check_at(Instant time) {
  return {.agency = kTown, .outcome = {.last_check = time, .last_complete = time}};
}

}  // namespace gkwatch::testing
