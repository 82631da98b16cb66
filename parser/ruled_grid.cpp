#include "parser/ruled_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace gkwatch::parser {
namespace {

constexpr double kTouch = 2.5;       // rules nearer than this meet
constexpr double kAskew = 0.8;       // ends of a rule may differ by this across it
constexpr double kShortest = 3.0;    // a rule is longer
constexpr double kThickest = 3.0;    // a filled box that is a rule is thinner
constexpr double kLeastRuled = 0.6;  // the part of a side that must be ruled to part two squares
constexpr std::size_t kMostRules = 6000;
constexpr std::size_t kMostSquares = 40'000;

// Union-find (Tarjan 1975) with path halving.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // The smaller index stays the name of both, so that groups are named in order.
  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

bool touch(const Rule& a, const Rule& b) {
  if (a.axis == b.axis) {
    return std::abs(a.at - b.at) < kTouch && a.begin < b.end + kTouch && b.begin < a.end + kTouch;
  }
  return a.at > b.begin - kTouch && a.at < b.end + kTouch && b.at > a.begin - kTouch &&
         b.at < a.end + kTouch;
}

// Pieces of one line, drawn cell by cell or twice, become one rule.
std::vector<Rule> merge_pieces(std::span<const Rule> rules) {
  constexpr double same = 0.3;
  std::vector<Rule> sorted{rules.begin(), rules.end()};
  std::sort(sorted.begin(), sorted.end(), [](const Rule& a, const Rule& b) {
    const auto place = [](const Rule& rule) {
      return std::tuple{rule.axis, std::llround(rule.at / same), rule.begin, rule.end};
    };
    return place(a) < place(b);
  });
  std::vector<Rule> merged;
  for (const Rule& rule : sorted) {
    const bool continues = !merged.empty() && merged.back().axis == rule.axis &&
                           std::abs(merged.back().at - rule.at) <= same &&
                           rule.begin <= merged.back().end + same &&
                           merged.back().begin <= rule.end + same;
    if (continues) {
      merged.back().begin = std::min(merged.back().begin, rule.begin);
      merged.back().end = std::max(merged.back().end, rule.end);
    } else {
      merged.push_back(rule);
    }
  }
  return merged;
}

std::vector<std::vector<Rule>> connected(const std::vector<Rule>& rules) {
  Groups groups{rules.size()};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (touch(rules[i], rules[j])) groups.join(i, j);
    }
  }
  std::map<std::size_t, std::vector<Rule>> by_group;
  for (std::size_t i = 0; i < rules.size(); ++i) by_group[groups.find(i)].push_back(rules[i]);
  std::vector<std::vector<Rule>> all;
  for (auto& [group, members] : by_group) all.push_back(std::move(members));
  return all;
}

// An underline, a fraction bar or a cross is no table.
bool may_be_table(const std::vector<Rule>& rules) {
  const auto level = std::count_if(rules.begin(), rules.end(),
                                   [](const Rule& rule) { return rule.axis == Axis::Level; });
  const auto upright = static_cast<std::ptrdiff_t>(rules.size()) - level;
  return level >= 1 && upright >= 1 && rules.size() >= 3;
}

Box outline_of(const std::vector<Rule>& rules) {
  constexpr double far = std::numeric_limits<double>::max();
  Box box{far, far, -far, -far};
  for (const Rule& rule : rules) {
    const bool is_level = rule.axis == Axis::Level;
    box.left = std::min(box.left, is_level ? rule.begin : rule.at);
    box.right = std::max(box.right, is_level ? rule.end : rule.at);
    box.top = std::min(box.top, is_level ? rule.at : rule.begin);
    box.bottom = std::max(box.bottom, is_level ? rule.at : rule.end);
  }
  return box;
}

void close(std::vector<Rule>& rules) {
  const Box box = outline_of(rules);
  rules.push_back({Axis::Level, box.top, box.left, box.right});
  rules.push_back({Axis::Level, box.bottom, box.left, box.right});
  rules.push_back({Axis::Upright, box.left, box.top, box.bottom});
  rules.push_back({Axis::Upright, box.right, box.top, box.bottom});
}

// All rules of one axis, gathered in lines: those that stand nearer than kTouch are one line.
class Lines {
 public:
  Lines(const std::vector<Rule>& rules, Axis axis) {
    std::vector<Rule> own;
    for (const Rule& rule : rules) {
      if (rule.axis == axis) own.push_back(rule);
    }
    std::sort(own.begin(), own.end(), [](const Rule& a, const Rule& b) { return a.at < b.at; });
    for (const Rule& rule : own) add(rule);
    for (auto& rules_here : rules_) {
      std::sort(rules_here.begin(), rules_here.end(),
                [](const Rule& a, const Rule& b) { return a.begin < b.begin; });
    }
  }

  const std::vector<double>& places() const { return places_; }

  // Whether most of the stretch from `begin` to `end` of a line is ruled.
  bool is_ruled(std::size_t line, double begin, double end) const {
    double covered = 0;
    double reached = begin;
    for (const Rule& rule : rules_[line]) {
      const double from = std::max(rule.begin, reached);
      const double to = std::min(rule.end, end);
      if (to > from) covered += to - from;
      reached = std::max(reached, to);
    }
    return covered >= kLeastRuled * (end - begin);
  }

