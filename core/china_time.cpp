#include "core/china_time.h"

#include <array>
#include <cstdio>

namespace gkwatch {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr hours kChinaOffset{8};
constexpr std::array kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Reads a text from left to right; after a first mismatch nothing matches any more.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_{text} {}

  // At least `min` and at most `max` digits.
  int number(std::size_t min, std::size_t max) {
    std::size_t count = 0;
    int value = 0;
    while (count < max && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      value = value * 10 + (rest_[count++] - '0');
    }
    if (count < min) is_good_ = false;
    rest_.remove_prefix(count);
    return value;
  }
  bool skip(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  void expect(std::string_view text) {
    if (!skip(text)) is_good_ = false;
  }
  bool is_at_end() const { return rest_.empty(); }
  bool is_good() const { return is_good_; }

 private:
  std::string_view rest_;
  bool is_good_ = true;
};

Date date_of(int year, int month, int day) {
  return Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
              std::chrono::day{static_cast<unsigned>(day)}};
}

Date read_day(Scanner& scanner) {
  const int year = scanner.number(4, 4);
  const bool is_chinese = scanner.skip("年");
  const std::string_view separator = is_chinese ? "月" : scanner.skip("/") ? "/" : "-";
  if (separator == "-") scanner.expect("-");
  const int month = scanner.number(1, 2);
  scanner.expect(separator);
  const int day = scanner.number(1, 2);
  if (is_chinese) scanner.expect("日");
  return date_of(year, month, day);
}

// The time of day; nothing if it is past 23:59:59.
std::optional<seconds> read_time_of_day(Scanner& scanner) {
  const int hour = scanner.number(1, 2);
  scanner.expect(":");
  const int minute = scanner.number(2, 2);
  int second = 0;
  if (scanner.skip(":")) second = scanner.number(2, 2);
  if (scanner.skip(".")) scanner.number(1, 9);
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return hours{hour} + minutes{minute} + seconds{second};
}

// "Z", "+08:00", "-0500"; China's where nothing stands.
minutes read_zone(Scanner& scanner) {
  if (scanner.is_at_end()) return kChinaOffset;
  if (scanner.skip("Z")) return minutes{0};
  const bool is_west = scanner.skip("-");
  if (!is_west) scanner.expect("+");
  const hours hour{scanner.number(2, 2)};
  scanner.skip(":");
  const minutes offset = hour + minutes{scanner.number(2, 2)};
  return is_west ? -offset : offset;
}

std::string_view without_blanks_around(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

Date china_date(Instant moment) { return Date{floor<days>(moment + kChinaOffset)}; }

Instant start_of(Date day) { return sys_days{day} - kChinaOffset; }

Instant end_of(Date day) { return sys_days{day} + days{1} - kChinaOffset; }

std::string iso_date(Date day) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text.data();
}

std::string iso_time(Instant moment) {
  const auto local = floor<seconds>(moment + kChinaOffset);
  const auto day = floor<days>(local);
  const std::chrono::hh_mm_ss time{local - day};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d+08:00",
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return iso_date(Date{day}) + text.data();
}

std::optional<Date> parse_date(std::string_view text) {
  Scanner scanner{text};
  const int year = scanner.number(4, 4);
  scanner.expect("-");
  const int month = scanner.number(2, 2);
  scanner.expect("-");
  const Date day = date_of(year, month, scanner.number(2, 2));
  if (!scanner.is_good() || !scanner.is_at_end() || !day.ok()) return std::nullopt;
  return day;
}

std::optional<Instant> parse_china_time(std::string_view text) {
  Scanner scanner{without_blanks_around(text)};
  const Date day = read_day(scanner);
  if (!scanner.is_good() || !day.ok()) return std::nullopt;
  if (scanner.is_at_end()) return start_of(day);
  if (!scanner.skip("T")) scanner.expect(" ");
  const auto time = read_time_of_day(scanner);
  const minutes zone = read_zone(scanner);
  if (!time || !scanner.is_good() || !scanner.is_at_end()) return std::nullopt;
  return sys_days{day} + *time - zone;
}

std::string rfc5322_time(Instant moment) {
  const auto second = floor<seconds>(moment);
  const auto midnight = floor<days>(second);
  const Date day{midnight};
  const std::chrono::hh_mm_ss time{second - midnight};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                kWeekdays[std::chrono::weekday{midnight}.c_encoding()],
                static_cast<unsigned>(day.day()), kMonths[static_cast<unsigned>(day.month()) - 1],
                static_cast<int>(day.year()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text.data();
}

}  // namespace gkwatch
