#include "tests/scheduler/simulated_portal.h"

#include <algorithm>

#include "core/json.h"
#include "core/text.h"

namespace gkwatch::testing {
namespace {

constexpr std::int64_t kColumn = 6198;

net::HttpResponse page(int status, std::string body, const std::string& type) {
  net::HttpResponse response{.status = status, .body = std::move(body)};
  response.headers.emplace("content-type", type);
  response.headers.emplace("content-length", std::to_string(response.body.size()));
  response.header_block = "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: " + type +
                          "\r\n\r\n";
  return response;
}

net::HttpResponse html(int status, std::string body) {
  return page(status, std::move(body), "text/html; charset=utf-8");
}

net::HttpResponse not_found() { return html(404, "<html><title>404</title></html>"); }

std::int64_t seconds_of(Instant at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

std::string path_of(std::int64_t id) {
  return "/gkmlpt/content/" + std::to_string(id / 1'000'000) + "/" + std::to_string(id / 1'000) +
         "/post_" + std::to_string(id) + ".html";
}

std::string file_path_of(std::int64_t id) {
  return "/attachment/0/" + std::to_string(id) + "/report.pdf";
}

std::string picture_path_of(std::int64_t id) { return "/img/0/" + std::to_string(id) + ".png"; }

std::string title_of(const SimulatedSite& site, const SimulatedPost& post) {
  return site.agency.name + std::to_string(post.year) + "年政府信息公开工作年度报告";
}

std::string index_page(const std::string& base) {
  return "<!DOCTYPE html><html><head><title>政府信息公开</title></head><body><script>\n"
         "window._CONFIG = {\n  APP_URL: '" + base + "',\n  SID: '200001',\n"
         "  TREE: [{\"id\":6198,\"name\":\"政府信息公开年报\",\"children\":[],\"jump_url\":\"\"}],\n"
         "  SERVICE_AREA_ID: '200'\n}\n</script></body></html>";
}

Json row_of(const std::string& base, const SimulatedSite& site, const SimulatedPost& post) {
  const std::int64_t shown = post.stamp ? seconds_of(*post.stamp) : 0;
  return Json{Json::Object{{"id", post.id},
                           {"type", "normal"},
                           {"title", post.listed_title.value_or(title_of(site, post))},
                           {"url", base + path_of(post.id) + post.listed_query},
                           {"create_time", shown},
                           {"display_publish_time", shown},
                           {"publisher", site.agency.name},
                           {"attachment", Json{Json::Array{}}}}};
}

std::string list_page(const std::string& base, const SimulatedSite& site, bool is_emptied) {
  Json::Array rows;
  for (const auto& [id, post] : site.posts) {
    if (post.is_listed && !post.is_row_lost && !is_emptied) {
      rows.push_back(row_of(base, site, post));
    }
  }
  const auto total = static_cast<std::int64_t>(rows.size());
  const Json column{Json::Object{{"id", kColumn},
                                 {"name", "政府信息公开年报"},
                                 {"post_count", total},
                                 {"jump_url", ""}}};
  return Json{Json::Object{{"classify", column},
                           {"offset", 0},
                           {"total", total},
                           {"articles", Json{std::move(rows)}}}}
      .dump();
}

std::string content_page(const std::string& base, const SimulatedSite& site,
                         const SimulatedPost& post, int counter) {
  const std::string title = title_of(site, post);
  std::string body = post.body;
  if (!post.file.empty()) {
    body += "<p>附件</p><a class=\"nfw-cms-attachment\" href=\"" + base + file_path_of(post.id) +
           "\" alt=\"report.pdf\">report.pdf</a>";
  }
  if (!post.picture.empty()) {
    body += "<p><img class=\"nfw-cms-img\" src=\"" + base + picture_path_of(post.id) + "\"></p>";
  }
  return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><!-- " +
         std::to_string(counter) + " --><script>\nwindow._CONFIG = {\n  APP_URL: '" + base +
         "',\n  SID: '200001',\n  DETAIL: {\"id\":" + std::to_string(post.id) + ",\"title\":\"" +
         title + "\"},\n  TREE: [],\n  SERVICE_AREA_ID: '200'\n}\n</script>"
         "<div class=\"content\"><h1 class=\"title\">" + title +
         "</h1><div class=\"article-content\">" + body + "</div></div></body></html>";
}

}  // namespace

SimulatedSite& SimulatedPortal::add(Agency agency, const std::string& host,
                                    const std::string& prefix) {
  const std::string base = "http://" + host + "/" + prefix;
  agency.sources = {{*Url::parse(base + "/gkmlpt/annualreport"), ""}};
  by_agency_[agency.id] = base;
  SimulatedSite& site = sites_[base];
  site.agency = std::move(agency);
  return site;
}

std::string SimulatedPortal::address_of(const AgencyId& agency, std::int64_t post) const {
  return by_agency_.at(agency) + path_of(post);
}

Result<net::HttpResponse> SimulatedPortal::send(const net::HttpRequest& request, net::Fault& fault,
                                                std::stop_token stop) {
  if (stop.stop_requested()) {
    fault = net::Fault::Cancelled;
    return Error{ErrorCode::Cancelled, "stopped"};
  }
  const std::lock_guard lock{mutex_};
  ++requests_;
  const std::string& url = request.url.text();
  const std::size_t host_end = url.find('/', std::string{"http://"}.size());
  const std::size_t prefix_end = url.find('/', host_end + 1);
  const auto found = sites_.find(url.substr(0, prefix_end));
  if (prefix_end == std::string::npos || found == sites_.end()) return not_found();
  return answer(found->first, found->second, url.substr(prefix_end), fault);
}

Result<net::HttpResponse> SimulatedPortal::answer(const std::string& base,
                                                  const SimulatedSite& site,
                                                  const std::string& path, net::Fault& fault) {
  if (site.ailment) ++failures_;
  if (site.ailment == Ailment::Reset) {
    fault = net::Fault::Reset;
    return Error{ErrorCode::Unreachable, "reset"};
  }
  if (site.ailment == Ailment::Timeout) {
    fault = net::Fault::Timeout;
    return Error{ErrorCode::Timeout, "no answer"};
  }
  if (site.ailment == Ailment::BadGateway) return html(502, "<html>Bad Gateway</html>");
  if (site.ailment == Ailment::BlockPage) {
    return html(200, "<html><title>安全验证</title><body>访问过于频繁，请输入验证码</body></html>");
  }
  if (path.starts_with("/gkmlpt/index") || path.starts_with("/gkmlpt/annualreport")) {
    return html(200, index_page(base));
  }
  if (path.starts_with("/gkmlpt/api/all/")) {
    if (!contains(path, "page=1&")) return not_found();
    if (site.ailment == Ailment::NotJson) return html(200, "<html><body>维护中</body></html>");
    const bool is_emptied =
        site.ailment == Ailment::EmptyList || site.ailment == Ailment::EmptyListNoPages;
    return page(200, list_page(base, site, is_emptied), "application/json");
  }
  if (site.ailment == Ailment::EmptyListNoPages) return html(503, "<html>down</html>");
  for (const auto& [id, post] : site.posts) {
    if (!post.is_listed) continue;
    if (path.starts_with(path_of(id)) && post.page_status != 200) {
      return html(post.page_status, "<html>no</html>");
    }
    if (path.starts_with(path_of(id))) return html(200, content_page(base, site, post, requests_));
    const bool is_picture = path == picture_path_of(id);
    if (!is_picture && path != file_path_of(id)) continue;
    if (post.is_file_down) return html(502, "<html>down</html>");
    return is_picture ? page(200, post.picture, "image/png")
                      : page(200, post.file, "application/pdf");
  }
  return not_found();
}

}  // namespace gkwatch::testing
