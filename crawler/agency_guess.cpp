#include "crawler/agency_guess.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/pattern.h"
#include "core/text.h"
#include "crawler/titles.h"
#include "embedded/divisions.h"

namespace gkwatch::crawler {
namespace {

struct Tail {
  std::string_view words;
  AgencyClass kind;
};

// The first that fits counts, hence the longer ones first.
constexpr std::array kTails{
    Tail{"街道办事处", AgencyClass::S},
    Tail{"街道办", AgencyClass::S},
    Tail{"街道", AgencyClass::S},
    Tail{"街", AgencyClass::S},
    Tail{"镇人民政府", AgencyClass::T},
    Tail{"乡人民政府", AgencyClass::T},
    Tail{"镇政府", AgencyClass::T},
    Tail{"乡政府", AgencyClass::T},
    Tail{"镇", AgencyClass::T},
    Tail{"乡", AgencyClass::T},
    Tail{"人民政府办公厅", AgencyClass::D0},
    Tail{"人民政府办公室", AgencyClass::D0},
    Tail{"政府办公室", AgencyClass::D0},
    Tail{"政府办", AgencyClass::D0},
    Tail{"人民政府", AgencyClass::G},
    Tail{"监督管理委员会", AgencyClass::D},
    Tail{"管理委员会", AgencyClass::Z},
    Tail{"管委会", AgencyClass::Z},
    Tail{"分局", AgencyClass::P},
    Tail{"局", AgencyClass::D},
    Tail{"委员会", AgencyClass::D},
    Tail{"委", AgencyClass::D},
    Tail{"厅", AgencyClass::D},
    Tail{"办公室", AgencyClass::D},
    Tail{"办", AgencyClass::D},
    Tail{"中心", AgencyClass::L},
    Tail{"院", AgencyClass::L},
};

constexpr std::array<std::string_view, 7> kVertical{"税务局",     "海关",   "海事局",    "气象局",
                                                    "邮政管理局", "调查队", "烟草专卖局"};

struct Area {
  int number;
  std::string_view region;
};

// Service areas of the platform: the province is below 1.
constexpr std::array kAreas{
    Area{0, "44"},     Area{1, "44"},     Area{200, "4401"}, Area{660, "4415"}, Area{662, "4417"},
    Area{663, "4452"}, Area{668, "4409"}, Area{750, "4407"}, Area{751, "4402"}, Area{752, "4413"},
    Area{753, "4414"}, Area{754, "4405"}, Area{755, "4403"}, Area{756, "4404"}, Area{757, "4406"},
    Area{758, "4412"}, Area{759, "4408"}, Area{760, "4420"}, Area{762, "4416"}, Area{763, "4418"},
    Area{766, "4453"}, Area{768, "4451"}, Area{769, "4419"},
};

std::string region_of_site(std::string_view sid) {
  constexpr int kSitesPerArea = 1000;
  int number = 0;
  const auto read = std::from_chars(sid.data(), sid.data() + sid.size(), number);
  if (sid.empty() || read.ec != std::errc{}) return "";
  const auto area = std::find_if(kAreas.begin(), kAreas.end(), [&](const Area& one) {
    return one.number == number / kSitesPerArea;
  });
  return area == kAreas.end() ? "" : std::string{area->region};
}

// The longest code below `within` whose division the name holds.
std::string region_in(std::string_view name, std::string_view within) {
  std::string best;
  std::string_view rest = data::divisions;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    const std::string_view code = line.substr(0, tab);
    const bool is_named = code.starts_with(within) && contains(name, line.substr(tab + 1));
    if (is_named && code.size() > best.size()) best = code;
  }
  return best;
}

}  // namespace

std::optional<AgencyClass> class_of_name(std::string_view name) {
  const std::string compact = without_spaces(nfkc(name));
  for (const std::string_view word : kVertical) {
    if (contains(compact, word)) return AgencyClass::V;
  }
  for (const Tail& tail : kTails) {
    if (compact.ends_with(tail.words)) return tail.kind;
  }
  return std::nullopt;
}

std::string region_of_agency(std::string_view name, std::string_view sid) {
  const std::string of_site = region_of_site(sid);
  const std::string named = region_in(name, of_site);
  return named.empty() ? of_site : named;
}

std::string agency_in_title(std::string_view title) {
  static const Pattern year{"^(关于)?20[0-9]{2}(年度?)?|20[0-9]{2}年"};
  std::string text = without_spaces(plain_title(title));
  if (const auto match = year.search(text); match && match->begin == 0) text.erase(0, match->end);
  const auto second = year.search(text);
  std::size_t end = std::min(second ? second->begin : std::string::npos, text.find("信息公开"));
  if (end == std::string::npos) return "";
  std::string name = text.substr(0, end);
  // "…局政府信息公开…" names a bureau, "…镇人民政府信息公开…" a government.
  constexpr std::string_view kGovernment = "政府";
  const bool is_of_phrase = name.ends_with(kGovernment) &&
                            text.substr(end).starts_with("信息公开") && !name.ends_with("人民政府");
  if (is_of_phrase) name.resize(name.size() - kGovernment.size());
  return length(name) < 3 ? "" : name;
}

}  // namespace gkwatch::crawler
