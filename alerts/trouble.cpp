#include "alerts/trouble.h"

#include <utility>

#include "alerts/plain_line.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kDetailLimit = 200;

std::string hint_in(Language language, const std::string& key) {
  return std::string{find_words(language, key).value_or("")};
}

}  // namespace

Bilingual both(std::string_view key, std::initializer_list<Slot> slots) {
  return {say(Language::Chinese, key, slots), say(Language::English, key, slots)};
}

Attempt failed(Error error, std::string_view key, std::optional<std::chrono::seconds> pause) {
  const std::string detail = plain_line(error.message, kDetailLimit);
  return failed(std::move(error), both(key, {{"why", detail}}), pause);
}

Attempt failed(Error error, Bilingual why, std::optional<std::chrono::seconds> pause) {
  return {.status = std::move(error), .why = std::move(why), .pause = pause};
}

Bilingual hint_on(std::string_view kind, std::int64_t code) {
  const std::string key = "why." + std::string{kind} + "." + std::to_string(code);
  return {hint_in(Language::Chinese, key), hint_in(Language::English, key)};
}

Attempt not_answered(Error error) {
  switch (error.code) {
    case ErrorCode::Cancelled:
      return failed(std::move(error), "why.stopped");
    case ErrorCode::Timeout:
      return failed(std::move(error), "why.timeout");
    default:
      return failed(std::move(error), "why.unreachable");
  }
}

}  // namespace gkwatch::alerts
