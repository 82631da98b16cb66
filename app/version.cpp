#include "app/version.h"

#include "embedded_version.h"
#include "parser/pdf_glyphs.h"

namespace gkwatch::app {

std::string version_text() {
  const std::string pdf = parser::can_read_pdf() ? "PDF, " : "";
  return std::string{"gkwatch "} + kVersion + "\nreads: HTML, text, " + pdf +
         "DOCX, XLSX, ZIP, RAR, 7z\nreceivers: webhook, email, dingtalk, wecom, feishu, slack";
}

}  // namespace gkwatch::app
