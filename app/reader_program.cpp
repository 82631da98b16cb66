#include "app/reader_program.h"

#include <filesystem>
#include <system_error>

#include "sandbox/confined_reader.h"

namespace gkwatch::app {
namespace {

constexpr const char* kName = "gkwatch-reader";

std::filesystem::path reader_program(const World& world) {
  if (const auto named = world.environment("GKWATCH_READER"); named && !named->empty()) {
    return *named;
  }
  std::error_code failed;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  auto beside = self.parent_path() / kName;
  if (!failed && std::filesystem::exists(beside, failed)) return beside;
  return std::filesystem::path{GKWATCH_INSTALLED_PROGRAMS} / kName;
}

}  // namespace

Result<std::unique_ptr<parser::DocumentReader>> open_reader(std::size_t processes, World& world) {
  auto reader =
      sandbox::ConfinedReader::open(reader_program(world), {.processes = processes}, world.clock);
  if (!reader) return std::move(reader).error();
  return std::unique_ptr<parser::DocumentReader>{*std::move(reader)};
}

}  // namespace gkwatch::app
