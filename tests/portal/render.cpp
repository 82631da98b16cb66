#include "tests/portal/render.h"

#include <algorithm>

#include "tests/portal/addresses.h"
#include "tests/portal/listing.h"
#include "tests/portal/pages.h"

namespace gkwatch::portal {
namespace {

Reply not_found() { return {.status = 404, .body = not_found_page()}; }

std::int64_t newest_change(const Site& site) {
  std::int64_t newest = 0;
  for (const auto& article : site.articles) {
    if (article.listed) newest = std::max(newest, modified_at(article));
  }
  return newest;
}

Reply list(const Resource& resource, const Surroundings& around, const Fault* fault) {
  auto page = list_page(*resource.site, resource.cid, resource.page);
  if (!page) return not_found();
  if (fault != nullptr) bend(*fault, *resource.site, resource, *page);
  return {.type = "application/json",
          .body = list_json(*resource.site, *page, around.host),
          .modified = newest_change(*resource.site)};
}

Reply index(const Resource& resource, const Surroundings& around) {
  return {.body = index_page(*resource.site, around.host),
          .headers = {{"Set-Cookie", "front_uc_session=sample; path=/; httponly"}}};
}

Reply content(const Resource& resource, const Surroundings& around) {
  return {.body = content_page(*resource.site, *resource.article, around.host),
          .modified = modified_at(*resource.article)};
}

// An article of the same id is this page's row; with it the page changes.
Reply nfcms(const Resource& resource, const Surroundings& around) {
  const auto& page = *resource.pages.front();
  const auto* row = resource.site->find_article(std::to_string(page.id));
  return {.body = nfcms_page(page, around.host),
          .modified = row == nullptr ? unix_of(page.published) : modified_at(*row)};
}

Reply plain(const Resource& resource, const Surroundings& around) {
  constexpr std::string_view kHost = "{{host}}";
  Reply reply{.type = resource.plain->type, .body = resource.plain->body};
  for (auto at = reply.body.find(kHost); at != std::string::npos; at = reply.body.find(kHost)) {
    reply.body.replace(at, kHost.size(), "http://" + std::string{around.host});
  }
  return reply;
}

Reply attachment(const Resource& resource) {
  const auto type = mime_of(resource.attachment->name);
  return {.type = type == "text/plain" ? type + "; charset=utf-8" : type,
          .body = resource.attachment->bytes,
          .modified = modified_at(*resource.article)};
}

}  // namespace

Reply render(const Resource& resource, const Surroundings& around, const Fault* fault) {
  switch (resource.kind) {
    case ResourceKind::List:
      return list(resource, around, fault);
    case ResourceKind::Index:
      return index(resource, around);
    case ResourceKind::Content:
      return content(resource, around);
    case ResourceKind::Nfcms:
      return nfcms(resource, around);
    case ResourceKind::NfcmsIndex:
      return {.body = nfcms_index(resource.pages, around.host)};
    case ResourceKind::Attachment:
      return attachment(resource);
    case ResourceKind::Plain:
      return plain(resource, around);
    case ResourceKind::Home:
      return {.body = home_page(around.sites)};
    case ResourceKind::Robots:
      return {.type = "text/plain", .body = around.robots, .modified = unix_of("2020-01-02")};
    case ResourceKind::Nothing:
      break;
  }
  return not_found();
}

}  // namespace gkwatch::portal
