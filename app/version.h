#pragma once

#include <filesystem>
#include <string>

namespace gkwatch::app {

// "gkwatch 0.1.0".
std::string program_name();

// That and lines for what it can and cannot do here. `office`: of office_program().
std::string version_text(const std::filesystem::path& office);

}  // namespace gkwatch::app
