#include "alerts/post.h"

#include <string>
#include <utility>

#include "alerts/retry.h"

namespace gkwatch::alerts {
namespace {

constexpr int kGone = 410;
constexpr int kContentTooLarge = 413;

}  // namespace

Result<net::HttpResponse> post(net::HttpTransport& http, const net::HttpRequest& request,
                               std::stop_token stop) {
  net::Fault fault{};
  auto answer = http.send(request, fault, std::move(stop));
  if (answer) return answer;
  const Error& error = answer.error();
  if (error.code == ErrorCode::Cancelled || is_transient(error.code)) return answer;
  return Error{ErrorCode::Unreachable, error.message};
}

bool is_success(const net::HttpResponse& answer) {
  return answer.status >= 200 && answer.status < 300;
}

Attempt failed_with(const net::HttpResponse& answer) {
  std::string what = "the receiver answered " + std::to_string(answer.status);
  if (answer.status == kGone || answer.status == kContentTooLarge) {
    return {.status = Error{ErrorCode::Refused, std::move(what)},
            .is_gone = answer.status == kGone};
  }
  return {.status = Error{ErrorCode::Unreachable, std::move(what)},
          .pause = pause_asked_by(answer)};
}

}  // namespace gkwatch::alerts
