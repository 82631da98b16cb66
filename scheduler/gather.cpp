#include "scheduler/gather.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "crawler/content_page.h"
#include "crawler/titles.h"
#include "rules/likeness.h"
#include "scheduler/copies.h"
#include "scheduler/ownership.h"

namespace gkwatch::scheduler {
namespace {

constexpr std::size_t kMostAttachments = 20;

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

bool looks_as_before(const Article& now, const Article& before) {
  return now.title == before.title && now.url == before.url &&
         now.published_at == before.published_at && now.attachments == before.attachments;
}

// One copy of a report: the page of an article, or a file that it links.
struct Copy {
  Document document;
  ParsedDocument parsed;
  std::string article_id;
  std::string article_url;
  std::optional<Instant> published_at;
};

// Fetches and reads the copies of one year's report.
class Collector {
 public:
  Collector(crawler::Fetcher& fetcher, const CheckTools& tools, Gathered& gathered,
            std::stop_token stop)
      : fetcher_{fetcher}, tools_{tools}, gathered_{gathered}, stop_{std::move(stop)} {}

  // False if the check must end.
  bool collect(store::KnownArticle& known) {
    auto page = fetcher_.fetch_page(known.article.url, VisitKind::Article, stop_);
    if (!page) return note(std::move(page).error());
    auto content = crawler::read_content_page(*page, known.article);
    if (!content) {
      fetcher_.distrust(content.error());
      return note(std::move(content).error());
    }
    if (!known.article.published_at) known.article.published_at = content->published_at;
    Document body = crawler::document_of(*page, known.article.title);
    ParsedDocument parsed = read(body);
    add(std::move(body), std::move(parsed), known, content->title);
    bool is_whole = true;
    for (const AttachmentLink& link : links_of(known.article, *content)) {
      auto document = fetcher_.fetch_document(link, stop_);
      Status had = document ? take_file(*std::move(document), known, content->title)
                            : Status{std::move(document).error()};
      if (had) continue;
      // A file on a host that nobody allowed is recorded and not asked for again and again.
      is_whole = is_whole && had.error().code == ErrorCode::Refused;
      if (!note(Error{had.error()})) return false;
    }
    if (is_whole) known.fetched_at = tools_.clock.now();
    return true;
  }

  bool has_failed() const { return has_failed_; }
  std::vector<Copy>& copies() { return copies_; }

 private:
  static std::vector<AttachmentLink> links_of(const Article& article,
                                              const crawler::ContentPage& content) {
    std::vector<AttachmentLink> links = article.attachments;
    for (const AttachmentLink& link : content.attachments) {
      const auto is_same = [&](const AttachmentLink& other) { return other.url == link.url; };
      if (std::none_of(links.begin(), links.end(), is_same)) links.push_back(link);
    }
    while (links.size() > kMostAttachments) links.pop_back();
    return links;
  }

  // A page in place of a file that holds no form is a portal's excuse (a login, a block, an
  // error page with status 200), not a report without tables. Word saves real reports as HTML.
  Status take_file(Document document, const store::KnownArticle& known,
                   const std::string& page_title) {
    ParsedDocument parsed = read(document);
    if (parsed.media_type == "text/html" && parsed.form == Form::Unknown) {
      Error why{ErrorCode::Malformed, document.found_at + ": a page in place of the file"};
      fetcher_.distrust(why);
      return why;
    }
    add(std::move(document), std::move(parsed), known, page_title);
    return {};
  }

  void add(Document document, ParsedDocument parsed, const store::KnownArticle& known,
           const std::string& page_title) {
    if (parsed.title.empty()) parsed.title = page_title.empty() ? known.article.title : page_title;
    gathered_.documents.push_back({.hash = document.hash,
                                   .url = document.found_at,
                                   .article_id = known.article.id,
                                   .name = document.name,
                                   .declared_type = document.declared_type,
                                   .fetched_at = document.fetched_at});
    copies_.push_back({std::move(document), std::move(parsed), known.article.id,
                       known.article.url.text(), known.article.published_at});
  }

