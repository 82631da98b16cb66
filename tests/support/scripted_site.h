#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "net/http.h"

namespace gkwatch::testing {

// Answers each URL from a list of its own; the last answer of a list is given again and again.
// What has no list is 404. Remembers what was asked, and when.
class ScriptedSite final : public net::HttpTransport {
 public:
  struct Sent {
    net::HttpRequest request;
    Tick at;
  };

  explicit ScriptedSite(const Clock& clock) : clock_{clock} {}

  void serve(const std::string& url, net::HttpResponse answer) {
    answers_[url].push_back({std::move(answer), net::Fault::Other});
  }
  void serve_page(const std::string& url, std::string body,
                  std::string type = "text/html; charset=utf-8") {
    net::HttpResponse answer{.status = 200, .body = std::move(body)};
    answer.headers.emplace("content-type", std::move(type));
    answer.headers.emplace("content-length", std::to_string(answer.body.size()));
    serve(url, std::move(answer));
  }
  void fail(const std::string& url, ErrorCode code, net::Fault fault) {
    answers_[url].push_back({Error{code, "as the script says"}, fault});
  }

  // Answers with the beginning of an answer, and then with nothing more.
  void break_off(const std::string& url, net::HttpResponse rest) {
    fail(url, ErrorCode::Unreachable, net::Fault::Truncated);
    answers_[url].back().rest = std::move(rest);
  }

  const std::vector<Sent>& sent() const { return sent_; }
  // The URLs in the order in which they were asked, without those of robots.txt.
  std::vector<std::string> asked() const {
    std::vector<std::string> urls;
    for (const Sent& sent : sent_) {
      if (sent.request.url.path() != "/robots.txt") urls.push_back(sent.request.url.text());
    }
    return urls;
  }

  Result<net::HttpResponse> send(const net::HttpRequest& request, net::Fault& fault,
                                 std::stop_token stop) override {
    if (stop.stop_requested()) {
      fault = net::Fault::Cancelled;
      return Error{ErrorCode::Cancelled, "stopped"};
    }
    sent_.push_back({request, clock_.tick()});
    const auto found = answers_.find(request.url.text());
    if (found == answers_.end()) return net::HttpResponse{.status = 404};
    std::deque<Answer>& answers = found->second;
    const Answer answer = answers.front();
    if (answers.size() > 1) answers.pop_front();
    fault = answer.fault;
    if (answer.rest && request.take_broken) request.take_broken(*answer.rest);
    return answer.response;
  }

 private:
  struct Answer {
    Result<net::HttpResponse> response;
    net::Fault fault;
    std::optional<net::HttpResponse> rest{};
  };

  const Clock& clock_;
  std::map<std::string, std::deque<Answer>> answers_;
  std::vector<Sent> sent_;
};

}  // namespace gkwatch::testing
