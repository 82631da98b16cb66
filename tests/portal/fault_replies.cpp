#include "tests/portal/fault_replies.h"

#include <utility>

namespace gkwatch::portal {
namespace {

using testing::ReceivedRequest;

Reply html(int status, std::string body) { return {.status = status, .body = std::move(body)}; }

Reply redirect(std::string target) {
  return {.status = 302, .headers = {{"Location", std::move(target)}}};
}

Reply with_retry_after(int status, const Fault& fault) {
  auto reply = html(status,
                    "<html><head><title>请求过于频繁</title></head>"
                    "<body>系统繁忙，请稍后再试</body></html>");
  reply.headers.emplace_back("Retry-After", fault.retry_after);
  return reply;
}

Reply block_page(int status) {
  return html(status,
              "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>访问被拦截</title></head>"
              "<body><h1>您的访问请求可能存在安全风险，已被防火墙拦截</h1>"
              "<p>如有疑问，请联系网站管理员。事件编号：2021012100001</p></body></html>");
}

Reply loop(const ReceivedRequest& request) {
  const auto hop = query_parameter(request.query, "hop");
  return redirect(request.path + "?hop=" + hop + "1");
}

Reply foreign(const Fault& fault, const ReceivedRequest& request) {
  return redirect(fault.target.empty() ? "http://gov-mirror.invalid" + request.path : fault.target);
}

Reply inward(const Fault& fault, const ReceivedRequest& request) {
  return redirect(fault.target.empty() ? "http://127.0.0.2:9" + request.path : fault.target);
}

Reply cookie_wall(const Reply& proper, const ReceivedRequest& request) {
  if (request.header("cookie").find("waf_pass=1") != std::string_view::npos) return proper;
  auto reply = redirect(request.target);
  reply.headers.emplace_back("Set-Cookie", "waf_pass=1; path=/");
  return reply;
}

Reply half(Reply reply) {
  reply.body.resize(reply.body.size() / 2);
  reply.modified = 0;
  return reply;
}

Reply unasked_gzip(Reply reply) {
  reply.body = gzipped(reply.body);
  reply.headers.emplace_back("Content-Encoding", "gzip");
  return reply;
}

Reply not_json() {
  return {.type = "application/json", .body = "{'classify': {id: 6198}, articles: undefined}"};
}

Reply html_attachment() {
  return html(200,
              "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>文件下载</title></head>"
              "<body><p>文件不存在或已被移除</p></body></html>");
}

Reply text_page(std::string_view title, std::string_view words) {
  std::string page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>";
  page.append(title).append("</title></head><body>").append(words).append("</body></html>");
  return html(200, std::move(page));
}

// The proper answer with these words in place of others.
Reply reworded(Reply reply, std::string_view from, std::string_view to) {
  for (auto at = reply.body.find(from); at != std::string::npos;
       at = reply.body.find(from, at + to.size())) {
    reply.body.replace(at, from.size(), to);
  }
  return reply;
}

Reply of_type(Reply reply, std::string type) {
  reply.type = std::move(type);
  return reply;
}

Reply bad_gzip() {
  Reply reply = html(200, "\x1f\x8b\x08 this is no gzip");
  reply.headers.emplace_back("Content-Encoding", "gzip");
  return reply;
}

// What stands in place of a page, with a status that says that all is well.
Reply disguised(const Fault& fault, const Reply& proper) {
  switch (fault.kind) {
    case FaultKind::LoginPage:
      return text_page("统一身份认证", "<form>用户名<input>密码<input type=password></form>");
    case FaultKind::Captcha:
      return of_type(text_page("安全验证", "请输入验证码后继续访问"), "application/json");
    case FaultKind::Maintenance:
      return text_page("系统维护", "网站正在升级维护，请稍后访问");
    case FaultKind::ScriptChallenge:
      return text_page("", "<script>document.cookie='k=1';location.reload();</script>");
    case FaultKind::NoConfig:
      return text_page("政府信息公开", "<div id=\"app\">" + std::string(2'000, '-') + "</div>");
    case FaultKind::BrokenTree:
      return reworded(proper, "TREE: [", "TREE: [{,");
    case FaultKind::BadTotal:
      return reworded(proper, "\"total\":", "\"total\":\"many\",\"pages\":");
    case FaultKind::WrongPostId:
      return reworded(proper, "post_", "post_9");
    case FaultKind::WrongPost:
      return reworded(reworded(proper, "DETAIL: {\"id\":", "DETAIL: {\"id\":9"), "post_", "post_9");
    case FaultKind::BadGzip:
      return bad_gzip();
    default:
      return proper;
  }
}

}  // namespace

Reply substitute(const Fault& fault, const Reply& proper, const ReceivedRequest& request) {
  switch (fault.kind) {
    case FaultKind::NotFound:
    case FaultKind::FirstPage404:
      return html(404, "<html><head><title>404 Not Found</title></head><body>404</body></html>");
    case FaultKind::ServerError:
      return html(500, "<html><head><title>500</title></head><body>服务器内部错误</body></html>");
    case FaultKind::BadGateway:
      return html(502, "<html><head><title>502 Bad Gateway</title></head><body></body></html>");
    case FaultKind::Waf521:
      return html(521, "<html><head><script>var __jsl='x';</script></head><body></body></html>");
    case FaultKind::Waf412:
      return html(412, "<html><head><script>document.cookie='probe=1';</script></head></html>");
    case FaultKind::Forbidden:
      return block_page(403);
    case FaultKind::BlockPage:
      return block_page(200);
    case FaultKind::Soft404:
      return html(200,
                  "<html><head><meta charset=\"utf-8\"><title>404-页面不存在</title></head>"
                  "<body>您访问的页面不存在或已删除</body></html>");
    case FaultKind::EmptyBody:
      return html(200, "");
    case FaultKind::RedirectHome:
      return redirect("/");
    case FaultKind::RedirectForeign:
      return foreign(fault, request);
    case FaultKind::RedirectPrivate:
      return inward(fault, request);
    case FaultKind::RedirectLoop:
      return loop(request);
    case FaultKind::CookieWall:
      return cookie_wall(proper, request);
    case FaultKind::TruncatedJson:
    case FaultKind::HalfHtml:
      return half(proper);
    case FaultKind::NotJson:
      return not_json();
    case FaultKind::HtmlAttachment:
      return html_attachment();
    case FaultKind::TooManyRequests:
      return with_retry_after(429, fault);
    case FaultKind::ServiceUnavailable:
      return with_retry_after(503, fault);
    case FaultKind::UnaskedGzip:
      return unasked_gzip(proper);
    case FaultKind::Unauthorized:
      return html(401, "<html><head><title>401</title></head><body>未授权</body></html>");
    case FaultKind::NoContent:
      return {.status = 204};
    case FaultKind::RedirectLogin:
      return redirect("/sso/login?service=" + request.path);
    case FaultKind::RobotsForbid:
      return {.type = "text/plain", .body = "User-agent: *\nDisallow: /\n"};
    case FaultKind::RobotsDown:
      return html(503, "<html><head><title>503</title></head><body></body></html>");
    default:
      return disguised(fault, proper);
  }
}

}  // namespace gkwatch::portal
