#include "tests/support/group_robot.h"

#include <charconv>
#include <cstdlib>

#include "core/crypto.h"
#include "core/text.h"
#include "core/url.h"

namespace gkwatch::testing {
namespace {

constexpr std::size_t kDingTalkBytes = 20'000;
constexpr std::size_t kWeComBytes = 4'096;
constexpr std::size_t kFeishuBytes = 20 * 1'024;
constexpr std::size_t kSlackCharacters = 40'000;
constexpr std::chrono::hours kTolerance{1};

std::string query_value(const std::string& query, const std::string& name) {
  const std::string all = "&" + query;
  const auto begin = all.find("&" + name + "=");
  if (begin == std::string::npos) return "";
  const auto from = begin + name.size() + 2;
  const std::string raw = all.substr(from, all.find('&', from) - from);
  std::string value;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    unsigned code = 0;
    if (raw[i] == '%' && i + 2 < raw.size() &&
        std::from_chars(raw.data() + i + 1, raw.data() + i + 3, code, 16).ec == std::errc{}) {
      value += static_cast<char>(code);
      i += 2;
    } else {
      value += raw[i];
    }
  }
  return value;
}

bool is_fresh(const std::string& stamp, std::chrono::milliseconds unit, Instant now) {
  std::int64_t count = 0;
  const auto read = std::from_chars(stamp.data(), stamp.data() + stamp.size(), count);
  if (read.ec != std::errc{} || read.ptr != stamp.data() + stamp.size()) return false;
  const Instant at{count * unit};
  return at > now - kTolerance && at < now + kTolerance;
}

bool is_text(const Json& value) { return !value.string_or("").empty(); }

std::string fault_of_dingtalk(const Json& body) {
  if (body["msgtype"].string_or("") != "markdown") return "msgtype is not markdown";
  if (!is_text(body["markdown"]["title"])) return "markdown.title is missing";
  return is_text(body["markdown"]["text"]) ? "" : "markdown.text is missing";
}

std::string fault_of_wecom(const Json& body) {
  if (body["msgtype"].string_or("") != "markdown") return "msgtype is not markdown";
  const auto content = body["markdown"]["content"].string_or("");
  if (content.empty()) return "markdown.content is missing";
  return content.size() <= kWeComBytes ? "" : "markdown.content is too long";
}

std::string fault_of_node(const Json& node) {
  const auto tag = node["tag"].string_or("");
  if (tag == "text") return node["text"].is_string() ? "" : "a text node without text";
  if (tag != "a") return "a node that is neither text nor a";
  return is_text(node["text"]) && is_text(node["href"]) ? "" : "a link without text or href";
}

std::string fault_of_feishu(const Json& body) {
  if (body["msg_type"].string_or("") != "post") return "msg_type is not post";
  const Json& post = body["content"]["post"]["zh_cn"];
  if (!is_text(post["title"])) return "the post has no title";
  if (post["content"].items().empty()) return "the post has no content";
  for (const Json& line : post["content"].items()) {
    if (!line.is_array()) return "a line of the post is no list";
    for (const Json& node : line.items()) {
      if (std::string fault = fault_of_node(node); !fault.empty()) return fault;
    }
  }
  return "";
}

std::string fault_of_slack(const Json& body) {
  const auto text = body["text"].string_or("");
  if (text.empty()) return "no_text";
  return length(text) <= kSlackCharacters ? "" : "msg_too_long";
}

bool is_about_signature(const std::string& fault) {
  return contains(fault, "sign ") || contains(fault, "timestamp");
}

// What the service says to a call that it takes, and to another.
std::string yes_of(Service service) {
  switch (service) {
    case Service::Feishu:
      return R"({"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"})";
    case Service::Slack:
      return "ok";
    default:
      return R"({"errcode":0,"errmsg":"ok"})";
  }
}

std::string no_of(Service service, const std::string& fault) {
  switch (service) {
    case Service::DingTalk:
      return R"({"errcode":310000,"errmsg":")" + fault + "\"}";
    case Service::WeCom:
      return R"({"errcode":40058,"errmsg":")" + fault + "\"}";
    case Service::Feishu:
      return (is_about_signature(fault) ? R"({"code":19021,"msg":")" : R"({"code":9499,"msg":")") +
             fault + R"(","data":{}})";
    case Service::Slack:
      break;
  }
  return fault;
}