 private:
  void add(const Rule& rule) {
    if (places_.empty() || rule.at - places_.back() > kTouch) {
      places_.push_back(rule.at);
      rules_.emplace_back();
    }
    rules_.back().push_back(rule);
    double sum = 0;
    for (const Rule& same : rules_.back()) sum += same.at;
    places_.back() = sum / static_cast<double>(rules_.back().size());
  }

  std::vector<double> places_;
  std::vector<std::vector<Rule>> rules_;
};

std::vector<std::size_t> join_squares(const Lines& columns, const Lines& rows) {
  const auto& x = columns.places();
  const auto& y = rows.places();
  const std::size_t width = x.size() - 1;
  const std::size_t height = y.size() - 1;
  Groups groups{width * height};
  for (std::size_t r = 0; r < height; ++r) {
    for (std::size_t c = 0; c < width; ++c) {
      const std::size_t here = r * width + c;
      if (c + 1 < width && !columns.is_ruled(c + 1, y[r], y[r + 1])) groups.join(here, here + 1);
      if (r + 1 < height && !rows.is_ruled(r + 1, x[c], x[c + 1])) groups.join(here, here + width);
    }
  }
  std::map<std::size_t, std::size_t> numbers;
  std::vector<std::size_t> cell_of(width * height);
  for (std::size_t i = 0; i < cell_of.size(); ++i) {
    cell_of[i] = numbers.try_emplace(groups.find(i), numbers.size()).first->second;
  }
  return cell_of;
}

std::optional<std::size_t> step_of(const std::vector<double>& places, double at) {
  if (at < places.front() || at >= places.back()) return std::nullopt;
  const auto after = std::upper_bound(places.begin(), places.end(), at);
  return static_cast<std::size_t>(after - places.begin()) - 1;
}

Rule sorted(Axis axis, double at, double a, double b) {
  return {axis, at, std::min(a, b), std::max(a, b)};
}

}  // namespace

std::optional<Rule> rule_of_stroke(double x0, double y0, double x1, double y1) {
  const double wide = std::abs(x1 - x0);
  const double high = std::abs(y1 - y0);
  if (high < kAskew && wide > kShortest) return sorted(Axis::Level, (y0 + y1) / 2, x0, x1);
  if (wide < kAskew && high > kShortest) return sorted(Axis::Upright, (x0 + x1) / 2, y0, y1);
  return std::nullopt;
}

std::optional<Rule> rule_of_fill(const Box& box) {
  const double wide = box.right - box.left;
  const double high = box.bottom - box.top;
  if (high < kThickest && wide > kShortest)
    return Rule{Axis::Level, (box.top + box.bottom) / 2, box.left, box.right};
  if (wide < kThickest && high > kShortest)
    return Rule{Axis::Upright, (box.left + box.right) / 2, box.top, box.bottom};
  return std::nullopt;
}

RuledTable::RuledTable(std::vector<double> columns, std::vector<double> rows,
                       std::vector<std::size_t> cell_of)
    : columns_{std::move(columns)}, rows_{std::move(rows)}, cell_of_{std::move(cell_of)} {
  const std::size_t count = *std::max_element(cell_of_.begin(), cell_of_.end()) + 1;
  constexpr double far = std::numeric_limits<double>::max();
  boxes_.assign(count, Box{far, far, -far, -far});
  std::vector<double> area(count, 0);
  for (std::size_t i = 0; i < cell_of_.size(); ++i) {
    const std::size_t r = i / width();
    const std::size_t c = i % width();
    Box& box = boxes_[cell_of_[i]];
    box = {std::min(box.left, columns_[c]), std::min(box.top, rows_[r]),
           std::max(box.right, columns_[c + 1]), std::max(box.bottom, rows_[r + 1])};
    area[cell_of_[i]] += (columns_[c + 1] - columns_[c]) * (rows_[r + 1] - rows_[r]);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Box& box = boxes_[i];
    const double whole = (box.right - box.left) * (box.bottom - box.top);
    is_rectangle_.push_back(std::abs(whole - area[i]) < 0.01 * whole);
  }
}

std::size_t RuledTable::cell(std::size_t row, std::size_t column) const {
  return cell_of_[row * width() + column];
}

std::optional<std::size_t> RuledTable::cell_at(double x, double y) const {
  const auto column = step_of(columns_, x);
  const auto row = step_of(rows_, y);
  if (!column || !row) return std::nullopt;
  return cell(*row, *column);
}

Result<std::vector<RuledTable>> find_tables(std::span<const Rule> rules) {
  const std::vector<Rule> merged = merge_pieces(rules);
  if (merged.size() > kMostRules) return Error{ErrorCode::TooLarge, "a page has too many rules"};
  std::vector<RuledTable> tables;
  for (std::vector<Rule>& group : connected(merged)) {
    if (!may_be_table(group)) continue;
    close(group);
    const Lines columns{group, Axis::Upright};
    const Lines rows{group, Axis::Level};
    if (columns.places().size() < 2 || rows.places().size() < 2) continue;
    if ((columns.places().size() - 1) * (rows.places().size() - 1) > kMostSquares) {
      return Error{ErrorCode::TooLarge, "a table has too many cells"};
    }
    RuledTable table{columns.places(), rows.places(), join_squares(columns, rows)};
    if (table.cell_count() > 1) tables.push_back(std::move(table));
  }
  std::sort(tables.begin(), tables.end(), [](const RuledTable& a, const RuledTable& b) {
    return a.outline().top < b.outline().top;
  });
  return tables;
}

}  // namespace gkwatch::parser
