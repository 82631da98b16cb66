#include "bench/http/portal.h"

#include <charconv>
#include <cstdlib>
#include <iostream>

namespace gkwatch::bench {
namespace {

constexpr int kHostsPerNet = 250;

// No two agencies answer with the same bytes.
std::string index_of(int agency) {
  return "<html><head><title>示例镇人民政府信息公开</title><script>window._CONFIG = {SID: "
         "'200999', TREE: [{\"id\":1,\"name\":\"政府信息公开年报\"}], SERVICE_AREA_ID: '" +
         std::to_string(agency) + "'}</script></head><body></body></html>";
}

std::string list_of(int agency, int rows) {
  const std::string publisher = "示例第" + std::to_string(agency) + "镇人民政府";
  std::string articles;
  for (int i = 0; i < rows; ++i) {
    const std::string id = std::to_string(7'000'000 - i);
    articles += std::string{i == 0 ? "" : ","} + R"({"id":)" + id +
                R"(,"type":"normal","title":"示例镇财政收支情况月报（总第)" + std::to_string(i) +
                R"(期）","url":"\/gkmlpt\/content\/6\/)" + std::to_string((7'000'000 - i) / 1000) +
                R"(\/post_)" + id + R"(.html","post_url":"","date":1610000000,)" +
                R"("create_time":1610000000,"created_at":"2021-01-07 14:13:20",)" +
                R"("display_publish_time":1610000000,"publisher":")" + publisher +
                R"(","identifier":"","document_number":"","relation":"[]","attachment":[]})";
  }
  const std::string count = std::to_string(rows);
  return R"({"classify":{"id":1,"name":"政府信息公开年报","parent":0,"post_count":)" + count +
         R"(,"theme_count":0,"jump_url":""},"offset":0,"total":)" + count + R"(,"articles":[)" +
         articles + "]}";
}

std::string ok(std::string_view type, std::string_view body) {
  std::string bytes = "HTTP/1.1 200 OK\r\nContent-Type: ";
  bytes.append(type).append("\r\nContent-Length: ").append(std::to_string(body.size()));
  return bytes.append("\r\n\r\n").append(body);
}

}  // namespace

BenchPortal::BenchPortal(int agencies, int hosts, int rows, int busy)
    : agencies_{agencies}, hosts_{hosts}, busy_{busy} {
  for (int i = 0; i < agencies + busy; ++i) {
    indexes_.push_back(ok("text/html; charset=utf-8", index_of(i)));
    lists_.push_back(ok("application/json", list_of(i, rows)));
  }
  auto listener = testing::HttpListener::start(
      0, [this](const auto& request, auto& connection) { answer(request, connection); });
  if (!listener) {
    std::cerr << listener.error().message << "\n";
    std::exit(4);
  }
  listener_ = *std::move(listener);
}

std::string BenchPortal::base_of(int agency) const {
  const int host = agency < agencies_ ? agency % hosts_ : 0;
  return "http://127.1." + std::to_string(host / kHostsPerNet) + "." +
         std::to_string(1 + host % kHostsPerNet) + ":" + std::to_string(listener_->port()) + "/a" +
         std::to_string(agency);
}

std::string BenchPortal::watch_list() const {
  std::string rows = "id,name,class,region,url\n";
  for (int i = 0; i < agencies_ + busy_; ++i) {
    const std::string number = std::to_string(i);
    rows +=
        "a" + number + ",示例第" + number + "镇人民政府,T,440199," + base_of(i) + "/gkmlpt/index\n";
  }
  return rows;
}

std::vector<std::string> BenchPortal::addresses() const {
  std::vector<std::string> all;
  for (int i = 0; i < agencies_ + busy_; ++i) {
    all.push_back(base_of(i) + "/gkmlpt/index");
    all.push_back(base_of(i) + "/gkmlpt/api/all/1?page=1&sid=200999");
  }
  return all;
}

void BenchPortal::forget_requests() {
  requests_ = 0;
  others_ = 0;
  begun_ = std::chrono::steady_clock::now();
}

double BenchPortal::seconds_of_others() const {
  const std::chrono::steady_clock::duration time{others_.load()};
  return std::chrono::duration<double>{time}.count();
}

void BenchPortal::answer(const testing::ReceivedRequest& request,
                         testing::HttpConnection& connection) {
  ++requests_;
  if (!request.header("host").starts_with("127.1.0.1:")) {
    others_ = (std::chrono::steady_clock::now() - begun_).count();
  }
  if (request.path == "/robots.txt") {
    connection.send(ok("text/plain", "User-agent: *\nDisallow: /admin/\n"));
    return;
  }
  std::size_t agency = 0;  // of "/a17/gkmlpt/index"
  std::from_chars(request.path.data() + 2, request.path.data() + request.path.size(), agency);
  if (agency >= indexes_.size()) std::abort();
  connection.send(request.path.ends_with("/index") ? indexes_[agency] : lists_[agency]);
}

}  // namespace gkwatch::bench
