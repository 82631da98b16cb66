#include <algorithm>

#include "config/sections.h"
#include "core/url.h"

namespace gkwatch::config {
namespace {

bool is_web_address_or_empty(std::string_view text) {
  return text.empty() || Url::parse(text).has_value();
}

bool is_listen_address(std::string_view text) {
  if (text.empty()) return true;
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == text.size() || colon == 0) return false;
  const auto port = text.substr(colon + 1);
  if (port.find_first_not_of("0123456789") != std::string_view::npos || port.size() > 5)
    return false;
  const std::string host{text.substr(0, colon)};
  if (port.find_first_not_of('0') == std::string_view::npos)
    return is_web_address_or_empty("http://" + host);
  return is_web_address_or_empty("http://" + std::string{text});
}

bool is_loopback(std::string_view listen) {
  return listen.empty() || listen.starts_with("127.") || listen.starts_with("[::1]:") ||
         listen.starts_with("localhost:");
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_';
  });
}

void read_access(Table& table, const SecretPlaces& places, web::Access& access) {
  if (auto hosts = table.texts("hosts")) access.hosts = std::move(hosts->value);
  const auto is_user = [](std::string_view text) {
    return !text.empty() && text.find(':') == std::string_view::npos;
  };
  if (auto user = table.text_like("user", "a name without a colon", is_user)) {
    access.user = user->value;
  }
  if (auto password = read_secret(table, "password", "web.password", places)) {
    access.password = *std::move(password);
  }
  const bool has_password =
      table.has("password") || table.has("password_file") || !access.password.empty();
  if (access.user.empty() == has_password) {
    table.complain("user and password of [web] belong together; expected both or neither");
  }
  if (auto header = table.text_like("proxy_header", "the name of a header", is_token)) {
    access.proxy_header = header->value;
  }
  if (auto proxies = table.texts("proxies")) access.proxies = std::move(proxies->value);
}

}  // namespace

void read_web(Table& file, const SecretPlaces& places, Settings& settings) {
  std::string public_url;
  if (auto table = file.table("web")) {
    if (auto listen =
            table->text_like("listen", "host:port, or \"\" for no pages", is_listen_address)) {
      settings.listen = listen->value;
    }
    if (auto url = table->text_like("public_url", "an http or https address or \"\"",
                                    is_web_address_or_empty)) {
      public_url = url->value;
    }
    read_access(*table, places, settings.access);
    if (!is_loopback(settings.listen) && !settings.access.is_guarded()) {
      table->complain_of("listen",
                         "a loopback address such as 127.0.0.1:8480; any other one needs user and "
                         "password, or proxy_header and proxies");
    }
    table->complain_of_unknown_keys();
  }
  while (public_url.ends_with('/')) public_url.pop_back();
  if (public_url.empty() && !settings.listen.empty()) public_url = "http://" + settings.listen;
  if (const auto url = Url::parse(public_url)) {
    settings.access.hosts.emplace_back(url->authority());
  }
  settings.alerts.page_base = public_url;
}

}  // namespace gkwatch::config
