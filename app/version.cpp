#include "app/version.h"

#include "embedded_version.h"
#include "parser/pdf_glyphs.h"

namespace gkwatch::app {

std::string version_text() {
  const std::string formats = parser::can_read_pdf() ? "HTML, text, PDF" : "HTML, text";
  return std::string{"gkwatch "} + kVersion + "\nreads: " + formats + "\nreceivers: webhook, email";
}

}  // namespace gkwatch::app
