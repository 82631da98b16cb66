#pragma once

#include <string>
#include <vector>

#include "core/china_time.h"
#include "core/content_hash.h"
#include "model/form_layout.h"
#include "store/database.h"
#include "store/records.h"

// A small agency and what checks of it conclude: enough of everything that is stored.
namespace gkwatch::testing {

using store::CheckRecord;
using store::KnownArticle;
using store::ReportVersion;

inline Instant at(const char* text) { return *parse_china_time(text); }
inline Url url(const std::string& text) { return *Url::parse(text); }

inline const AgencyId kTown{"town"};
inline const Instant kMorning = at("2021-01-21 08:00:00");
inline const Instant kEvening = at("2021-01-21 20:00:00");
inline const Instant kNextDay = at("2021-01-22 08:00:00");

inline Agency town() {
  return {.id = kTown,
          .name = "某镇人民政府",
          .kind = AgencyClass::Z,
          .region = "440114",
          .sources = {{url("http://www.example.gov.cn/gkmlpt/annualreport"), "6198"}},
          .aliases = {"某镇", "某镇政府"},
          .since = 2019};
}

inline Agency bureau() {
  return {.id = {"bureau"},
          .name = "某局",
          .kind = AgencyClass::B,
          .region = "440300",
          .sources = {{url("http://bureau.example.gov.cn/nb/"), ""}},
          .predecessor = AgencyId{"old-bureau"}};
}

// A reading with every cell of the 2021 form: numbers, one amount in decimals, one Gap.
inline ParsedDocument reading(const std::string& title, const std::string& total) {
  ParsedDocument parsed{.status = ReadStatus::Partial,
                        .media_type = "application/pdf",
                        .title = title,
                        .agency_name = "某镇人民政府",
                        .year = 2020,
                        .form = Form::F2021,
                        .form_marks = 3,
                        .text = "本年新收政府信息公开申请" + total + "件"};
  for (const CellKey& key : form_cells(Form::F2021)) {
    parsed.cells[key] = {
        .kind = CellKind::Number, .value = Decimal{}, .raw = "0", .where = "page 3, row 4"};
  }
  parsed.cells[{"T3.NEW.SUM"}] = {
      .kind = CellKind::Number, .value = Decimal::parse(total), .raw = total, .where = "page 3"};
  parsed.cells[{"T2.FEE.AMOUNT"}] = {.kind = CellKind::Number,
                                     .value = Decimal::parse("-12.050"),
                                     .raw = "-12.050",
                                     .unit = "万元"};
  parsed.cells[{"T4.RV.TOT"}] = {.kind = CellKind::Gap, .raw = "?", .why = "cut off"};
  parsed.sections = {{1, "一、总体情况", "本年新收" + total + "件"}};
  return parsed;
}

inline ReportVersion version(const std::string& bytes, Instant first_seen,
                             const std::string& total = "3") {
  return {.report = {.agency = kTown,
                     .year = 2020,
                     .document = hash_of(bytes),
                     .parsed = reading("某镇2020年政府信息公开工作年度报告", total)},
          .url = "http://www.example.gov.cn/post_1.html",
          .document_url = "http://www.example.gov.cn/attachment/" + bytes + ".pdf",
          .article_id = "1",
          .published_at = at("2021-01-20 15:24:00"),
          .first_seen = first_seen};
}

inline Finding finding(const std::string& rule = "R-T3-BALANCE",
                       Severity severity = Severity::Error) {
  return {.key = {{rule}, kTown, 2020, "T3.NEW"},
          .severity = severity,
          .cells = {{{"T3.NEW.SUM"}, "3"}, {{"T3.NEW.NP"}, "2"}},
          .candidates = {{"T3.NEW.SUM"}},
          .expected = "2",
          .actual = "3",
          .delta = Decimal::parse("1"),
          .message = {"合计不等", "the sum differs"}};
}

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
