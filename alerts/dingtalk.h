#pragma once

#include <string>

#include "alerts/chat_message.h"
#include "alerts/chat_robot.h"

namespace gkwatch::alerts {

// A robot takes 20,000 bytes; some are left for what the service adds.
inline constexpr std::size_t kDingTalkBytes = 18'000;
std::string dingtalk_payload(const ChatText& text);

// Kind `dingtalk`: a group's custom robot. Signed by `timestamp` (milliseconds) and `sign` in
// the address: base64 of HMAC-SHA-256 under the secret over "timestamp\nsecret". `errcode` 0
// is "delivered".
class DingTalk final : public ChatRobot {
 public:
  using ChatRobot::ChatRobot;

 protected:
  Status sign(net::HttpRequest& request, const std::string& secret, Instant now) const override;
  Attempt judge(const net::HttpResponse& answer) const override;
};

}  // namespace gkwatch::alerts
