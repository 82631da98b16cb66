#include "app/reader_program.h"

#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "sandbox/confined_reader.h"
#include "sandbox/office_converter.h"

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

bool is_program(const std::filesystem::path& file) {
  std::error_code failed;
  return std::filesystem::is_regular_file(file, failed) && access(file.c_str(), X_OK) == 0;
}

// Older forms pass through the converter, which must be there as long as the reader is.
class ReaderWithConverter final : public parser::DocumentReader {
 public:
  ReaderWithConverter(sandbox::ConverterPlaces places, Clock& clock)
      : converter_{std::move(places), {}, clock} {}

  Status open(const std::filesystem::path& program, std::size_t processes, Clock& clock) {
    auto reader =
        sandbox::ConfinedReader::open(program, {.processes = processes}, clock, &converter_);
    if (!reader) return Error{reader.error()};
    reader_ = *std::move(reader);
    return {};
  }

  Result<ParsedDocument> read(const Document& document, std::stop_token stop) override {
    return reader_->read(document, std::move(stop));
  }

 private:
  sandbox::OfficeConverter converter_;
  std::unique_ptr<sandbox::ConfinedReader> reader_;
};

}  // namespace

std::filesystem::path office_program(const std::optional<std::filesystem::path>& set,
                                     const World& world) {
  if (set) return *set;
  if (const auto named = world.environment("GKWATCH_SOFFICE")) return *named;
  const std::string path = world.environment("PATH").value_or("");
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find(':', begin), path.size());
    const std::filesystem::path folder = path.substr(begin, end - begin);
    begin = end + 1;
    if (!folder.is_absolute()) continue;
    for (const char* name : {"soffice", "libreoffice"}) {
      if (is_program(folder / name)) return folder / name;
    }
  }
  return {};
}

Result<std::unique_ptr<parser::DocumentReader>> open_reader(const ReaderChoice& choice,
                                                            World& world) {
  const std::filesystem::path program = reader_program(world);
  const std::string temporary = world.environment("TMPDIR").value_or("");
  auto reader = std::make_unique<ReaderWithConverter>(
      sandbox::ConverterPlaces{.office = office_program(choice.office, world),
                               .launcher = program,
                               .folder = temporary.empty() ? "/tmp" : temporary},
      world.clock);
  if (Status opened = reader->open(program, choice.processes, world.clock); !opened) {
    return Error{opened.error()};
  }
  return std::unique_ptr<parser::DocumentReader>{std::move(reader)};
}

}  // namespace gkwatch::app
