#include "tests/portal/pages.h"

#include "tests/portal/addresses.h"
#include "tests/portal/json_text.h"
#include "tests/portal/listing.h"

namespace gkwatch::portal {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

// Titles of rows may hold line breaks and <br/>; the page shows them as one line.
std::string one_line(std::string title) {
  for (const std::string_view part : {"<br/>", "\n"}) {
    for (auto at = title.find(part); at != std::string::npos; at = title.find(part)) {
      title.erase(at, part.size());
    }
  }
  return escaped(title);
}

std::string config_script(const Site& site, std::string_view host, const std::string& detail) {
  std::string script = "<script>\nwindow._CONFIG = {\n  APP_URL: '";
  script +=
      absolute(host, site.prefix.empty() ? "/" : site.prefix) + "',\n  SID: '" + site.sid + "',\n";
  if (!detail.empty()) script += "  DETAIL: " + detail + ",\n";
  script += "  TREE: " + tree_json(site, host) + ",\n  SERVICE_AREA_ID: '" + site.service_area +
            "',\n  SEARCH_JSONP_URL: '//search.gd.gov.cn/jsonp'\n}\n</script>";
  return script;
}

std::string attachment_link(const Site& site, const Article& article, const Attachment& item,
                            std::string_view host) {
  return R"(<a target="_blank" class="nfw-cms-attachment" attachment-id=")" +
         std::to_string(item.id) + R"(" href=")" +
         absolute(host, attachment_path(site, item, article.id)) + R"(" alt=")" +
         escaped(item.name) + R"(">)" + escaped(item.name) + "</a>";
}

std::string with_links(const Site& site, const Article& article, std::string_view host) {
  auto body = article.body;
  for (const auto& item : article.attachments) {
    const auto mark = "{{attachment:" + std::to_string(item.id) + "}}";
    const auto at = body.find(mark);
    if (at != std::string::npos) {
      body.replace(at, mark.size(), attachment_link(site, article, item, host));
    }
  }
  return body;
}

// HTML holds the replacement character where JSON holds the lone surrogate.
std::string without_surrogates(std::string body) {
  for (auto at = body.find(kLoneSurrogateMark); at != std::string::npos;
       at = body.find(kLoneSurrogateMark)) {
    body.replace(at, kLoneSurrogateMark.size(), "\uFFFD");
  }
  return body;
}

std::string metadata_cell(std::string_view style, std::string_view label, std::string_view value) {
  return "<td class=\"" + std::string{style} + "\"><label>" + std::string{label} +
         "</label><span>" + escaped(value) + "</span></td>";
}

std::string metadata_table(const Site& site, const Article& article) {
  const auto* column = find_column(site.tree, article.cid);
  const std::string left = "td-value-xl";
  const std::string right = "td-value";
  return "<div class=\"classify\"><table><tbody>\n<tr>" +
         metadata_cell(left, "索 引 号:", article.identifier) +
         metadata_cell(right, "分类:", column == nullptr ? "" : column->name) + "</tr>\n<tr>" +
         metadata_cell(left, "发布机构:", article.publisher) +
         metadata_cell(right, "成文日期:", article.date) + "</tr>\n<tr><td class=\"" + left +
         "\"><label>名 称:</label><span>" + one_line(article.title) + "</span></td></tr>\n<tr>" +
         metadata_cell(left, "文 号:", article.document_number) +
         metadata_cell(right, "发布日期:", article.published.substr(0, 10)) + "</tr>\n<tr>" +
         metadata_cell(left, "主 题 词:", "") + "</tr>\n</tbody></table></div>\n";
}

std::string page_head(std::string_view title, std::string_view published, std::string_view source) {
  return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n<title>" + std::string{title} +
         "</title>\n<meta name=\"ArticleTitle\" content=\"" + std::string{title} +
         "\">\n<meta name=\"PubDate\" content=\"" + std::string{published.substr(0, 16)} +
         "\">\n<meta name=\"ContentSource\" content=\"" + escaped(source) + "\">\n";
}

}  // namespace

