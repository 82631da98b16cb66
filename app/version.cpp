#include "app/version.h"

#include "embedded_version.h"
#include "parser/pdf_glyphs.h"

namespace gkwatch::app {

std::string program_name() { return std::string{"gkwatch "} + kVersion; }

std::string version_text(const std::filesystem::path& office) {
  const std::string pdf = parser::can_read_pdf() ? "PDF, " : "";
  const std::string older =
      office.empty() ? "\nDOC, WPS, RTF, XLS, ET: not read, as LibreOffice was not found "
                       "(packages libreoffice-writer-nogui, libreoffice-calc-nogui)"
                     : "\nDOC, WPS, RTF, XLS, ET: by LibreOffice, " + office.string();
  return program_name() + "\nreads: HTML, text, " + pdf + "DOCX, XLSX, OFD, ZIP, RAR, 7z" + older +
         "\nreceivers: webhook, email, dingtalk, wecom, feishu, slack";
}

}  // namespace gkwatch::app