std::string http(int status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) + " Answer\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

GroupRobot::GroupRobot(Service service, std::string secret, const Clock& clock)
    : service_{service}, secret_{std::move(secret)}, clock_{clock} {
  auto started = HttpListener::start(
      0, [this](const auto& request, auto& connection) { answer(request, connection); });
  if (!started) std::abort();
  listener_ = *std::move(started);
}

std::string GroupRobot::url() const {
  const std::string base = "http://127.0.0.1:" + std::to_string(listener_->port());
  switch (service_) {
    case Service::DingTalk:
      return base + "/robot/send?access_token=t0k";
    case Service::WeCom:
      return base + "/cgi-bin/webhook/send?key=k-e-y";
    case Service::Feishu:
      return base + "/open-apis/bot/v2/hook/h00k";
    case Service::Slack:
      break;
  }
  return base + "/services/T0/B0/X0";
}

void GroupRobot::will(RobotTrouble trouble) {
  const std::lock_guard lock{mutex_};
  troubles_.push_back(std::move(trouble));
}

std::vector<std::string> GroupRobot::taken() const {
  const std::lock_guard lock{mutex_};
  return taken_;
}

std::vector<std::string> GroupRobot::troubled() const {
  const std::lock_guard lock{mutex_};
  return troubled_;
}

std::vector<std::string> GroupRobot::complaints() const {
  const std::lock_guard lock{mutex_};
  return complaints_;
}

std::string GroupRobot::fault_of_signature(const ReceivedRequest& request, const Json& body) const {
  using namespace std::chrono_literals;
  if (secret_.empty()) return "";
  if (service_ == Service::DingTalk) {
    const std::string stamp = query_value(request.query, "timestamp");
    const std::string expected = to_base64(hmac_sha256(secret_, stamp + "\n" + secret_));
    if (!is_fresh(stamp, 1ms, clock_.now())) return "invalid timestamp";
    return query_value(request.query, "sign") == expected ? "" : "sign not match";
  }
  const std::string stamp{body["timestamp"].string_or("")};
  if (!is_fresh(stamp, 1s, clock_.now())) return "timestamp is not within one hour";
  const std::string expected = to_base64(hmac_sha256(stamp + "\n" + secret_, ""));
  return body["sign"].string_or("") == expected ? "" : "sign match fail";
}

std::string GroupRobot::fault_of(const ReceivedRequest& request) const {
  if (request.method != "POST") return "not a POST";
  if (!url().ends_with(request.target.substr(0, request.target.find("&timestamp=")))) {
    return "another address";
  }
  if (!request.header("content-type").starts_with("application/json")) return "not JSON";
  const auto body = Json::parse(request.body);
  if (!body) return "not JSON";
  switch (service_) {
    case Service::DingTalk:
      if (request.body.size() > kDingTalkBytes) return "too long";
      if (std::string fault = fault_of_dingtalk(*body); !fault.empty()) return fault;
      return fault_of_signature(request, *body);
    case Service::WeCom:
      return fault_of_wecom(*body);
    case Service::Feishu:
      if (request.body.size() > kFeishuBytes) return "too long";
      if (std::string fault = fault_of_feishu(*body); !fault.empty()) return fault;
      return fault_of_signature(request, *body);
    case Service::Slack:
      break;
  }
  return fault_of_slack(*body);
}

void GroupRobot::answer(const ReceivedRequest& request, HttpConnection& connection) {
  std::optional<RobotTrouble> trouble;
  std::string fault;
  {
    const std::lock_guard lock{mutex_};
    if (!troubles_.empty()) {
      trouble = std::move(troubles_.front());
      troubles_.pop_front();
      troubled_.push_back(request.body);
    } else if (fault = fault_of(request); !fault.empty()) {
      complaints_.push_back(fault);
    } else {
      taken_.push_back(request.body);
    }
  }
  if (!trouble) {
    const int status = service_ == Service::Slack && !fault.empty() ? 400 : 200;
    connection.send(http(status, "", fault.empty() ? yes_of(service_) : no_of(service_, fault)));
  } else if (trouble->hangs_up) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"errcode\":0");
    connection.close_after();
  } else {
    connection.send(http(trouble->status, trouble->headers, trouble->body));
  }
}

}  // namespace gkwatch::testing
