#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/report.h"
#include "scheduler/memory.h"
#include "store/records.h"

namespace gkwatch::scheduler {

// A copy of a report: the page of an article, or a file that it links.
struct Copy {
  Document document;
  ParsedDocument parsed;
  std::string article_id;
  std::string article_url;
  std::optional<Instant> published_at;
  bool has_pictures = false;  // it is a page whose article shows some
  bool is_composed = false;  // `document` is the page with its pictures in it: not yet archived
};

// What could be had of one year's report today.
struct Copies {
  std::vector<Copy> all{};
  bool has_failed = false;           // something could not be had, or not be read to its end
  std::set<std::string> failed{};  // the addresses of what may be there all the same
};

// The one that is judged; null only if there is no copy.
const Copy* chosen_copy(const Copies& copies);

// By which copied text is found: of the sections that are an agency's own words.
std::map<int, std::vector<std::uint32_t>> shingles_in(const ParsedDocument& parsed);

// What the copies say beside what is known: at most one of the two.
struct News {
  std::optional<store::ReportVersion> version{};
  std::optional<store::MovedReport> moved{};
};

// A version is news if it says something else: other cells or another text. Other bytes that say
// the same (a file that is written anew at every download, a visit counter in the page) are
// evidence and no change, unless nothing can be read in them. A report that says the same
// where its old address is no longer among the copies has moved. What could not be had today
// proves nothing: as long as the copy that is judged may still be there, no other takes its place.
// `known` is the current version of the year, null if there is none. The first that the agency shows
// after what a person brought is the first.
News news_in(const Copies& copies, int year, const store::ReportVersion* known, Instant now);

}  // namespace gkwatch::scheduler
