#include "core/pattern.h"

#include <unicode/regex.h>
#include <unicode/utext.h>

#include <atomic>
#include <cstdlib>
#include <utility>

namespace gkwatch {
namespace {

// In ICU's units of about a millisecond, and the memory for going back, in bytes. Enough for a
// plain expression over a report of a megabyte: a match that is not found is a figure missed.
constexpr std::int32_t kTimeLimit = 2000;
constexpr std::int32_t kStackLimit = 8 << 20;
constexpr std::size_t kMostMatches = 10'000;

// A matcher between two searches: making one costs more than most searches. Whoever finds none
// makes a new one; of two that come back one is kept.
class IdleMatcher {
 public:
  IdleMatcher() = default;
  IdleMatcher(const IdleMatcher&) = delete;
  IdleMatcher& operator=(const IdleMatcher&) = delete;
  ~IdleMatcher() { take(); }

  std::unique_ptr<icu::RegexMatcher> take() {
    return std::unique_ptr<icu::RegexMatcher>{matcher_.exchange(nullptr)};
  }
  void put(std::unique_ptr<icu::RegexMatcher> matcher) {
    const std::unique_ptr<icu::RegexMatcher> surplus{matcher_.exchange(matcher.release())};
  }

 private:
  std::atomic<icu::RegexMatcher*> matcher_{nullptr};  // owned
};

// One search through one text. ICU reads the UTF-8 where it lies and counts in its bytes.
class Searcher {
 public:
  // Both outlive the searcher.
  Searcher(const icu::RegexPattern& pattern, IdleMatcher& idle, std::string_view text)
      : text_{text}, idle_{idle}, matcher_{idle.take()} {
    utext_openUTF8(&input_, text.data(), static_cast<std::int64_t>(text.size()), &code_);
    if (!matcher_) matcher_ = made_of(pattern);
    if (U_FAILURE(code_)) std::abort();  // out of memory
    matcher_->reset(&input_);
  }
  ~Searcher() {
    // After a long text it may hold megabytes.
    if (text_.size() <= kLongestCheap) idle_.put(std::move(matcher_));
    matcher_.reset();
    utext_close(&input_);
  }
  Searcher(const Searcher&) = delete;
  Searcher& operator=(const Searcher&) = delete;

  bool find_from(std::size_t from) {
    return from <= text_.size() && matcher_->find(static_cast<std::int64_t>(from), code_) &&
           U_SUCCESS(code_);
  }
  bool find_next() { return matcher_->find(code_) && U_SUCCESS(code_); }

  Pattern::Match match() {
    Pattern::Match found{begin_of(0), end_of(0), {}};
    for (std::int32_t group = 0; group <= matcher_->groupCount(); ++group) {
      found.groups.push_back(text_of(group));
    }
    return found;
  }

 private:
  static constexpr std::size_t kLongestCheap = std::size_t{64} << 10;

  static std::unique_ptr<icu::RegexMatcher> made_of(const icu::RegexPattern& pattern) {
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::RegexMatcher> matcher{pattern.matcher(code)};
    if (U_FAILURE(code)) std::abort();  // out of memory
    matcher->setTimeLimit(kTimeLimit, code);
    matcher->setStackLimit(kStackLimit, code);
    return matcher;
  }

  std::size_t begin_of(std::int32_t group) {
    return static_cast<std::size_t>(matcher_->start64(group, code_));
  }
  std::size_t end_of(std::int32_t group) {
    return static_cast<std::size_t>(matcher_->end64(group, code_));
  }
  std::optional<std::string> text_of(std::int32_t group) {
    if (matcher_->start64(group, code_) < 0) return std::nullopt;
    return std::string{text_.substr(begin_of(group), end_of(group) - begin_of(group))};
  }

  std::string_view text_;
  IdleMatcher& idle_;
  UErrorCode code_ = U_ZERO_ERROR;
  UText input_ = UTEXT_INITIALIZER;
  std::unique_ptr<icu::RegexMatcher> matcher_;
};

}  // namespace

struct Pattern::Compiled {
  std::unique_ptr<icu::RegexPattern> pattern;
  IdleMatcher idle;  // gone before the pattern that it refers to
};

const std::string& Pattern::Match::group(std::size_t index) const {
  static const std::string none;
  return index < groups.size() && groups[index] ? *groups[index] : none;
}

Pattern::Pattern(std::string_view expression) : compiled_{std::make_unique<Compiled>()} {
  UErrorCode code = U_ZERO_ERROR;
  UParseError where{};
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece{expression.data(), static_cast<std::int32_t>(expression.size())});
  compiled_->pattern.reset(icu::RegexPattern::compile(text, where, code));
  if (U_FAILURE(code)) std::abort();
}

Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

bool Pattern::is_found_in(std::string_view text) const {
  return Searcher{*compiled_->pattern, compiled_->idle, text}.find_from(0);
}

std::optional<Pattern::Match> Pattern::search(std::string_view text, std::size_t from) const {
  Searcher searcher{*compiled_->pattern, compiled_->idle, text};
  if (!searcher.find_from(from)) return std::nullopt;
  return searcher.match();
}

std::vector<Pattern::Match> Pattern::all(std::string_view text) const {
  std::vector<Match> matches;
  Searcher searcher{*compiled_->pattern, compiled_->idle, text};
  while (matches.size() < kMostMatches && searcher.find_next()) {
    matches.push_back(searcher.match());
  }
  return matches;
}

}  // namespace gkwatch
