#include "store/warc.h"

#include <array>
#include <chrono>
#include <cstdio>

#include "core/text.h"

namespace gkwatch::store {
namespace {

constexpr std::string_view kEnd = "\r\n";
constexpr std::string_view kHttp2 = "HTTP/2";

// One line of a WARC header; a line break in a foreign value would begin another.
std::string field(std::string_view name, std::string_view value) {
  std::string line = std::string{name} + ": ";
  for (const char c : value) line += (c == '\r' || c == '\n') ? ' ' : c;
  return line + std::string{kEnd};
}

// WARC-Date: UTC, here with milliseconds (5.4).
std::string utc_time(Instant moment) {
  using namespace std::chrono;
  const auto day = floor<days>(moment);
  const year_month_day date{day};
  const hh_mm_ss time{moment - day};
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                static_cast<int>(time.subseconds().count()));
  return text.data();
}

// A UUID of version 8 (RFC 9562, 5.8), made of what the record is about.
std::string record_id(std::string_view type, std::string_view about) {
  ContentHash hash = hash_of("gkwatch " + std::string{type} + " " + std::string{about});
  hash.bytes[6] = (hash.bytes[6] & std::byte{0x0F}) | std::byte{0x80};
  hash.bytes[8] = (hash.bytes[8] & std::byte{0x3F}) | std::byte{0x80};
  const std::string hex = to_hex(hash);
  return "<urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20, 12) + ">";
}

std::string about(const RecordedVisit& visit) {
  return std::to_string(visit.number) + " " + utc_time(visit.time) + " " + visit.url;
}

bool is_about_coding(std::string_view name) {
  const std::string lower = to_lower(name);
  return lower == "transfer-encoding" || lower == "content-encoding" || lower == "content-length";
}

// No version of WARC says how HTTP/2 is written; public readers expect a status line of HTTP/1.1.
std::string status_line(std::string_view line) {
  if (!line.starts_with(kHttp2)) return std::string{line};
  const std::size_t blank = line.find(' ');
  return "HTTP/1.1" + std::string{blank == std::string_view::npos ? "" : line.substr(blank)};
}

// The header block as received, but for what is no longer true of the body beside it.
std::string http_header(const RecordedVisit& visit, std::optional<std::size_t> body) {
  std::string text;
  std::string_view rest = visit.headers;
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (text.empty()) {
      text += status_line(line);
    } else {
      if (is_about_coding(line.substr(0, line.find(':')))) text += "X-Archive-Orig-";
      text += line;
    }
    text += kEnd;
  }
  if (text.empty()) text = "HTTP/1.1 " + std::to_string(visit.http_status) + " \r\n";
  if (body) text += "Content-Length: " + std::to_string(*body) + std::string{kEnd};
  return text + std::string{kEnd};
}

std::string common_fields(std::string_view type, const std::string& id,
                          const RecordedVisit& visit) {
  std::string fields = field("WARC-Type", type) + field("WARC-Record-ID", id) +
                       field("WARC-Date", utc_time(visit.time)) +
                       field("WARC-Target-URI", visit.url);
  if (visit.headers.starts_with(kHttp2)) fields += field("WARC-Protocol", "h2");
  return fields;
}

// Why the block ends before its end (WARC 1.1, 5.13); empty if it does not.
std::string_view reason_of_end(std::string_view fault) {
  if (fault == "timeout") return "time";
  return fault == "truncated" || fault == "reset" ? "disconnect" : "";
}

std::string digest(const ContentHash& hash) { return "sha256:" + to_hex(hash); }

}  // namespace

Status WarcWriter::record(std::string_view fields, std::string_view block) {
  std::string head = "WARC/1.1\r\n";
  head += fields;
  head += field("WARC-Block-Digest", digest(hash_of(block)));
  head += field("Content-Length", std::to_string(block.size())) + std::string{kEnd};
  if (Status done = sink_(head); !done) return done;
  if (Status done = sink_(block); !done) return done;
  return sink_("\r\n\r\n");
}

Status WarcWriter::info(std::string_view software, std::string_view of, Instant now) {
  const std::string when = utc_time(now);
  const std::string block =
      field("software", software) + field("format", "WARC File Format 1.1") +
      field("conformsTo",
            "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/") +
      field("isPartOf", of) +
      field("description",
            "Bodies are without transfer and content coding; headers about these are kept as "
            "X-Archive-Orig-*. A request is there if it was kept.");
  return record(field("WARC-Type", "warcinfo") +
                    field("WARC-Record-ID", record_id("warcinfo", when + " " + std::string{of})) +
                    field("WARC-Date", when) + field("Content-Type", "application/warc-fields"),
                block);
}

Status WarcWriter::response(const RecordedVisit& visit, std::string_view body) {
  const std::string id = record_id("response", about(visit));
  std::string fields = common_fields("response", id, visit) +
                       field("Content-Type", "application/http;msgtype=response");
  fields += field("WARC-Payload-Digest", digest(visit.hash ? *visit.hash : hash_of("")));
  if (const std::string_view why = reason_of_end(visit.fault); !why.empty()) {
    fields += field("WARC-Truncated", why);
  }
  std::string block = http_header(visit, body.size());
  block += body;
  if (Status done = record(fields, block); !done) return done;
  return request(visit, id);
}

Status WarcWriter::revisit(const RecordedVisit& visit, const RecordedVisit& original) {
  constexpr int kNotModified = 304;
  const std::string id = record_id("revisit", about(visit));
  const std::string profile =
      visit.http_status == kNotModified ? "server-not-modified" : "identical-payload-digest";
  std::string fields = common_fields("revisit", id, visit) +
                       field("Content-Type", "application/http;msgtype=response") +
                       field("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/" + profile) +
                       field("WARC-Refers-To", record_id("response", about(original))) +
                       field("WARC-Refers-To-Target-URI", original.url) +
                       field("WARC-Refers-To-Date", utc_time(original.time));
  if (original.hash) fields += field("WARC-Payload-Digest", digest(*original.hash));
  if (Status done = record(fields, http_header(visit, std::nullopt)); !done) return done;
  return request(visit, id);
}

Status WarcWriter::request(const RecordedVisit& visit, std::string_view answer_id) {
  if (visit.request.empty()) return {};
  return record(common_fields("request", record_id("request", about(visit)), visit) +
                    field("WARC-Concurrent-To", answer_id) +
                    field("Content-Type", "application/http;msgtype=request"),
                visit.request);
}

}  // namespace gkwatch::store
