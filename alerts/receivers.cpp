#include "alerts/receivers.h"

#include <string_view>
#include <utility>

#include "alerts/dingtalk.h"
#include "alerts/email.h"
#include "alerts/feishu.h"
#include "alerts/slack.h"
#include "alerts/webhook.h"
#include "alerts/wecom.h"

namespace gkwatch::alerts {
namespace {

// What no address or header may hold (RFC 5321, 2.3.8): it would begin a line of its own.
bool has_line_end(std::string_view text) {
  return text.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos;
}

// "a@b" or "Name <a@b>", with angle brackets nowhere else.
bool is_address(std::string_view text) {
  if (has_line_end(text)) return false;
  const auto open = text.find('<');
  if (open == std::string_view::npos) {
    return text.find('>') == std::string_view::npos && text.find('@') != std::string_view::npos;
  }
  const auto inner = text.substr(open + 1);
  return inner.find('>') + 1 == inner.size() && inner.find('<') == std::string_view::npos &&
         inner.find('@') != std::string_view::npos;
}

Error wrong(std::string message) { return {ErrorCode::Malformed, std::move(message)}; }

Status check_mail(const ReceiverSettings& settings) {
  if (!settings.smtp.starts_with("smtp://") && !settings.smtp.starts_with("smtps://")) {
    return wrong("smtp must be smtp://host:port or smtps://host:port");
  }
  if (has_line_end(settings.smtp)) return wrong("smtp holds a line end");
  if (!is_address(settings.from)) return wrong("from is not a mail address");
  if (settings.to.empty()) return wrong("to names nobody");
  for (const std::string& address : settings.to) {
    if (!is_address(address)) return wrong("to holds what is not a mail address");
  }
  return {};
}

Status check_webhook(const ReceiverSettings& settings) {
  for (const std::string& secret : settings.secrets) {
    if (!webhook_key(secret)) return wrong("secret must be whsec_ and base64");
  }
  return {};
}

Status check(const ReceiverSettings& settings) {
  if (settings.kind == ReceiverKind::Email) return check_mail(settings);
  if (const auto url = Url::parse(settings.url); !url) return Error{url.error()}.within("url");
  return settings.kind == ReceiverKind::Webhook ? check_webhook(settings) : Status{};
}

template <class Kind>
std::unique_ptr<Receiver> robot(const ReceiverSettings& settings, const ReceiverTools& tools) {
  std::string secret = settings.secrets.empty() ? "" : settings.secrets.front();
  return std::make_unique<Kind>(settings.name, *Url::parse(settings.url), std::move(secret),
                                tools.http, tools.clock);
}

std::unique_ptr<Receiver> webhook(const ReceiverSettings& settings, const ReceiverTools& tools) {
  std::vector<std::string> keys;
  for (const std::string& secret : settings.secrets) keys.push_back(*webhook_key(secret));
  return std::make_unique<Webhook>(settings.name, *Url::parse(settings.url), std::move(keys),
                                   tools.http, tools.clock);
}

// Requires: check_receiver has found nothing wrong.
std::unique_ptr<Receiver> make(const ReceiverSettings& settings, const ReceiverTools& tools) {
  switch (settings.kind) {
    case ReceiverKind::Email:
      return std::make_unique<Email>(settings, tools.mail);
    case ReceiverKind::DingTalk:
      return robot<DingTalk>(settings, tools);
    case ReceiverKind::WeCom:
      return robot<WeCom>(settings, tools);
    case ReceiverKind::Feishu:
      return robot<Feishu>(settings, tools);
    case ReceiverKind::Slack:
      return robot<Slack>(settings, tools);
    case ReceiverKind::Webhook:
      break;
  }
  return webhook(settings, tools);
}

}  // namespace

Status check_receiver(const ReceiverSettings& settings) {
  Status checked = check(settings);
  if (checked) return checked;
  return Error{checked.error()}.within("receiver '" + settings.name.text + "'");
}

Result<std::vector<std::unique_ptr<Receiver>>> make_receivers(
    std::span<const ReceiverSettings> settings, const ReceiverTools& tools) {
  std::vector<std::unique_ptr<Receiver>> receivers;
  for (const ReceiverSettings& each : settings) {
    if (const Status checked = check_receiver(each); !checked) return checked.error();
    receivers.push_back(make(each, tools));
  }
  return receivers;
}

}  // namespace gkwatch::alerts
