#include "sandbox/remote_converter.h"

#include "core/json.h"
#include "sandbox/frames.h"
#include "sandbox/standard_frames.h"

namespace gkwatch::sandbox {

Result<std::string> RemoteConverter::convert(parser::Media from, std::string_view bytes,
                                             const std::stop_token&) {
  Json wish;
  wish.set(std::string{kConvert}, parser::media_type(from));
  const bool is_asked = write_all(frame(wish.dump())) && write_all(frame(bytes));
  const auto failure = is_asked ? read_frame() : std::nullopt;
  auto converted = failure ? read_frame() : std::nullopt;
  if (!converted) return Error{ErrorCode::Unsupported, "the converter is gone"};
  if (!failure->empty()) return Error{ErrorCode::Unsupported, *failure};
  return *std::move(converted);
}

}  // namespace gkwatch::sandbox
