#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "crawler/fetcher.h"
#include "tests/support/manual_clock.h"
#include "tests/support/scripted_site.h"

namespace gkwatch::crawler {

// A fetcher before scripted sites: example.gov.cn in the watch list, every *.gov.cn allowed.
class SiteTest : public ::testing::Test {
 protected:
  static Url url(const std::string& text) { return *Url::parse(text); }
  static net::HttpResponse answer(int status, std::string body = {},
                                  std::multimap<std::string, std::string> headers = {}) {
    return {.status = status, .headers = std::move(headers), .body = std::move(body)};
  }

  // Made late, so that a test can change the policy first.
  Fetcher& fetcher() {
    if (!fetcher_) {
      fetcher_ = std::make_unique<Fetcher>(
          FetchTools{site_, gate_, robots_, clock_, policy_, hosts_, recall_, keep_});
    }
    return *fetcher_;
  }
  Result<PageSnapshot> fetch(const std::string& text, VisitKind kind = VisitKind::Article) {
    return fetcher().fetch_page(url(text), kind, {});
  }
  // The rows of the history without those of robots.txt.
  std::vector<Visit> visits() {
    std::vector<Visit> all = fetcher().take_visits();
    std::erase_if(all, [](const Visit& visit) { return visit.kind == VisitKind::Robots; });
    return all;
  }

  CrawlPolicy policy_{};
  testing::ManualClock clock_;
  testing::ScriptedSite site_{clock_};
  PolitenessGate gate_{policy_};
  RobotsCache robots_;
  HostRules hosts_{{"www.example.gov.cn"}, {"*.gov.cn"}};
  Recall recall_{};
  Keep keep_{};

 private:
  std::unique_ptr<Fetcher> fetcher_;
};

}  // namespace gkwatch::crawler
