#include "web/charts.h"

#include <algorithm>

namespace gkwatch::web {
namespace {

constexpr int kWidth = 720, kHeight = 280;
constexpr int kLeft = 64, kRight = 8, kTop = 12, kBottom = 32;
constexpr int kLines = 4;  // of the scale

std::string text_of(std::int64_t value) { return std::to_string(value); }

// The next of 1, 2, 5, 10, 20… for the distance of the lines.
std::int64_t step_for(std::int64_t most) {
  std::int64_t step = 1;
  constexpr std::int64_t kNext[] = {2, 5, 10};
  for (std::int64_t decade = 1;; decade *= 10) {
    for (const std::int64_t next : kNext) {
      if (step * kLines >= most) return step;
      step = next * decade;
    }
  }
}

std::int64_t sum_at(const BarChart& chart, std::size_t place) {
  std::int64_t sum = 0;
  for (const Series& one : chart.series) sum += one.values[place];
  return sum;
}

std::int64_t y_of(std::int64_t value, std::int64_t most) {
  return kHeight - kBottom - value * (kHeight - kBottom - kTop) / most;
}

void write_scale(Html& html, std::int64_t step) {
  for (std::int64_t i = 0; i <= kLines; ++i) {
    const std::string y = text_of(y_of(i * step, step * kLines));
    html.leaf("line",
              {{"class", "rule"},
               {"x1", text_of(kLeft)},
               {"x2", text_of(kWidth - kRight)},
               {"y1", y},
               {"y2", y}},
              "");
    html.leaf("text", {{"x", text_of(kLeft - 8)}, {"y", y}, {"dy", "4"}, {"text-anchor", "end"}},
              text_of(i * step));
  }
}

// One bar, and its label if there is room for it.
void write_bar(Html& html, const BarChart& chart, std::size_t place, std::int64_t most) {
  constexpr std::size_t kRoomFor = 16;
  const auto count = static_cast<int>(chart.labels.size());
  const int slot = (kWidth - kLeft - kRight) / std::max(count, 1);
  const int bar = std::max(2, std::min(56, slot * 3 / 5));
  const int x = kLeft + slot * static_cast<int>(place) + (slot - bar) / 2;
  std::int64_t below = 0;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const std::int64_t value = chart.series[i].values[place];
    if (value <= 0) continue;
    const std::int64_t top = y_of(below + value, most);
    const auto rect = html.in("rect", {{"class", "s" + std::to_string(i)},
                                       {"x", text_of(x)},
                                       {"y", text_of(top)},
                                       {"width", text_of(bar)},
                                       {"height", text_of(y_of(below, most) - top)}});
    html.leaf("title", chart.labels[place] + " " + chart.series[i].name + ": " + text_of(value));
    below += value;
  }
  const std::size_t every = (chart.labels.size() + kRoomFor - 1) / kRoomFor;
  if (every > 1 && place % every != 0) return;
  html.leaf("text",
            {{"x", text_of(x + bar / 2)},
             {"y", text_of(kHeight - kBottom + 20)},
             {"text-anchor", "middle"}},
            chart.labels[place]);
}

void write_legend(Sheet& sheet, const BarChart& chart) {
  if (chart.series.size() < 2) return;
  Html& html = sheet.html;
  const auto legend = html.in("ul", {{"class", "legend"}});
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const auto item = html.in("li");
    html.leaf("span", {{"class", "key s" + std::to_string(i)}, {"aria-hidden", "true"}}, "");
    html.text(chart.series[i].name);
  }
}

void write_table(Sheet& sheet, const BarChart& chart) {
  Html& html = sheet.html;
  const auto details = html.in("details");
  html.leaf("summary", sheet.say("web.figures"));
  const auto scroll = html.in(
      "div",
      {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", chart.title}});
  const auto table = html.in("table", {{"class", "list"}});
  {
    const auto head = html.in("thead");
    const auto line = html.in("tr");
    html.leaf("th", {{"scope", "col"}}, chart.label_head);
    for (const Series& one : chart.series) html.leaf("th", {{"scope", "col"}}, one.name);
  }
  const auto body = html.in("tbody");
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    const auto line = html.in("tr");
    html.leaf("th", {{"scope", "row"}}, chart.labels[i]);
    for (const Series& one : chart.series) {
      html.leaf("td", {{"class", "number"}}, text_of(one.values[i]));
    }
  }
}

}  // namespace

void write_bars(Sheet& sheet, const BarChart& chart) {
  Html& html = sheet.html;
  html.leaf("h2", chart.title);
  if (chart.labels.empty()) {
    html.leaf("p", {{"class", "none"}}, sheet.say("rows.none"));
    return;
  }
  std::int64_t most = 1;
  for (std::size_t i = 0; i < chart.labels.size(); ++i) most = std::max(most, sum_at(chart, i));
  const std::int64_t step = step_for(most);
  {
    const auto figure = html.in("figure", {{"class", "chart"}});
    {
      const auto svg = html.in(
          "svg", {{"viewBox", "0 0 720 280"}, {"role", "img"}, {"aria-label", chart.title}});
      write_scale(html, step);
      for (std::size_t i = 0; i < chart.labels.size(); ++i) {
        write_bar(html, chart, i, step * kLines);
      }
    }
    write_legend(sheet, chart);
  }
  write_table(sheet, chart);
}

void write_shares(Sheet& sheet, const std::string& title, const std::vector<Share>& shares) {
  constexpr std::int64_t kHundred = 100;
  Html& html = sheet.html;
  html.leaf("h2", title);
  const auto scroll = html.in(
      "div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", title}});
  const auto table = html.in("table", {{"class", "shares"}});
  const auto body = html.in("tbody");
  for (const Share& share : shares) {
    const auto line = html.in("tr");
    html.leaf("th", {{"scope", "row"}}, share.name);
    const std::int64_t percent = share.whole == 0 ? 0 : kHundred * share.part / share.whole;
    {
      const auto cell = html.in("td", {{"class", "bar"}});
      const auto svg = html.in(
          "svg",
          {{"viewBox", "0 0 100 10"}, {"preserveAspectRatio", "none"}, {"aria-hidden", "true"}});
      html.leaf("rect", {{"class", "track"}, {"width", "100"}, {"height", "10"}}, "");
      html.leaf("rect", {{"class", "s0"}, {"width", text_of(percent)}, {"height", "10"}}, "");
    }
    html.leaf("td", {{"class", "number"}}, share.whole == 0 ? "–" : text_of(percent) + "%");
    html.leaf("td", {{"class", "number"}}, text_of(share.part) + " / " + text_of(share.whole));
  }
}

}  // namespace gkwatch::web
