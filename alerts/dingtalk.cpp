#include "alerts/dingtalk.h"

#include <algorithm>
#include <array>

#include "alerts/post.h"
#include "core/crypto.h"
#include "core/json.h"

namespace gkwatch::alerts {
namespace {

// Robot or group is gone (400013 dissolved, 400102 stopped, 400106 no such robot), or these
// words will never pass (43010x: unsafe content).
constexpr std::array<std::int64_t, 7> kForGood{400'013, 400'102, 400'106, 430'101,
                                               430'102, 430'103, 430'104};
// Too fast: the service shuts a robot out for ten minutes.
constexpr std::array<std::int64_t, 4> kTooFast{130'101, 302'033, 410'100, 90'018};
constexpr std::chrono::minutes kShutOut{10};

template <class Codes>
bool has(const Codes& codes, std::int64_t code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

std::string dingtalk_payload(const ChatText& text) {
  Json markdown;
  markdown.set("title", without_markup(text.headline)).set("text", markdown_of(text, "\n\n"));
  Json payload;
  payload.set("msgtype", "markdown").set("markdown", std::move(markdown));
  return payload.dump();
}

Status DingTalk::sign(net::HttpRequest& request, const std::string& secret, Instant now) const {
  const std::string timestamp = std::to_string(now.time_since_epoch().count());
  const std::string signature = to_base64(hmac_sha256(secret, timestamp + "\n" + secret));
  const std::string& address = request.url.text();
  const char* joint = address.find('?') == std::string::npos ? "?" : "&";
  auto url =
      Url::parse(address + joint + "timestamp=" + timestamp + "&sign=" + percent_encode(signature));
  if (!url) return url.error();
  request.url = *std::move(url);
  return {};
}

Attempt DingTalk::judge(const net::HttpResponse& answer) const {
  if (!is_success(answer)) return failed_with(answer);
  const auto verdict = verdict_of(answer.body, "errcode", "errmsg");
  if (!verdict) return not_understood();
  if (verdict->code == 0) return {};
  if (has(kForGood, verdict->code)) return refused(*verdict);
  if (has(kTooFast, verdict->code)) return postponed(*verdict, kShutOut);
  return postponed(*verdict);
}

}  // namespace gkwatch::alerts
