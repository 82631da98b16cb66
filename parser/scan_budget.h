#pragma once

namespace gkwatch::parser {

// What is left to be read of all pictures of a document together: reading takes seconds a page,
// and the locked in reader has a minute.
struct ScanBudget {
  int pages = 30;
  double work = 40'000;      // milliseconds, reckoned by the size of what is read
  double words = 40'000;     // points of running text; then lines as short as headings alone
  double headings = 10'000;  // points

  bool is_spent() const { return work <= 0; }
};

}  // namespace gkwatch::parser
