#include "alerts/wecom.h"

#include "alerts/post.h"
#include "core/json.h"

namespace gkwatch::alerts {
namespace {

constexpr std::int64_t kTooFast = 45'009;
constexpr std::int64_t kTooLong = 45'002;
constexpr std::int64_t kNoSuchRobot = 93'000;
constexpr std::chrono::minutes kOneWindow{1};

}  // namespace

std::string wecom_payload(const ChatText& text) {
  Json markdown;
  markdown.set("content", markdown_of(text, "\n"));
  Json payload;
  payload.set("msgtype", "markdown").set("markdown", std::move(markdown));
  return payload.dump();
}

Attempt WeCom::judge(const net::HttpResponse& answer) const {
  if (!is_success(answer)) return failed_with(answer);
  const auto verdict = verdict_of(answer.body, "errcode", "errmsg");
  if (!verdict) return not_understood();
  if (verdict->code == 0) return {};
  if (verdict->code == kNoSuchRobot || verdict->code == kTooLong) return refused(*verdict);
  if (verdict->code == kTooFast) return postponed(*verdict, kOneWindow);
  return postponed(*verdict);
}

}  // namespace gkwatch::alerts
