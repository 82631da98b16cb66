#include "store/search.h"

#include <algorithm>
#include <limits>

#include "core/text.h"
#include "core/utf8.h"
#include "store/migrations.h"
#include "store/queries.h"
#include "store/query_state.h"
#include "store/sql.h"

namespace gkwatch::store {

const std::string_view kCreateSearch =
    "CREATE VIRTUAL TABLE t_search USING fts5(words, tokenize = 'unicode61')";

namespace {

constexpr std::size_t kBefore = 20;   // code points
constexpr std::size_t kExcerpt = 60;  // of all

bool is_word(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

constexpr auto kForget = "DELETE FROM t_search WHERE rowid = ?1";
constexpr auto kIndex = "INSERT INTO t_search (rowid, words) VALUES (?1, ?2)";

constexpr auto kSearch = R"sql(
SELECT r.number AS report, r.agency, a.name, r.year, v.version, v.title, v.url,
  v.document AS sha256, json_extract(v.reading, '$.text') AS excerpt, s.rowid
FROM t_search AS s
CROSS JOIN t_version AS v ON v.number = s.rowid
CROSS JOIN t_report AS r ON r.number = v.report
CROSS JOIN t_agency AS a ON a.id = r.agency
WHERE s.words MATCH ?1 AND s.rowid < ?8 AND (?2 IS NULL OR r.year = ?2)
  AND (?3 IS NULL OR a.id IN (SELECT value FROM json_each(?3)))
  AND substr(a.region, 1, length(?4)) = ?4 AND (?5 = '' OR a.class = ?5)
  AND (?9 IS NULL OR coalesce(v.published_at, v.first_seen) >= ?9)
  AND (?10 IS NULL OR coalesce(v.published_at, v.first_seen) <= ?10)
ORDER BY s.rowid DESC LIMIT ?6 OFFSET ?7)sql";

constexpr std::size_t kMostHits = 1000;

std::optional<std::string> agencies_of(const Filter& filter) {
  if (filter.agencies.empty()) return std::nullopt;
  return Json{Json::Array{filter.agencies.begin(), filter.agencies.end()}}.dump();
}

// Where an answer goes on: the number of the last version that was had.
Result<std::int64_t> end_of(const Filter& filter) {
  if (filter.after.empty()) return std::numeric_limits<std::int64_t>::max();
  const auto after = Json::parse(filter.after);
  if (after && after->at(0).integer()) return *after->at(0).integer();
  return Error{ErrorCode::Malformed, "this cursor does not belong to this question"};
}

Result<Rows> find(Connection& connection, const std::string& wanted, const Filter& filter) {
  const auto end = end_of(filter);
  if (!end) return end.error();
  auto columns = connection.columns(kSearch);
  if (!columns) return columns.error();
  columns->pop_back();
  Rows rows{.columns = *std::move(columns)};
  const std::string match = match_of(wanted);
  if (match.empty()) return rows;
  const std::size_t limit = std::min(filter.limit, kMostHits);
  const int excerpt = static_cast<int>(rows.columns.size()) - 1;
  std::int64_t last = 0;
  const auto take = [&](const Row& row) -> Status {
    rows.is_cut = rows.values.size() == limit;
    if (rows.is_cut) {
      rows.next = Json{Json::Array{Json{last}}}.dump();
      return {};
    }
    auto& values = rows.values.emplace_back();
    for (int i = 0; i < excerpt; ++i) values.push_back(json_of(row, i));
    values.emplace_back(excerpt_of(row.text(excerpt), wanted));
    last = row.integer(excerpt + 1);
    return {};
  };
  Status done = connection.each(
      kSearch,
      {match, filter.year, agencies_of(filter), filter.region_prefix, filter.agency_class,
       limit + 1, filter.offset, *end, filter.since, filter.until},
      take);
  if (!done) return done.error();
  return rows;
}

struct Place {
  std::size_t at = 0;
  std::size_t size = 0;
};

// Where all of `wanted` stands, else the first of its parts that is found as it is written.
Place place_of(const std::u32string& text, std::string_view wanted) {
  const std::u32string all = to_u32(to_lower(collapse_spaces(nfkc(wanted))));
  if (const std::size_t at = text.find(all); at != std::u32string::npos) return {at, all.size()};
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t to = std::min(all.find(U' ', from), all.size());
    const std::size_t at = text.find(all.substr(from, to - from));
    if (at != std::u32string::npos) return {at, to - from};
    from = to + 1;
  }
  return {};
}

}  // namespace

std::string words_of(std::string_view text) {
  const std::string plain = to_lower(nfkc(text));
  std::string words;
  bool is_inside = false;  // of a word in ASCII
  for (std::size_t at = 0; at < plain.size();) {
    const CodePoint point = code_point_at(plain, at);
    const bool continues = is_inside && is_word(point.value);
    is_inside = is_word(point.value);
    if (is_inside || (point.value >= 0x80 && !is_space(point.value))) {
      if (!continues && !words.empty()) words += ' ';
      words += plain.substr(at, point.bytes);
    }
    at += point.bytes;
  }
  return words;
}

std::string match_of(std::string_view wanted) {
  const std::string plain = collapse_spaces(nfkc(wanted));
  std::string match;
  for (std::size_t from = 0; from < plain.size();) {
    const std::size_t to = std::min(plain.find(' ', from), plain.size());
    const std::string words = words_of(plain.substr(from, to - from));
    if (!words.empty()) match += (match.empty() ? "\"" : " \"") + words + '"';
    from = to + 1;
  }
  return match;
}

std::string excerpt_of(std::string_view text, std::string_view wanted) {
  const std::u32string all = to_u32(collapse_spaces(nfkc(text)));
  const Place place = place_of(to_u32(to_lower(collapse_spaces(nfkc(text)))), wanted);
  const std::size_t from = place.at > kBefore ? place.at - kBefore : 0;
  const std::u32string cut = all.substr(from, std::max(kExcerpt, kBefore + place.size));
  std::string excerpt = from > 0 ? "…" : "";
  excerpt += to_utf8(cut);
  if (from + cut.size() < all.size()) excerpt += "…";
  return excerpt;
}

Status index_text(Connection& connection, std::int64_t version, std::string_view text) {
  if (Status done = connection.run(kForget, {version}); !done) return done;
  return connection.run(kIndex, {version, words_of(text)});
}

Result<Rows> Queries::search(const std::string& text, const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return find(connection, text, filter); });
}

}  // namespace gkwatch::store