  // A reader that is cut short costs this document and nothing else.
  ParsedDocument read(const Document& document) {
    auto parsed = tools_.reader.read(document, stop_);
    if (parsed) return *std::move(parsed);
    ParsedDocument unreadable;
    unreadable.error = parsed.error().message;
    unreadable.media_type = document.declared_type;
    has_failed_ = true;
    return unreadable;
  }

  bool note(Error error) {
    has_failed_ = true;
    if (ends_check(error)) {
      gathered_.must_end = std::move(error);
      return false;
    }
    gathered_.failures.push_back(std::move(error));
    return true;
  }

  crawler::Fetcher& fetcher_;
  const CheckTools& tools_;
  Gathered& gathered_;
  std::stop_token stop_;
  std::vector<Copy> copies_;
  bool has_failed_ = false;
};

// The copies of a year whose columns were all had, the chosen one first.
std::vector<GatheredCopy> compared_copies(const std::vector<Copy>& copies, const Copy* chosen) {
  std::vector<GatheredCopy> all;
  if (chosen == nullptr) return all;
  all.push_back({chosen->document.found_at, chosen->parsed});
  for (const Copy& copy : copies) {
    if (&copy != chosen) all.push_back({copy.document.found_at, copy.parsed});
  }
  return all;
}

const Copy* chosen_copy(const std::vector<Copy>& copies) {
  std::vector<ParsedDocument> parsed;
  for (const Copy& copy : copies) parsed.push_back(copy.parsed);
  const auto best = best_copy(parsed);
  return best ? &copies.at(*best) : nullptr;
}

// By which copied text is found: of the sections that are an agency's own words.
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

bool is_page(const Copy& copy) { return copy.document.found_at == copy.article_url; }

// The version that the copies of a year make, if it is news.
std::optional<store::ReportVersion> news_in(Collector& collector, int year, const Memory& memory,
                                            Instant now) {
  const Copy* best = chosen_copy(collector.copies());
  if (best == nullptr) return std::nullopt;
  // While a copy is missing, what the others lack proves nothing.
  const bool says_all = best->parsed.status == ReadStatus::Read;
  if (collector.has_failed() && !says_all) return std::nullopt;
  store::VersionChange change = store::VersionChange::First;
  if (const auto before = memory.reports.find(year); before != memory.reports.end()) {
    if (before->second.report.document == best->document.hash) return std::nullopt;
    change = change_between(before->second.report.parsed, best->parsed);
    // A page is never served twice alike: visit counters, dates, tokens.
    if (change == store::VersionChange::Bytes && is_page(*best)) return std::nullopt;
  }
  return store::ReportVersion{.report = {.agency = {},
                                         .year = year,
                                         .document = best->document.hash,
                                         .parsed = best->parsed},
                              .url = best->article_url,
                              .document_url = best->document.found_at,
                              .article_id = best->article_id,
                              .published_at = best->published_at,
                              .first_seen = now,
                              .change = change,
                              .shingles = shingles_in(best->parsed)};
}

}  // namespace

std::map<std::string, store::KnownArticle> articles_now(const Agency& agency, const Looked& looked,
                                                        const Memory& memory, Instant now) {
  std::map<std::string, store::KnownArticle> articles;
  for (const Listing& listing : looked.listings) {
    for (const Article& article : listing.articles) {
      const auto before = memory.articles.find(article.id);
      store::KnownArticle known{.article = article, .first_seen = now};
      if (before != memory.articles.end()) known = before->second;
      known.article = article;
      known.year = report_year(article, listing, agency);
      known.last_seen = now;
      known.absent = 0;
      articles.insert_or_assign(article.id, std::move(known));
    }
  }
  for (const auto& [id, known] : memory.articles) {
    const bool is_new = articles.emplace(id, known).second;
    if (is_new && looked.is_complete) ++articles.at(id).absent;
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
    Collector collector{fetcher, tools, gathered, stop};
    for (store::KnownArticle* known : rows) {
      if (!collector.collect(*known)) return gathered;
    }
    if (!collector.has_failed()) {
      const auto& copies = collector.copies();
      gathered.copies.emplace(year, compared_copies(copies, chosen_copy(copies)));
    }
    if (auto version = news_in(collector, year, memory, now)) {
      gathered.versions.push_back(*std::move(version));
    }
  }
  return gathered;
}

}  // namespace gkwatch::scheduler
