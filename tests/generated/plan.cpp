#include "tests/generated/plan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gkwatch::testing {
namespace {

using Random = std::mt19937;

constexpr std::array<const char*, static_cast<std::size_t>(Odd::Count)> kNames{
    "blank zeros",       "dash zeros",        "lost row",       "lost label",
    "lost cell",         "extra row",         "subtotal row",   "subtotal column",
    "remark column",     "ordinal column",    "other heads",    "swapped columns",
    "plain heads",       "full width",        "thousands",      "units",
    "note on figure",    "note on label",     "split figure",   "hidden text",
    "hidden row",        "tracked changes",   "boxed figure",   "framed figure",
    "hidden sign",       "aliases",           "typing slip",    "spaced labels",
    "year before above", "year before below", "year rows",      "other table",
    "layout table",      "torn tables",       "repeated heads", "wrong charset",
    "notes below",       "borderless",        "open outline",   "thin boxes",
    "small pages",       "cut rows",          "landscape",      "turned page",
    "upright label",     "digit by digit",    "page numbers",   "running heads"};

bool is_on_pages(Carrier carrier) { return carrier == Carrier::Pdf || carrier == Carrier::Ofd; }

bool fits(Odd odd, Carrier carrier) {
  switch (odd) {
    case Odd::SplitFigure:
    case Odd::HiddenText:
      return carrier == Carrier::Html || carrier == Carrier::Docx;
    case Odd::HiddenRow:
      return carrier == Carrier::Html || carrier == Carrier::Docx || carrier == Carrier::Xlsx;
    case Odd::TrackedChanges:
    case Odd::BoxedFigure:
      return carrier == Carrier::Docx;
    case Odd::FramedFigure:
    case Odd::WrongCharset:
      return carrier == Carrier::Html;
    case Odd::HiddenSign:
      return carrier == Carrier::Xlsx;
    case Odd::LayoutTable:
      return carrier == Carrier::Html || carrier == Carrier::Docx;
    case Odd::PlainHeads:
      return carrier == Carrier::Html || carrier == Carrier::Docx;
    case Odd::TornTables:
      return carrier == Carrier::Html || carrier == Carrier::Docx;
    case Odd::RepeatedHeads:
      return carrier != Carrier::Xlsx;
    case Odd::BlankZeros:
      return carrier != Carrier::Txt;
    case Odd::RemarkColumn:
      return carrier != Carrier::Txt;
    default:
      return odd < Odd::Borderless || is_on_pages(carrier);
  }
}

// How often in a thousand documents that it fits.
int rate_of(Odd odd) {
  switch (odd) {
    case Odd::SmallPages:
    case Odd::PageNumbers:
    case Odd::ThinBoxes:
      return 400;
    case Odd::CutRows:
    case Odd::UprightLabel:
    case Odd::DigitByDigit:
    case Odd::RunningHeads:
      return 250;
    case Odd::Borderless:
    case Odd::Landscape:
    case Odd::TurnedPage:
    case Odd::OpenOutline:
      return 120;
    case Odd::LostCell:
    case Odd::SwappedColumns:
      return 40;
    default:
      return 90;
  }
}

void drop_contradictions(std::set<Odd>& odds) {
  const auto only_one = [&](std::initializer_list<Odd> of) {
    bool has_one = false;
    for (const Odd odd : of) {
      if (!odds.contains(odd)) continue;
      if (has_one) odds.erase(odd);
      has_one = true;
    }
  };
  only_one({Odd::BlankZeros, Odd::DashZeros});
  only_one({Odd::SwappedColumns, Odd::SubtotalColumn, Odd::RemarkColumn, Odd::OtherHeads});
  only_one({Odd::FullWidth, Odd::Thousands, Odd::Units});
  only_one({Odd::LostRow, Odd::LostLabel, Odd::LostCell});
  only_one({Odd::ExtraRow, Odd::SubtotalRow});
  only_one({Odd::Borderless, Odd::OpenOutline, Odd::ThinBoxes});
  only_one({Odd::Landscape, Odd::TurnedPage});
  only_one({Odd::BoxedFigure, Odd::SplitFigure, Odd::HiddenText, Odd::TrackedChanges,
            Odd::FramedFigure, Odd::NoteOnFigure, Odd::HiddenSign});
}

class Planner {
 public:
  explicit Planner(unsigned seed) : random_{seed * 7919U + 11U} { plan_.seed = seed; }

