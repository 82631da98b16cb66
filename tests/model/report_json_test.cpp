#include "model/report_json.h"

#include <gtest/gtest.h>

#include "model/form_layout.h"

namespace gkwatch {
namespace {

ParsedDocument rich_document() {
  ParsedDocument document;
  document.status = ReadStatus::Partial;
  document.media_type = "application/pdf";
  document.declared_type = "application/octet-stream";
  document.converted_by = "LibreOffice 7.4";
  document.title = "广州市花都区狮岭镇2020年政府信息公开工作年度报告";
  document.agency_name = "广州市花都区狮岭镇";
  document.attachments = {"b4.xls"};
  document.year = 2020;
  document.is_year_from_title = true;
  document.form = Form::F2019;
  document.form_marks = 3;
  for (const CellKey& key : form_cells(document.form)) {
    document.cells[key] = {CellKind::Number, Decimal{0, 0}, "0", "page 2, row 1", "", ""};
  }
  document.cells[cell_key("T3", "NEW", "NP")] = {
      CellKind::Gap, std::nullopt, "", "", "", "the page ends before it"};
  document.cells[cell_key("T2", "PROCURE", "AMOUNT")] = {
      CellKind::Number, *Decimal::parse("346490.5"), "346490.5元", "page 1, row 9", "元", ""};
  document.is_read_by_ocr = true;
  document.cells[cell_key("T3", "CIN", "NP")].confidence = 87;
  document.rows = {{"T3.NEW", RowMatch::Label},
                   {"T3.R3.4", RowMatch::Alias},
                   {"T3.R1", RowMatch::Position},
                   {"T3.CIN", RowMatch::Absent}};
  document.unknown_rows = {{"T3", "属于工作秘密", {"0", "1"}}};
  document.sections = {{1, "一、总体情况", "正文\n第二行"}};
  document.claims = {{"received", *Decimal::parse("1"), "收到1宗", 1, true, false},
                     {"handled", *Decimal::parse("200"), "200余件", 1, false, true}};
  document.images = {"a.png"};
  document.text = "全文 \"引号\" \\ 与\t制表";
  return document;
}

bool is_same(const ParsedDocument& a, const ParsedDocument& b) {
  return to_json(a) == to_json(b) && a.cells == b.cells && a.sections == b.sections &&
         a.rows == b.rows && a.form == b.form && a.year == b.year && a.status == b.status;
}

TEST(ReportJson, ComesBackAsItWent) {
  const ParsedDocument document = rich_document();
  const auto sent = Json::parse(to_json(document).dump());
  ASSERT_TRUE(sent);
  const auto back = parsed_document_from(*sent);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_TRUE(is_same(*back, document));
  EXPECT_TRUE(back->is_read_by_ocr);
  EXPECT_EQ(back->cells.at(cell_key("T3", "CIN", "NP")).confidence, 87);
  EXPECT_EQ(back->claims.at(1).value, *Decimal::parse("200"));
  EXPECT_FALSE(back->claims.at(1).is_exact);
  EXPECT_EQ(back->unknown_rows.at(0).values.at(1), "1");
}

TEST(ReportJson, CarriesAnUnreadableDocumentWithItsReason) {
  ParsedDocument document;
  document.error = "encrypted";
  const auto back = parsed_document_from(to_json(document));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->status, ReadStatus::Unreadable);
  EXPECT_EQ(back->error, "encrypted");
  EXPECT_FALSE(back->year.has_value());
}

TEST(ReportJson, RefusesADocumentFromWhichAnyMemberIsMissing) {
  // Kept later than the others: what older databases hold is read as well.
  const std::set<std::string> kept_later{"declared_type", "converted_by", "read_by_ocr",
                                         "attachments"};
  const Json whole = to_json(rich_document());
  for (const auto& [left_out, unused] : whole.members()) {
    if (kept_later.contains(left_out)) continue;
    Json::Object kept;
    for (const auto& member : whole.members()) {
      if (member.first != left_out) kept.push_back(member);
    }
    EXPECT_FALSE(parsed_document_from(Json{kept})) << left_out;
  }
}

// What a hostile child might send: each of these must be refused, none may be half believed.
class HostileReply : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(HostileReply, IsRefused) {
  Json json = to_json(rich_document());
  json.set(GetParam().first, *Json::parse(GetParam().second));
  const auto read = parsed_document_from(json);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::Malformed);
}

INSTANTIATE_TEST_SUITE_P(
    ReportJson, HostileReply,
    testing::Values(std::pair{"status", R"("splendid")"}, std::pair{"status", "3"},
                    std::pair{"form", R"("2021")"},  // the cells are those of 2019
                    std::pair{"year", "99999"}, std::pair{"year", "2020.5"},
                    std::pair{"cells", "{}"}, std::pair{"cells", "[]"},
                    std::pair{"rows", R"({"T3.NEW": "guess"})"},
                    std::pair{"sections", R"([{"number": 7, "heading": "", "text": ""}])"},
                    std::pair{"claims", R"([{"what": "received", "value": null, "text": "",
                                             "section": 1, "exact": true, "wider": false}])"},
                    std::pair{"unknown_rows", R"([["T3"]])"}, std::pair{"images", "[1]"},
                    std::pair{"form_marks", "-1"}, std::pair{"text", "null"}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

TEST(ReportJson, RefusesAGapWithAValueAndANumberWithout) {
  for (const char* cell : {R"({"kind": "gap", "value": 0})", R"({"kind": "number", "value": null})",
                           R"({"kind": "number", "value": "0"})", "null"}) {
    Json json = to_json(rich_document());
    Json cells = json["cells"];
    Json bent = *Json::parse(cell);
    if (bent.is_object()) bent.set("raw", "").set("where", "").set("unit", "").set("why", "");
    cells.set("T3.R1.NP", bent);
    json.set("cells", cells);
    EXPECT_FALSE(parsed_document_from(json)) << cell;
  }
}

TEST(ReportJson, RefusesACellThatTheFormDoesNotHave) {
  Json json = to_json(rich_document());
  Json cells = json["cells"];
  cells.set("T3.R6.1.NP", cells["T3.R1.NP"]);
  json.set("cells", cells);
  EXPECT_FALSE(parsed_document_from(json));
}

TEST(ReportJson, RefusesWhatIsNoObject) {
  for (const char* text : {"null", "[]", "1", R"("x")"}) {
    EXPECT_FALSE(parsed_document_from(*Json::parse(text))) << text;
  }
}

}  // namespace
}  // namespace gkwatch
