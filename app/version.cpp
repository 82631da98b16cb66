#include "app/version.h"

#include "embedded_version.h"
#include "parser/pdf_glyphs.h"
#include "parser/recogniser.h"

namespace gkwatch::app {

std::string program_name() { return std::string{"gkwatch "} + kVersion; }

std::string version_text(const std::filesystem::path& office) {
  const std::string pdf = parser::can_read_pdf() ? "PDF, " : "";
  const std::string older =
      office.empty() ? "\nDOC, WPS, RTF, XLS, ET: not read, as LibreOffice was not found "
                       "(packages libreoffice-writer-nogui, libreoffice-calc-nogui)"
                     : "\nDOC, WPS, RTF, XLS, ET: by LibreOffice, " + office.string();
  const std::string missing = parser::why_no_pictures();
  const std::string scans = missing.empty() ? "\nscans, pictures: by tesseract"
                                            : "\nscans, pictures: not read; " + missing;
  return program_name() + "\nreads: HTML, text, " + pdf + "DOCX, XLSX, OFD, ZIP, RAR, 7z" + older +
         scans + "\nreceivers: webhook, email, dingtalk, wecom, feishu, slack";
}

}  // namespace gkwatch::app
