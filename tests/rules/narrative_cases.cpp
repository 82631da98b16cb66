// N: the prose.
#include "tests/rules/rule_cases.h"

namespace gkwatch::rules {
namespace {

void penalties(Scene& scene) { scene.now.set("T2.PENALTY.DECISIONS", "5").claim("penalty", "5"); }
void documents(Scene& scene) {
  scene.form_of_2021();
  scene.now.set("T2.NORM.MADE", "4").set("T2.NORM.VALID", "4");
}
void part_of_16(Scene& scene, const char* value) {
  scene.now.claim("received", "16").claim("channel.online", "10").claim("channel.post", value);
}
void outcomes(Scene& scene, const char* denied) {
  scene.now.claim("answered", "15").claim("granted", "7").claim("partial", "3");
  scene.now.claim("denied", denied).claim("unable", "3").claim("not_processed", "1");
}
void flow(Scene& scene, const char* left) {
  scene.now.claim("new", "16").claim("carried_in", "1").claim("answered", "15");
  scene.now.claim("carried_out", left);
}
void breakdown(Scene& scene, const char* first, const char* second) {
  scene.now.claim("breakdown.total", "10").claim("breakdown.part", first);
  scene.now.claim("breakdown.part", second);
}
void share(Scene& scene, const char* text) { scene.now.section(1, text); }

std::vector<RuleCase> against_tables() {
  return {{"R-N-NEW",
           [](Scene& s) { s.now.claim("new", "16"); },
           [](Scene& s) {
             s = {};
             s.now.claim("new", "17");
           },
           [](Scene& s) {
             s = {};
             s.now.claim("new", "17").gap("T3.NEW.SUM");
           },
           {[](Scene& s) { s.claim_inexactly("new", "20"); }}},
          {"R-N-RECV",
           [](Scene& s) { s.now.claim("received", "17"); },
           [](Scene& s) {
             s = {};
             s.now.claim("received", "99");
           },
           [](Scene& s) {
             s = {};
             s.now.claim("received", "99").gap("T3.NEW.SUM");
           },
           {[](Scene& s) { s.claim_inexactly("received", "99"); }}},
          {"R-N-HANDLE",
           [](Scene& s) { s.now.claim("handled", "15"); },
           [](Scene& s) {
             s = {};
             s.now.claim("handled", "18");
           },
           [](Scene& s) {
             s = {};
             s.now.claim("handled", "18").gap("T3.R7.SUM");
           },
           {[](Scene& s) { s.now.claim("handled", "17"); }}},
          {"R-N-DONE",
           [](Scene& s) { s.now.claim("answered", "15"); },
           [](Scene& s) {
             s = {};
             s.now.claim("answered", "16");
           },
           [](Scene& s) {
             s = {};
             s.now.claim("answered", "16").gap("T3.R7.SUM");
           },
           {[](Scene& s) { s.now.claim("answered", "14"); }}},
          {"R-N-CIN",
           [](Scene& s) { s.now.claim("carried_in", "1"); },
           [](Scene& s) {
             s = {};
             s.now.claim("carried_in", "5");
           },
           [](Scene& s) {
             s = {};
             s.now.claim("carried_in", "5").gap("T3.CIN.SUM");
           },
           {[](Scene& s) { s.claim_inexactly("carried_in", "5"); }}},
          {"R-N-COUT",
           [](Scene& s) { s.now.claim("carried_out", "2"); },
           [](Scene& s) {
             s = {};
             s.now.claim("carried_out", "3");
           },
           [](Scene& s) {
             s = {};
             s.now.claim("carried_out", "3").gap("T3.COUT.SUM");
           },
           {[](Scene& s) { s.claim_inexactly("carried_out", "3"); }}},
          {"R-N-OUTCOME",
           [](Scene& s) { s.now.claim("granted", "7"); },
           [](Scene& s) { s.now.claim("denied", "2"); },
           [](Scene& s) { s.now.claim("denied", "2").gap("T3.R3.8.SUM"); },
           {[](Scene& s) { s.now.claim("granted_partial", "10"); }}},
          {"R-N-APPLICANT",
           [](Scene& s) { s.now.claim("applicant.np", "12"); },
           [](Scene& s) { s.now.claim("applicant.co", "7"); },
           [](Scene& s) { s.now.claim("applicant.co", "7").gap("T3.NEW.CO"); },
           {[](Scene& s) { s.now.claim("applicant.co", "2"); }}},
          {"R-N-REVIEW",
           [](Scene& s) { s.now.claim("reconsideration", "3"); },
           [](Scene& s) { s.now.claim("reconsideration.keep", "9"); },
           [](Scene& s) { s.now.claim("reconsideration.keep", "9").gap("T4.RV.KEEP"); },
           {[](Scene& s) { s.claim_inexactly("reconsideration", "9"); }}},
          {"R-N-LITIG",
           [](Scene& s) { s.now.claim("litigation", "1"); },
           [](Scene& s) { s.now.claim("litigation.pend", "2"); },
           [](Scene& s) { s.now.claim("litigation.pend", "2").gap("T4.LA.PEND"); },
           {[](Scene& s) { s.claim_inexactly("litigation", "5"); }}},
          {"R-N-ZERO",
           [](Scene& s) {
             s.zero_requests();
             s.now.claim("received", "0");
           },
           [](Scene& s) {
             s.now.row("NEW", {1, 0, 0, 0, 0, 0, 1});
           },
           [](Scene& s) { s.now.gap("T3.NEW.SUM"); },
           {[](Scene& s) {
             s.now.row("CIN", {1, 0, 0, 0, 0, 0, 1});
           }}},
          {"R-N-NORMATIVE",
           [](Scene& s) {
             documents(s);
             s.now.claim("normative.made", "4");
           },
           [](Scene& s) { s.now.set("T2.NORM.MADE", "44"); },
           [](Scene& s) { s.now.gap("T2.NORM.MADE"); },
           {[](Scene& s) { s.claim_inexactly("normative.made", "44"); }}},
          {"R-N-DECISION",
           penalties,
           [](Scene& s) { s.now.set("T2.PENALTY.DECISIONS", "6"); },
           [](Scene& s) { s.now.gap("T2.PENALTY.DECISIONS"); },
           {[](Scene& s) { s.claim_inexactly("license", "9"); }}},
          {"R-N-FEE",
           [](Scene& s) {
             s.form_of_2021();
             s.now.set("T2.FEE.AMOUNT", "1").claim("fee", "4000");
           },
           [](Scene& s) { s.now.set("T2.FEE.AMOUNT", "0.1"); },
           [](Scene& s) { s.now.gap("T2.FEE.AMOUNT"); },
           {[](Scene& s) { s.now.claim("fee", "90000", 6); }}}};
}

std::vector<RuleCase> within_the_prose() {
  return {{"R-N-BREAKDOWN",
           [](Scene& s) { breakdown(s, "4", "6"); },
           [](Scene& s) { breakdown(s, "4", "7"); },
           unreadable,
           {[](Scene& s) {
              breakdown(s, "4", "7");
              s.now.parsed().claims.back().text = "通过微信公众号发布7条";
            },
            [](Scene& s) {
              breakdown(s, "4", "7");
              s.now.parsed().claims.back().is_exact = false;
            }}},
          {"R-N-CHANNEL",
           [](Scene& s) { part_of_16(s, "6"); },
           [](Scene& s) {
             s = {};
             part_of_16(s, "9");
           },
           [](Scene& s) {
             s = {};
             part_of_16(s, "9");
             s.now.gap("T3.NEW.SUM");
           },
           {[](Scene& s) {
             s = {};
             part_of_16(s, "7");  // 17 with what was carried in
           }}},
          {"R-N-OUTCOME-SUM",
           [](Scene& s) { outcomes(s, "1"); },
           [](Scene& s) {
             s = {};
             outcomes(s, "4");
           },
           [](Scene& s) {
             s = {};
             outcomes(s, "4");
             s.now.gap("T3.R7.SUM");
           },
           {[](Scene& s) {
             s = {};
             s.now.claim("answered", "15").claim("granted", "9").claim("denied", "1");
           }}},
          {"R-N-FLOW",
           [](Scene& s) { flow(s, "2"); },
           [](Scene& s) {
             s = {};
             flow(s, "9");
           },
           unreadable,
           {[](Scene& s) {
             s = {};
             s.now.claim("new", "16").claim("answered", "15").claim("carried_out", "9");
           }}},
          {"R-N-PERCENT",
           [](Scene& s) { share(s, "予以公开7件，占46.7%。"); },
           [](Scene& s) { share(s, "予以公开7件，占33.9%。"); },
           [](Scene& s) {
             share(s, "予以公开7件，占33.9%。");
             s.now.gap("T3.R7.SUM");
           },
           {[](Scene& s) { share(s, "予以公开7件，占46%。"); }}},
          {"R-N-SELF",
           [](Scene& s) { s.now.claim("new", "16").claim("new", "16"); },
           [](Scene& s) { s.now.claim("new", "17"); },
           unreadable,
           {[](Scene& s) {
             s.now.claim("new", "9");
             s.now.parsed().claims.back().text = "其中网络新收9";
           }}},
          {"R-N-YOY",
           [](Scene& s) {
             s.year_before();
             s.before->set("T3.NEW.SUM", "8");
             s.now.section(1, "共收到政府信息公开申请16件，同比增长100%。");
           },
           [](Scene& s) { s.now.section(1, "共收到政府信息公开申请16件，同比增长310%。"); },
           [](Scene& s) {
             s.now.section(1, "共收到政府信息公开申请16件，同比增长310%。");
             s.before->gap("T3.NEW.SUM");
           },
           {[](Scene& s) { s.now.section(1, "主动公开信息80条，同比增长9%。"); }}}};
}

}  // namespace

std::vector<RuleCase> narrative_cases() {
  std::vector<RuleCase> all = against_tables();
  for (RuleCase& one : within_the_prose()) all.push_back(std::move(one));
  return all;
}

}  // namespace gkwatch::rules
