#include "parser/align.h"

#include <algorithm>

namespace gkwatch::parser {
namespace {

using Grid = std::vector<std::vector<int>>;

// best[p][f]: of the first p printed rows and f rows of the form.
Grid forward(const AlignmentTask& task) {
  const std::size_t rows = task.score.size();
  Grid best(rows + 1, std::vector<int>(task.form_rows + 1, 0));
  for (std::size_t p = 1; p <= rows; ++p) {
    for (std::size_t f = 0; f <= task.form_rows; ++f) {
      int value = best[p - 1][f] + task.leave_out[p - 1];
      if (f > 0) value = std::max(value, best[p][f - 1]);
      if (f > 0) value = std::max(value, best[p - 1][f - 1] + task.score[p - 1][f - 1]);
      best[p][f] = value;
    }
  }
  return best;
}

// best[p][f]: of the printed rows from p on and the rows of the form from f on.
Grid backward(const AlignmentTask& task) {
  const std::size_t rows = task.score.size();
  Grid best(rows + 1, std::vector<int>(task.form_rows + 1, 0));
  for (std::size_t p = rows; p-- > 0;) {
    for (std::size_t f = task.form_rows + 1; f-- > 0;) {
      int value = best[p + 1][f] + task.leave_out[p];
      if (f < task.form_rows) value = std::max(value, best[p][f + 1]);
      if (f < task.form_rows) value = std::max(value, best[p + 1][f + 1] + task.score[p][f]);
      best[p][f] = value;
    }
  }
  return best;
}

class Aligner {
 public:
  explicit Aligner(const AlignmentTask& task)
      : task_{task}, before_{forward(task)}, after_{backward(task)} {}

  Alignment run(int margin) const {
    const std::size_t rows = task_.score.size();
    Alignment alignment{.row_of = trace(), .is_sure = std::vector<bool>(rows, false)};
    for (std::size_t p = 0; p < rows; ++p) {
      const auto f = alignment.row_of[p];
      if (f) alignment.is_sure[p] = total() - best_other(p, *f) >= margin;
    }
    return alignment;
  }

 private:
  int total() const { return before_.back().back(); }

  // The best total with p on f.
  int through(std::size_t p, std::size_t f) const {
    if (task_.score[p][f] == kNever) return kNever;
    return before_[p][f] + task_.score[p][f] + after_[p + 1][f + 1];
  }

  // The best total without p anywhere.
  int without(std::size_t p) const {
    int best = kNever;
    for (std::size_t f = 0; f <= task_.form_rows; ++f) {
      best = std::max(best, before_[p][f] + task_.leave_out[p] + after_[p + 1][f]);
    }
    return best;
  }

  int best_other(std::size_t p, std::size_t f) const {
    int best = without(p);
    for (std::size_t other = 0; other < task_.form_rows; ++other) {
      if (other != f) best = std::max(best, through(p, other));
    }
    for (std::size_t other = 0; other < task_.score.size(); ++other) {
      if (other != p) best = std::max(best, through(other, f));
    }
    return best;
  }

  std::vector<std::optional<std::size_t>> trace() const {
    std::vector<std::optional<std::size_t>> row_of(task_.score.size());
    std::size_t p = task_.score.size();
    std::size_t f = task_.form_rows;
    while (p > 0) {
      if (f > 0 && before_[p][f] == before_[p][f - 1]) {
        --f;
      } else if (before_[p][f] == before_[p - 1][f] + task_.leave_out[p - 1]) {
        --p;
      } else {
        row_of[--p] = --f;
      }
    }
    return row_of;
  }

  const AlignmentTask& task_;
  Grid before_;
  Grid after_;
};

}  // namespace

Alignment align(const AlignmentTask& task, int margin) { return Aligner{task}.run(margin); }

}  // namespace gkwatch::parser
