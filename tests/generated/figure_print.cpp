#include "tests/generated/figure_print.h"

#include <cctype>

#include "core/text.h"

namespace gkwatch::testing {
namespace {

std::string full_width(const std::string& text) {
  std::u32string wide;
  for (const char32_t c : to_u32(text)) wide += c > 0x20 && c < 0x7F ? c + 0xFEE0 : c;
  return to_utf8(wide);
}

std::string with_thousands(std::string text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t at = point; at > 3 && std::isdigit(static_cast<unsigned char>(text[at - 4]));) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

}  // namespace

std::string shown_text(const MadeCell& cell) {
  std::string text;
  for (const MadeRun& run : cell.runs) {
    if (run.look != Look::Hidden && run.look != Look::Deleted) text += run.text;
  }
  return text;
}

MadeCell plain_cell(std::string text, int columns, int rows) {
  return {.runs = {{std::move(text)}}, .columns = columns, .rows = rows};
}

std::string FigurePrinter::text_of(const CellKey& key, const Decimal& value) const {
  const bool is_change = key.text.ends_with(".DELTA");
  const bool is_money = key.text.ends_with(".AMOUNT");
  std::string text = (is_change && value > Decimal{} ? "+" : "") + to_text(value);
  if (plan_.has(Odd::Thousands)) text = with_thousands(text);
  if (plan_.has(Odd::Units) && !is_change) text += is_money ? "万元" : "件";
  return plan_.has(Odd::FullWidth) ? full_width(text) : text;
}

MadeCell FigurePrinter::dressed(const std::string& text, Truth& truth) {
  MadeCell cell = plain_cell(text);
  const auto is_hit = [&](Odd odd) { return plan_.has(odd) && random_() % 8 == 0; };
  if (is_hit(Odd::SplitFigure)) {
    cell.runs.clear();
    for (const char32_t c : to_u32(text)) cell.runs.push_back({to_utf8(std::u32string{c})});
  } else if (is_hit(Odd::HiddenText)) {
    cell.runs.insert(random_() % 2 == 0 ? cell.runs.begin() : cell.runs.end(), {"8", Look::Hidden});
  } else if (is_hit(Odd::TrackedChanges)) {
    cell.runs = {{"7", Look::Deleted}, {text, Look::Inserted}};
  } else if (is_hit(Odd::NoteOnFigure)) {
    cell.runs.push_back(random_() % 2 == 0 ? MadeRun{"1", Look::Raised} : MadeRun{"①"});
    truth.is_due = false;
  } else if (is_hit(Odd::BoxedFigure)) {
    cell.is_boxed = true;
    truth.is_due = false;
  } else if (is_hit(Odd::FramedFigure)) {
    cell.is_framed = true;
  }
  return cell;
}

MadeCell FigurePrinter::print(const CellKey& key) {
  const Decimal value = plan_.figures.at(key);
  Truth truth{.shown = Shown::Number, .value = value};
  MadeCell cell;
  if (value == Decimal{} && plan_.has(Odd::BlankZeros)) {
    truth.shown = Shown::Blank;
    cell = plain_cell("");
  } else if (value == Decimal{} && plan_.has(Odd::DashZeros)) {
    truth.shown = Shown::Dash;
    cell = plain_cell(plan_.seed % 4 < 2 ? "/" : "—");
  } else {
    cell = dressed(text_of(key, value), truth);
  }
  // Full-width digits are text, which shows its sign.
  const bool is_stored = plan_.stores_numbers() && !plan_.has(Odd::FullWidth);
  if (plan_.has(Odd::HiddenSign) && is_stored && value < Decimal{}) {
    truth.shown = Shown::Words;
    truth.is_due = false;
  }
  truths_[key] = truth;
  return cell;
}

MadeCell FigurePrinter::print_other(int value) {
  Truth truth;
  return dressed(std::to_string(value), truth);
}

}  // namespace gkwatch::testing
