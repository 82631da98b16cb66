// Y, D and AGG: a report beside others.
#include "tests/rules/rule_cases.h"

namespace gkwatch::rules {
namespace {

void carried(Scene& scene) {
  scene.year_before();
  scene.now.row("CIN", {1, 1, 0, 0, 0, 0, 2});
}
void with_documents(Scene& scene) {
  scene.two_years_of_2021();
  scene.before->set("T2.NORM.VALID", "10");
  scene.now.set("T2.NORM.MADE", "2").set("T2.NORM.REPEALED", "1").set("T2.NORM.VALID", "11");
}
void with_matters(Scene& scene) {
  scene.year_before();
  scene.before->set("T2.LICENSE.PREV", "30").set("T2.LICENSE.DELTA", "2");
  scene.now.set("T2.LICENSE.PREV", "32");
}
void with_stock(Scene& scene) {
  scene.year_before();
  scene.before->set("T2.NORM.STOCK", "12");
  scene.now.set("T2.NORM.STOCK", "12");
}

std::vector<RuleCase> yearly() {
  return {{"R-Y-CARRY",
           carried,
           [](Scene& s) {
             s.now.row("CIN", {9, 1, 0, 0, 0, 0, 10});
           },
           [](Scene& s) { s.now.gap("T3.CIN.SUM"); },
           {[](Scene& s) { s.before->set("T3.COUT.SUM", "3"); }}},
          {"R-Y-STOCK",
           with_documents,
           [](Scene& s) { s.now.set("T2.NORM.VALID", "20"); },
           [](Scene& s) { s.before->gap("T2.NORM.VALID"); },
           {[](Scene& s) { s.now.blank("T2.NORM.VALID"); }}},
          {"R-Y-19-STOCK",
           with_matters,
           [](Scene& s) { s.now.set("T2.LICENSE.PREV", "40"); },
           [](Scene& s) { s.before->gap("T2.LICENSE.DELTA"); },
           {[](Scene& s) {
             s.before = ReportBuilder{Form::F0, 2019};
             s.now.set("T2.LICENSE.PREV", "40");
           }}},
          {"R-Y-19-OPEN",
           with_stock,
           [](Scene& s) { s.now.set("T2.NORM.STOCK", "9"); },
           [](Scene& s) { s.now.gap("T2.NORM.STOCK"); },
           {[](Scene& s) { s.now.blank("T2.NORM.STOCK"); }}},
          {"R-Y-JUMP",
           [](Scene& s) { s.year_before(); },
           [](Scene& s) { s.now.set("T3.NEW.SUM", "90"); },
           [](Scene& s) { s.now.gap("T3.NEW.SUM"); },
           {[](Scene& s) {
             s.before->set("T3.NEW.SUM", "9");
             s.now.set("T3.NEW.SUM", "90");
           }}},
          {"R-Y-SAMETABLE",
           [](Scene& s) {
             s.year_before();
             s.before->set("T3.R1.NP", "5");
           },
           [](Scene& s) { s.before->set("T3.R1.NP", "6"); },
           [](Scene& s) { s.before->gap("T3.R1.NP"); },
           {[](Scene& s) {
             s.zero_requests();
             for (auto& [key, cell] : s.now.parsed().cells) {
               if (key.text.starts_with("T3.")) s.before->set(key.text, "0");
             }
           }}},
          {"R-Y-PEND",
           [](Scene& s) { s.year_before(); },
           [](Scene& s) { s.now.set("T4.LA.PEND", "0").set("T4.LA.TOT", "0"); },
           [](Scene& s) { s.now.gap("T4.LA.TOT"); },
           {[](Scene& s) { s.now.set("T4.LA.KEEP", "1").set("T4.LA.PEND", "0"); }}},
          {"R-Y-VERSION",
           [](Scene& s) { s.year_before(); },
           [](Scene& s) { s.form_of_2021(2020); },
           [](Scene& s) {
             s.before = ReportBuilder{Form::Unknown, 2019};
           },
           {[](Scene& s) {
             s.before = ReportBuilder{Form::F0, 2019};
           }}}};
}

const char* const kFigures = "公开11条、12条、13条、14条、15条。";
const char* const kZeros = "公开0条、0条、0条、0条、0条。";

void long_problems(Scene& scene) {
  scene.year_before();
  scene.before->section(5, long_text(U'怀'));
  scene.now.section(5, long_text(U'一'));
}

std::vector<RuleCase> copied() {
  return {{"R-D-SELF",
           long_problems,
           [](Scene& s) { s.before->section(5, long_text(U'一')); },
           [](Scene& s) { s.before.reset(); },
           {[](Scene& s) {
             s.before->section(5, "一是更新不够及时。");
             s.now.section(5, "一是更新不够及时。");
           }},
           Lost::Everything},
          {"R-D-SELF-NUM",
           [](Scene& s) {
             s.year_before();
             s.before->section(1, long_text(U'一') + "公开21条、22条、23条、24条、25条。");
             s.now.section(1, long_text(U'一') + kFigures);
           },
           [](Scene& s) { s.before->section(1, long_text(U'一') + kFigures); },
           [](Scene& s) { s.before->without_section(1); },
           {[](Scene& s) {
             s.before->section(1, long_text(U'一') + kZeros);
             s.now.section(1, long_text(U'一') + kZeros);
           }},
           Lost::Everything},
          {"R-D-LEFTOVER",
           nothing,
           [](Scene& s) { s.now.section(1, "2019年，我镇认真落实。"); },
           unreadable,
           {[](Scene& s) { s.now.section(1, "2020年，我镇认真落实，与2019年我镇相比有进步。"); }}},
          {"R-D-PEER",
           [](Scene& s) {
             s.now.section(5, long_text(U'一'));
             s.add_peer("other", long_text(U'怀'));
           },
           [](Scene& s) { s.add_peer("another", long_text(U'一')); },
           [](Scene& s) { s.peers.clear(); },
           {[](Scene& s) {
             s.now.section(5, "一是更新不够及时，二是形式单一。");
             s.add_peer("short", "一是更新不够及时，二是形式单一。");
           }},
           Lost::Everything}};
}

void district(Scene& scene) {
  scene.agency.kind = AgencyClass::G;
  scene.agency.name = "广州市花都区人民政府";
  const std::map<std::string, Decimal> figures{{"T3.NEW.SUM", {16, 0}},
                                               {"T3.R7.SUM", {15, 0}},
                                               {"T3.COUT.SUM", {2, 0}},
                                               {"T4.RV.TOT", {3, 0}}};
  scene.members = {{AgencyId{"a"}, true, figures}};
}

std::vector<RuleCase> aggregates() {
  return {{"R-AGG-SUM",
           district,
           [](Scene& s) {
             s.members[0].figures["T3.NEW.SUM"] = Decimal{12, 0};
           },
           [](Scene& s) { s.now.gap("T3.NEW.SUM"); },
           {[](Scene& s) {
             s.members[0].figures["T3.NEW.SUM"] = Decimal{12, 0};
             s.agency.kind = AgencyClass::T;
           }}},
          {"R-AGG-COVER",
           district,
           [](Scene& s) {
             s.members.push_back({AgencyId{"c"}, false, {}});
           },
           [](Scene& s) { s.members.clear(); },
           {[](Scene& s) {
             s.members.push_back({AgencyId{"c"}, false, {}});
             s.agency.kind = AgencyClass::T;
           }},
           Lost::Everything}};
}

}  // namespace

std::vector<RuleCase> years_cases() {
  std::vector<RuleCase> all = yearly();
  for (auto* const group : {copied, aggregates}) {
    for (RuleCase& one : group()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace gkwatch::rules
