#include "crawler/content_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/html.h"
#include "core/json.h"
#include "core/pattern.h"
#include "core/text.h"
#include "crawler/block_page.h"
#include "crawler/file_links.h"
#include "crawler/gkmlpt.h"
#include "crawler/page_text.h"
#include "crawler/post_stamp.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

constexpr std::string_view kAttachmentClass = "nfw-cms-attachment";
constexpr std::array<Selector, 9> kBodies{{{.klass = "article-content"},
                                           {.id = "zoomcon"},
                                           {.id = "zhengwen"},
                                           {.id = "zoom"},
                                           {.klass = "news_cont_d_wrap"},
                                           {.klass = "tyxxy_main"},
                                           {.klass = "articleBox"},
                                           {.klass = "content_article"},
                                           {.klass = "TRS_Editor"}}};

std::string post_number(const Url& url) {
  static const Pattern post{"post_([0-9]+)\\.html$"};
  const auto match = post.search(url.path());
  return match ? match->group(1) : std::string{};
}

std::string nfcms_number(std::string_view html) {
  static const Pattern number{"NFCMS_POST_ID\\s*=\\s*['\"]?([0-9]+)"};
  const auto match = number.search(html);
  return match ? match->group(1) : std::string{};
}

// The element that holds the article; platforms and cities name it differently.
std::optional<HtmlNode> body_of(HtmlNode root) {
  for (const Selector& selector : kBodies) {
    if (auto node = select_first(root, selector)) return node;
  }
  return std::nullopt;
}

void add_link(std::vector<AttachmentLink>& links, AttachmentLink link) {
  // http and https of one file are one attachment.
  const auto rest = [](const Url& url) { return url.text().substr(url.scheme().size()); };
  const bool is_known = std::any_of(links.begin(), links.end(), [&](const AttachmentLink& other) {
    return rest(other.url) == rest(link.url);
  });
  if (!is_known) links.push_back(std::move(link));
}

std::string name_of_link(HtmlNode anchor) {
  for (const std::string_view attribute : {"alt", "title"}) {
    const auto name = anchor.attribute(attribute);
    if (name && !collapse_spaces(*name).empty()) return collapse_spaces(*name);
  }
  return collapse_spaces(visible_text(anchor));
}

void add_link_of(HtmlNode anchor, const Url& page, std::vector<AttachmentLink>& links) {
  const auto href = anchor.attribute("href");
  const auto url = href ? page.resolve(collapse_spaces(*href)) : Error{ErrorCode::NotFound, ""};
  if (!url) return;
  const std::string name = name_of_link(anchor);
  if (anchor.has_class(kAttachmentClass) || is_document_file(*url, name)) {
    add_link(links, {name, *url});
  }
}

void add_linked_files(HtmlNode from, const Url& page, std::vector<AttachmentLink>& links) {
  for (const HtmlNode& anchor : select(from, {.tag = "a"})) add_link_of(anchor, page, links);
}

// What the platform itself marks as an attachment, wherever it stands.
void add_marked_files(HtmlNode from, const Url& page, std::vector<AttachmentLink>& links) {
  for (const HtmlNode& anchor : select(from, {.tag = "a", .klass = kAttachmentClass})) {
    add_link_of(anchor, page, links);
  }
}

void add_images(HtmlNode from, const Url& page, std::vector<Url>& images) {
  for (const HtmlNode& image : select(from, {.tag = "img"})) {
    const auto source = image.attribute("src");
    if (!source || source->starts_with("data:")) continue;
    const auto url = page.resolve(collapse_spaces(*source));
    if (url && std::find(images.begin(), images.end(), *url) == images.end()) {
      images.push_back(*url);
    }
  }
}

void add_listed_files(const Json& detail, const Url& page, std::vector<AttachmentLink>& links) {
  for (const Json& item : detail["attachment"].items()) {
    const std::string href = collapse_spaces(item["url"].string_or(""));
    const auto url = page.resolve(href);
    if (url && !href.empty()) add_link(links, {plain_title(item["name"].string_or("")), *url});
  }
}

// The article of pages that hand it to the browser as a string.
void add_from_detail(const Json& detail, const Url& page, ContentPage& content) {
  auto body = HtmlDocument::parse(std::string{detail["content"].string_or("")});
  if (!body) return;
  add_linked_files(body->root(), page, content.attachments);
  add_images(body->root(), page, content.images);
}

