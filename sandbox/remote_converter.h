#pragma once

#include "parser/converter.h"

namespace gkwatch::sandbox {

// The converter as the locked in reader has it: it asks the daemon, which may start programs,
// over standard output, and waits for the answer on standard input.
class RemoteConverter final : public parser::Converter {
 public:
  Result<std::string> convert(parser::Media from, std::string_view bytes,
                              const std::stop_token& stop) override;
};

}  // namespace gkwatch::sandbox