std::string index_page(const Site& site, std::string_view host) {
  return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + escaped(site.heading) +
         "</title>\n" + config_script(site, host, "") +
         "</head>\n<body><div id=\"app\"></div>\n<script "
         "src=\"/gkmlpt/gkml/pc/js/chunk-common.c1553651.js\"></script></body></html>\n";
}

std::string content_page(const Site& site, const Article& article, std::string_view host) {
  const auto body = with_links(site, article, host);
  const auto title = one_line(article.title);
  return page_head(title, article.published, "本网") +
         config_script(site, host, detail_json(site, article, host, body)) +
         "</head>\n<body>\n<div class=\"header\"><h2>政府信息公开 规章库</h2><h3>" +
         escaped(site.heading) + "</h3></div>\n" + metadata_table(site, article) +
         "<div class=\"content\" style=\"margin-top: 30px\"><h1 class=\"title\">" + title +
         "</h1>\n<div class=\"date-row\">发布日期：" + article.published.substr(0, 10) +
         "  浏览次数：-</div>\n<div class=\"article-content\">" + without_surrogates(body) +
         "</div></div>\n</body></html>\n";
}

std::string nfcms_page(const NfcmsPage& page, std::string_view host) {
  const auto title = one_line(page.title);
  return page_head(title, page.published, page.source) + "<meta name=\"ArticleId\" content=\"" +
         std::to_string(page.id) +
         "\">\n<script>var NFCMS_SITE_ID = '1', NFCMS_PUB_TYPE = 'post', " + "NFCMS_POST_ID = '" +
         std::to_string(page.id) + "';</script></head>\n<body>\n" +
         "<div class=\"position\">您当前所在位置：<a href=\"" + absolute(host, "/") +
         "\">首页</a> &gt; " + escaped(page.crumbs) +
         "</div>\n<div class=\"content_article\"><h1 class=\"title\">" + title +
         "</h1>\n<div class=\"info\">文章来源：" + escaped(page.source) + "  发布日期：" +
         page.published.substr(0, 16) + "  浏览次数：-</div>\n" +
         "<div class=\"article-content\" id=\"zhengwen\">" + page.body +
         "</div></div>\n</body></html>\n";
}

std::string nfcms_index(const std::vector<const NfcmsPage*>& pages, std::string_view host) {
  std::string list;
  for (const auto* page : pages) {
    list += "<li><a href=\"" + absolute(host, nfcms_path(*page)) + "\" title=\"" +
            one_line(page->title) + "\">" + one_line(page->title) + "</a><span>" +
            page->published.substr(0, 10) + "</span></li>\n";
  }
  const std::string crumbs = pages.empty() ? "" : escaped(pages.front()->crumbs);
  return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + crumbs +
         "</title>\n<script>var NFCMS_SITE_ID = '1', NFCMS_PUB_TYPE = 'cat';</script></head>\n"
         "<body>\n<div class=\"position\">" +
         crumbs + "</div>\n<ul class=\"news_list\">\n" + list + "</ul>\n</body></html>\n";
}

std::string home_page(const std::vector<Site>& sites) {
  std::string list;
  for (const auto& site : sites) {
    list +=
        "<li><a href=\"" + site.prefix + "/gkmlpt/index\">" + escaped(site.name) + "</a></li>\n";
  }
  return "<!DOCTYPE html>\n<html><head><meta "
         "charset=\"utf-8\"><title>样例政府门户网站</title></head>\n"
         "<body><h1>样例政府门户网站</h1>\n<ul>\n" +
         list + "</ul></body></html>\n";
}

std::string not_found_page() {
  return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>404 Not "
         "Found</title></head>\n"
         "<body><h1>404</h1><p>您访问的页面不存在</p></body></html>\n";
}

}  // namespace gkwatch::portal
