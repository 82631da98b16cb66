// ID: where a report was found, and whom its text speaks of (domain/report-format.md, 3.7).
#include <algorithm>

#include "core/pattern.h"
#include "core/text.h"
#include "embedded/homonyms.h"
#include "rules/checks.h"
#include "rules/data_records.h"
#include "rules/identity.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

// Very unreliable: folders keep the name of the year in which they were made, and paths carry
// the month of publication. A hint at most.
void check_address_year(const Case& report, Verdict& verdict) {
  if (report.input.origin == nullptr) return verdict.leave();
  static const Pattern folder{"/(?:nb|mb|n|nd)?(20[0-9]{2})(?:n|nb|nd|年|年度)?(?=/)"};
  const int year = report.input.report.year;
  std::string other;
  for (const auto& match : folder.all(report.input.origin->url)) {
    const std::string& named = match.group(1);
    if (named == std::to_string(year) || named == std::to_string(year + 1)) return;
    other = named;
  }
  if (other.empty()) return verdict.leave();
  Finding& finding =
      verdict.fail({.fills = {{"url", report.input.origin->url}, {"other", other}}});
  finding.expected = std::to_string(year);
  finding.actual = other;
}

// Central columns name the site or the government's office as the publisher of everything.
void check_publisher(const Case& report, Verdict& verdict) {
  const bool is_known = report.input.origin != nullptr && report.input.agency != nullptr;
  if (!is_known || report.input.origin->publisher.empty()) return verdict.leave();
  static const Pattern everybody{"本网|本站|网站|编辑|门户|信息中心|大数据|融媒|政府办|府办|人民政府|"
                                 "办公室|办公厅|政务服务|政务公开|数据管理"};
  const std::string publisher = without_spaces(nfkc(report.input.origin->publisher));
  if (everybody.is_found_in(publisher)) return;
  if (names_agency(publisher, *report.input.agency) != SameAgency::No) return;
  Finding& finding = verdict.fail(
      {.fills = {{"publisher", publisher}, {"own", report.input.agency->name}}});
  finding.expected = report.input.agency->name;
  finding.actual = publisher;
}

// One line of data/homonyms.tsv: a name that several divisions have, and what each is called.
struct Homonym {
  std::string core;
  std::vector<std::string> codes;
  std::vector<std::string> places;  // beside the codes: "番禺区"
};

std::vector<Homonym> homonyms() {
  std::vector<Homonym> all;
  for (const auto& field : records(data::homonyms, 3)) {
    all.push_back({field[0], split(field[1], ','), split(field[2], ',')});
  }
  return all;
}

// 老城区洛浦, 老城区人民政府洛浦
bool names_place_of(const std::string& text, const std::string& place, const std::string& core) {
  return contains(text, place + core) || contains(text, place + "人民政府" + core);
}

std::string whole_text(const Case& report) {
  std::string text = without_spaces(nfkc(report.parsed.text));
  for (const Section& section : report.parsed.sections) text += without_spaces(nfkc(section.text));
  return text;
}

// A name that two divisions share, printed without one: the division that the text names decides.
// Where it names none, the site that it was found on does; without a site nobody can say.
void check_homonym(const Case& report, Verdict& verdict) {
  const Agency* agency = report.input.agency;
  if (agency == nullptr || report.parsed.agency_name.empty()) return verdict.leave();
  const AgencyName printed = take_apart(report.parsed.agency_name);
  const bool is_bare = printed.city.empty() && printed.district.empty();
  if (!is_bare || names_agency(report.parsed.agency_name, *agency) == SameAgency::No) {
    return verdict.leave();
  }
  const std::string text = whole_text(report);
  for (const Homonym& one : homonyms()) {
    if (one.core != printed.core) continue;
    std::string elsewhere;
    bool is_here = false;
    for (std::size_t i = 0; i < one.codes.size(); ++i) {
      const bool is_own = one.codes[i].starts_with(agency->region) ||
                          agency->region.starts_with(one.codes[i]);
      // 老城区 alone is any old town.
      is_here |= is_own && contains(text, one.places[i]);
      if (!is_own && names_place_of(text, one.places[i], one.core)) elsewhere = one.places[i];
    }
    if (!elsewhere.empty() && !is_here && !contains(text, take_apart(agency->name).district)) {
      Finding& finding = verdict.fail({.severity = Severity::Error,
                                       .fills = {{"printed", report.parsed.agency_name},
                                                 {"elsewhere", elsewhere},
                                                 {"own", agency->name}}});
      finding.expected = agency->name;
      finding.actual = elsewhere + report.parsed.agency_name;
      return;
    }
    if (!is_here && report.input.origin == nullptr) verdict.unverifiable("", {});
    return;
  }
  verdict.leave();
}

// "本报告由X编制", "如有疑问请与X联系": the body that the text calls its author.
std::vector<std::string> authors(const std::string& text) {
  static const Pattern author{
      R"((?:报告由|年报由)(\p{Han}{4,30}?)(?:编制|编写|撰写|负责解释|组织编制))"
      R"(|(?:请与|可与|请联系|敬请联系|径向)(\p{Han}{4,30}?)(?:联系|反映|咨询|,|\(|。))"};
  std::vector<std::string> names;
  for (const auto& match : author.all(text)) {
    names.push_back(match.group(1).empty() ? match.group(2) : match.group(1));
  }
  return names;
}

// Of the same kind and beyond doubt another one: an office above or a partner is none.
bool is_another(const std::string& name, const Agency& agency) {
  const AgencyName taken = take_apart(name);
  return !taken.tail.empty() && !taken.core.empty() &&
         taken.tail == take_apart(agency.name).tail &&
         names_agency(name, agency) == SameAgency::No;
}

// 2020年光明区共受理4申请 in the report of one of its streets: the district's figure.
std::optional<std::string> whole_district(const Section& overview, const Agency& agency) {
  const bool is_part = agency.kind != AgencyClass::G && agency.kind != AgencyClass::D0;
  if (!is_part) return std::nullopt;
  static const Pattern subject{
      R"((?:20\d\d年度?,?|[。;,]|^)(?!全|我|本|各|该)(\p{Han}{2,6}?(?:区|县|市))共?(?:收到|受理)[^。;]{0,20}申请)"};
  const auto found = subject.search(without_spaces(nfkc(overview.text)));
  if (!found) return std::nullopt;
  return found->group(1);
}

void check_body_agency(const Case& report, Verdict& verdict) {
  const Agency* agency = report.input.agency;
  if (agency == nullptr || report.parsed.sections.empty()) return verdict.leave();
  const auto tell = [&](const std::string& other, std::string_view text) {
    Finding& finding = verdict.fail({.severity = Severity::Warning,
                                     .text = text,
                                     .fills = {{"other", other}, {"own", agency->name}}});
    finding.expected = agency->name;
    finding.actual = other;
  };
  for (const std::string& name : authors(whole_text(report))) {
    if (is_another(name, *agency)) return tell(name, "message");
  }
  const Section* overview = find_section(report.parsed, 1);
  if (overview == nullptr) return;
  if (const auto district = whole_district(*overview, *agency)) tell(*district, "message.wide");
}

}  // namespace

Checks origin_checks() {
  return {{"R-ID-YEAR-URL", check_address_year},
          {"R-ID-PUBLISHER", check_publisher},
          {"R-ID-HOMONYM", check_homonym},
          {"R-ID-AGENCY-BODY", check_body_agency}};
}

}  // namespace gkwatch::rules
