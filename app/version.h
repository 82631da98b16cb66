#pragma once

#include <string>

namespace gkwatch::app {

// "gkwatch 0.1.0" and a line for what this build can and cannot do.
std::string version_text();

}  // namespace gkwatch::app
