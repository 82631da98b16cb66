#include "scheduler/news.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "rules/likeness.h"
#include "scheduler/copies.h"

namespace gkwatch::scheduler {
namespace {

using store::ReportVersion;
using store::VersionChange;

ReportVersion version_of(const Copy& copy, int year, Instant now) {
  return {
      .report = {.agency = {}, .year = year, .document = copy.document.hash, .parsed = copy.parsed},
      .url = copy.article_url,
      .document_url = copy.document.found_at,
      .article_id = copy.article_id,
      .published_at = copy.published_at,
      .first_seen = now,
      .change = VersionChange::First,
      .shingles = shingles_in(copy.parsed)};
}

bool is_page(const Copy& copy) { return copy.document.found_at == copy.article_url; }

bool may_still_be_there(const ReportVersion& version, const Copies& copies) {
  return copies.failed.contains(version.document_url) || copies.failed.contains(version.url);
}

bool is_at_its_address(const ReportVersion& version, const Copies& copies) {
  return std::any_of(copies.all.begin(), copies.all.end(), [&](const Copy& copy) {
    return copy.document.found_at == version.document_url && copy.article_url == version.url;
  });
}

bool is_correction(const Copy& copy) {
  constexpr std::array<std::string_view, 5> kWords{"更正", "订正", "修订版", "修正版", "更新版"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return contains(copy.parsed.title, word) || contains(copy.document.name, word);
  });
}

News moved_from(const ReportVersion& before, const Copy& now, const Copies& copies) {
  News news;
  if (copies.has_failed || is_at_its_address(before, copies)) return news;
  news.moved = store::MovedReport{.year = before.report.year,
                                  .document = before.report.document,
                                  .url = now.article_url,
                                  .document_url = now.document.found_at,
                                  .article_id = now.article_id};
  return news;
}

}  // namespace

std::map<int, rules::Shingles> shingles_in(const ParsedDocument& parsed) {
  std::map<int, rules::Shingles> all;
  for (const Section& section : parsed.sections) {
    if (section.number != 1 && section.number != 5) continue;
    rules::Shingles shingles = rules::shingles_of(rules::own_words(section.text));
    if (shingles.size() >= rules::kLeastShingles) {
      all.insert_or_assign(section.number, std::move(shingles));
    }
  }
  return all;
}

const Copy* chosen_copy(const Copies& copies) {
  std::vector<CopyToChoose> all;
  for (const Copy& copy : copies.all)
    all.push_back({copy.parsed, is_correction(copy), copy.published_at});
  const auto best = best_copy(all);
  return best ? &copies.all.at(*best) : nullptr;
}

News news_in(const Copies& copies, int year, const ReportVersion* known, Instant now) {
  const Copy* best = chosen_copy(copies);
  if (best == nullptr) return {};
  // While a copy is missing, what the others lack proves nothing.
  if (copies.has_failed && best->parsed.status != ReadStatus::Read) return {};
  News news;
  if (known == nullptr) {
    news.version = version_of(*best, year, now);
    return news;
  }
  const ReportVersion& before = *known;
  if (may_still_be_there(before, copies)) return {};
  if (before.report.document == best->document.hash) return moved_from(before, *best, copies);
  if (before.is_imported) {
    news.version = version_of(*best, year, now);
    return news;
  }
  const VersionChange change = change_between(before.report.parsed, best->parsed);
  const bool says_the_same =
      change == VersionChange::Bytes && (is_page(*best) || can_be_compared(best->parsed));
  if (says_the_same) return moved_from(before, *best, copies);
  news.version = version_of(*best, year, now);
  news.version->change = change;
  return news;
}

}  // namespace gkwatch::scheduler
