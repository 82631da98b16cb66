#include "sandbox/confined_reader.h"

#include <unistd.h>

#include <optional>
#include <string>
#include <utility>

#include "core/json.h"
#include "model/report_json.h"
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

Result<std::string> receive_frame(Exchange& exchange, std::size_t most, const char* too_long) {
  const auto prefix = exchange.receive(kLengthBytes);
  if (!prefix) return prefix.error();
  const auto length = length_from(*prefix);
  if (length <= most) return exchange.receive(length);
  return Error{ErrorCode::TooLarge, too_long};
}

// What the reader wishes to have converted, if this is no answer yet.
std::optional<parser::Media> wish_in(const std::string& reply) {
  constexpr std::size_t kLongestWish = 200;
  if (reply.size() > kLongestWish) return std::nullopt;
  const auto json = Json::parse(reply);
  if (!json || !(*json)[kConvert].is_string()) return std::nullopt;
  const std::string_view type = (*json)[kConvert].string_or("");
  for (const auto media : {parser::Media::Doc, parser::Media::Rtf, parser::Media::Xls}) {
    if (parser::media_type(media) == type) return media;
  }
  return parser::Media::Other;
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

ConfinedReader::ConfinedReader(std::filesystem::path program, const Limits& limits, Clock& clock,
                               parser::Converter* converter)
    : program_{std::move(program)}, limits_{limits}, clock_{clock}, converter_{converter} {}

Result<std::unique_ptr<ConfinedReader>> ConfinedReader::open(std::filesystem::path program,
                                                             const Limits& limits, Clock& clock,
                                                             parser::Converter* converter) {
  if (access(program.c_str(), X_OK) != 0) {
    return Error{ErrorCode::NotFound, "the reader of documents is not at " + program.string()};
  }
  std::unique_ptr<ConfinedReader> reader{
      new ConfinedReader{std::move(program), limits, clock, converter}};
  if (Status tried = reader->try_out(); !tried) return tried.error();
  return reader;
}

Result<Child> ConfinedReader::start() const {
  return Child::start({program_.string(), std::to_string(limits_.cpu_time.count()),
                       std::to_string(limits_.memory_bytes)});
}

Status ConfinedReader::try_out() {
  auto child = start();
  if (!child) return std::move(child).error();
  Exchange exchange{child->socket(), clock_.tick() + limits_.wall_time, clock_, {}};
  return await_ready(exchange, *child, program_, limits_);
}

Result<ParsedDocument> ConfinedReader::read(const Document& document, std::stop_token stop) {
  const Turn turn{*this, stop};
  if (!turn.has_it()) return Error{ErrorCode::Cancelled, "reading was broken off"};
  auto child = start();
  if (!child) return std::move(child).error();
  Exchange exchange{child->socket(), clock_.tick() + limits_.wall_time, clock_, stop};
  if (Status ready = await_ready(exchange, *child, program_, limits_); !ready) return ready.error();
  const auto reply = converse(exchange, document, stop);
  return reply ? understand(*reply) : without_reply(reply.error(), *child, limits_);
}

Result<std::string> ConfinedReader::converse(Exchange& exchange, const Document& document,
                                             const std::stop_token& stop) {
  if (Status sent = exchange.send(request_for(document)); !sent) return sent.error();
  for (std::size_t wishes = 0;; ++wishes) {
    auto reply = receive_frame(exchange, limits_.reply_bytes, "its reader's answer is too long");
    if (!reply) return reply;
    const auto wish = wish_in(*reply);
    if (!wish) return reply;
    if (wishes >= limits_.conversions) {
      return Error{ErrorCode::TooLarge, "it holds too many files that must be converted"};
    }
    if (Status served = serve_wish(exchange, *wish, stop); !served) return served.error();
  }
}

Status ConfinedReader::serve_wish(Exchange& exchange, parser::Media from,
                                  const std::stop_token& stop) {
  const auto bytes = receive_frame(exchange, limits_.wish_bytes, "a file in it is too large");
  if (!bytes) return bytes.error();
  const Tick before = clock_.tick();
  const auto converted =
      converter_ != nullptr
          ? converter_->convert(from, *bytes, stop)
          : Result<std::string>{Error{ErrorCode::Unsupported, "older forms are not converted"}};
  exchange.extend(clock_.tick() - before);
  if (converted) return exchange.send(frame("") + frame(*converted));
  if (converted.error().code == ErrorCode::Cancelled) return converted.error();
  return exchange.send(frame(converted.error().message) + frame(""));
}

}  // namespace gkwatch::sandbox
