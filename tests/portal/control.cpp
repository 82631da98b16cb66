#include "tests/portal/control.h"

#include <array>
#include <charconv>

#include "tests/portal/json_text.h"

namespace gkwatch::portal {
namespace {

using testing::ReceivedRequest;

constexpr std::string_view kHelp =
    "GET  /_portal/agencies.csv\n"
    "GET  /_portal/counts\n"
    "GET  /_portal/faults\n"
    "POST /_portal/counts/reset\n"
    "POST /_portal/publish?agency=A&article=X\n"
    "POST /_portal/withdraw?agency=A&article=X\n"
    "POST /_portal/readdress?agency=A&article=X&id=N\n"
    "POST /_portal/title?agency=A&article=X&title=T\n"
    "POST /_portal/replace?agency=A&article=X[&file=F]\n"
    "POST /_portal/attachment?agency=A&id=N[&file=F]\n"
    "POST /_portal/fault?kind=K[&agency=A][&path=P][&times=N][&after=N][&pause=MS]"
    "[&retry_after=S][&target=URL]\n"
    "POST /_portal/clear\n";

std::string parameter(const ReceivedRequest& request, std::string_view name) {
  return query_parameter(request.query, name);
}

int number(const ReceivedRequest& request, std::string_view name, int fallback) {
  const auto text = parameter(request, name);
  std::from_chars(text.data(), text.data() + text.size(), fallback);
  return fallback;
}

Reply text(int status, std::string body) {
  return {.status = status, .type = "text/plain; charset=utf-8", .body = std::move(body)};
}

Reply outcome(const Status& status) {
  return status ? Reply{.status = 204} : text(404, status.error().message + "\n");
}

Reply counts(Portal& portal) {
  OrderedJson json = OrderedJson::object();
  for (const auto& [path, count] : portal.requests()) json[path] = count;
  return {.type = "application/json", .body = json.dump(1) + "\n"};
}

Reply fault_names() {
  std::string lines;
  for (const auto kind : all_faults()) lines += std::string{fault_name(kind)} + "\n";
  return text(200, lines);
}

Reply inject(Portal& portal, const ReceivedRequest& request) {
  const auto kind = fault_named(parameter(request, "kind"));
  if (!kind) return text(400, "no such kind; see /_portal/faults\n");
  Fault fault{.kind = *kind,
              .agency = parameter(request, "agency"),
              .path = parameter(request, "path"),
              .times = number(request, "times", 0),
              .after = number(request, "after", 0),
              .pause = std::chrono::milliseconds{number(request, "pause", 200)},
              .target = parameter(request, "target")};
  if (const auto after = parameter(request, "retry_after"); !after.empty()) {
    fault.retry_after = after;
  }
  portal.inject(std::move(fault));
  return {.status = 204};
}

// The new content: a fixture file where one is named, else the body of the request.
Result<std::string> content(Portal& portal, const ReceivedRequest& request) {
  const auto file = parameter(request, "file");
  if (file.empty()) return request.body;
  return portal.fixture(parameter(request, "agency"), file);
}

Reply replace(Portal& portal, const ReceivedRequest& request) {
  auto html = content(portal, request);
  if (!html) return text(404, html.error().message + "\n");
  return outcome(portal.replace_body(parameter(request, "agency"), parameter(request, "article"),
                                     *std::move(html)));
}

Reply replace_attachment(Portal& portal, const ReceivedRequest& request) {
  auto bytes = content(portal, request);
  if (!bytes) return text(404, bytes.error().message + "\n");
  return outcome(portal.replace_attachment(parameter(request, "agency"), number(request, "id", 0),
                                           *std::move(bytes)));
}

Reply show(Portal& portal, std::string_view what) {
  if (what.empty()) return text(200, std::string{kHelp});
  if (what == "agencies.csv") return {.type = "text/csv", .body = portal.watch_list()};
  if (what == "counts") return counts(portal);
  if (what == "faults") return fault_names();
  return text(404, "see /_portal/\n");
}

Reply change(Portal& portal, std::string_view what, const ReceivedRequest& request) {
  const auto agency = parameter(request, "agency");
  const auto article = parameter(request, "article");
  if (what == "publish") return outcome(portal.publish(agency, article));
  if (what == "withdraw") return outcome(portal.withdraw(agency, article));
  if (what == "readdress") {
    return outcome(portal.readdress(agency, article, number(request, "id", 0)));
  }
  if (what == "title") return outcome(portal.retitle(agency, article, parameter(request, "title")));
  if (what == "replace") return replace(portal, request);
  if (what == "attachment") return replace_attachment(portal, request);
  if (what == "fault") return inject(portal, request);
  if (what == "clear") {
    portal.clear_faults();
    return {.status = 204};
  }
  if (what == "counts/reset") {
    portal.forget_requests();
    return {.status = 204};
  }
  return text(404, "see /_portal/\n");
}

}  // namespace

Reply control(Portal& portal, const ReceivedRequest& request) {
  const auto what = std::string_view{request.path}.substr(std::string_view{"/_portal/"}.size());
  if (request.method == "GET") return show(portal, what);
  if (request.method == "POST") return change(portal, what, request);
  return {.status = 405};
}

}  // namespace gkwatch::portal
