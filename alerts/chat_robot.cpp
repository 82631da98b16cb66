#include "alerts/chat_robot.h"

#include <utility>

#include "alerts/plain_line.h"
#include "alerts/post.h"
#include "alerts/trouble.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kMessageLimit = 200;

Attempt attempt_of(ErrorCode code, const Verdict& verdict) {
  const std::string number = std::to_string(verdict.code);
  const std::string message = plain_line(verdict.message, kMessageLimit);
  const Bilingual hint = hint_on("code", verdict.code);
  const auto words = [&](Language language) {
    return say(language, "why.robot",
               {{"n", number}, {"message", message}, {"hint", hint.in(language)}});
  };
  return failed({code, "the robot answered " + number + ": " + message},
                {words(Language::Chinese), words(Language::English)});
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

Attempt refused(const Verdict& verdict) { return attempt_of(ErrorCode::Refused, verdict); }

Attempt postponed(const Verdict& verdict, std::optional<std::chrono::seconds> pause) {
  Attempt attempt = attempt_of(ErrorCode::Unreachable, verdict);
  attempt.pause = pause;
  return attempt;
}

Attempt not_understood() {
  return failed({ErrorCode::Unreachable, "the robot's answer says nothing"}, "why.no_verdict");
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
    if (Status is_signed = sign(request, secret_, clock_.now()); !is_signed) {
      return not_answered(is_signed.error());
    }
  }
  const auto answer = post(http_, request, std::move(stop));
  if (!answer) return not_answered(answer.error());
  return judge(*answer);
}

}  // namespace gkwatch::alerts
