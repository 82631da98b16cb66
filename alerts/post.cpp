#include "alerts/post.h"

#include <string>
#include <utility>

#include "alerts/retry.h"
#include "alerts/trouble.h"

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
  const std::string number = std::to_string(answer.status);
  const bool is_final = answer.status == kGone || answer.status == kContentTooLarge;
  const Bilingual hint = hint_on("status", answer.status);
  const auto words = [&](Language language) {
    return say(language, "why.status", {{"n", number}, {"hint", hint.in(language)}});
  };
  Attempt attempt = failed(
      {is_final ? ErrorCode::Refused : ErrorCode::Unreachable, "the receiver answered " + number},
      {words(Language::Chinese), words(Language::English)});
  if (!is_final) attempt.pause = pause_asked_by(answer);
  attempt.is_gone = answer.status == kGone;
  return attempt;
}

}  // namespace gkwatch::alerts
