#include "config/watch_list_row.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "model/alias.h"

namespace gkwatch::config {
namespace {

constexpr std::array<std::string_view, 9> kNames{"id",      "name",  "class", "region",     "url",
                                                 "aliases", "since", "until", "predecessor"};
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kLongestId = 64;

std::size_t index_of(std::string_view name) {
  return static_cast<std::size_t>(std::find(kNames.begin(), kNames.end(), name) - kNames.begin());
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(mark, at), text.size());
    if (auto part = collapse_spaces(text.substr(at, end - at)); !part.empty()) {
      parts.push_back(std::move(part));
    }
    at = end + 1;
  }
  return parts;
}

// Reads one row and remembers what is wrong with it.
class RowReader {
 public:
  RowReader(const CsvRow& row, const Columns& columns) : row_{row}, columns_{columns} {}

  Result<ListedRow> read() {
    read_shape();
    read_id();
    read_name();
    read_class();
    read_region();
    read_sources();
    read_years();
    read_predecessor();
    if (!wrong_.empty()) return Error{ErrorCode::Malformed, wrong_};
    return std::move(out_);
  }

 private:
  std::string field(std::string_view name) const { return columns_.field(row_, name); }

  void complain(const std::string& text) {
    if (!wrong_.empty()) wrong_ += "; ";
    wrong_ += text;
  }

  // A comma or a quote too many moves fields into the wrong columns.
  void read_shape() {
    out_.line = row_.line;
    if (const auto surplus = columns_.surplus(row_); surplus > 0) {
      complain(std::to_string(surplus) + " field(s) more than the header");
    }
    out_.runs_over_lines =
        std::any_of(row_.fields.begin(), row_.fields.end(),
                    [](const std::string& each) { return contains(each, "\n"); });
    for (const std::string_view name : {"id", "name", "class", "region"}) {
      if (!contains(columns_.raw_field(row_, name), "\n")) continue;
      complain(std::string{name} + " runs over a line end; is a quote not closed?");
    }
  }

  void read_id() {
    out_.agency.id.text = field("id");
    if (out_.agency.id.text.empty()) return complain("id is empty");
    if (!is_id(out_.agency.id.text)) {
      complain("id '" + out_.agency.id.text + "' is not of a-z, 0-9 and -, at most 64");
    }
  }

  void read_name() {
    out_.agency.name = field("name");
    if (out_.agency.name.empty()) return complain("name is empty");
    if (contains(out_.agency.name, kReplacement)) complain("name has characters that are broken");
    out_.agency.aliases = split(field("aliases"), '|');
    for (const std::string& alias : out_.agency.aliases) {
      if (alias_from(alias)) continue;
      complain("alias '" + alias + "': the years in which a name holds are written name@2019-2023, "
               "name@2019- or name@-2023");
    }
  }

  void read_class() {
    const std::string text = field("class");
    out_.has_class = !text.empty();
    const auto kind = agency_class_from(text);
    if (kind) out_.agency.kind = *kind;
    if (!kind && out_.has_class) {
      complain("class '" + text + "' is none of G D0 D B P Z T S V L");
    }
  }

  void read_region() {
    out_.agency.region = field("region");
    if (out_.agency.region.find_first_not_of("0123456789") != std::string::npos) {
      complain("region '" + out_.agency.region + "' is not a division code");
    }
  }

  void read_sources() {
    const auto addresses = split(field("url"), ' ');
    if (addresses.empty()) complain("url is empty");
    for (const std::string& address : addresses) {
      auto url = Url::parse(address);
      if (url) {
        out_.agency.sources.push_back({*std::move(url), std::string{fragment_of(address)}});
      } else {
        complain("url '" + address + "': " + url.error().message);
      }
    }
  }

  std::optional<int> year(std::string_view name) {
    const std::string text = field(name);
    if (text.empty()) return std::nullopt;
    int value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = code == std::errc{} && end == text.data() + text.size();
    if (is_whole && value >= 2008 && value <= 2100) return value;
    complain(std::string{name} + " '" + text + "' is not a year from 2008 to 2100");
    return std::nullopt;
  }

  void read_years() {
    out_.agency.since = year("since");
    out_.agency.until = year("until");
    if (out_.agency.since && out_.agency.until && *out_.agency.since > *out_.agency.until) {
      complain("since is after until");
    }
  }

  void read_predecessor() {
    const std::string text = field("predecessor");
    if (!text.empty()) out_.agency.predecessor = AgencyId{text};
    if (!text.empty() && text == out_.agency.id.text) complain("predecessor is the agency itself");
  }

  const CsvRow& row_;
  const Columns& columns_;
  ListedRow out_;
  std::string wrong_;
};

}  // namespace

Result<Columns> Columns::from_header(const CsvRow& header) {
  Columns columns;
  columns.width_ = header.fields.size();
  for (std::size_t place = 0; place < header.fields.size(); ++place) {
    const std::string name = to_lower(collapse_spaces(header.fields[place]));
    const std::size_t index = index_of(name);
    if (index == kNames.size()) continue;
    if (columns.places_[index]) {
      return Error{ErrorCode::Malformed, "the header has the column '" + name + "' twice"};
    }
    columns.places_[index] = place;
  }
  for (const std::string_view name : {"id", "name", "url"}) {
    if (columns.places_[index_of(name)]) continue;
    return Error{ErrorCode::Malformed, "the header has no column '" + std::string{name} +
                                           "'; expected at least id,name,url"};
  }
  return columns;
}

std::string_view Columns::raw_field(const CsvRow& row, std::string_view name) const {
  const auto place = places_[index_of(name)];
  return place && *place < row.fields.size() ? std::string_view{row.fields[*place]}
                                             : std::string_view{};
}

std::string Columns::field(const CsvRow& row, std::string_view name) const {
  return collapse_spaces(raw_field(row, name));
}

std::size_t Columns::surplus(const CsvRow& row) const {
  std::size_t used = row.fields.size();
  while (used > width_ && collapse_spaces(row.fields[used - 1]).empty()) --used;
  return used > width_ ? used - width_ : 0;
}

Result<ListedRow> read_row(const CsvRow& row, const Columns& columns) {
  return RowReader{row, columns}.read();
}

}  // namespace gkwatch::config
