// gkwatch-fill FILE [AGENCIES [YEARS [all]]]: makes a database to measure on (database.h).

#include <cstdlib>
#include <iostream>
#include <string_view>

#include "bench/web/database.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: gkwatch-fill FILE [AGENCIES [YEARS [all]]]\n";
    return 2;
  }
  gkwatch::bench::Size size;
  if (argc > 2) size.agencies = std::atoi(argv[2]);
  if (argc > 3) size.years = std::atoi(argv[3]);
  size.all_cells = argc > 4 && std::string_view{argv[4]} == "all";
  const gkwatch::Status done = gkwatch::bench::fill(argv[1], size);
  if (done) return 0;
  std::cerr << done.error().message << "\n";
  return 4;
}
