#include "config/secrets.h"

#include "core/files.h"

namespace gkwatch::config {
namespace {

constexpr std::size_t kLongest = 64u << 10;

Result<std::string> read_line(const std::filesystem::path& file) {
  auto text = read_file(file, kLongest);
  if (!text) return std::move(text).error();
  while (text->ends_with('\n') || text->ends_with('\r')) text->pop_back();
  if (text->empty()) return Error{ErrorCode::Malformed, "the file is empty"};
  if (text->find_first_of("\r\n") != std::string::npos) {
    return Error{ErrorCode::Malformed, "the file has more than one line"};
  }
  return text;
}

std::optional<std::string> read_credential(Table& table, const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  auto text = read_line(file);
  if (text) return *std::move(text);
  table.complain("cannot read the credential " + file.string() + ": " + text.error().message);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> read_secret(Table& table, const std::string& key,
                                       const std::string& credential, const SecretPlaces& places) {
  const auto written = table.secret(key);
  const std::string file_key = key + "_file";
  const auto file = table.text(file_key);
  if (table.has(key) && table.has(file_key)) {
    table.complain(key + " and " + file_key + " both stand here; expected one of them");
    return std::nullopt;
  }
  if (written) return written->value;
  if (file) {
    auto text = read_line(places.folder / file->value);
    if (text) return *std::move(text);
    table.complain_at(file->line, file_key + ": cannot read " +
                                      (places.folder / file->value).string() + ": " +
                                      text.error().message);
    return std::nullopt;
  }
  if (!places.credentials || table.has(key)) return std::nullopt;
  return read_credential(table, *places.credentials / credential);
}

}  // namespace gkwatch::config
