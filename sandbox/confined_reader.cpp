#include "sandbox/confined_reader.h"

#include <unistd.h>

#include <string>
#include <utility>

#include "core/json.h"
#include "model/report_json.h"
#include "sandbox/child.h"
#include "sandbox/exchange.h"
#include "sandbox/frames.h"

namespace gkwatch::sandbox {
namespace {

ParsedDocument unreadable(std::string reason) {
  ParsedDocument parsed;
  parsed.error = std::move(reason);
  return parsed;
}

// The document has not been sent yet, so whatever goes wrong here is not its fault.
Status await_ready(Exchange& exchange, Child& child, const std::filesystem::path& program,
                   const Limits& limits) {
  const auto said = exchange.receive(kReady.size());
  if (said && *said == kReady) return {};
  if (!said && said.error().code == ErrorCode::Cancelled) return said.error();
  return Error{ErrorCode::Unreachable,
               "the reader " + program.string() + " did not get ready: " + child.end(limits)};
}

Result<std::string> receive_reply(Exchange& exchange, const Limits& limits) {
  const auto prefix = exchange.receive(kLengthBytes);
  if (!prefix) return prefix.error();
  const auto length = length_from(*prefix);
  if (length <= limits.reply_bytes) return exchange.receive(length);
  return Error{ErrorCode::TooLarge, "its reader's answer is too long"};
}

Result<std::string> converse(Exchange& exchange, const Document& document, const Limits& limits) {
  if (Status sent = exchange.send(request_for(document)); !sent) return sent.error();
  return receive_reply(exchange, limits);
}

// Foreign input: the process that wrote it had the document inside.
Result<ParsedDocument> understand(const std::string& reply) {
  const auto json = Json::parse(reply);
  if (!json) return unreadable("its reader's answer is no JSON: " + json.error().message);
  const std::string message{(*json)["message"].string_or("")};
  const std::string_view cut_short = (*json)["cut_short"].string_or("");
  if (cut_short == "too_large") return Error{ErrorCode::TooLarge, message};
  if (cut_short == "timeout") return Error{ErrorCode::Timeout, message};
  auto parsed = parsed_document_from((*json)["document"]);
  if (!parsed) return unreadable("its reader's answer is malformed: " + parsed.error().message);
  return parsed;
}

Result<ParsedDocument> without_reply(const Error& error, Child& child, const Limits& limits) {
  if (error.code == ErrorCode::Cancelled) return error;
  if (error.code == ErrorCode::Malformed) return unreadable(child.end(limits));
  if (error.code == ErrorCode::TooLarge) return unreadable(error.message);
  return unreadable("reading it took more than " + std::to_string(limits.wall_time.count()) + " s");
}

}  // namespace

// One of the places at the desk, held while reading.
class ConfinedReader::Turn {
 public:
  Turn(ConfinedReader& reader, std::stop_token stop) : reader_{reader} {
    std::unique_lock lock{reader_.mutex_};
    has_it_ = reader_.turn_is_over_.wait(
        lock, std::move(stop), [this] { return reader_.busy_ < reader_.limits_.processes; });
    if (has_it_) ++reader_.busy_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (!has_it_) return;
    {
      const std::lock_guard lock{reader_.mutex_};
      --reader_.busy_;
    }
    reader_.turn_is_over_.notify_one();
  }

  bool has_it() const { return has_it_; }

 private:
  ConfinedReader& reader_;
  bool has_it_ = false;
};

ConfinedReader::ConfinedReader(std::filesystem::path program, const Limits& limits, Clock& clock)
    : program_{std::move(program)}, limits_{limits}, clock_{clock} {}

Result<std::unique_ptr<ConfinedReader>> ConfinedReader::open(std::filesystem::path program,
                                                             const Limits& limits, Clock& clock) {
  if (access(program.c_str(), X_OK) != 0) {
    return Error{ErrorCode::NotFound, "the reader of documents is not at " + program.string()};
  }
  std::unique_ptr<ConfinedReader> reader{new ConfinedReader{std::move(program), limits, clock}};
  if (Status tried = reader->try_out(); !tried) return tried.error();
  return reader;
}

Status ConfinedReader::try_out() {
  auto child = Child::start(program_, limits_);
  if (!child) return std::move(child).error();
  Exchange exchange{child->socket(), clock_.tick() + limits_.wall_time, clock_, {}};
  return await_ready(exchange, *child, program_, limits_);
}

Result<ParsedDocument> ConfinedReader::read(const Document& document, std::stop_token stop) {
  const Turn turn{*this, stop};
  if (!turn.has_it()) return Error{ErrorCode::Cancelled, "reading was broken off"};
  auto child = Child::start(program_, limits_);
  if (!child) return std::move(child).error();
  Exchange exchange{child->socket(), clock_.tick() + limits_.wall_time, clock_, std::move(stop)};
  if (Status ready = await_ready(exchange, *child, program_, limits_); !ready) return ready.error();
  const auto reply = converse(exchange, document, limits_);
  return reply ? understand(*reply) : without_reply(reply.error(), *child, limits_);
}

}  // namespace gkwatch::sandbox
