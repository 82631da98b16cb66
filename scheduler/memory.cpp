#include "scheduler/memory.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/text.h"
#include "crawler/gkmlpt.h"
#include "crawler/site_page.h"
#include "net/http.h"

namespace gkwatch::scheduler {
namespace {

// Puts the value where it belongs, or hands the error on.
template <class T, class Into>
Status take(Result<T> result, Into&& into) {
  if (!result) return std::move(result).error();
  into(*std::move(result));
  return {};
}

Status read_articles(const store::Database& database, const AgencyId& agency, Memory& memory) {
  return take(database.articles(agency), [&](std::vector<store::KnownArticle> articles) {
    for (auto& known : articles) {
      const std::string id = known.article.id;
      memory.articles.emplace(id, std::move(known));
    }
  });
}

Status read_reports(const store::Database& database, const AgencyId& agency, Memory& memory) {
  return take(database.current_reports(agency), [&](std::vector<store::ReportVersion> reports) {
    for (auto& version : reports) {
      const int year = version.report.year;
      memory.reports.insert_or_assign(year, std::move(version));
    }
  });
}

Status read_rest(const store::Database& database, const AgencyId& agency, Memory& memory) {
  Status done = take(database.last_check(agency), [&](std::optional<CheckHistory> last) {
    memory.last = last.value_or(CheckHistory{});
  });
  if (done) {
    done = take(database.duties(agency), [&](auto duties) { memory.duties = std::move(duties); });
  }
  if (done) {
    done = take(database.complete_checks(agency, Instant{}),
                [&](auto moments) { memory.complete_checks = std::move(moments); });
  }
  if (done) {
    done = take(database.current_findings(agency),
                [&](auto findings) { memory.findings = std::move(findings); });
  }
  if (done) {
    done = take(database.alerts(agency), [&](auto alerts) { memory.alerts = std::move(alerts); });
  }
  return done;
}

Status read_custody(const store::Database& database, const AgencyId& agency, Memory& memory) {
  Status done = take(database.versions(agency),
                     [&](auto versions) { memory.versions = std::move(versions); });
  if (!done) return done;
  return take(database.column_readings(agency), [&](auto readings) {
    for (const auto& one : readings) {
      memory.column_readings[one.column].push_back(one.at);
      memory.column_rows[one.column] = one.rows;
    }
  });
}

// Renamed bodies go on: what the predecessor carried out, the successor carries in.
Status read_inheritance(const store::Database& database, const Agency& agency, Memory& memory) {
  constexpr int kMostRenames = 4;
  std::optional<AgencyId> before = agency.predecessor;
  for (int i = 0; before && i < kMostRenames && *before != agency.id; ++i) {
    Status done = take(database.current_reports(*before), [&](auto reports) {
      for (auto& version : reports) memory.inherited.push_back(std::move(version.report));
    });
    if (!done) return done;
    done = take(database.lineage(*before), [&](const store::Lineage& lineage) {
      memory.is_split = memory.is_split || lineage.successors > 1;
      before = lineage.predecessor;
    });
    if (!done) return done;
  }
  return {};
}

Status read_surroundings(const store::Database& database, const Agency& agency, Memory& memory) {
  for (const auto& [year, version] : memory.reports) {
    Status done = take(database.neighbour_texts(agency, year), [&, year = year](auto texts) {
      memory.neighbours.emplace(year, std::move(texts));
    });
    if (!done) return done;
    done = take(database.class_cells(agency, year), [&, year = year](auto cells) {
      memory.class_cells.emplace(year, std::move(cells));
    });
    if (done && agency.kind == AgencyClass::G) {
      done = take(database.member_reports(agency, year), [&, year = year](auto members) {
        memory.members.emplace(year, std::move(members));
      });
    }
    if (!done) return done;
  }
  return {};
}

Status read_desk(const store::Database& database, const AgencyId& agency, Instant now,
                 Memory& memory) {
  Status done =
      take(database.silences(now), [&](auto silences) { memory.silences = std::move(silences); });
  if (!done) return done;
  return take(database.dismissals(agency),
              [&](auto dismissals) { memory.dismissals = std::move(dismissals); });
}

// Of the addresses of its sources and of its columns. One question here costs less than one that
// has to wait for the database in the midst of the check.
Status read_pages(const store::Database& database, const Agency& agency, Memory& memory) {
  std::set<std::string> addresses;
  for (const Source& source : agency.sources) {
    addresses.insert(source.url.text());
    if (!crawler::is_gkmlpt(source.url)) continue;
    if (const auto index = crawler::index_url_of(source.url)) addresses.insert(index->text());
  }
  for (const auto& [column, rows] : memory.column_rows) addresses.insert(column);
  for (const std::string& address : addresses) {
    Status done = take(database.known_page(address),
                       [&](auto page) { memory.pages.emplace(address, std::move(page)); });
    if (!done) return done;
  }
  return {};
}

Status read_all(const store::Database& database, const Agency& agency, Instant now,
                Memory& memory) {
  for (const auto read : {read_articles, read_reports, read_rest, read_custody}) {
    if (Status done = read(database, agency.id, memory); !done) return done;
  }
  for (const auto read : {read_inheritance, read_surroundings, read_pages}) {
    if (Status done = read(database, agency, memory); !done) return done;
  }
  return read_desk(database, agency.id, now, memory);
}

std::optional<store::KnownPage> page_at(const Url& url, const Memory& memory,
                                        const CheckTools& tools) {
  if (const auto known = memory.pages.find(url.text()); known != memory.pages.end()) {
    return known->second;
  }
  auto asked = tools.database.with(
      [&](const store::Database& database) { return database.known_page(url.text()); });
  return asked ? *std::move(asked) : std::nullopt;
}

bool may_be_relied_on(const Visit& visit) {
  constexpr int kOk = 200;
  return visit.http_status == kOk && visit.fault == FetchFault::None && visit.hash &&
         visit.kind != VisitKind::Robots;
}

}  // namespace

Result<Memory> remember(const Agency& agency, Guarded<store::Database>& database, Instant now) {
  Memory memory;
  Status done = database.with([&](const store::Database& held) {
    return held.in_snapshot([&] { return read_all(held, agency, now, memory); });
  });
  if (!done) return Error{done.error()}.within(agency.id.text);
  return memory;
}

std::optional<crawler::KnownPage> recall(const Url& url, const Memory& memory,
                                         const CheckTools& tools) {
  const std::optional<store::KnownPage> known = page_at(url, memory, tools);
  if (!known) return std::nullopt;
  const store::KnownPage& page = *known;
  crawler::KnownPage recalled{page.validators, page.hash, page.media_type, nullptr};
  // Without validators nobody answers 304, and the bytes are not needed.
  if (page.validators == Validators{}) return recalled;
  if (auto body = tools.archive.get(page.hash)) {
    recalled.body = std::make_shared<const std::string>(*std::move(body));
  }
  return recalled;
}

std::vector<store::KnownPage> known_pages(std::span<const Visit> visits) {
  std::vector<store::KnownPage> pages;
  for (const Visit& visit : visits) {
    if (!may_be_relied_on(visit)) continue;
    pages.push_back({.url = visit.url,
                     .validators = {net::header_in(visit.headers, "etag"),
                                    net::header_in(visit.headers, "last-modified")},
                     .media_type = net::header_in(visit.headers, "content-type"),
                     .hash = *visit.hash,
                     .fetched_at = visit.time});
  }
  return pages;
}

}  // namespace gkwatch::scheduler
