#pragma once

#include <string>

#include "alerts/chat_message.h"
#include "alerts/chat_robot.h"

namespace gkwatch::alerts {

// A message takes 20 kB.
inline constexpr std::size_t kFeishuBytes = 18'000;
std::string feishu_payload(const ChatText& text);

// Kind `feishu`: a group's custom robot of Feishu (飞书). Signed by `timestamp` (seconds) and
// `sign` in the message: base64 of HMAC-SHA-256 over nothing under "timestamp\nsecret".
// `code` 0 is "delivered"; an older service says `StatusCode` 0.
class Feishu final : public ChatRobot {
 public:
  using ChatRobot::ChatRobot;

 protected:
  Status sign(net::HttpRequest& request, const std::string& secret, Instant now) const override;
  Attempt judge(const net::HttpResponse& answer) const override;
};

}  // namespace gkwatch::alerts
