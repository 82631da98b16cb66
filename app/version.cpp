#include "app/version.h"

#include "embedded_version.h"

namespace gkwatch::app {

std::string version_text() {
  return std::string{"gkwatch "} + kVersion + "\nreads: HTML, text\nreceivers: webhook, email";
}

}  // namespace gkwatch::app
