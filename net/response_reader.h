#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "net/http.h"

namespace gkwatch::net {

// Puts a response together from the lines and pieces that arrive. Each function answers
// whether to go on: false means that a limit was passed.
class ResponseReader {
 public:
  static constexpr std::size_t kMaxHeaderBytes = 256u << 10;

  explicit ResponseReader(std::size_t max_body_bytes) : max_body_bytes_{max_body_bytes} {}

  // One header line with its end; a status line begins anew (after 100 or 103, that is).
  // Trailers are left out.
  bool take_header_line(std::string_view line);
  // A piece of the decoded body.
  bool take_body(std::string_view bytes);

  bool has_begun() const { return has_begun_; }  // a status line was seen
  bool is_header_done() const { return is_header_done_; }
  bool is_too_large() const { return is_too_large_; }
  HttpResponse finish(int status) &&;

 private:
  void take_field(std::string_view line);

  std::size_t max_body_bytes_;
  HttpResponse response_;
  std::multimap<std::string, std::string>::iterator last_field_ = response_.headers.end();
  bool has_begun_ = false;
  bool is_header_done_ = false;
  bool is_too_large_ = false;
};

}  // namespace gkwatch::net
