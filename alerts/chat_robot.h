#pragma once

#include <string>

#include "alerts/policy.h"
#include "alerts/receiver.h"
#include "core/clock.h"
#include "core/json.h"
#include "core/url.h"
#include "net/http.h"

namespace gkwatch::alerts {

// What the four chat kinds share: a JSON message posted to the address of a group's robot.
// A kind signs it and judges the answer, by its body and not by its status.
class ChatRobot : public Receiver {
 public:
  // `secret`: empty if the robot asks for no signature. `http` and `clock` must outlive this.
  ChatRobot(ReceiverId name, Url url, std::string secret, net::HttpTransport& http,
            const Clock& clock);

  const ReceiverId& id() const final { return name_; }
  Attempt deliver(const Delivery& delivery, std::stop_token stop) final;

 protected:
  // Puts the moment and the signature of this attempt into address or message. The message is
  // the delivery's payload; the secret is not empty.
  virtual Status sign(net::HttpRequest& request, const std::string& secret, Instant now) const;
  // What an answer with any status means.
  virtual Attempt judge(const net::HttpResponse& answer) const = 0;

 private:
  ReceiverId name_;
  Url url_;
  std::string secret_;
  net::HttpTransport& http_;
  const Clock& clock_;
};

// How a service says that a call went wrong: 0 in `member` of the body, a number.
struct Verdict {
  std::int64_t code = 0;
  std::string message;
};
// Nothing if the body is not JSON or has no such number: then nobody has said that it worked.
std::optional<Verdict> verdict_of(const std::string& body, std::string_view code_member,
                                  std::string_view message_member);

// "the group's robot answered 45009: api freq out of limit", of a code that may pass or not.
Attempt refused(const Verdict& verdict);
Attempt postponed(const Verdict& verdict, std::optional<std::chrono::seconds> pause = {});
Attempt not_understood();

}  // namespace gkwatch::alerts