std::string id_of(const SiteConfig& config, const PageStamps& stamps, std::string_view html,
                  const Url& url) {
  if (const auto number = config.detail["id"].integer()) return std::to_string(*number);
  if (const auto text = config.detail["id"].string_or(""); !text.empty()) return std::string{text};
  if (!stamps.article_id.empty()) return stamps.article_id;
  const std::string number = nfcms_number(html);
  return number.empty() ? post_number(url) : number;
}

std::string title_of(const SiteConfig& config, const PageStamps& stamps, HtmlNode root) {
  std::string title = plain_title(config.detail["title"].string_or(""));
  if (title.empty()) title = stamps.title;
  for (const Selector& selector :
       {Selector{.tag = "h1", .klass = "title"}, Selector{.tag = "h1"}, Selector{.tag = "title"}}) {
    if (!title.empty()) break;
    if (const auto node = select_first(root, selector)) {
      std::string text;
      for (const HtmlNode& child : node->children()) text += child.text();
      if (collapse_spaces(text).empty()) text = visible_text(*node);
      title = plain_title(text);
    }
  }
  return title;
}

// The same post? A page that does not tell its number is taken for the one that was asked, if
// its address does not speak against it. Where the address of a post leads elsewhere (an index, a
// login, an error page), what stands there is the post only if it says so itself.
Status check_identity(const ContentPage& content, const PageSnapshot& page,
                      const Article& expected) {
  const std::string post = post_number(expected.url);
  if (!post.empty() && page.url.path() != expected.url.path() && content.id != post) {
    return Error{ErrorCode::Malformed,
                 expected.url.text() + ": led to " + page.url.text() + ", which is not this post"};
  }
  const bool is_numbered =
      !expected.id.empty() && std::all_of(expected.id.begin(), expected.id.end(),
                                          [](char c) { return c >= '0' && c <= '9'; });
  const std::string asked = expected.is_link || !is_numbered ? post : expected.id;
  if (!asked.empty() && !content.id.empty() && content.id != asked) {
    return Error{ErrorCode::Malformed,
                 page.url.text() + ": post " + content.id + " came instead of post " + asked};
  }
  if (content.title.empty()) {
    return Error{ErrorCode::Malformed, page.url.text() + ": a page without a title"};
  }
  return {};
}

ContentPage read(const std::string& html, const HtmlDocument& document, const Url& url) {
  const HtmlNode root = document.root();
  const SiteConfig config = read_site_config(html).value_or(SiteConfig{});
  const PageStamps stamps = read_stamps(root);
  ContentPage content{.id = id_of(config, stamps, html, url),
                      .title = title_of(config, stamps, root),
                      .publisher = plain_title(config.detail["publisher"].string_or("")),
                      .published_at = stamps.published_at,
                      .has_time = stamps.has_time,
                      .written_on = stamps.written_on};
  if (content.publisher.empty()) content.publisher = stamps.publisher;
  add_listed_files(config.detail, url, content.attachments);
  const auto body = body_of(root);
  if (body) add_images(*body, url, content.images);
  if (body) add_linked_files(*body, url, content.attachments);
  add_from_detail(config.detail, url, content);
  add_marked_files(root, url, content.attachments);
  // Some templates list the files below the article. Where the article has its own, what else
  // the page links to (a reader program, a manual) is not taken for part of it.
  if (content.attachments.empty()) add_linked_files(root, url, content.attachments);
  return content;
}

}  // namespace

Result<ContentPage> read_content_page(const PageSnapshot& page, const Article& expected) {
  if (!looks_like_html(*page.body) && is_document_file(page.url, "")) {
    return ContentPage{.title = expected.title, .is_file = true};
  }
  if (const auto misfit = misfit_of_page(*page.body, page.media_type)) {
    return Error{misfit->code, page.url.text() + ": " + misfit->detail};
  }
  const std::string html = page_text(page);
  // Pages of the platform are whole; what other sites leave out at the end, nobody knows.
  if (contains(html, "_CONFIG") && !is_whole_page(html)) {
    return Error{ErrorCode::Malformed, page.url.text() + ": the page is cut short"};
  }
  auto document = HtmlDocument::parse(html);
  if (!document) return std::move(document).error().within(page.url.text());
  ContentPage content = read(html, *document, page.url);
  // A login, a notice, a home page: whatever stands there with status 200 is no post.
  const bool has_marks =
      contains(html, "_CONFIG") || body_of(document->root()) || content.published_at;
  if (contains(page.url.path(), "/gkmlpt/content/") && !has_marks) {
    return Error{ErrorCode::Malformed, page.url.text() + ": no content page of the platform"};
  }
  if (auto same = check_identity(content, page, expected); !same) return same.error();
  return content;
}

}  // namespace gkwatch::crawler
