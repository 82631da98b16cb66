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

}  // namespace gkwatch::testing
