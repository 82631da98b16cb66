#pragma once

#include <functional>
#include <string>
#include <vector>

namespace gkwatch::bench {

// CPU time of this process that `work` takes, in seconds.
double cpu_of(const std::function<void()>& work);
// The same of a program and its arguments, its start included; below 0 if it does not run. Its
// output is thrown away.
double cpu_of_program(const std::vector<std::string>& words);
// The most memory, in MiB, that a copy of this process ever holds while it does `work`.
double peak_of(const std::function<void()>& work);

// Each work's least time over so many rounds in which all take their turn, so that what else the
// machine does hits all of them alike.
std::vector<double> least_of(const std::vector<std::function<double()>>& works, int rounds);

}  // namespace gkwatch::bench
