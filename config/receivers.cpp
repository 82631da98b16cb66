#include "config/receivers.h"

#include <algorithm>

#include "config/units.h"
#include "core/crypto.h"
#include "core/text.h"
#include "core/url.h"
#include "model/agency.h"

namespace gkwatch::config {
namespace {

using alerts::ReceiverKind;
using alerts::ReceiverSettings;
using alerts::StartTls;

constexpr int kChatRate = 20;

bool is_name(std::string_view text) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !text.empty() && text.front() != '.' && text.size() <= 64 &&
         text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// RFC 5321 asks for far more; this catches what a person leaves out, and line ends.
bool is_mail_address(std::string_view text) {
  return contains(text, "@") && text.find_first_of("\r\n") == std::string_view::npos;
}

bool is_mail_server(std::string_view text) {
  const auto after = text.starts_with("smtps://") ? 8u : text.starts_with("smtp://") ? 7u : 0u;
  if (after == 0) return false;
  // The same grammar as a web address without a path; there is one parser of addresses.
  const auto url = Url::parse("http://" + std::string{text.substr(after)});
  return url.has_value() && url->path_and_query() == "/";
}

bool is_webhook_secret(std::string_view text) {
  constexpr std::string_view scheme = "whsec_";
  if (text.starts_with(scheme)) text.remove_prefix(scheme.size());
  return !text.empty() && from_base64(text).has_value();
}

alerts::Match read_match(Table& receiver) {
  alerts::Match match;
  auto table = receiver.table("match");
  if (!table) return match;
  if (auto region = table->text_like("region", "a division code such as \"440113\"", is_digits)) {
    match.region_prefix = region->value;
  }
  const auto is_class = [](std::string_view text) { return agency_class_from(text).has_value(); };
  if (auto kind = table->text_like("class", "one of G D0 D B P Z T S V L", is_class)) {
    match.agency_class = kind->value;
  }
  if (auto rule = table->text("rule")) match.rule = rule->value;
  if (auto agency = table->text("agency")) match.agency = agency->value;
  if (auto place = table->choice("severity", {"info", "warning", "error"})) {
    match.severity = static_cast<Severity>(*place);
  }
  table->complain_of_unknown_keys();
  return match;
}

void read_rate(Table& table, ReceiverSettings& settings) {
  const bool is_quiet_kind =
      settings.kind == ReceiverKind::Webhook || settings.kind == ReceiverKind::Email;
  settings.rate_per_minute = is_quiet_kind ? 0 : kChatRate;
  const auto is_rate = [](std::string_view text) { return parse_rate(text).has_value(); };
  const auto rate = table.text_like("rate", "so many in a minute, such as \"20/min\"", is_rate);
  if (rate) settings.rate_per_minute = *parse_rate(rate->value);
}

// The address of a chat group is a secret itself, so it may lie in a file as well.
void read_url(Table& table, const SecretPlaces& places, ReceiverSettings& settings) {
  const auto url = read_secret(table, "url", settings.name.text + ".url", places);
  if (url && !Url::parse(*url)) table.complain_of_kind("url", "an http or https address");
  if (url && !table.has("url") && !Url::parse(*url)) {
    table.complain("url is not an http or https address");
  }
  if (!url && !table.has("url") && !table.has("url_file")) table.complain("url is missing");
  settings.url = url.value_or("");
}

void read_signing_secrets(Table& table, const SecretPlaces& places, ReceiverSettings& settings) {
  if (auto secret = read_secret(table, "secret", settings.name.text + ".secret", places)) {
    settings.secrets.push_back(*std::move(secret));
  }
  if (settings.kind != ReceiverKind::Webhook) return;
  if (auto several = table.texts("secrets")) {
    if (table.has("secret") || table.has("secret_file")) {
      table.complain_at(several->line, "secret and secrets both stand here; expected one of them");
    }
    settings.secrets = std::move(several->value);
  }
  const bool is_good =
      std::all_of(settings.secrets.begin(), settings.secrets.end(), is_webhook_secret);
  if (!is_good)
    table.complain("expected a secret of whsec_ and base64, as Standard Webhooks has it");
}

void read_start_tls(Table& table, ReceiverSettings& settings) {
  if (const auto flag = table.flag_if_any("starttls")) {
    settings.starttls = *flag ? StartTls::Required : StartTls::Never;
    return;
  }
  const auto place = table.choice("starttls", {"never", "if_offered", "required"});
  if (place) settings.starttls = static_cast<StartTls>(*place);
}

void read_mail(Table& table, const SecretPlaces& places, ReceiverSettings& settings) {
  const auto smtp =
      table.text_like("smtp", "smtp://host:port or smtps://host:port", is_mail_server);
  const auto from = table.text_like("from", "a mail address", is_mail_address);
  const auto to = table.texts("to");
  for (const char* key : {"smtp", "from", "to"}) {
    if (!table.has(key)) table.complain(std::string{key} + " is missing");
  }
  if (to &&
      (to->value.empty() || !std::all_of(to->value.begin(), to->value.end(), is_mail_address))) {
    table.complain_of("to", "a list of mail addresses");
  }
  if (smtp) settings.smtp = smtp->value;
  if (from) settings.from = from->value;
  if (to) settings.to = to->value;
  if (auto user = table.text("user")) settings.user = user->value;
  const auto password = read_secret(table, "password", settings.name.text + ".password", places);
  settings.password = password.value_or("");
  read_start_tls(table, settings);
}

std::optional<ReceiverSettings> read_receiver(Table& table, const SecretPlaces& places) {
  const auto name = table.text_like("name", "a short name of letters, digits, - _ .", is_name);
  if (!table.has("name")) table.complain("a [[receiver]] has no name");
  const auto kind =
      table.choice("kind", {"webhook", "email", "dingtalk", "wecom", "feishu", "slack"});
  if (!name) return std::nullopt;
  table.rename("[[receiver]] '" + name->value + "'");
  if (!table.has("kind")) table.complain("kind is missing in [[receiver]] '" + name->value + "'");
  if (!kind) return std::nullopt;
  ReceiverSettings settings;
  settings.name.text = name->value;
  settings.kind = static_cast<ReceiverKind>(*kind);
  settings.match = read_match(table);
  read_rate(table, settings);
  if (settings.kind == ReceiverKind::Email) {
    read_mail(table, places, settings);
  } else {
    read_url(table, places, settings);
    read_signing_secrets(table, places, settings);
  }
  table.complain_of_unknown_keys();
  return settings;
}

}  // namespace

std::vector<ReceiverSettings> read_receivers(Table& file, const SecretPlaces& places) {
  std::vector<ReceiverSettings> receivers;
  for (Table& table : file.tables("receiver")) {
    auto settings = read_receiver(table, places);
    if (!settings) continue;
    const auto is_same = [&](const ReceiverSettings& each) { return each.name == settings->name; };
    if (std::any_of(receivers.begin(), receivers.end(), is_same)) {
      table.complain("two receivers have the name '" + settings->name.text + "'");
    }
    receivers.push_back(*std::move(settings));
  }
  return receivers;
}

}  // namespace gkwatch::config
