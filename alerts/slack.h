#pragma once

#include <string>

#include "alerts/chat_message.h"
#include "alerts/chat_robot.h"

namespace gkwatch::alerts {

// A text takes 40,000 characters.
inline constexpr std::size_t kSlackBytes = 30'000;
std::string slack_payload(const ChatText& text);

// Kind `slack`: an incoming webhook of Slack, and of what speaks like it. The address is the
// secret. The body "ok" is "delivered".
class Slack final : public ChatRobot {
 public:
  using ChatRobot::ChatRobot;

 protected:
  Attempt judge(const net::HttpResponse& answer) const override;
};

}  // namespace gkwatch::alerts
