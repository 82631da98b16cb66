#pragma once

#include <chrono>

namespace gkwatch::app {

// main() without its name: runs the program on this machine. `offset` is added to the machine's
// clock; only the tool for the sample portal gives one (docs/decisions/0008).
int start_program(int argc, char** argv, std::chrono::milliseconds offset = {});

}  // namespace gkwatch::app
