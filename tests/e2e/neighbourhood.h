#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/json.h"
#include "tests/portal/portal.h"
#include "tests/support/http_listener.h"
#include "tests/support/smtp_server.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::testing {

// What one command line printed and how it ended.
struct Ran {
  int exit = 0;
  std::string out;
  std::string err;
  Json json() const;  // of `out`; null if it is none
};

// One webhook request as it came in.
struct HookCall {
  std::string id;
  std::string timestamp;
  std::string signature;
  std::string body;
};

// A webhook receiver on loopback that remembers every call. 204 unless told otherwise.
class HookReceiver {
 public:
  HookReceiver();
  std::string url() const;
  std::vector<HookCall> calls() const;
  // The alerts of all bodies, in order, without repeats of one webhook-id.
  std::vector<Json> alerts() const;
  void answer_with(int status);

 private:
  mutable std::mutex mutex_;
  std::vector<HookCall> calls_;  // guarded by mutex_
  int status_ = 204;             // guarded by mutex_
  std::unique_ptr<HttpListener> listener_;
};

// The sample portal, two receivers and a folder with a configuration: what gkwatch meets in an
// end-to-end test. Everything is on loopback.
class Neighbourhood {
 public:
  explicit Neighbourhood(const portal::Options& options = {});

  portal::Portal& portal() { return *portal_; }
  HookReceiver& hook() { return hook_; }
  const HookReceiver& hook() const { return hook_; }
  SmtpServer& mailbox() { return mailbox_; }
  const SmtpServer& mailbox() const { return mailbox_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path config() const { return folder_ / "gkwatch.toml"; }

  // Writes gkwatch.toml anew with these lines in [crawl] or behind everything.
  void configure(const std::string& crawl = "", const std::string& more = "");
  void write(const std::string& name, const std::string& text) const;

  // Runs a command in this process, the clock shifted. `--config` is added where it is needed.
  Ran run(std::vector<std::string> arguments, std::chrono::hours shift = {}) const;
  // Two passes thirteen hours apart, the second one now.
  void poll_twice() const;
  // The rows of a question as JSON.
  std::vector<Json> rows(const std::string& question, std::vector<std::string> filters = {}) const;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<portal::Portal> portal_;
  HookReceiver hook_;
  SmtpServer mailbox_;
};

// The members of `rows` whose `member` is this text.
std::vector<Json> where(const std::vector<Json>& rows, const std::string& member,
                        const std::string& text);

}  // namespace gkwatch::testing
