#pragma once

#include <functional>
#include <map>
#include <string>

namespace gkwatch::sandbox {

// What a reader that has been taken over tries next: each says what came of it, if it lives.
using Deed = std::function<std::string()>;
std::string outcome(bool has_worked);  // "it worked", or what errno says
const std::map<std::string, Deed>& escapes();

}  // namespace gkwatch::sandbox
