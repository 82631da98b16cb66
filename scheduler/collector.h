#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <utility>

#include "crawler/content_page.h"
#include "crawler/fetcher.h"
#include "crawler/page_pictures.h"
#include "scheduler/gather.h"
#include "scheduler/news.h"
#include "scheduler/tools.h"
#include "store/records.h"

namespace gkwatch::scheduler {

// Fetches and reads the copies of one year's report: the article's page and the files it links.
// Where none of them holds the form and the page shows pictures, these are fetched, and the page
// is read again with them in it. Documents and failures go to `gathered`. What stands in place of
// a report that was read before and holds none now (an excuse with status 200, a broken file) is
// no copy: the report was not had.
class Collector {
 public:
  Collector(crawler::Fetcher& fetcher, const CheckTools& tools, const Memory& memory,
            Gathered& gathered, std::stop_token stop)
      : fetcher_{fetcher},
        tools_{tools},
        memory_{memory},
        gathered_{gathered},
        stop_{std::move(stop)} {}

  // False if the check must end.
  bool collect(store::KnownArticle& known);

  const Copies& copies() const { return copies_; }

 private:
  enum class Had { Whole, InPart, MustEnd };

  Had collect_copies(store::KnownArticle& known);
  Had collect_files(const store::KnownArticle& known, const crawler::ContentPage& content);
  Had collect_pictures(std::size_t page, const crawler::ContentPage& content);
  void read_with(Copy& page, const crawler::PagePictures& pictures);
  Status take_file(Document document, const store::KnownArticle& known,
                   const std::string& page_title);
  void add(Document document, ParsedDocument parsed, const store::KnownArticle& known,
           const std::string& page_title);
  void record(const Document& document, const std::string& article_id);
  ParsedDocument read(const Document& document);
  bool note(Error error, const Url& address);
  bool is_a_report(const store::KnownArticle& known, std::size_t first) const;
  void put_off(store::KnownArticle& known);

  crawler::Fetcher& fetcher_;
  const CheckTools& tools_;
  const Memory& memory_;
  Gathered& gathered_;
  std::stop_token stop_;
  Copies copies_;
  FetchFault last_fault_ = FetchFault::None;  // of what is the last among the failures
};

}  // namespace gkwatch::scheduler
