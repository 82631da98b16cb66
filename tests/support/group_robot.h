#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/json.h"
#include "tests/support/http_listener.h"

namespace gkwatch::testing {

enum class Service { DingTalk, WeCom, Feishu, Slack };

// What a robot does with one call instead of judging it.
struct RobotTrouble {
  int status = 200;
  std::string body{};
  std::string headers{};  // "Retry-After: 60\r\n"
  bool hangs_up = false;  // in the middle of its answer
};

// The robot of a chat group as the service's public documentation describes it, on loopback: takes
// what has the documented address, members, types, signature and length, and answers everything
// else with the service's own error under HTTP 200 (Slack: under its own status).
//   DingTalk  open.dingtalk.com, 自定义机器人接入 and 安全设置: access_token, timestamp (ms, within
//   an hour) and
//             sign in the query; msgtype markdown {title, text}; 20 000 bytes
//   WeCom     developer.work.weixin.qq.com, 群机器人配置说明: key; markdown.content of 4096 bytes
//   of UTF-8 Feishu    open.feishu.cn, 自定义机器人使用指南: timestamp (s, within an hour) and sign
//   in the body; msg_type post,
//             content.post.zh_cn {title, content: lines of nodes}; 20 KB
//   Slack     api.slack.com, Incoming Webhooks: {text} of 40 000 characters; answers "ok"
class GroupRobot {
 public:
  // `secret`: of DingTalk and Feishu; empty: not asked for. The clock must outlive this.
  GroupRobot(Service service, std::string secret, const Clock& clock);

  std::string url() const;
  // The next call meets this; then the one after it.
  void will(RobotTrouble trouble);
  // The bodies that were taken, in order, and those that met trouble.
  std::vector<std::string> taken() const;
  std::vector<std::string> troubled() const;
  // Why the others were not taken; empty if all was as documented.
  std::vector<std::string> complaints() const;

 private:
  void answer(const ReceivedRequest& request, HttpConnection& connection);
  // Empty: as documented.
  std::string fault_of(const ReceivedRequest& request) const;
  std::string fault_of_signature(const ReceivedRequest& request, const Json& body) const;

  const Service service_;
  const std::string secret_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::deque<RobotTrouble> troubles_;  // guarded by mutex_, as all below
  std::vector<std::string> taken_, troubled_, complaints_;
  std::unique_ptr<HttpListener> listener_;  // last member: ends its threads first
};

}  // namespace gkwatch::testing
