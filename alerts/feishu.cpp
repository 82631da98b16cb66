#include "alerts/feishu.h"

#include "alerts/post.h"
#include "core/crypto.h"
#include "core/json.h"

namespace gkwatch::alerts {
namespace {

constexpr std::int64_t kTooFast = 11'232;
constexpr std::int64_t kTooFastOfAll = 99'991'400;
constexpr std::int64_t kNoSuchRobot = 19'001;
constexpr std::int64_t kBadMessage = 9'499;
constexpr std::chrono::minutes kOneWindow{1};

Json words(std::string_view text) {
  Json node;
  node.set("tag", "text").set("text", text);
  return node;
}

void add_link(Json& line, std::string_view text, const std::string& url) {
  if (url.empty()) return;
  Json node;
  node.set("tag", "a").set("text", text).set("href", url);
  line.push(std::move(node)).push(words(" "));
}

Json line_of(std::string_view text) {
  Json line;
  line.push(words(without_markup(text)));
  return line;
}

}  // namespace

// A "post" is made of nodes: what is in a text node cannot become a mention or a link.
std::string feishu_payload(const ChatText& text) {
  Json content{Json::Array{}};
  for (const ChatText::Item& item : text.items) {
    content.push(line_of(item.title));
    Json detail = line_of(item.detail + " ");
    add_link(detail, text.source_words, item.url);
    add_link(detail, text.page_words, item.page);
    content.push(std::move(detail));
  }
  if (!text.rest.empty()) {
    Json rest = line_of(text.rest + " ");
    add_link(rest, text.page_words, text.rest_url);
    content.push(std::move(rest));
  }
  Json post;
  post.set("title", without_markup(text.headline)).set("content", std::move(content));
  Json payload;
  payload.set("msg_type", "post")
      .set("content", Json{}.set("post", Json{}.set("zh_cn", std::move(post))));
  return payload.dump();
}

Status Feishu::sign(net::HttpRequest& request, const std::string& secret, Instant now) const {
  auto message = Json::parse(request.post_body.value_or(""));
  if (!message) return message.error();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
  const std::string timestamp = std::to_string(seconds.count());
  message->set("timestamp", timestamp);
  message->set("sign", to_base64(hmac_sha256(timestamp + "\n" + secret, "")));
  request.post_body = message->dump();
  return {};
}

Attempt Feishu::judge(const net::HttpResponse& answer) const {
  auto verdict = verdict_of(answer.body, "code", "msg");
  if (!verdict) verdict = verdict_of(answer.body, "StatusCode", "StatusMessage");
  if (!verdict) return is_success(answer) ? not_understood() : failed_with(answer);
  if (verdict->code == kNoSuchRobot || verdict->code == kBadMessage) return refused(*verdict);
  if (verdict->code == kTooFast || verdict->code == kTooFastOfAll) {
    return postponed(*verdict, kOneWindow);
  }
  if (verdict->code != 0) return postponed(*verdict);
  return is_success(answer) ? Attempt{} : failed_with(answer);
}

}  // namespace gkwatch::alerts
