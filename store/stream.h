#pragma once

#include <string>
#include <vector>

#include "core/json.h"
#include "core/result.h"

namespace gkwatch::store {

// What can be had whole, row by row.
enum class Table { Reports, Cells, Findings, History };

// Takes a table row by row, so that its size does not matter.
class RowSink {
 public:
  virtual ~RowSink() = default;
  RowSink() = default;
  RowSink(const RowSink&) = delete;
  RowSink& operator=(const RowSink&) = delete;
  // Once, before the rows.
  virtual Status begin(const std::vector<std::string>& columns) = 0;
  // As many values as there are columns. A failure ends the stream.
  virtual Status take(const std::vector<Json>& values) = 0;
};

}  // namespace gkwatch::store
