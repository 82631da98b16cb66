#include "parser/text_lines.h"

#include <algorithm>
#include <optional>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/figures.h"
#include "parser/form_words.h"
#include "parser/labels.h"
#include "parser/note_marks.h"

namespace gkwatch::parser {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    parts.push_back(collapse_spaces(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

bool is_page_number(std::string_view text) {
  static const Pattern pattern{
      R"(^(?:[-—–―·~]\s*\d{1,3}\s*[-—–―·~]|第\s*\d{1,3}\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?|)"
      R"(\d{1,3}\s*/\s*\d{1,3})$)"};
  return pattern.is_found_in(text);
}

bool is_rule(std::string_view text) {
  return text.size() >= 3 && text.find_first_not_of("|-:+= \t") == std::string_view::npos &&
         text.find("--") != std::string_view::npos;
}

// "## 一、总体情况", "**六、其他需要报告的事项**": the text behind the marks.
std::optional<std::string> markdown_heading(std::string_view text) {
  static const Pattern pattern{R"(^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$)"};
  const auto match = pattern.search(text);
  return match ? std::optional{match->group(1)} : std::nullopt;
}

std::string without_bold(std::string_view text) {
  std::string plain{text};
  for (const std::string_view mark : {"**", "__"}) {
    for (std::size_t at = 0; (at = plain.find(mark, at)) != std::string::npos;) {
      plain.erase(at, mark.size());
    }
  }
  return collapse_spaces(plain);
}

// Between bars; the bars at both ends of the line part nothing.
std::vector<std::string> bar_cells(std::string_view text) {
  auto cells = split(text, "|");
  if (cells.size() > 1 && cells.front().empty()) cells.erase(cells.begin());
  if (cells.size() > 1 && cells.back().empty()) cells.pop_back();
  return cells;
}

bool is_sentence(std::string_view text) {
  return contains(text, "。") || contains(text, ";") || length(text) > 80;
}

// "行政许可 97", "一、本年新收政府信息公开申请数量 5 0 0 0 0 0 5": words and then figures. One
// figure alone is believed only behind the label of a row.
std::vector<std::string> blank_cells(std::string_view text) {
  auto cells = split(text, " ");
  const auto first = std::find_if(cells.rbegin(), cells.rend(), [](const std::string& cell) {
                       return !is_value(cell) && !is_marked_figure(cell);
                     }).base();
  const auto figures = static_cast<std::size_t>(cells.end() - first);
  const auto words = label_core(text.substr(0, text.rfind(' ')));
  if (figures >= 2 && !is_sentence(text)) return cells;
  if (figures == 1 && cells.size() > 1 && is_row_label(words)) return cells;
  return {};
}

// Several heads, and one word among them that the form does not know.
bool are_heads_but_one(const std::vector<std::string>& words) {
  constexpr std::ptrdiff_t kFewest = 2;
  const auto heads = std::count_if(words.begin(), words.end(), [](const std::string& word) {
    return is_head_word(label_core(word));
  });
  return heads >= kFewest && heads + 1 >= std::ssize(words);
}

// Words of the form, or several of its heads between blanks.
bool is_of_form(std::string_view text) {
  if (is_form_text(label_core(text))) return true;
  const auto words = split(text, " ");
  if (are_heads_but_one(words)) return true;
  return words.size() > 1 && std::all_of(words.begin(), words.end(), [](const std::string& word) {
           return is_form_text(label_core(word));
         });
}

void read_cells(Line& line, std::string_view plain) {
  if (contains(plain, "|"))
    line.cells = bar_cells(plain);
  else if (contains(plain, "\t"))
    line.cells = split(plain, "\t");
  else
    line.cells = blank_cells(collapse_spaces(plain));
  if (line.cells.size() > 1 || contains(plain, "|")) {
    line.shape = LineShape::Cells;
    return;
  }
  line.cells = {collapse_spaces(plain)};
  const std::string& cell = line.cells.front();
  const bool is_noted = has_note_mark(cell) && is_marked_figure(cell);
  const bool is_figure = (is_value(cell) && cell != "无") || is_noted;
  if (is_figure || (!is_sentence(cell) && is_of_form(cell))) line.shape = LineShape::Cell;
}

Line read_line(std::string_view raw, std::size_t number) {
  Line line{.number = number, .text = collapse_spaces(raw)};
  const std::string plain = plain_text(raw);
  if (line.text.empty() && !contains(raw, "\t")) {
    line.shape = LineShape::Empty;
  } else if (is_page_number(collapse_spaces(plain))) {
    line.shape = LineShape::PageNumber;
  } else if (is_rule(plain)) {
    line.shape = LineShape::Rule;
  } else if (auto heading = markdown_heading(raw)) {
    line.shape = LineShape::Heading;
    line.text = without_bold(*heading);
  } else {
    read_cells(line, plain);
    line.text = without_bold(line.text);
  }
  return line;
}

}  // namespace

std::vector<Line> read_lines(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\f\v", begin), text.size());
    lines.push_back(read_line(text.substr(begin, end - begin), lines.size() + 1));
    begin = end + 1;
  }
  return lines;
}

}  // namespace gkwatch::parser
