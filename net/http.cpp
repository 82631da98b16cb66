#include "net/http.h"

namespace gkwatch::net {

const std::string& HttpResponse::header(const std::string& lower_case_name) const {
  static const std::string none;
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? none : found->second;
}

}  // namespace gkwatch::net
