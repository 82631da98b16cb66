#include "scheduler/gather.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "crawler/titles.h"
#include "scheduler/collector.h"
#include "scheduler/news.h"
#include "scheduler/ownership.h"

namespace gkwatch::scheduler {
namespace {

bool looks_as_before(const Article& now, const Article& before) {
  return now.title == before.title && now.url == before.url &&
         now.published_at == before.published_at && now.attachments == before.attachments;
}

// The copies of a year whose columns were all had, the chosen one first.
std::vector<GatheredCopy> compared_copies(const Copies& copies) {
  std::vector<GatheredCopy> all;
  const Copy* chosen = chosen_copy(copies);
  if (chosen == nullptr) return all;
  all.push_back({chosen->document.found_at, chosen->parsed});
  for (const Copy& copy : copies.all) {
    if (&copy != chosen) all.push_back({copy.document.found_at, copy.parsed});
  }
  return all;
}

// The name under which a version's document was linked: readers look at it.
std::string name_of(const store::ReportVersion& version, const Memory& memory) {
  const auto known = memory.articles.find(version.article_id);
  if (known == memory.articles.end()) return "";
  for (const AttachmentLink& link : known->second.article.attachments) {
    if (link.url.text() == version.document_url) return link.name;
  }
  return version.document_url == version.url ? known->second.article.title : "";
}

// The version as today's parser reads its archived bytes. None: they cannot be read now.
std::optional<store::ReportVersion> as_read_today(const store::ReportVersion& version,
                                                  const Memory& memory, const CheckTools& tools,
                                                  std::stop_token stop) {
  auto bytes = tools.archive.get(version.report.document);
  if (!bytes) return std::nullopt;
  auto parsed = tools.reader.read({.hash = version.report.document,
                                   .found_at = version.document_url,
                                   .declared_type = version.report.parsed.declared_type,
                                   .name = name_of(version, memory),
                                   .fetched_at = version.first_seen,
                                   .body = std::make_shared<const std::string>(*std::move(bytes))},
                                  std::move(stop));
  if (!parsed) return std::nullopt;
  store::ReportVersion today = version;
  if (parsed->title.empty()) parsed->title = version.report.parsed.title;
  today.report.parsed = *std::move(parsed);
  return today;
}

// A reading that is older than this program may differ from today's by the parser alone: before
// the agency is said to have changed something, both are read by the same one.
News news_of_year(const Copies& copies, int year, const Memory& memory, const CheckTools& tools,
                  std::stop_token stop) {
  const Instant now = tools.clock.now();
  const auto known = memory.reports.find(year);
  if (known == memory.reports.end()) return news_in(copies, year, nullptr, now);
  News news = news_in(copies, year, &known->second, now);
  if (!news.version || known->second.is_imported) return news;
  const auto today = as_read_today(known->second, memory, tools, std::move(stop));
  return today ? news_in(copies, year, &*today, now) : news;
}

// What was composed is evidence once a version is read from it.
Status keep_composed(const Copies& copies, const store::ReportVersion& version,
                     const store::Archive& archive, Gathered& gathered) {
  for (const Copy& copy : copies.all) {
    if (!copy.is_composed || copy.document.hash != version.report.document) continue;
    Status kept = archive.keep(*copy.document.body, copy.document.hash);
    if (!kept) return kept;
    gathered.documents.push_back({.hash = copy.document.hash,
                                  .url = copy.document.found_at,
                                  .article_id = copy.article_id,
                                  .name = copy.document.name,
                                  .declared_type = copy.document.declared_type,
                                  .fetched_at = copy.document.fetched_at});
  }
  return {};
}

}  // namespace

// A title without a year belongs to the year before its publication (report-format 5.4).
std::optional<int> report_year(const Article& article, const Listing& listing,
                               const Agency& agency) {
  const bool is_report_column =
      contains(listing.column_name, "年报") || contains(listing.column_name, "年度报告");
  const auto place =
      is_report_column ? crawler::TitlePlace::ReportColumn : crawler::TitlePlace::Anywhere;
  const crawler::TitleReading title = crawler::read_title(article.title, place);
  if (!title.is_report && !title.is_cut) return std::nullopt;
  if (!may_be_of(article.title, agency)) return std::nullopt;
  if (title.year || !article.published_at) return title.year;
  return static_cast<int>(china_date(*article.published_at).year()) - 1;
}

std::map<std::string, store::KnownArticle> articles_now(const Agency& agency, const Looked& looked,
                                                        const Memory& memory, Instant now) {
  std::map<std::string, store::KnownArticle> articles;
  for (const Listing& listing : looked.listings) {
    for (const Article& article : listing.articles) {
      const auto before = memory.articles.find(article.id);
      store::KnownArticle known{.article = article, .first_seen = now};
      if (before != memory.articles.end()) known = before->second;
      known.article = article;
      // A row that is known as a report stays one while it is listed, whatever its title has
      // become.
      if (const auto year = report_year(article, listing, agency)) known.year = year;
      known.last_seen = now;
      known.absent = 0;
      articles.insert_or_assign(article.id, std::move(known));
    }
  }
  for (const auto& [id, known] : memory.articles) {
    const bool is_new = articles.emplace(id, known).second;
    const bool is_absent = looked.is_complete && !looked.still_there.contains(id);
    if (is_new && is_absent) ++articles.at(id).absent;
  }
  return articles;
}

bool is_fetch_due(const store::KnownArticle& article, const Memory& memory,
                  std::chrono::minutes recheck, Instant now) {
  if (article.absent > 0) return false;
  const auto before = memory.articles.find(article.article.id);
  if (before == memory.articles.end() || article.fetched_at == Instant{}) return true;
  if (!looks_as_before(article.article, before->second.article)) return true;
  return now - article.fetched_at >= recheck;
}

Gathered gather(const Agency& agency, const Looked& looked, const Memory& memory,
                crawler::Fetcher& fetcher, const CheckTools& tools, std::stop_token stop) {
  const Instant now = tools.clock.now();
  Gathered gathered;
  gathered.articles = articles_now(agency, looked, memory, now);
  for (const int year : tools.years) {
    std::vector<store::KnownArticle*> rows;
    bool is_due = false;
    for (auto& [id, known] : gathered.articles) {
      if (known.year != year || known.absent > 0) continue;
      rows.push_back(&known);
      is_due = is_due || is_fetch_due(known, memory, tools.schedule.recheck, now);
    }
    if (!is_due) continue;
    Collector collector{fetcher, tools, memory, gathered, stop};
    for (store::KnownArticle* known : rows) {
      if (!collector.collect(*known)) return gathered;
    }
    const Copies& copies = collector.copies();
    if (!copies.has_failed) gathered.copies.emplace(year, compared_copies(copies));
    News news = news_of_year(copies, year, memory, tools, stop);
    if (news.version) {
      if (Status kept = keep_composed(copies, *news.version, tools.archive, gathered); !kept) {
        gathered.must_end = kept.error();
        return gathered;
      }
      gathered.versions.push_back(*std::move(news.version));
    }
    if (news.moved) gathered.moved.push_back(*std::move(news.moved));
  }
  return gathered;
}

}  // namespace gkwatch::scheduler
