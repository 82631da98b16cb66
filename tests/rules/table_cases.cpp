// T3, T4, X and FMT.
#include "tests/rules/rule_cases.h"

namespace gkwatch::rules {
namespace {

void shift_first_row(Scene& scene) { scene.now.row("R1", {0, 6, 1, 0, 0, 0, 0}).blank("T3.R1.NP"); }

void totals_first(Scene& scene, std::initializer_list<const char*> groups) {
  for (const std::string row : groups) {
    scene.now.set(row + ".KEEP", "3").set(row + ".FIX", "1").set(row + ".OTH", "2");
    scene.now.set(row + ".PEND", "0").set(row + ".TOT", "0");
  }
}

std::vector<RuleCase> sums() {
  return {{"R-T3-BALANCE",
           nothing,
           [](Scene& s) { s.now.set("T3.COUT.NP", "5").set("T3.COUT.SUM", "6"); },
           [](Scene& s) { s.now.gap("T3.NEW.NP"); },
           {[](Scene& s) { s.now.every("T3.R3.1", CellKind::Blank); }, shift_first_row}},
          {"R-T3-RESULTSUM",
           nothing,
           [](Scene& s) {
             s.now.row("R1", {5, 1, 0, 0, 0, 0, 6});
           },
           [](Scene& s) { s.now.gap("T3.R1.NP"); },
           {[](Scene& s) { s.now.blank("T3.R1.SUM"); }, shift_first_row,
            [](Scene& s) {
              s.unknown_row("小计", {"4", "0", "0", "0", "0", "0", "4"});
            },
            [](Scene& s) {
              s.now.row("R5.1", {0, 0, 0, 0, 0, 0, 0});
              s.unknown_row("属于工作秘密", {"1", "0", "0", "0", "0", "0", "1"});
            }}},
          {"R-T3-ROWSUM",
           nothing,
           [](Scene& s) { s.now.set("T3.NEW.SUM", "17").set("T3.CIN.SUM", "0"); },
           [](Scene& s) { s.now.gap("T3.CIN.NP"); },
           {[](Scene& s) { s.now.blank("T3.R1.SUM"); },
            [](Scene& s) { s.now.every("T3.R3.1", CellKind::Dash); }}},
          {"R-T4-SUM",
           nothing,
           [](Scene& s) { s.now.set("T4.RV.TOT", "9"); },
           [](Scene& s) { s.now.gap("T4.RV.FIX"); },
           {[](Scene& s) { s.now.blank("T4.RV.TOT"); },
            [](Scene& s) {
              totals_first(s, {"T4.RV", "T4.LD", "T4.LA"});
            }}},
          {"R-T3-BLANK-TOTAL",
           nothing,
           [](Scene& s) { s.now.blank("T3.R1.SUM"); },
           [](Scene& s) { s.now.gap("T3.R1.SUM"); },
           {[](Scene& s) { s.now.every("T3.R3.1", CellKind::Blank); },
            [](Scene& s) { s.now.blank("T3.R1.SUM").every("T3.R1", CellKind::Gap); }}},
          {"R-T3-DASH-NONZERO",
           nothing,
           [](Scene& s) { s.now.dash("T3.R1.SUM"); },
           [](Scene& s) { s.now.gap("T3.R1.SUM"); },
           {[](Scene& s) { s.now.every("T3.R3.1", CellKind::Dash); }}},
          {"R-T3-SUBTOTAL",
           [](Scene& s) {
             s.unknown_row("不予公开小计", {"1", "0", "0", "0", "0", "0", "1"});
           },
           [](Scene& s) {
             s.unknown_row("不予公开小计", {"5", "0", "0", "0", "0", "0", "5"});
           },
           [](Scene& s) { s.now.gap("T3.R3.4.NP"); },
           {[](Scene& s) {
             s.unknown_row("属于工作秘密", {"5", "0", "0", "0", "0", "0", "5"});
           }}},
          {"R-T4-ORDER",
           nothing,
           [](Scene& s) {
             totals_first(s, {"T4.RV", "T4.LD", "T4.LA"});
           },
           [](Scene& s) { s.now.gap("T4.RV.FIX"); },
           {[](Scene& s) { totals_first(s, {"T4.RV"}); }}},
          {"R-X-T4-VS-T3",
           nothing,
           [](Scene& s) { s.now.set("T4.RV.KEEP", "29").set("T4.RV.TOT", "30"); },
           [](Scene& s) { s.now.gap("T4.RV.TOT"); },
           {[](Scene& s) {
              s.now.set("T4.RV.KEEP", "29").set("T4.RV.TOT", "30");
              s.year_before();
            },
            [](Scene& s) {
              s.now.set("T4.RV.KEEP", "29").set("T4.RV.TOT", "30");
              s.year_before();
              s.before->gap("T3.R7.SUM");
            }}},
          {"R-X-UNPAID",
           [](Scene& s) { s.form_of_2021(); },
           [](Scene& s) { s.now.set("T3.R6.2.SUM", "3"); },
           [](Scene& s) { s.now.gap("T3.R6.2.SUM"); },
           {[](Scene& s) { s.now.set("T3.R6.2.SUM", "3").section(6, "收取信息处理费300元。"); }}},
          {"R-X-FEE-SEC6",
           [](Scene& s) {
             s.form_of_2021();
             s.now.set("T2.FEE.AMOUNT", "1").section(6, "全年收取信息处理费4000元。");
           },
           [](Scene& s) { s.now.set("T2.FEE.AMOUNT", "0.1"); },
           [](Scene& s) { s.now.gap("T2.FEE.AMOUNT"); },
           {[](Scene& s) { s.now.set("T2.FEE.AMOUNT", "0").section(6, "收取信息处理费0元。"); }}},
          {"R-X-FEE-TARIFF",
           [](Scene& s) { s.now.section(6, "收取信息处理费400元。"); },
           [](Scene& s) { s.now.section(6, "收取信息处理费385元。"); },
           unreadable,
           {[](Scene& s) { s.now.section(6, "收取信息处理费380元。"); }}}};
}

std::vector<RuleCase> blanks() {
  return {{"R-T2-BLANK",
           nothing,
           [](Scene& s) { s.now.blank("T2.NORM.MADE"); },
           [](Scene& s) { s.now.gap("T2.NORM.MADE"); },
           {[](Scene& s) { s.now.dash("T2.RULE.MADE"); }}},
          {"R-T3-BLANK",
           nothing,
           [](Scene& s) { s.now.blank("T3.R3.1.NP"); },
           [](Scene& s) { s.now.gap("T3.R3.1.NP"); },
           {[](Scene& s) { s.lose_table("T3"); }}},
          {"R-T4-BLANK",
           nothing,
           [](Scene& s) { s.now.blank("T4.LD.KEEP"); },
           [](Scene& s) { s.now.gap("T4.LD.KEEP"); },
           {[](Scene& s) { s.lose_table("T4"); }}},
          {"R-T3-ALLZERO",
           nothing,
           [](Scene& s) { s.zero_requests(); },
           [](Scene& s) {
             s.zero_requests();
             s.now.gap("T3.R1.NP");
           },
           {[](Scene& s) {
             s.zero_requests();
             s.now.blank("T3.R1.NP");
           }}}};
}

std::vector<RuleCase> forms() {
  return {
      {"R-FMT-VERSION",
       nothing,
       [](Scene& s) {
         s.now = ReportBuilder{Form::F2019, 2022};
       },
       [](Scene& s) {
         s.now = ReportBuilder{Form::Unknown, 2022};
       },
       {[](Scene& s) {
          s.now = ReportBuilder{Form::F2019, 2022};
          s.now.parsed().form_marks = 1;
        },
        [](Scene& s) {
          s.now = ReportBuilder{Form::F2021, 2018};
        }}},
      {"R-FMT-MISSING-ROW",
       nothing,
       [](Scene& s) {
         s.now.every("T3.R3.8", CellKind::Gap);
         s.now.parsed().rows["T3.R3.8"] = RowMatch::Absent;
       },
       [](Scene& s) {
         s.now.every("T3.R3.8", CellKind::Gap).gap("T3.R1.NP");
         s.now.parsed().rows["T3.R3.8"] = RowMatch::Absent;
       },
       {[](Scene& s) {
         s.now.every("T3.R3.8", CellKind::Gap);
         s.now.parsed().rows["T3.R3.8"] = RowMatch::Absent;
         s.now.parsed().media_type = "application/pdf";
       }}},
      {"R-FMT-UNKNOWN-ROW",
       nothing,
       [](Scene& s) {
         s.unknown_row("属于工作秘密", {"0", "0", "0", "0", "0", "0", "0"});
       },
       [](Scene& s) { s.lose_table("T3"); },
       {[](Scene& s) {
          s.unknown_row("小计", {"4", "0", "0", "0", "0", "0", "4"});
        },
        [](Scene& s) {
          s.unknown_row("合计", {"4", "0", "0", "0", "0", "0", "4"});
        }}},
      {"R-FMT-LABEL",
       nothing,
       shift_first_row,
       [](Scene& s) { s.now.gap("T3.R2.NP"); },
       {[](Scene& s) {
         s.now.row("R1", {0, 6, 1, 0, 0, 0, 7}).blank("T3.R1.NP");
       }}},
      {"R-FMT-CELL",
       nothing,
       [](Scene& s) { s.now.text("T3.R1.NP", "若干"); },
       [](Scene& s) { s.now.gap("T3.R1.NP"); },
       {[](Scene& s) { s.now.every("T3", CellKind::Text); },
        [](Scene& s) { s.now.every("T3.R3.1", CellKind::Dash); }}},
      {"R-FMT-INT2",
       nothing,
       [](Scene& s) { s.now.text("T2.NORM.MADE", "若干"); },
       [](Scene& s) { s.now.gap("T2.NORM.MADE"); },
       {[](Scene& s) { s.now.set("T2.LICENSE.DELTA", "-3").set("T2.PROCURE.AMOUNT", "34.649"); },
        [](Scene& s) { s.now.every("T2", CellKind::Text); }}}};
}

}  // namespace

std::vector<RuleCase> table_cases() {
  std::vector<RuleCase> all = sums();
  for (auto* const group : {blanks, forms}) {
    for (RuleCase& one : group()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace gkwatch::rules
