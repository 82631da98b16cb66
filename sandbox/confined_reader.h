#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>

#include "core/clock.h"
#include "parser/converter.h"
#include "parser/document_reader.h"
#include "sandbox/child.h"
#include "sandbox/exchange.h"
#include "sandbox/policy.h"

namespace gkwatch::sandbox {

// Reads each document in a child process of its own, which holds nothing but the bytes: no
// network, no files, no other process, little time and memory. What comes back is treated as
// foreign input too. As no process sees two documents, one that takes over its reader can lie
// about itself alone.
//
// A child that dies, overruns or answers nonsense costs its document: Unreadable, with the reason.
// Errors: Cancelled; TooLarge and Timeout as the reader inside says them; Unreachable if no
// reader can be started or locked in, which says nothing about the document. Thread-safe;
// at most Limits::processes at a time, the others wait.
class ConfinedReader final : public parser::DocumentReader {
 public:
  // Tries the program once. NotFound if it is not there, Unreachable if it cannot be started or
  // locked in; both name it. `clock` and `converter`, of older forms, must outlive the reader;
  // without one, they are not read.
  static Result<std::unique_ptr<ConfinedReader>> open(std::filesystem::path program,
                                                      const Limits& limits, Clock& clock,
                                                      parser::Converter* converter = nullptr);

  Result<ParsedDocument> read(const Document& document, std::stop_token stop) override;

 private:
  class Turn;

  ConfinedReader(std::filesystem::path program, const Limits& limits, Clock& clock,
                 parser::Converter* converter);
  Result<Child> start() const;
  Status try_out();
  Result<std::string> converse(Exchange& exchange, const Document& document,
                               const std::stop_token& stop);
  Status serve_wish(Exchange& exchange, parser::Media from, const std::stop_token& stop);

  const std::filesystem::path program_;
  const Limits limits_;
  Clock& clock_;
  parser::Converter* const converter_;
  std::mutex mutex_;
  std::condition_variable_any turn_is_over_;
  std::size_t busy_ = 0;  // guarded by mutex_
};

}  // namespace gkwatch::sandbox
