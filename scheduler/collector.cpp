#include "scheduler/collector.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "core/text.h"

namespace gkwatch::scheduler {
namespace {

constexpr std::size_t kMostAttachments = 20;
constexpr std::size_t kMostPictures = 30;                       // of one page
constexpr std::size_t kMostPictureBytes = std::size_t{32} << 20;  // together

std::vector<AttachmentLink> links_of(const Article& article, const crawler::ContentPage& content) {
  std::vector<AttachmentLink> links = article.attachments;
  for (const AttachmentLink& link : content.attachments) {
    const auto is_same = [&](const AttachmentLink& other) { return other.url == link.url; };
    if (std::none_of(links.begin(), links.end(), is_same)) links.push_back(link);
  }
  while (links.size() > kMostAttachments) links.pop_back();
  return links;
}

bool holds_form(const Copy& copy) { return copy.parsed.form != Form::Unknown; }

bool is_file(const Copy& copy) { return copy.document.found_at != copy.article_url; }

// The page says more of the subject than its title does.
bool has_words_of_its_own(const Copy& copy) {
  std::string text = without_spaces(copy.parsed.text);
  for (const std::string& title : {copy.parsed.title, copy.document.name}) {
    const std::string words = without_spaces(title);
    while (!words.empty() && contains(text, words)) text.erase(text.find(words), words.size());
  }
  return contains(text, "信息公开");
}

bool may_be_report(const Copy& copy) {
  const auto& sections = copy.parsed.sections;
  return is_file(copy) || copy.has_pictures || copy.parsed.media_type != "text/html" ||
         std::any_of(sections.begin(), sections.end(),
                     [](const Section& section) { return section.number > 0; }) ||
         has_words_of_its_own(copy);
}

// Whether one of the copies from `first` on is such a one.
bool has_any(const std::vector<Copy>& copies, std::size_t first, bool (*is_such)(const Copy&)) {
  return std::any_of(copies.begin() + static_cast<std::ptrdiff_t>(first), copies.end(), is_such);
}

}  // namespace

bool Collector::collect(store::KnownArticle& known) {
  const std::size_t first = copies_.all.size();
  const Had had = collect_copies(known);
  if (had == Had::MustEnd) return false;
  if (had == Had::Whole && is_a_report(known, first)) {
    known.fetched_at = tools_.clock.now();
    return true;
  }
  if (had == Had::Whole) {
    const Error why{ErrorCode::Malformed, known.article.url.text() + ": no report in it"};
    if (copies_.all.size() == first + 1) fetcher_.distrust(why);
    copies_.all.resize(first);
    if (!note(why, known.article.url)) return false;
    last_fault_ = FetchFault::BadContract;
  }
  put_off(known);
  if (!has_any(copies_.all, first, holds_form)) {
    gathered_.unread[known.article.id] = {last_fault_, gathered_.failures.back().message};
  }
  return true;
}

// A report that was read before has tables still. Of others a word of the subject is asked for,
// or a file.
bool Collector::is_a_report(const store::KnownArticle& known, std::size_t first) const {
  if (has_any(copies_.all, first, holds_form)) return true;
  const auto version = memory_.reports.find(known.year.value_or(0));
  const bool had_form = version != memory_.reports.end() && !version->second.is_imported &&
                        version->second.article_id == known.article.id &&
                        version->second.report.parsed.form != Form::Unknown;
  return !had_form && has_any(copies_.all, first, may_be_report);
}

// It is due at every check until it is had; the moment of the first failure stays.
void Collector::put_off(store::KnownArticle& known) {
  if (known.fetched_at == Instant{}) return;
  known.fetched_at = std::min(known.fetched_at, tools_.clock.now() - tools_.schedule.recheck);
}

Collector::Had Collector::collect_copies(store::KnownArticle& known) {
  const auto in_part = [&](Error why) {
    return note(std::move(why), known.article.url) ? Had::InPart : Had::MustEnd;
  };
  auto page = fetcher_.fetch_page(known.article.url, VisitKind::Article, stop_);
  if (!page) return in_part(std::move(page).error());
  auto content = crawler::read_content_page(*page, known.article);
  if (!content) {
    fetcher_.distrust(content.error());
    return in_part(std::move(content).error());
  }
  if (!known.article.published_at) known.article.published_at = content->published_at;
  Document body = crawler::document_of(*page, known.article.title);
  ParsedDocument parsed = read(body);
  const std::size_t first = copies_.all.size();
  add(std::move(body), std::move(parsed), known, content->title);
  copies_.all.back().has_pictures = !content->images.empty();
  Had had = collect_files(known, *content);
  if (had != Had::MustEnd && !has_any(copies_.all, first, holds_form)) {
    had = std::max(had, collect_pictures(first, *content));
  }
  return had;
}

Collector::Had Collector::collect_files(const store::KnownArticle& known,
                                        const crawler::ContentPage& content) {
  Had had = Had::Whole;
  for (const AttachmentLink& link : links_of(known.article, content)) {
    auto document = fetcher_.fetch_document(link, stop_);
    const Status taken = document ? take_file(*std::move(document), known, content.title)
                                  : Status{std::move(document).error()};
    if (taken) continue;
    // A file on a host that nobody allowed is recorded and not asked for again and again.
    if (taken.error().code != ErrorCode::Refused) had = Had::InPart;
    if (!note(Error{taken.error()}, link.url)) return Had::MustEnd;
  }
  return had;
}

// As long as a picture may be there and was not had, the page is no report. One that is gone or
// may not be asked for leaves the rest.
Collector::Had Collector::collect_pictures(std::size_t page, const crawler::ContentPage& content) {
  Had had = Had::Whole;
  std::vector<Document> fetched;
  crawler::PagePictures pictures;
  std::size_t bytes = 0;
  for (const Url& address : content.images) {
    if (fetched.size() >= kMostPictures || bytes >= kMostPictureBytes) break;
    auto document = fetcher_.fetch_document({"", address}, stop_);
    if (document) {
      record(*document, copies_.all[page].article_id);
      bytes += document->body->size();
      fetched.push_back(*std::move(document));
      pictures[address.text()] = {fetched.back().declared_type, *fetched.back().body};
      continue;
    }
    const ErrorCode why = document.error().code;
    if (!note(std::move(document).error(), address)) return Had::MustEnd;
    if (why == ErrorCode::Refused || !copies_.failed.contains(address.text())) continue;
    had = Had::InPart;
    copies_.failed.insert(copies_.all[page].document.found_at);
  }
  if (had == Had::Whole && !pictures.empty()) read_with(copies_.all[page], pictures);
  return had;
}

void Collector::read_with(Copy& page, const crawler::PagePictures& pictures) {
  const auto at = Url::parse(page.document.found_at);
  if (!at) return;
  Document whole = page.document;
  whole.body = std::make_shared<const std::string>(
      crawler::with_pictures(*page.document.body, *at, pictures));
  whole.hash = hash_of(*whole.body);
  ParsedDocument parsed = read(whole);
  if (parsed.title.empty()) parsed.title = page.parsed.title;
  page.document = std::move(whole);
  page.parsed = std::move(parsed);
  page.is_composed = true;
}

// A page in place of a file that holds no form is a portal's excuse (a login, a block, an
// error page with status 200), not a report without tables. Word saves real reports as HTML.
Status Collector::take_file(Document document, const store::KnownArticle& known,
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

void Collector::add(Document document, ParsedDocument parsed, const store::KnownArticle& known,
                    const std::string& page_title) {
  if (parsed.title.empty()) parsed.title = page_title.empty() ? known.article.title : page_title;
  record(document, known.article.id);
  copies_.all.push_back({std::move(document), std::move(parsed), known.article.id,
                         known.article.url.text(), known.article.published_at});
}

void Collector::record(const Document& document, const std::string& article_id) {
  gathered_.documents.push_back({.hash = document.hash,
                                 .url = document.found_at,
                                 .article_id = article_id,
                                 .name = document.name,
                                 .declared_type = document.declared_type,
                                 .fetched_at = document.fetched_at});
}

// A reader that is cut short costs this document and nothing else.
ParsedDocument Collector::read(const Document& document) {
  auto parsed = tools_.reader.read(document, stop_);
  if (parsed) return *std::move(parsed);
  ParsedDocument unreadable;
  unreadable.error = parsed.error().message;
  unreadable.media_type = document.declared_type;
  copies_.has_failed = true;
  copies_.failed.insert(document.found_at);
  return unreadable;
}

bool Collector::note(Error error, const Url& address) {
  copies_.has_failed = true;
  const int status = fetcher_.last_status();
  const bool is_gone = error.code == ErrorCode::NotFound && (status == 404 || status == 410);
  if (!is_gone) copies_.failed.insert(address.text());
  if (ends_check(error)) {
    gathered_.must_end = std::move(error);
    return false;
  }
  gathered_.failures.push_back(std::move(error));
  last_fault_ = fetcher_.last_fault();
  return true;
}

}  // namespace gkwatch::scheduler
