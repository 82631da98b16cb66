#include "app/usage_words.h"

#include <memory>
#include <string_view>

#include "app/help_pages.h"

namespace gkwatch::app {
namespace {

// The part of `text` before `mark`; all of it if the mark is not there.
std::string before(const std::string& text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}
std::string behind(const std::string& text, std::string_view mark) {
  const auto at = text.find(mark);
  return at == std::string::npos ? text : text.substr(at + mark.size());
}

// "--format: xml not in {text,json,csv}"
std::string wrong_value(const std::string& text, Language language) {
  constexpr std::string_view kNotIn = " not in ";
  const std::string option = before(text, ": ");
  const std::string rest = behind(text, ": ");
  if (rest.find(kNotIn) == std::string::npos) {
    return say(language, "usage.other", {{"what", text}});
  }
  return say(
      language, "usage.not_in",
      {{"what", option}, {"value", before(rest, kNotIn)}, {"allowed", behind(rest, kNotIn)}});
}

// "REPORT is required", "A subcommand is required"
std::string missing(const std::string& text, Language language) {
  if (text.starts_with("A subcommand")) return std::string{say(language, "usage.no_command")};
  return say(language, "usage.required", {{"what", before(text, " is required")}});
}

// "--test: 1 required TEXT missing", "REPORT: At Most 1 required but received 2"
std::string wrong_count(const std::string& text, Language language) {
  constexpr std::string_view most = "At Most ";
  constexpr std::string_view given = " required but received ";
  const std::string what = before(text, ": ");
  const std::size_t limit = text.find(most);
  const std::size_t count = text.find(given);
  if (limit != std::string::npos && count != std::string::npos && limit < count) {
    return say(language, "usage.too_many",
               {{"what", what},
                {"most", text.substr(limit + most.size(), count - limit - most.size())},
                {"given", text.substr(count + given.size())}});
  }
  const bool is_missing = text.ends_with(" missing");
  return say(language, is_missing ? "usage.no_value" : "usage.wrong_count", {{"what", what}});
}

}  // namespace

void set_language(CLI::App& root, Language language) {
  const auto words = [&](std::string_view key) { return std::string{say(language, key)}; };
  const auto formatter = std::make_shared<HelpPages>();
  root.formatter(formatter);
  for (const char* label : {"Usage", "OPTIONS", "SUBCOMMAND", "SUBCOMMANDS", "Positionals",
                            "REQUIRED", "TEXT", "INT", "UINT"}) {
    formatter->label(label, words(std::string{"usage.label."} + label));
  }
  root.option_defaults()->group(words("usage.label.options"));
  root.set_help_flag("-h,--help", words("usage.help"))->group(words("usage.label.options"));
}

std::string usage_words(const CLI::Error& error, Language language) {
  const std::string text = error.what();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return missing(text, language);
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    return wrong_value(text, language);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    return wrong_count(text, language);
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    return say(language, "usage.extra", {{"what", behind(text, "expected: ")}});
  }
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    return say(language, "usage.not_understood", {{"what", behind(text, "convert: ")}});
  }
  return say(language, "usage.other", {{"what", text}});
}

}  // namespace gkwatch::app
