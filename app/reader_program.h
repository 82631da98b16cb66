#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/world.h"
#include "parser/document_reader.h"

namespace gkwatch::app {

// LibreOffice's soffice, which reads DOC, WPS, RTF and XLS for us; empty: there is none. It is
// `set`, if that is given ("" switches it off), else what $GKWATCH_SOFFICE names, else the first
// soffice or libreoffice in $PATH.
std::filesystem::path office_program(const std::optional<std::filesystem::path>& set,
                                     const World& world);

struct ReaderChoice {
  std::size_t processes = 1;                      // documents read at the same time
  std::optional<std::filesystem::path> office{};  // [service] libreoffice
};

// The reader of documents, confined. The program is the one that $GKWATCH_READER names, else the
// gkwatch-reader beside this program, else the installed one. Fails as
// sandbox::ConfinedReader::open does. `world` must outlive it.
Result<std::unique_ptr<parser::DocumentReader>> open_reader(const ReaderChoice& choice,
                                                            World& world);

}  // namespace gkwatch::app
