// DOC and ID: what the document is, whose it is, and what its sections say.
#include "tests/rules/rule_cases.h"

namespace gkwatch::rules {
namespace {

std::string repeated(const char* text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

void lose_tables(Scene& scene) {
  for (const char* table : {"T2", "T3", "T4"}) scene.lose_table(table);
}
void picture(Scene& scene) { scene.now.parsed().images = {"a.png"}; }

std::vector<RuleCase> documents() {
  return {
      {"R-DOC-SECTIONS",
       nothing,
       [](Scene& s) { s.now.without_section(5); },
       [](Scene& s) { s.now.parsed().sections.clear(); },
       {[](Scene& s) {
         s.now.without_section(3);
         s.lose_table("T3");
         picture(s);
       }}},
      {"R-DOC-TABLES",
       nothing,
       [](Scene& s) { s.lose_table("T4"); },
       [](Scene& s) {
         s.lose_table("T4");
         s.now.parsed().media_type = "application/pdf";
       },
       {[](Scene& s) {
          s.lose_table("T4");
          picture(s);
        },
        [](Scene& s) {
          s.lose_table("T4");
          s.say("行政复议 结果维持 结果纠正 尚未审结");
        }}},
      {"R-DOC-UNREADABLE",
       nothing,
       unreadable,
       [](Scene& s) { lose_tables(s); },
       {[](Scene& s) { s.now.parsed().status = ReadStatus::NoTables; }},
       Lost::Everything},
      {"R-DOC-IMAGE-TABLE",
       nothing,
       [](Scene& s) {
         lose_tables(s);
         picture(s);
       },
       unreadable,
       {picture}},
      {"R-DOC-EMPTY-SEC1",
       nothing,
       [](Scene& s) { s.now.section(1, "我局认真落实。"); },
       unreadable,
       {[](Scene& s) { s.now.without_section(1); }}},
      {"R-DOC-EMPTY-SEC5",
       nothing,
       [](Scene& s) { s.now.section(5, "无"); },
       unreadable,
       {[](Scene& s) { s.now.without_section(5); }}},
      {"R-DOC-SEC1-TOPICS",
       nothing,
       [](Scene& s) { s.now.section(1, "主动公开各类信息。"); },
       unreadable,
       {[](Scene& s) {
         s.now.section(1, "主动发布、公开申请、信息资源、政务公开平台、监督情况。");
       }}},
      {"R-DOC-GOV-EVAL",
       nothing,
       [](Scene& s) { s.now.section(1, "认真落实公开工作。"); },
       unreadable,
       {[](Scene& s) {
         s.now.section(1, "认真落实公开工作。");
         s.agency.kind = AgencyClass::S;
       }}},
      {"R-DOC-PERIOD",
       nothing,
       [](Scene& s) { s.now.section(1, "统计期限为2019年1月1日至2019年12月31日。"); },
       unreadable,
       {[](Scene& s) { s.now.section(1, "统计期限为 2020  1  1  日至 2020  12  31  日。"); },
        [](Scene& s) { s.now.section(1, "统计期限自2020年1月1日起至12月31日止。"); }}},
      {"R-DOC-PREAMBLE-COUNT",
       [](Scene& s) { s.say("本报告由总体情况、主动公开、申请、复议、问题、其他等六部分组成。"); },
       [](Scene& s) { s.say("本报告由总体情况、主动公开、申请、复议、问题等六部分组成。"); },
       unreadable,
       {[](Scene& s) {
         s.say("本报告由总体情况、主动公开、申请、复议和诉讼、问题、其他等六部分组成。");
       }}},
      {"R-DOC-STALE-CITATION",
       [](Scene& s) {
         s.form_of_2021(2024);
         s.say("根据国办公开办函〔2021〕30号编制");
       },
       [](Scene& s) { s.say("根据国办公开办函〔2019〕60号编制"); },
       unreadable,
       {[](Scene& s) { s.say("根据国办公开办函〔2019〕60号、〔2021〕30号编制"); }}},
      {"R-DOC-RESIDUE",
       [](Scene& s) { s.say("按照条例的要求"); },
       [](Scene& s) { s.say("附件3\n\n狮岭镇政府信息公开工作年度报告"); },
       unreadable,
       {[](Scene& s) { s.say("按照《中华人民共和国政府信息公开条例》和附件3的要求"); }}},
      {"R-DOC-FUTURE-YEAR",
       nothing,
       [](Scene& s) { s.now.section(5, "2020年将从以下方面进行改进。"); },
       unreadable,
       {[](Scene& s) { s.now.section(5, "2020年以来存在不足，下一步将改进。"); }}},
      {"R-DOC-GENERIC",
       nothing,
       [](Scene& s) { s.now.section(1, "部分地区重视不够，各级政府部门应当加强。"); },
       unreadable,
       {[](Scene& s) { s.now.section(1, "各级政府部门应当加强，我局公开76条。"); }}},
      {"R-DOC-LENGTH",
       [](Scene& s) {
         s.form_of_2021(2025);
         s.agency.region = "620602";
       },
       [](Scene& s) { s.now.section(1, repeated("认真落实公开工作", 126)); },
       [](Scene& s) { s.agency.region = ""; },
       {[](Scene& s) {
         s.agency.region = "440114";
         s.now.section(1, repeated("认真落实公开工作", 126));
       }},
       Lost::Everything}};
}

void luopu(Scene& scene) {
  scene.agency.name = "广州市番禺区人民政府洛浦街道办事处";
  scene.agency.kind = AgencyClass::S;
  scene.agency.region = "440113";
  scene.now.parsed().agency_name = "洛浦街道办事处";
  scene.origin = {"http://www.panyu.gov.cn/a/post_1.html", ""};
}
void found(Scene& scene) {
  scene.origin = {"http://www.huadu.gov.cn/xxgknb/2020n/post_1.html", "本网"};
}

std::vector<RuleCase> identities() {
  return {
      {"R-ID-YEAR-TITLE",
       nothing,
       [](Scene& s) { s.now.parsed().year = 2019; },
       [](Scene& s) { s.unreadable(); },
       {[](Scene& s) { s.now.parsed().title = "2020年度狮岭镇政府信息公开工作年度报告"; }}},
      {"R-ID-AGENCY-TITLE",
       nothing,
       [](Scene& s) { s.now.parsed().agency_name = "广州市花都区花山镇人民政府"; },
       [](Scene& s) { s.unreadable(); },
       {[](Scene& s) { s.now.parsed().agency_name = "花都区狮岭镇政府"; },
        [](Scene& s) {
          s.agency.aliases = {"花都狮岭"};
          s.now.parsed().agency_name = "花都狮岭";
        }}},
      {"R-ID-YEAR-BODY",
       nothing,
       [](Scene& s) { s.now.section(1, "2019年公开76条。2019年收到1件。"); },
       unreadable,
       {[](Scene& s) { s.now.section(1, "2020年公开76条，2019年30条，2019年以前12条。"); },
        [](Scene& s) { s.now.section(1, "根据《2019年要点》《2019年通知》公开76条。"); }}},
      {"R-ID-TITLE-FORM",
       nothing,
       [](Scene& s) { s.now.parsed().title = "红桥区人民政府办公室2023年政府信息公开工作报告"; },
       unreadable,
       {[](Scene& s) { s.now.parsed().title = "2020年政府信息公开工作的年度报告（狮岭镇）"; }}},
      {"R-ID-YEAR-URL",
       found,
       [](Scene& s) { s.origin->url = "http://x.gov.cn/xxgknb/2018n/post_1.html"; },
       [](Scene& s) { s.origin.reset(); },
       {[](Scene& s) { s.origin->url = "http://x.gov.cn/xxgknb/2021/post_1.html"; }},
       Lost::Everything},
      {"R-ID-PUBLISHER",
       found,
       [](Scene& s) { s.origin->publisher = "花都区花山镇"; },
       [](Scene& s) { s.origin.reset(); },
       {[](Scene& s) { s.origin->publisher = "广州市花都区人民政府办公室"; }},
       Lost::Everything},
      {"R-ID-HOMONYM",
       luopu,
       [](Scene& s) { s.say("洛阳市老城区洛浦街道办事处位于城东。"); },
       [](Scene& s) { s.origin.reset(); },
       {[](Scene& s) { s.say("洛浦街道推进老城区改造。"); },
        [](Scene& s) { s.say("番禺区洛浦街道与老城区洛浦街道交流。"); }}},
      {"R-ID-AGENCY-BODY",
       nothing,
       [](Scene& s) { s.now.section(6, "本报告由广州市花都区花山镇人民政府编制。"); },
       unreadable,
       {[](Scene& s) { s.now.section(6, "如有疑问，请与广州市花都区人民政府办公室联系。"); }}}};
}

}  // namespace

std::vector<RuleCase> words_cases() {
  std::vector<RuleCase> all = documents();
  for (RuleCase& one : identities()) all.push_back(std::move(one));
  return all;
}

}  // namespace gkwatch::rules