  Plan run() {
    plan_.carrier = kCarriers[plan_.seed % std::size(kCarriers)];
    draw_form();
    if (draw(5) > 0) draw_odds();
    constexpr std::array kTexts{Layout::Bars,        Layout::Markdown,   Layout::Tabs,
                                Layout::CellPerLine, Layout::BarPerLine, Layout::Blanks,
                                Layout::BarBetween};
    plan_.layout = kTexts.at(draw(kTexts.size()));
    plan_.figures = make_figures(plan_.spec);
    keep_stocks();
    if (plan_.has(Odd::Thousands)) enlarge();
    if (draw(2) == 0) spoil();
    return std::move(plan_);
  }

 private:
  std::size_t draw(std::size_t below) { return random_() % below; }

  void draw_form() {
    ReportSpec& spec = plan_.spec;
    spec.seed = plan_.seed + 1;
    spec.form = draw(3) == 0 ? Form::F2019 : Form::F2021;
    spec.single_r6 = spec.form == Form::F2021 && draw(6) == 0;
    spec.year = spec.form == Form::F2019 ? 2020 : 2021 + static_cast<int>(draw(5));
  }

  void draw_odds() {
    for (std::size_t i = 0; i < static_cast<std::size_t>(Odd::Count); ++i) {
      const Odd odd = static_cast<Odd>(i);
      const bool is_hit = static_cast<int>(draw(1000)) < rate_of(odd);
      if (is_hit && fits(odd, plan_.carrier)) plan_.odds.insert(odd);
    }
    drop_contradictions(plan_.odds);
  }

  // No office has less than no matters.
  void keep_stocks() {
    for (auto& [key, value] : plan_.figures) {
      if (!key.text.ends_with(".DELTA")) continue;
      const std::string row = key.text.substr(0, key.text.rfind('.'));
      const Decimal before = plan_.figures.at(CellKey{row + ".PREV"});
      if (before + value < Decimal{}) value = Decimal{} - before;
    }
  }

  // A whole column and its sums in thousands, so that they still add up.
  void enlarge() {
    for (auto& [key, value] : plan_.figures) {
      if (key.text.starts_with("T3.")) value.units *= 37;
    }
  }

  // The agency's own slips: one to three figures of table 3 or 4 that do not add up.
  void spoil() {
    std::vector<CellKey> keys;
    for (const auto& [key, value] : plan_.figures) {
      if (!key.text.starts_with("T2.")) keys.push_back(key);
    }
    const std::size_t count = 1 + draw(3);
    for (std::size_t i = 0; i < count; ++i) {
      const CellKey& key = keys.at(draw(keys.size()));
      constexpr std::array kSteps{1, 1, 2, 9, 10, 27};
      plan_.figures[key] = plan_.figures[key] + Decimal{kSteps.at(draw(kSteps.size()))};
      plan_.wrong.push_back(key);
    }
  }

  Random random_;
  Plan plan_;
};

}  // namespace

std::string name_of(Carrier carrier) {
  constexpr std::array kCarrierNames{"HTML", "PDF", "DOCX", "XLSX", "OFD", "TXT"};
  return kCarrierNames.at(static_cast<std::size_t>(carrier));
}

std::string name_of(Odd odd) { return kNames.at(static_cast<std::size_t>(odd)); }

Plan draw_plan(unsigned seed) { return Planner{seed}.run(); }

std::string told(const Plan& plan) {
  std::string text = "seed " + std::to_string(plan.seed) + ", " + name_of(plan.carrier);
  if (plan.carrier == Carrier::Txt) text += std::to_string(static_cast<int>(plan.layout));
  text += plan.spec.form == Form::F2019 ? ", 2019" : plan.spec.single_r6 ? ", 2021r6" : ", 2021";
  for (const Odd odd : plan.odds) text += ", " + name_of(odd);
  for (const CellKey& key : plan.wrong) text += ", wrong " + key.text;
  return text;
}

}  // namespace gkwatch::testing
