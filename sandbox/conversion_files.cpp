#include "sandbox/conversion_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace gkwatch::sandbox {
namespace {

namespace fs = std::filesystem;

// Macros neither run nor ask, no link is updated, nothing is loaded from elsewhere, and no
// document is locked or recovered.
constexpr std::string_view kProfile =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Recovery/RecoveryInfo"><prop oor:name="Enabled" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
)";

// The import filter is named, so that what is no document of that form is not taken for text.
struct Form {
  parser::Media media;
  const char* file;
  const char* import;
  const char* target;
  const char* result;
};
constexpr Form kForms[] = {
    {parser::Media::Doc, "in.doc", "MS Word 97", "docx:MS Word 2007 XML", "in.docx"},
    {parser::Media::Rtf, "in.rtf", "Rich Text Format", "docx:MS Word 2007 XML", "in.docx"},
    {parser::Media::Xls, "in.xls", "MS Excel 97", "xlsx:Calc MS Excel 2007 XML", "in.xlsx"},
};

const Form& form_of(parser::Media media) {
  for (const Form& form : kForms) {
    if (form.media == media) return form;
  }
  return kForms[0];
}

Status write(const fs::path& file, std::string_view bytes) {
  std::ofstream out{file, std::ios::binary};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) return {};
  return Error{ErrorCode::Storage, "a temporary file could not be written"};
}

// An open file, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(const fs::path& file)
      : number_{open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

Status lay_out(const fs::path& folder, parser::Media from, std::string_view bytes) {
  std::error_code failed;
  fs::create_directories(folder / "profile" / "user", failed);
  if (!failed) fs::create_directory(folder / "out", failed);
  if (failed) return Error{ErrorCode::Storage, "a temporary folder could not be made"};
  if (Status wrote = write(folder / "profile" / "user" / "registrymodifications.xcu", kProfile);
      !wrote) {
    return wrote;
  }
  return write(folder / form_of(from).file, bytes);
}

std::vector<std::string> arguments_for(const fs::path& folder, parser::Media from) {
  const Form& form = form_of(from);
  return {"-env:UserInstallation=file://" + (folder / "profile").string(),
          "--headless",
          "--norestore",
          "--nolockcheck",
          "--nodefault",
          "--nologo",
          "--infilter=" + std::string{form.import},
          "--convert-to",
          form.target,
          "--outdir",
          (folder / "out").string(),
          (folder / form.file).string()};
}

Result<std::string> take_result(const fs::path& folder, parser::Media from, std::size_t most) {
  const Descriptor file{folder / "out" / form_of(from).result};
  struct stat what {};
  if (file.number() < 0 || fstat(file.number(), &what) != 0 || !S_ISREG(what.st_mode)) {
    return Error{ErrorCode::NotFound, "it wrote nothing; the file may be damaged or locked"};
  }
  const auto size = static_cast<std::size_t>(what.st_size);
  if (size > most) return Error{ErrorCode::TooLarge, "what it wrote is too large"};
  std::string bytes(size, '\0');
  for (std::size_t have = 0; have < size;) {
    const ssize_t got = read(file.number(), bytes.data() + have, size - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Error{ErrorCode::Storage, "what it wrote could not be read"};
    have += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace gkwatch::sandbox
