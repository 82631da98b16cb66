#pragma once

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "crawler/fetcher.h"
#include "model/agency.h"
#include "rules/custody.h"
#include "scheduler/look.h"
#include "scheduler/memory.h"
#include "scheduler/tools.h"
#include "store/records.h"

namespace gkwatch::scheduler {

// A copy of a report: the page of an article, or a file that it links.
struct GatheredCopy {
  std::string url;
  ParsedDocument parsed;
};

// What was found behind the rows of the columns.
struct Gathered {
  std::map<std::string, store::KnownArticle> articles;  // as they stand now
  std::vector<store::SeenDocument> documents;
  std::vector<store::ReportVersion> versions;  // new ones only
  std::vector<store::MovedReport> moved{};     // known ones, at another address
  std::vector<Error> failures;                 // documents that could not be had; the rest went on
  // Of the years whose copies were all had: each copy, the one that is judged first.
  std::map<int, std::vector<GatheredCopy>> copies{};
  // By number of the article: why its report could not be had or read when it was asked for today.
  std::map<std::string, rules::WhyUnread> unread{};
  std::optional<Error> must_end{};
};

// The report year of a row whose title says that it is a report and names no other agency.
std::optional<int> report_year(const Article& article, const Listing& listing,
                               const Agency& agency);

// The rows as they stand now: those listed, with their report year if their title says that they
// are a report and names no other agency; and those known that a complete reading no longer lists,
// counted as absent.
std::map<std::string, store::KnownArticle> articles_now(const Agency& agency, const Looked& looked,
                                                        const Memory& memory, Instant now);

// Which rows of one year are fetched again: none if each was fetched, looks as before and was
// looked at within `recheck`; otherwise all, because the copies of one report are compared.
bool is_fetch_due(const store::KnownArticle& article, const Memory& memory,
                  std::chrono::minutes recheck, Instant now);

// Fetches the articles and attachments of the watched years where that is due, reads them, and
// tells what is new. One document that fails costs that document.
Gathered gather(const Agency& agency, const Looked& looked, const Memory& memory,
                crawler::Fetcher& fetcher, const CheckTools& tools, std::stop_token stop);

}  // namespace gkwatch::scheduler
