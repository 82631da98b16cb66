#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/china_time.h"
#include "core/clock.h"
#include "core/result.h"
#include "core/url.h"
#include "model/listing.h"

namespace gkwatch::crawler {

// What a content page (gkmlpt, NFCMS and their like) says about the post it shows.
struct ContentPage {
  std::string id;                       // the post's number; empty if the page does not tell
  std::string title;                    // on one line
  std::string publisher;                // 发布机构; else the source of the article
  std::optional<Instant> published_at;  // 发布日期; a day without a time is its first moment
  bool has_time = false;                // false: `published_at` is that whole day
  std::optional<Date> written_on;       // 成文日期
  std::vector<AttachmentLink> attachments;  // each address once
  std::vector<Url> images;                  // of the article: scanned pages, in order
  bool is_file = false;  // the row led straight to a file: the answer is the document itself
};

// NotFound: a page that says that there is no such post. Malformed: another post than `expected`,
// or no content page at all. Pure.
Result<ContentPage> read_content_page(const PageSnapshot& page, const Article& expected);

}  // namespace gkwatch::crawler
