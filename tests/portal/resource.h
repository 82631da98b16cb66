#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/portal/site.h"

namespace gkwatch::portal {

enum class ResourceKind : std::uint8_t {
  List,        // /gkmlpt/api/all/{cid}
  Index,       // /gkmlpt/index and its sisters
  Content,     // a gkmlpt content page
  Nfcms,       // a page of the older system
  NfcmsIndex,  // the list of such pages
  Attachment,
  Plain,  // a page that is served as it is
  Home,
  Robots,
  Nothing,  // answered with 404
};

// What a request asks for. The pointers point into the sites it was found in.
struct Resource {
  ResourceKind kind = ResourceKind::Nothing;
  const Site* site = nullptr;   // null: belongs to no agency
  const Site* owner = nullptr;  // the agency that has the host for itself, or null
  const Article* article = nullptr;
  const Attachment* attachment = nullptr;
  std::vector<const NfcmsPage*> pages{};
  const PlainPage* plain = nullptr;
  std::int64_t cid = 0;
  int page = 1;
};

Resource resource_at(const std::vector<Site>& sites, std::string_view path, std::string_view query);

// The value of `name` in a query string, percent-decoded; "" where it is not there.
std::string query_parameter(std::string_view query, std::string_view name);

}  // namespace gkwatch::portal
