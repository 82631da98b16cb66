#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/document.h"

namespace gkwatch::sandbox {

// What daemon and reader say to each other. The reader says kReady once it is locked in, is sent
// one request, answers with one frame of JSON, and ends.
//
// A frame is its length, eight bytes, the lowest first, and then as many bytes. A request is four
// frames: declared type, name, address, bytes of the document. Before its answer the reader may
// wish for conversions: a frame of JSON whose kConvert names the media type, and one of bytes. It
// is answered with two frames: why it failed, empty if it did not, and the converted bytes.
inline constexpr std::string_view kReady = "gkread1\n";
inline constexpr std::string_view kConvert = "convert";
inline constexpr std::size_t kLengthBytes = 8;
// The reader's first argument where it is to start LibreOffice (launch.h).
inline constexpr std::string_view kLaunch = "launch";

std::string length_prefix(std::uint64_t length);
// Requires kLengthBytes bytes.
std::uint64_t length_from(std::string_view prefix);

std::string frame(std::string_view bytes);
std::string request_for(const Document& document);

// How the reader ends if it does not answer. Everything else it says in its answer.
enum class ReaderExit : int {
  Answered = 0,
  Asked = 2,        // wrongly: arguments or a request that are none
  NotLockedIn = 3,  // the kernel refused to lock it in
  OutOfMemory = 4,
  Broken = 5,  // a fault of ours or of a library
};

}  // namespace gkwatch::sandbox
