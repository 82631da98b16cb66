#include "crawler/discovery.h"

#include <array>
#include <deque>
#include <set>
#include <utility>

#include "core/text.h"
#include "crawler/agency_guess.h"
#include "crawler/column_page.h"
#include "crawler/gkmlpt.h"
#include "crawler/page_text.h"
#include "crawler/province_search.h"
#include "crawler/site_page.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

constexpr std::size_t kMostPages = 2000;
constexpr int kDeepest = 2;  // portal, column, column below it

// "狮岭镇人民政府" of "狮岭镇人民政府信息公开".
std::string agency_of(std::string_view title) {
  constexpr std::array<std::string_view, 4> endings{"政府信息公开目录", "信息公开目录",
                                                    "信息公开平台", "信息公开"};
  for (const std::string_view ending : endings) {
    if (!title.ends_with(ending) || title.size() == ending.size()) continue;
    const std::string_view name = title.substr(0, title.size() - ending.size());
    // "某某镇人民政府信息公开目录" names a government.
    return std::string{name} + (name.ends_with("人民") ? "政府" : "");
  }
  return std::string{title};
}

bool is_report(std::string_view title) { return read_title(title).is_report; }

// The column that an article of the older pages lies in: ".../gzj/content/post_1.html".
Url column_of(const Url& article) {
  const std::string_view path = article.path();
  const auto content = path.rfind("/content/");
  const auto end = content == std::string_view::npos ? path.rfind('/') : content;
  const auto column = article.resolve(path.substr(0, end + 1));
  return column ? *column : article;
}

class Discoverer {
 public:
  Discoverer(Fetcher& fetcher, const DiscoveryJournal& journal, std::stop_token stop)
      : fetcher_{fetcher}, journal_{journal}, stop_{std::move(stop)} {}

  Discovery run(const Url& portal) {
    if (is_province_search(portal)) {
      search(portal);
      return std::move(result_);
    }
    const bool is_site = (is_gkmlpt(portal) || may_be_base(portal)) && look_at_site(portal);
    enqueue({portal, portal, "", 0});
    while (!waiting_.empty() && !result_.ended_by) {
      const Task task = std::move(waiting_.front());
      waiting_.pop_front();
      auto failure = look_at_page(task);
      if (failure && task.depth == 0 && task.page == portal && !is_site) {
        result_.ended_by = std::move(failure);
      }
    }
    return std::move(result_);
  }

 private:
  // One page of a list of links, and the column it belongs to.
  struct Task {
    Url page;
    Url column;
    std::string name;  // of the column, as the link to it says
    int depth;
  };

  bool is_over() const { return result_.ended_by.has_value(); }

  void enqueue(Task task) {
    if (pages_.insert(task.page.text()).second) waiting_.push_back(std::move(task));
  }

  void add(Candidate candidate) {
    if (known_.emplace(candidate.name, candidate.url).second) {
      result_.found.push_back(std::move(candidate));
    }
  }

  // What an earlier run saw there; otherwise, if we may still ask, nothing.
  std::optional<Discovered> recall(const std::string& page) {
    auto seen = journal_.recall ? journal_.recall(page) : std::nullopt;
    if (!seen && ++asked_ > kMostPages) {
      result_.ended_by = Error{ErrorCode::TooLarge,
                               "two thousand pages were asked; go on from one "
                               "of the columns that were found"};
    }
    return seen;
  }

  void keep(const std::string& page, const Discovered& seen) {
    if (!journal_.keep) return;
    if (Status kept = journal_.keep(page, seen); !kept) result_.ended_by = kept.error();
  }

  // True if the failure ends everything.
  bool ends_all(const Error& error) {
    const bool is_end = error.code == ErrorCode::Cancelled || error.code == ErrorCode::Storage;
    if (is_end) result_.ended_by = error;
    return is_end;
  }

  // True if there is a site of the platform.
  bool look_at_site(const Url& url) {
    const auto index = index_url_of(url);
    if (!index || !sites_.insert(index->text()).second || is_over()) return false;
    auto seen = recall(index->text());
    if (is_over()) return false;
    if (!seen) {
      const auto page = fetch_site_page(fetcher_, *index, stop_);
      if (!page) return miss_site(url, *index, page.error());
      seen = Discovered{.candidates = columns_of(*page, *index), .links = {}, .pages = {}};
      keep(index->text(), *seen);
    }
    for (const Candidate& one : seen->candidates) add(one);
    return !seen->candidates.empty();
  }

  bool miss_site(const Url& url, const Url& index, const Error& why) {
    if (ends_all(why)) return false;
    Discovered seen;
    if (is_gkmlpt(url)) seen.candidates.push_back({"", gkmlpt_base_of(url), why.message});
    for (const Candidate& one : seen.candidates) add(one);
    // What may be better tomorrow is asked again tomorrow.
    if (!is_transient(why.code)) keep(index.text(), seen);
    return false;
  }

