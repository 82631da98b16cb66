#include "scheduler/vanished.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rules/publication.h"
#include "scheduler/gather.h"

namespace gkwatch::scheduler {
namespace {

constexpr int kNotFound = 404;
constexpr int kGone = 410;

// The reports that were listed until lately.
std::vector<const Article*> lately_listed(const Memory& memory) {
  std::vector<const Article*> reports;
  for (const auto& [id, known] : memory.articles) {
    if (known.year && known.absent < rules::kReadingsToRemove) reports.push_back(&known.article);
  }
  return reports;
}

bool lists_a_report(const Looked& looked, const Agency& agency) {
  return std::any_of(looked.listings.begin(), looked.listings.end(), [&](const Listing& listing) {
    return std::any_of(
        listing.articles.begin(), listing.articles.end(),
        [&](const Article& article) { return report_year(article, listing, agency).has_value(); });
  });
}

std::int64_t rows_before(const Listing& listing, const Memory& memory) {
  const auto known = memory.column_rows.find(listing.column.text());
  return known == memory.column_rows.end() ? 0 : known->second;
}

void distrust(Looked& looked, const Memory& memory, const std::string& why) {
  looked.is_complete = false;
  looked.failures.push_back({ErrorCode::Malformed, why});
  for (Listing& listing : looked.listings) {
    listing.complete = false;
    listing.proof += "; " + why;
    const auto rows = std::ssize(listing.articles);
    const std::int64_t before = rows_before(listing, memory);
    if (rows >= before) continue;
    looked.troubles.push_back({.column = listing.column.text(),
                               .is_shrunk = true,
                               .rows = rows,
                               .before = before,
                               .why = why});
  }
}

// Empty if it is gone; otherwise what speaks against it.
std::string sign_of_life(const Article& report, Looked& looked, crawler::Fetcher& fetcher,
                         std::stop_token stop) {
  auto page = fetcher.fetch_page(report.url, VisitKind::Article, std::move(stop));
  if (page) return report.url.text() + " is still there";
  if (ends_check(page.error())) looked.must_end = page.error();
  const int status = fetcher.last_status();
  const bool is_gone =
      page.error().code == ErrorCode::NotFound && (status == kNotFound || status == kGone);
  return is_gone ? "" : page.error().message;
}

}  // namespace

bool weigh_a_vanished_list(Looked& looked, const Agency& agency, const Memory& memory,
                           crawler::Fetcher& fetcher, std::stop_token stop) {
  if (!looked.is_complete) return false;
  const auto reports = lately_listed(memory);
  if (reports.empty() || lists_a_report(looked, agency)) return false;
  for (const Article* report : reports) {
    const std::string sign = sign_of_life(*report, looked, fetcher, stop);
    if (looked.must_end) return false;
    if (sign.empty()) continue;
    distrust(looked, memory, "the column lists none of the reports that it listed before; " + sign);
    return false;
  }
  return true;
}

void ask_before_removal(Looked& looked, const Memory& memory, crawler::Fetcher& fetcher,
                        std::stop_token stop) {
  if (!looked.is_complete) return;
  for (const auto& [id, known] : memory.articles) {
    const bool is_next = known.year && known.absent + 1 == rules::kReadingsToRemove;
    if (!is_next || is_listed(looked, id)) continue;
    const std::string sign = sign_of_life(known.article, looked, fetcher, stop);
    if (looked.must_end) return;
    if (!sign.empty()) looked.still_there.insert(id);
  }
}

}  // namespace gkwatch::scheduler
