#include "tests/portal/addresses.h"

#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <utility>

namespace gkwatch::portal {
namespace {

constexpr std::int64_t kChinaOffset = 28'800;
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes{{
    {"txt", "text/plain"},
    {"md", "text/plain"},
    {"html", "text/html"},
    {"pdf", "application/pdf"},
    {"doc", "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xls", "application/vnd.ms-excel"},
    {"zip", "application/zip"},
}};

std::string folders(std::int64_t id) {
  return "/" + std::to_string(id / 1'000'000) + "/" + std::to_string(id / 1'000);
}

int number_at(std::string_view text, std::size_t begin, std::size_t size) {
  int value = 0;
  if (begin + size > text.size()) return 0;
  std::from_chars(text.data() + begin, text.data() + begin + size, value);
  return value;
}

std::tm utc(std::int64_t unix_seconds) {
  const std::time_t moment = unix_seconds;
  std::tm parts{};
  ::gmtime_r(&moment, &parts);
  return parts;
}

}  // namespace

std::string content_path(const Site& site, std::int64_t post) {
  return site.prefix + "/gkmlpt/content" + folders(post) + "/post_" + std::to_string(post) +
         ".html";
}

std::string attachment_path(const Site& site, const Attachment& attachment, std::int64_t post) {
  const std::string base = site.attachments_under_prefix ? site.prefix : "";
  return base + "/attachment" + folders(attachment.id) + "/" + std::to_string(attachment.id) + "/" +
         std::to_string(post) + "." + extension_of(attachment.name);
}

std::string nfcms_path(const NfcmsPage& page) {
  return page.column + "content/post_" + std::to_string(page.id) + ".html";
}

std::string absolute(std::string_view host, std::string_view path) {
  if (path.empty() || path.front() != '/') return std::string{path};
  return "http://" + std::string{host} + std::string{path};
}

std::string extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? "" : std::string{name.substr(dot + 1)};
}

std::string mime_of(std::string_view name) {
  const auto extension = extension_of(name);
  for (const auto& [known, mime] : kTypes) {
    if (extension == known) return std::string{mime};
  }
  return "application/octet-stream";
}

std::int64_t unix_of(std::string_view china_time) {
  using namespace std::chrono;
  const year_month_day day{year{number_at(china_time, 0, 4)},
                           month{static_cast<unsigned>(number_at(china_time, 5, 2))},
                           std::chrono::day{static_cast<unsigned>(number_at(china_time, 8, 2))}};
  if (!day.ok()) return 0;
  const auto time = hours{number_at(china_time, 11, 2)} + minutes{number_at(china_time, 14, 2)} +
                    seconds{number_at(china_time, 17, 2)};
  return duration_cast<seconds>(sys_days{day}.time_since_epoch() + time).count() - kChinaOffset;
}

std::string china_time_of(std::int64_t unix_seconds) {
  const auto parts = utc(unix_seconds + kChinaOffset);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts)};
}

std::string http_date_of(std::int64_t unix_seconds) {
  const auto parts = utc(unix_seconds);
  std::array<char, 40> text{};
  return {text.data(),
          std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

std::int64_t modified_at(const Article& article) {
  return unix_of(article.published) + article.versions * std::int64_t{86'400};
}

}  // namespace gkwatch::portal