  std::vector<Candidate> columns_of(const SitePage& page, const Url& index) const {
    std::vector<Candidate> found;
    const std::string name = agency_of(page.title);
    const std::string base = gkmlpt_base_of(index);
    const Columns chosen = choose_columns(page.config.tree, "", index);
    for (const Column& column : chosen.columns) {
      const bool is_named = !column.needs_titles;
      found.push_back({name, is_named ? base + "/gkmlpt/annualreport#" + column.cid : base,
                       column.note, page.config.sid, is_named ? column.name : ""});
    }
    for (const Source& other : chosen.elsewhere) {
      found.push_back(
          {name, other.url.text(), "the site's annual-report column leads there", page.config.sid});
    }
    return found;
  }

  std::optional<Error> look_at_page(const Task& task) {
    auto seen = recall(task.page.text());
    if (is_over()) return std::nullopt;
    if (!seen) {
      auto page = fetcher_.fetch_page(task.page, VisitKind::List, stop_);
      if (!page) {
        if (ends_all(page.error())) return std::nullopt;
        if (task.depth > 0) add({task.name, task.column.text(), page.error().message});
        return std::move(page).error();
      }
      seen = worth_following(page_text(*page), page->url);
      keep(task.page.text(), *seen);
    }
    follow(*seen, task);
    return std::nullopt;
  }

  static Discovered worth_following(const std::string& html, const Url& url) {
    Discovered seen;
    const ColumnPage page = read_column_page(html, url);
    bool lists_reports = false;
    for (const Article& link : page.rows) {
      const bool is_one = is_report(link.title);
      lists_reports = lists_reports || is_one;
      if (is_one || is_gkmlpt(link.url) || is_annual_report_column(link.title)) {
        seen.links.push_back({link.title, link.url.text()});
      }
    }
    if (lists_reports) {
      for (const Url& next : page.next_pages) seen.pages.push_back(next.text());
    }
    for (const Url& folder : page.year_folders) seen.pages.push_back(folder.text());
    return seen;
  }

  void follow(const Discovered& seen, const Task& task) {
    bool lists_reports = false;
    for (const auto& [title, address] : seen.links) {
      const auto url = Url::parse(address);
      if (!url || is_over()) continue;
      if (is_gkmlpt(*url)) {
        look_at_site(*url);
      } else if (is_report(title)) {
        lists_reports = true;
        add_agency(title, task.column);
      } else {
        add_column(title, *url, task);
      }
    }
    for (const std::string& address : seen.pages) {
      const auto next = Url::parse(address);
      if (next && next->authority() == task.page.authority()) {
        enqueue({*next, task.column, task.name, task.depth});
      }
    }
    const bool is_whole_column = task.depth > 0 && task.page == task.column;
    if (is_whole_column && !lists_reports && seen.pages.empty()) {
      add({task.name, task.column.text(), "a column of this name; no report was seen in it", "",
           task.name});
    }
  }

  void add_agency(const std::string& title, const Url& column) {
    const std::string name = agency_in_title(title);
    if (!name.empty()) add({name, column.text(), "its report is listed there: " + title});
  }

  void add_column(const std::string& title, const Url& url, const Task& from) {
    if (!fetcher_.hosts().is_allowed(url)) {
      add({title, url.text(), "the host is not in allowed_hosts"});
    } else if (from.depth < kDeepest) {
      enqueue({url, url, title, from.depth + 1});
    } else if (!pages_.contains(url.text())) {
      add({title, url.text(), "a column that " + from.page.text() + " links to"});
    }
  }

  void search(const Url& portal) {
    for (int page = 1; !is_over(); ++page) {
      const std::string key = portal.text() + "#page=" + std::to_string(page);
      auto seen = recall(key);
      if (is_over()) return;
      if (!seen) {
        auto answer = ask_province(fetcher_, portal, page, stop_);
        if (!answer) {
          result_.ended_by = answer.error();
          return;
        }
        seen = Discovered{};
        for (const auto& hit : answer->hits) seen->links.push_back({hit.title, hit.url.text()});
        if (answer->has_more) seen->pages.push_back(portal.text());
        keep(key, *seen);
      }
      for (const auto& [title, address] : seen->links) follow_hit(title, address);
      if (seen->pages.empty()) return;
    }
  }

  void follow_hit(const std::string& title, const std::string& address) {
    const auto url = Url::parse(address);
    if (!url || !is_report(title) || is_over()) return;
    if (!fetcher_.hosts().is_allowed(*url)) {
      add({agency_in_title(title), url->text(), "the host is not in allowed_hosts"});
    } else if (is_gkmlpt(*url)) {
      look_at_site(*url);
    } else {
      add_agency(title, column_of(*url));
    }
  }

  Fetcher& fetcher_;
  const DiscoveryJournal& journal_;
  std::stop_token stop_;
  Discovery result_;
  std::deque<Task> waiting_;
  std::set<std::string> pages_;
  std::set<std::string> sites_;
  std::set<std::pair<std::string, std::string>> known_;
  std::size_t asked_ = 0;
};

}  // namespace

Discovery discover(Fetcher& fetcher, const Url& portal, const DiscoveryJournal& journal,
                   std::stop_token stop) {
  return Discoverer{fetcher, journal, std::move(stop)}.run(portal);
}

}  // namespace gkwatch::crawler
