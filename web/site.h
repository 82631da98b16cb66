#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

#include "core/clock.h"
#include "core/language.h"
#include "core/result.h"
#include "store/archive.h"
#include "store/queries.h"
#include "view/agency_sheet.h"
#include "view/parsed_file.h"
#include "web/exchange.h"

namespace gkwatch::web {

// What a running daemon knows that does not stand in the database.
struct LiveFigures {
  std::optional<Instant> pass_ended;
  std::chrono::milliseconds pass_took{0};
  int pass_checked = 0;
  int pass_failed = 0;
  std::map<std::string, int> requests_today;  // by host
  int daily_requests_per_host = 0;
};

// What the pages are made from. Everything must outlive the site.
struct Site {
  const store::Queries& queries;
  const store::Archive& archive;
  const Clock& clock;
  Language language = Language::Chinese;
  std::string base{};                            // "https://gk.example.org", for links in feeds
  std::chrono::seconds patience{9 * 24 * 3600};  // without a complete check: not ready
  // Reads and judges one file, and keeps nothing of it. Empty: not offered.
  std::function<Result<view::ParsedFile>(Upload, std::stop_token)> check{};
  std::function<LiveFigures()> live{};  // empty: there is no daemon
  // What the rule book calls a rule. Empty: no sheets are offered.
  std::function<view::RuleWords(const RuleId&)> words_of{};
};

// Answers one request: pages, the API of INTERFACES 6, the archive. Pure but for what it reads.
// 404 for what is not there, 400 with the reason for a wrong parameter, 503 where the database
// cannot be read.
Answer answer(const Request& request, const Site& site);

}  // namespace gkwatch::web
