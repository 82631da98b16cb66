#pragma once

#include <algorithm>
#include <array>
#include <random>
#include <string>

#include "tests/support/builders.h"

namespace gkwatch {

// A report whose T3 and T4 add up, with numbers drawn from `random`: what a test or a measurement
// changes a cell of.
inline ReportBuilder balanced_report(std::mt19937& random) {
  const bool is_new_form = random() % 2 == 0;
  ReportBuilder builder{is_new_form ? Form::F2021 : Form::F2019, is_new_form ? 2023 : 2020};
  const auto draw = [&random]() -> int {
    return random() % 3 == 0 ? static_cast<int>(random() % 40) : 0;
  };
  std::array<int, 7> results{};
  for (const FormRow& row : form_rows(builder.parsed().form)) {
    if (row.table != "T3" || row.key.front() != 'R' || row.key == "R7") continue;
    std::array<int, 7> values{};
    for (std::size_t i = 0; i < 6; ++i) values[6] += values[i] = draw();
    for (std::size_t i = 0; i < 7; ++i) results[i] += values[i];
    builder.row(row.key, values);
  }
  std::array<int, 7> carried_in{};
  std::array<int, 7> carried_out{};
  std::array<int, 7> received{};
  for (std::size_t i = 0; i < 6; ++i) {
    carried_out[6] += carried_out[i] = draw();
    const int handled = results[i] + carried_out[i];
    carried_in[6] += carried_in[i] = handled > 0 ? static_cast<int>(random()) & handled & 7 : 0;
    received[6] += received[i] = handled - carried_in[i];
  }
  builder.row("R7", results).row("COUT", carried_out).row("CIN", carried_in).row("NEW", received);
  for (const char* group : {"RV", "LD", "LA"}) {
    int total = 0;
    for (const char* column : {"KEEP", "FIX", "OTH", "PEND"}) {
      const int value = draw();
      total += value;
      builder.set(cell_key("T4", group, column).text, std::to_string(value));
    }
    builder.set(cell_key("T4", group, "TOT").text, std::to_string(total));
  }
  return builder;
}

}  // namespace gkwatch
