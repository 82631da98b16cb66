#include "tests/fuzz/targets.h"

#include <cstdlib>

namespace gkwatch::fuzz {

Target target_of(std::string_view name) {
  for (const auto& targets : {document_targets(), site_targets(), file_targets()}) {
    if (const auto found = targets.find(name); found != targets.end()) return found->second;
  }
  return nullptr;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace gkwatch::fuzz
