#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/portal/fault.h"
#include "tests/portal/reply.h"
#include "tests/portal/resource.h"

namespace gkwatch::portal {

struct Surroundings {
  const std::vector<Site>& sites;
  std::string host;  // absolute addresses begin with it
  const std::string& robots;
};

// The proper reply; a list fault (or null) bends the list before it becomes text.
Reply render(const Resource& resource, const Surroundings& around, const Fault* fault);

}  // namespace gkwatch::portal
