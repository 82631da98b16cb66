#include "tests/portal/resource.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "tests/portal/addresses.h"

namespace gkwatch::portal {
namespace {

constexpr std::string_view kList = "api/all/";
constexpr std::array<std::string_view, 6> kShells{"index",  "annualreport",  "policy",
                                                  "mindex", "mannualreport", "mpolicy"};

std::int64_t number_in(std::string_view text) {
  std::int64_t value = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ptr == text.data() + text.size() ? value : -1;
}

bool is_index(std::string_view rest) {
  if (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
  return rest.empty() || std::find(kShells.begin(), kShells.end(), rest) != kShells.end();
}

// Mobile pages show the same under mpost_.
std::string desktop(std::string_view path) {
  std::string out{path};
  if (const auto at = out.find("/mpost_"); at != std::string::npos) out.erase(at + 1, 1);
  return out;
}

Resource list_at(const Site& site, std::string_view cid, std::string_view query) {
  const auto page = number_in(query_parameter(query, "page"));
  const auto column = number_in(cid);
  if (column < 0) return {.site = &site};
  return {.kind = ResourceKind::List,
          .site = &site,
          .cid = column,
          .page = static_cast<int>(std::clamp<std::int64_t>(page, 0, 1'000'000))};
}

Resource content_at(const Site& site, std::string_view path) {
  const auto wanted = desktop(path);
  for (const auto& article : site.articles) {
    if (article.listed && article.type == ArticleType::Normal &&
        content_path(site, article.id) == wanted) {
      return {.kind = ResourceKind::Content, .site = &site, .article = &article};
    }
  }
  return {.site = &site};
}

Resource gkmlpt_at(const Site& site, std::string_view path, std::string_view query) {
  const auto rest = path.substr(site.prefix.size() + std::string_view{"/gkmlpt/"}.size());
  if (rest.starts_with(kList)) return list_at(site, rest.substr(kList.size()), query);
  if (is_index(rest)) return {.kind = ResourceKind::Index, .site = &site};
  return content_at(site, path);
}

Resource attachment_at(const std::vector<Site>& sites, std::string_view path) {
  for (const auto& site : sites) {
    for (const auto& article : site.articles) {
      for (const auto& item : article.attachments) {
        if (article.listed && attachment_path(site, item, article.id) == path) {
          return {.kind = ResourceKind::Attachment,
                  .site = &site,
                  .article = &article,
                  .attachment = &item};
        }
      }
    }
  }
  return {};
}

// A page whose row was withdrawn, or is not published yet, is not there either.
bool is_shown(const Site& site, const NfcmsPage& page) {
  const auto* article = site.find_article(std::to_string(page.id));
  return article == nullptr || article->listed;
}

Resource nfcms_at(const std::vector<Site>& sites, std::string_view path) {
  Resource index;
  const auto wanted = desktop(path);
  for (const auto& site : sites) {
    for (const auto& page : site.nfcms) {
      if (!is_shown(site, page)) continue;
      if (nfcms_path(page) == wanted) {
        return {.kind = ResourceKind::Nfcms, .site = &site, .pages = {&page}};
      }
      if (path == page.column || path == page.column + "index.html") {
        index.kind = ResourceKind::NfcmsIndex;
        index.site = &site;
        index.pages.push_back(&page);
      }
    }
  }
  return index;
}

Resource plain_at(const std::vector<Site>& sites, std::string_view path, std::string_view query) {
  for (const auto& site : sites) {
    for (const auto& page : site.pages) {
      if (page.path == path && page.query == query) {
        return {.kind = ResourceKind::Plain, .site = &site, .plain = &page};
      }
    }
  }
  return {};
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded = text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                       hex_value(text[i + 2]) >= 0;
    if (coded) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::string query_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return percent_decoded(pair.substr(equals + 1));
    }
  }
  return "";
}

Resource resource_at(const std::vector<Site>& sites, std::string_view path,
                     std::string_view query) {
  if (path == "/") return {.kind = ResourceKind::Home};
  if (path == "/robots.txt") return {.kind = ResourceKind::Robots};
  for (const auto& site : sites) {
    if (path.starts_with(site.prefix + "/gkmlpt/")) return gkmlpt_at(site, path, query);
  }
  auto found = plain_at(sites, path, query);
  if (found.kind == ResourceKind::Nothing) found = attachment_at(sites, path);
  if (found.kind == ResourceKind::Nothing) found = nfcms_at(sites, path);
  return found;
}

}  // namespace gkwatch::portal
