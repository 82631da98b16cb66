#include "rules/identity.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "core/pattern.h"
#include "core/text.h"
#include "embedded/homonyms.h"
#include "model/alias.h"

namespace gkwatch::rules {
namespace {

struct Tail {
  std::string_view ending;
  std::string_view kind;
};

// Longest first: 街道办事处 before 办事处 before 街.
constexpr std::array<Tail, 30> kTails{
    {{"街道办事处", "街道"}, {"地区办事处", "街道"}, {"街道办", "街道"},
     {"办事处", "街道"},     {"街道", "街道"},       {"街", "街道"},
     {"镇人民政府", "镇"},   {"镇政府", "镇"},       {"镇", "镇"},
     {"乡人民政府", "乡"},   {"乡政府", "乡"},       {"乡", "乡"},
     {"人民政府", "政府"},   {"政府", "政府"},       {"管理委员会", "管委"},
     {"管委会", "管委"},     {"委员会", "委"},       {"委", "委"},
     {"办公厅", "办"},       {"办公室", "办"},       {"分局", "分局"},
     {"局", "局"},           {"厅", "厅"},           {"中心", "中心"},
     {"院", "院"},           {"办", "办"},           {"队", "队"},
     {"署", "署"},           {"所", "所"},           {"站", "站"}}};

bool take_off(std::string& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.erase(0, beginning.size());
  return true;
}

std::string take_division(std::string& text, const Pattern& pattern) {
  const auto found = pattern.search(text);
  if (!found || found->begin != 0) return {};
  std::string division = found->group(1);
  text.erase(0, division.size());
  return division;
}

// 经济技术开发区 and its like are bodies of their own, not divisions.
const Pattern& province_pattern() {
  static const Pattern pattern{"^([^市区县]{2,3}省|[^市县]{2,8}?自治区)"};
  return pattern;
}
const Pattern& city_pattern() {
  static const Pattern pattern{"^([^区县街镇乡局委]{2,6}?(?:市|自治州|盟))(?!场)"};
  return pattern;
}
const Pattern& district_pattern() {
  static const Pattern pattern{
      "^([^街镇乡局委]{1,10}?自治县|[^街镇乡局委]{1,5}?(?:(?<!开发|保税|园|社|校|景|风景|灾|小|街|"
      "辖|库)区|县)"
      "|[^街镇乡局委]{2,4}?[市旗](?!场))"};
  return pattern;
}

void take_tail(AgencyName& name) {
  for (const Tail& tail : kTails) {
    if (!name.core.ends_with(tail.ending)) continue;
    name.core.erase(name.core.size() - tail.ending.size());
    name.tail = tail.kind;
    return;
  }
}

std::vector<std::string> divisions(const AgencyName& name) {
  std::vector<std::string> all;
  for (const auto* const one : {&name.province, &name.city, &name.district}) {
    if (!one->empty()) all.push_back(*one);
  }
  return all;
}

bool is_local(const AgencyName& name) {
  return name.tail == "街道" || name.tail == "镇" || name.tail == "乡";
}

// Whether the divisions in front contradict each other.
bool is_elsewhere(const AgencyName& a, const AgencyName& b) {
  if (!a.province.empty() && !b.province.empty() && a.province != b.province) return true;
  const auto of_a = divisions(a);
  const auto of_b = divisions(b);
  if (of_a.empty() || of_b.empty() || of_a.back() == of_b.back()) {
    return !a.city.empty() && !b.city.empty() && a.city != b.city && !a.district.empty() &&
           a.district == b.district;
  }
  const bool has_both_districts = !a.district.empty() && !b.district.empty();
  const bool has_same_depth = of_a.size() == of_b.size() && of_a.size() > 1;
  if (has_both_districts || has_same_depth) return true;
  // 广州市狮岭镇 for 广州市花都区狮岭镇 leaves the district out; 广州市信访局 for
  // 广州市花都区信访局 is the bureau above.
  return !is_local(a) || !is_local(b);
}

bool is_abbreviation(const std::u32string& part, const std::u32string& whole) {
  std::size_t at = 0;
  for (const char32_t letter : part) {
    at = whole.find(letter, at);
    if (at == std::u32string::npos) return false;
    ++at;
  }
  return !part.empty();
}

// 武汉市公安局青山区分局 for 青山区公安分局: whose branch it is may stand before or behind what it
// does, and with or without the city.
bool is_same_branch(const std::string& a, const std::string& b) {
  const auto letters_of = [](const std::string& name) {
    std::u32string letters = to_u32(name);
    std::erase_if(letters, [](char32_t letter) {
      return std::u32string_view{U"省市区县局分"}.find(letter) != std::u32string_view::npos;
    });
    std::sort(letters.begin(), letters.end());
    return letters;
  };
  if (!a.ends_with("分局") && !b.ends_with("分局")) return false;
  const auto of_a = letters_of(a);
  const auto of_b = letters_of(b);
  return std::includes(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) ||
         std::includes(of_b.begin(), of_b.end(), of_a.begin(), of_a.end());
}

bool is_shared_name(const std::string& core) {
  return contains(data::homonyms, "\n" + core + "\t");
}

SameAgency compare_cores(const AgencyName& printed, const AgencyName& own) {
  if (printed.core == own.core && printed.tail == own.tail) {
    const bool is_alone = printed.city.empty() && printed.district.empty();
    const bool is_weak = is_alone && (printed.core.empty() || is_shared_name(printed.core) ||
                                      (!is_local(printed) && !divisions(own).empty()));
    return is_weak ? SameAgency::Unsure : SameAgency::Yes;
  }
  if (printed.core == own.core) {
    // The office of a government reports for itself, beside the government.
    return own.core.empty() && !divisions(printed).empty() ? SameAgency::No : SameAgency::Unsure;
  }
  const auto a = to_u32(printed.core);
  const auto b = to_u32(own.core);
  if (a.empty() || b.empty()) {
    return divisions(printed).empty() && a.empty() ? SameAgency::Unsure : SameAgency::No;
  }
  const bool is_near = is_abbreviation(a, b) || is_abbreviation(b, a) ||
                       (std::max(a.size(), b.size()) > 2 && edit_distance(a, b) <= 1);
  return is_near ? SameAgency::Unsure : SameAgency::No;
}

SameAgency compare(const AgencyName& printed, const AgencyName& own) {
  if (is_elsewhere(printed, own)) return SameAgency::No;
  return compare_cores(printed, own);
}

// A name and nothing else: what a title was cut to may be a path or a sentence, and nobody is
// accused because of that.
bool is_a_name(const std::string& text, const AgencyName& name) {
  static const Pattern han{"^[\\p{Han}·]{2,40}$"};
  return !name.tail.empty() && han.is_found_in(text);
}

// 广州市黄埔区人民政府 广州开发区管委会: joint titles are several names.
std::vector<std::string> single_names(std::string_view printed) {
  std::vector<std::string> names;
  std::string text = nfkc(printed);
  names.push_back(without_spaces(text));
  static const Pattern parts{"[^\\s()、,;|]+"};
  for (const auto& part : parts.all(text)) {
    if (length(part.group(0)) >= 4 && part.group(0) != names.front())
      names.push_back(part.group(0));
  }
  return names;
}

SameAgency best_of(SameAgency a, SameAgency b) { return std::min(a, b); }

SameAgency compare_with_name(std::string_view printed, const std::string& own) {
  const std::string wanted = without_spaces(nfkc(own));
  SameAgency best = SameAgency::No;
  for (const std::string& name : single_names(printed)) {
    if (name == wanted) return SameAgency::Yes;
    const AgencyName taken = take_apart(name);
    SameAgency same = compare(taken, take_apart(wanted));
    if (same == SameAgency::No && is_same_branch(name, wanted)) same = SameAgency::Unsure;
    best = best_of(best,
                   same == SameAgency::No && !is_a_name(name, taken) ? SameAgency::Unsure : same);
  }
  return best;
}

}  // namespace

AgencyName take_apart(std::string_view printed) {
  AgencyName name;
  name.core = without_spaces(nfkc(printed));
  take_off(name.core, "中共");
  name.province = take_division(name.core, province_pattern());
  name.city = take_division(name.core, city_pattern());
  name.district = take_division(name.core, district_pattern());
  // 市人民政府办公室: a division without its name.
  static const Pattern nameless{"^([省市区县])(?=人民政府|政府)"};
  take_division(name.core, nameless);
  for (const std::string_view middle : {"人民政府", "政府"}) {
    if (name.core != middle && take_off(name.core, middle)) break;
  }
  take_tail(name);
  // 深圳市坪山区 for its government.
  if (name.core.empty() && name.tail.empty()) name.tail = "政府";
  return name;
}

SameAgency names_agency(std::string_view printed, const Agency& agency, std::optional<int> year) {
  SameAgency best = compare_with_name(printed, agency.name);
  for (const std::string& written : agency.aliases) {
    const auto alias = alias_from(written);
    if (!alias) continue;
    const SameAgency same = compare_with_name(printed, alias->name);
    const bool is_of_its_time = !year || alias->holds_in(*year);
    best = best_of(best, is_of_its_time ? same : std::max(same, SameAgency::Unsure));
  }
  return best;
}

}  // namespace gkwatch::rules
