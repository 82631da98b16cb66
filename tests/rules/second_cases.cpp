// T2.
#include "tests/rules/rule_cases.h"

namespace gkwatch::rules {
namespace {

void of_2021(Scene& scene) { scene.form_of_2021(); }

std::vector<RuleCase> of_both_forms() {
  return {{"R-T2-NONNEG",
           nothing,
           [](Scene& s) { s.now.set("T2.LICENSE.PREV", "-1"); },
           [](Scene& s) { s.now.gap("T2.LICENSE.PREV"); },
           {[](Scene& s) { s.now.set("T2.LICENSE.PREV", "5").set("T2.LICENSE.DELTA", "-3"); }}},
          {"R-T2-RULEMAKER",
           nothing,
           [](Scene& s) { s.now.set("T2.RULE.MADE", "2"); },
           [](Scene& s) { s.now.gap("T2.RULE.MADE"); },
           {[](Scene& s) {
             s.now.set("T2.RULE.MADE", "2");
             s.agency.kind = AgencyClass::G;
             s.agency.name = "广州市人民政府";
           }}},
          {"R-T2-FEE-SCALE",
           [](Scene& s) {
             s.two_years_of_2021();
             s.before->set("T2.FEE.AMOUNT", "19.5");
             s.now.set("T2.FEE.AMOUNT", "21");
           },
           [](Scene& s) { s.now.set("T2.FEE.AMOUNT", "195000"); },
           [](Scene& s) { s.before->gap("T2.FEE.AMOUNT"); },
           {[](Scene& s) { s.before->set("T2.FEE.AMOUNT", "0"); },
            [](Scene& s) { s.now.set("T2.FEE.AMOUNT", "600"); }}},
          {"R-T2-OUTLIER",
           [](Scene& s) {
             s.year_before();
             s.before->set("T2.NORM.MADE", "10");
             s.now.set("T2.NORM.MADE", "12");
           },
           [](Scene& s) { s.now.set("T2.NORM.MADE", "1001"); },
           [](Scene& s) { s.now.gap("T2.NORM.MADE"); },
           {[](Scene& s) { s.now.set("T2.NORM.MADE", "1000"); },
            [](Scene& s) { s.form_of_2021(2020); }}}};
}

std::vector<RuleCase> of_the_form_of_2021() {
  return {{"R-T2-VALID-LB",
           of_2021,
           [](Scene& s) { s.now.set("T2.NORM.MADE", "9").set("T2.NORM.VALID", "3"); },
           [](Scene& s) { s.now.gap("T2.NORM.VALID"); },
           {[](Scene& s) {
              s.now.set("T2.NORM.MADE", "9").set("T2.NORM.REPEALED", "6");
              s.now.set("T2.NORM.VALID", "3");
            },
            [](Scene& s) { s.now.set("T2.NORM.MADE", "9").blank("T2.NORM.VALID"); }}},
          {"R-T2-FEE-UNIT",
           of_2021,
           [](Scene& s) { s.unit("T2.FEE.AMOUNT", "1200", "元"); },
           [](Scene& s) { s.now.gap("T2.FEE.AMOUNT"); },
           {[](Scene& s) { s.unit("T2.FEE.AMOUNT", "12", "万元"); }}}};
}

std::vector<RuleCase> of_the_form_of_2019() {
  return {{"R-T2-19-OPENLE",
           nothing,
           [](Scene& s) { s.now.set("T2.NORM.OPENED", "5").set("T2.NORM.STOCK", "3"); },
           [](Scene& s) { s.now.gap("T2.NORM.STOCK"); },
           {[](Scene& s) { s.now.set("T2.NORM.OPENED", "5").blank("T2.NORM.STOCK"); }}},
          {"R-T2-19-STOCK",
           nothing,
           [](Scene& s) { s.now.set("T2.LICENSE.PREV", "3").set("T2.LICENSE.DELTA", "-5"); },
           [](Scene& s) { s.now.gap("T2.LICENSE.DELTA"); },
           {[](Scene& s) { s.now.blank("T2.LICENSE.PREV").set("T2.LICENSE.DELTA", "-5"); },
            [](Scene& s) { s.now.set("T2.LICENSE.PREV", "3").set("T2.LICENSE.DELTA", "5"); }}},
          {"R-T2-19-MISFILL",
           nothing,
           [](Scene& s) {
             s.now.set("T2.LICENSE.PREV", "21").set("T2.LICENSE.DELTA", "19");
             s.now.set("T2.LICENSE.DECISIONS", "40");
           },
           [](Scene& s) { s.now.gap("T2.LICENSE.PREV"); },
           {[](Scene& s) {
             s.now.set("T2.LICENSE.PREV", "1").set("T2.LICENSE.DELTA", "1");
             s.now.set("T2.LICENSE.DECISIONS", "2");
           }}},
          {"R-T2-19-PROC-UNIT",
           [](Scene& s) { s.unit("T2.PROCURE.AMOUNT", "34.649", "万元"); },
           [](Scene& s) { s.unit("T2.PROCURE.AMOUNT", "346490.00", "元"); },
           [](Scene& s) { s.now.gap("T2.PROCURE.AMOUNT"); },
           {[](Scene& s) { s.now.set("T2.PROCURE.AMOUNT", "0"); }}}};
}

}  // namespace

std::vector<RuleCase> second_cases() {
  std::vector<RuleCase> all = of_both_forms();
  for (auto* const group : {of_the_form_of_2021, of_the_form_of_2019}) {
    for (RuleCase& one : group()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace gkwatch::rules
