#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/language.h"
#include "model/finding.h"

namespace gkwatch::alerts {

enum class ReceiverKind { Webhook, Email, DingTalk, WeCom, Feishu, Slack };
enum class StartTls { Never, IfOffered, Required };

// Which alerts a receiver wants. Empty matches all.
struct Match {
  std::string region_prefix;  // "4401" matches 440114
  std::string agency_class;
  std::string rule;
  std::string agency;
  std::optional<Severity> severity;  // at least
};

// One [[receiver]] of the configuration, secrets already read from their files.
struct ReceiverSettings {
  ReceiverId name;
  ReceiverKind kind = ReceiverKind::Webhook;
  Match match;
  int rate_per_minute = 0;           // 0: no limit; 20 is the default of the chat kinds
  std::string url;                   // webhook and chat kinds
  std::vector<std::string> secrets;  // webhook: whsec_…, newest first; chat: the signing secret
  std::string smtp;                  // email: smtp://host:port or smtps://
  std::string from;
  std::vector<std::string> to;
  std::string user;
  std::string password;
  StartTls starttls = StartTls::IfOffered;
};

struct AlertPolicy {
  Severity min_severity = Severity::Warning;
  std::chrono::milliseconds repeat{std::chrono::hours{24 * 7}};
  std::chrono::minutes digest{std::chrono::hours{8} + std::chrono::minutes{30}};  // China time
  Language language = Language::Chinese;
  std::string page_base;  // "http://127.0.0.1:8480"; empty: no page
  std::vector<ReceiverSettings> receivers;
};

}  // namespace gkwatch::alerts
