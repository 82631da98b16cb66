#include "alerts/chat_robot.h"

#include <utility>

#include "alerts/plain_line.h"
#include "alerts/post.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kMessageLimit = 200;

Error error_of(ErrorCode code, const Verdict& verdict) {
  return {code, "the robot answered " + std::to_string(verdict.code) + ": " +
                    plain_line(verdict.message, kMessageLimit)};
}

}  // namespace

std::optional<Verdict> verdict_of(const std::string& body, std::string_view code_member,
                                  std::string_view message_member) {
  const auto json = Json::parse(body);
  if (!json) return std::nullopt;
  const auto code = (*json)[code_member].integer();
  if (!code) return std::nullopt;
  return Verdict{*code, std::string{(*json)[message_member].string_or("")}};
}

Attempt refused(const Verdict& verdict) {
  return {.status = error_of(ErrorCode::Refused, verdict)};
}

Attempt postponed(const Verdict& verdict, std::optional<std::chrono::seconds> pause) {
  return {.status = error_of(ErrorCode::Unreachable, verdict), .pause = pause};
}

Attempt not_understood() {
  return {.status = Error{ErrorCode::Unreachable, "the robot's answer says nothing"}};
}

ChatRobot::ChatRobot(ReceiverId name, Url url, std::string secret, net::HttpTransport& http,
                     const Clock& clock)
    : name_{std::move(name)},
      url_{std::move(url)},
      secret_{std::move(secret)},
      http_{http},
      clock_{clock} {}

Status ChatRobot::sign(net::HttpRequest&, const std::string&, Instant) const { return {}; }

Attempt ChatRobot::deliver(const Delivery& delivery, std::stop_token stop) {
  net::HttpRequest request{
      .url = url_,
      .headers = {{"Content-Type", "application/json; charset=utf-8"}, {"User-Agent", "gkwatch"}},
      .post_body = delivery.payload,
      .max_body_bytes = kMaxAnswerBytes,
      .may_call_private = true};
  if (!secret_.empty()) {
    if (Status is_signed = sign(request, secret_, clock_.now()); !is_signed) return {is_signed};
  }
  const auto answer = post(http_, request, std::move(stop));
  if (!answer) return {.status = answer.error()};
  return judge(*answer);
}

}  // namespace gkwatch::alerts
