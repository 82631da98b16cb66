#include "config/sections.h"

#include <algorithm>

#include "config/units.h"
#include "core/text.h"
#include "core/url.h"

namespace gkwatch::config {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Table::Span kPause{milliseconds{0}, hours{24}};
constexpr Table::Span kWait{milliseconds{100}, hours{1}};
constexpr Table::Span kInterval{seconds{1}, hours{24 * 366}};
constexpr Table::Range kBody{1 << 10, 1 << 30};

template <class T, class U>
void keep(T& target, const std::optional<U>& found) {
  if (found) target = static_cast<T>(*found);
}

void keep_text(std::string& target, const std::optional<Placed<std::string>>& found) {
  if (found) target = found->value;
}

bool is_web_address(std::string_view text) { return Url::parse(text).has_value(); }
bool is_web_address_or_empty(std::string_view text) { return text.empty() || is_web_address(text); }

bool is_path_or_empty(std::string_view text) { return text.empty() || text.starts_with('/'); }

bool is_proxy(std::string_view text) {
  if (text.empty()) return true;
  for (const std::string_view scheme : {"http://", "https://", "socks5://", "socks5h://"}) {
    if (text.starts_with(scheme)) {
      return is_web_address("http://" + std::string{text.substr(scheme.size())});
    }
  }
  return false;
}

bool is_header_text(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// A name or an address, perhaps with *, perhaps with a port; never a whole URL.
bool is_host_pattern(std::string_view text) {
  return !text.empty() && text.find_first_of("/@?# \t\r\n") == std::string_view::npos;
}

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<rules::DeadlineOverride> read_deadline(Table& table) {
  rules::DeadlineOverride deadline;
  keep_text(
      deadline.region,
      table.text_like("region", "a division code or its beginning, such as \"4401\"", is_digits));
  const auto is_class = [](std::string_view text) { return agency_class_from(text).has_value(); };
  if (auto kind = table.text_like("class", "one of G D0 D B P Z T S V L", is_class)) {
    deadline.kind = agency_class_from(kind->value);
  }
  if (auto year = table.integer("year", {2008, 2100})) deadline.year = static_cast<int>(*year);
  keep_text(deadline.source, table.text("source"));
  const auto due = table.day("due");
  if (!table.has("due")) table.complain("due is missing in [[deadline]]");
  table.complain_of_unknown_keys();
  if (!due) return std::nullopt;
  deadline.due = *due;
  return deadline;
}

}  // namespace

void read_store(Table& file, const std::filesystem::path& folder, Settings& settings) {
  const auto is_some = [](std::string_view text) { return !text.empty(); };
  std::string database = settings.database.string();
  std::string archive = settings.archive.string();
  if (auto table = file.table("store")) {
    keep_text(database, table->text_like("database", "the name of a file", is_some));
    keep_text(archive, table->text_like("archive", "the name of a folder", is_some));
    table->complain_of_unknown_keys();
  }
  settings.database = (folder / database).lexically_normal();
  settings.archive = (folder / archive).lexically_normal();
}

void read_crawl(Table& file, Settings& settings) {
  auto table = file.table("crawl");
  if (!table) return;
  crawler::CrawlPolicy& crawl = settings.crawl;
  keep_text(crawl.user_agent, table->text_like("user_agent", "a text in one line", is_header_text));
  keep_text(crawl.contact, table->text_like("contact", "a text in one line", is_header_text));
  keep(crawl.per_host_delay, table->duration("per_host_delay", kPause));
  keep(crawl.per_host_connections, table->integer("per_host_connections", {1, 8}));
  keep(crawl.timeout, table->duration("timeout", kWait));
  keep(crawl.max_body_bytes, table->size("max_body", kBody));
  if (auto hosts = table->texts("legacy_tls")) crawl.legacy_tls = hosts->value;
  if (auto hosts = table->texts("allowed_hosts")) {
    const bool is_good = std::all_of(hosts->value.begin(), hosts->value.end(), is_host_pattern);
    if (!is_good)
      table->complain_of("allowed_hosts", "host names such as \"*.gov.cn\", without http://");
    crawl.allowed_hosts = hosts->value;
  }
  keep_text(crawl.proxy,
            table->text_like("proxy", "http://host:port, socks5://host:port or \"\"", is_proxy));
  keep(crawl.robots, table->choice("robots", {"obey", "ignore"}));
  keep(crawl.daily_requests_per_host, table->integer("daily_requests_per_host", {1, 100'000'000}));
  table->complain_of_unknown_keys();
}

void read_schedule(Table& file, Settings& settings) {
  auto table = file.table("schedule");
  if (!table) return;
  keep(settings.schedule.season, table->duration("season", kInterval));
  keep(settings.schedule.off_season, table->duration("off_season", kInterval));
  table->complain_of_unknown_keys();
}

void read_deadlines(Table& file, Settings& settings) {
  for (Table& table : file.tables("deadline")) {
    if (auto deadline = read_deadline(table)) {
      settings.deadlines.overrides.push_back(*std::move(deadline));
    }
  }
}

void read_alerts(Table& file, Settings& settings) {
  auto table = file.table("alerts");
  if (!table) return;
  keep(settings.alerts.min_severity, table->choice("min_severity", {"info", "warning", "error"}));
  keep(settings.alerts.repeat, table->duration("repeat", kInterval));
  const auto is_time = [](std::string_view text) { return parse_time_of_day(text).has_value(); };
  if (auto digest = table->text_like("digest", "a time of day such as \"08:30\"", is_time)) {
    settings.alerts.digest = *parse_time_of_day(digest->value);
  }
  table->complain_of_unknown_keys();
}

void read_service(Table& file, Settings& settings) {
  auto table = file.table("service");
  if (!table) return;
  keep(settings.readers, table->integer("workers", {1, 64}));
  if (const auto office =
          table->text_like("libreoffice", "the path of soffice, or \"\"", is_path_or_empty)) {
    settings.office = office->value;
  }
  keep_text(settings.heartbeat_url,
            table->text_like("heartbeat_url", "an http or https address or \"\"",
                             is_web_address_or_empty));
  table->complain_of_unknown_keys();
}

}  // namespace gkwatch::config
