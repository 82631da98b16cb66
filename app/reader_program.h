#pragma once

#include <memory>

#include "app/world.h"
#include "parser/document_reader.h"

namespace gkwatch::app {

// The reader of documents, confined, with at most `processes` at a time. The program is the one
// that $GKWATCH_READER names, else the gkwatch-reader beside this program, else the installed
// one. Fails as sandbox::ConfinedReader::open does. `world` must outlive it.
Result<std::unique_ptr<parser::DocumentReader>> open_reader(std::size_t processes, World& world);

}  // namespace gkwatch::app
