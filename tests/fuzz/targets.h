#pragma once

#include <map>
#include <string>
#include <string_view>

namespace gkwatch::fuzz {

// Feeds foreign bytes to one of our readers. Aborts where a promise of it is broken.
using Target = void (*)(std::string_view bytes);

std::map<std::string, Target, std::less<>> document_targets();
std::map<std::string, Target, std::less<>> site_targets();
std::map<std::string, Target, std::less<>> file_targets();

// Every reader of foreign bytes, by name; null if there is none of that name.
Target target_of(std::string_view name);

// Ends the process, which the fuzzer reports together with the bytes.
void require(bool holds);

}  // namespace gkwatch::fuzz
