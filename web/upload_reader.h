#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "web/exchange.h"

struct MHD_Connection;
struct MHD_PostProcessor;

namespace gkwatch::web {

// Takes in the body of POST /check: a form with the field `file` (RFC 7578), or the bytes of the
// file itself with `?name=`. Never more than kLargestUpload, which the doorkeeper has seen to.
class UploadReader {
 public:
  // `request` gives the names and, for a bare file, its name and type.
  UploadReader(MHD_Connection* connection, const Request& request);

  void add(std::string_view part);
  // The file. Its bytes are empty if there was none.
  Upload take() { return std::move(upload_); }
  // The form of a page was sent, not a bare file.
  bool is_form() const { return processor_ != nullptr; }

 private:
  struct Destroy {
    void operator()(MHD_PostProcessor* processor) const noexcept;
  };
  Upload upload_;
  std::unique_ptr<MHD_PostProcessor, Destroy> processor_;
};

}  // namespace gkwatch::web
