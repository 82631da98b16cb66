#pragma once

#include <string>

#include "alerts/chat_message.h"
#include "alerts/chat_robot.h"

namespace gkwatch::alerts {

// A markdown message takes 4,096 bytes of text.
inline constexpr std::size_t kWeComBytes = 4'000;
std::string wecom_payload(const ChatText& text);

// Kind `wecom`: a group robot of WeCom (企业微信). The key is in the address, nothing is signed.
// `errcode` 0 is "delivered".
class WeCom final : public ChatRobot {
 public:
  using ChatRobot::ChatRobot;

 protected:
  Attempt judge(const net::HttpResponse& answer) const override;
};

}  // namespace gkwatch::alerts
