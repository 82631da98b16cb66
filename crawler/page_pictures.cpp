#include "crawler/page_pictures.h"

#include <array>
#include <optional>
#include <utility>

#include "core/crypto.h"
#include "core/text.h"

namespace gkwatch::crawler {
namespace {

constexpr std::string_view kAttribute = "src=";
// How a quote is written in markup, and in a string of a script.
constexpr std::array<std::string_view, 6> kQuotes{"\"", "'", "\\\"", "\\u0022", "\\u0027", "\\'"};

// An address as it stands between its quotes.
struct Written {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<Written> address_at(std::string_view html, std::size_t begin) {
  for (const std::string_view quote : kQuotes) {
    if (!html.substr(begin).starts_with(quote)) continue;
    const std::size_t first = begin + quote.size();
    const std::size_t end = html.find(quote, first);
    if (end == std::string_view::npos) return std::nullopt;
    return Written{first, end};
  }
  return std::nullopt;
}

// Without the escapes of markup and scripts.
std::string as_meant(std::string_view written) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> escapes{
      {{"\\/", "/"}, {"\\u0026", "&"}, {"&amp;", "&"}}};
  std::string address{written};
  for (const auto& [from, to] : escapes) {
    for (std::size_t at = address.find(from); at != std::string::npos; at = address.find(from)) {
      address.replace(at, from.size(), to);
    }
  }
  return collapse_spaces(address);
}

const PagePicture* picture_at(std::string_view written, const Url& page,
                              const PagePictures& pictures) {
  const auto address = page.resolve(as_meant(written));
  const auto found = address ? pictures.find(address->text()) : pictures.end();
  return found == pictures.end() ? nullptr : &found->second;
}

}  // namespace

std::string with_pictures(std::string_view html, const Url& at, const PagePictures& pictures) {
  const std::string lower = to_lower(html);
  std::string whole;
  std::size_t done = 0;
  for (std::size_t found = lower.find(kAttribute); found != std::string::npos;
       found = lower.find(kAttribute, found + 1)) {
    const auto written = address_at(html, found + kAttribute.size());
    if (!written) continue;
    const std::string_view address = html.substr(written->begin, written->end - written->begin);
    const PagePicture* picture = picture_at(address, at, pictures);
    if (picture == nullptr) continue;
    whole += html.substr(done, written->begin - done);
    whole += "data:" + picture->media_type + ";base64," + to_base64(picture->bytes);
    done = written->end;
  }
  whole += html.substr(done);
  return whole;
}

}  // namespace gkwatch::crawler
