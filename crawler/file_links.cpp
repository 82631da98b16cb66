#include "crawler/file_links.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text.h"

namespace gkwatch::crawler {
namespace {

constexpr std::array<std::string_view, 18> kDocuments{
    ".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et",  ".ofd", ".rtf",
    ".txt", ".ppt", ".pptx", ".dps", ".ceb", ".zip",  ".rar", ".7z",  ".odt"};
constexpr std::array<std::string_view, 10> kBinaries{".pdf", ".docx", ".xlsx", ".ofd", ".pptx",
                                                     ".zip", ".rar",  ".7z",   ".ceb", ".odt"};

bool ends_in_one_of(std::string_view text, const auto& endings) {
  const std::string lower = to_lower(text);
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace

bool is_document_file(const Url& url, std::string_view name) {
  return ends_in_one_of(url.path(), kDocuments) || ends_in_one_of(name, kDocuments);
}

bool is_binary_file(const Url& url, std::string_view name) {
  return ends_in_one_of(url.path(), kBinaries) || ends_in_one_of(name, kBinaries);
}

}  // namespace gkwatch::crawler
