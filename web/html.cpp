#include "web/html.h"

#include <algorithm>

#include "core/text.h"
#include "core/url.h"

namespace gkwatch::web {
namespace {

bool is_address(std::string_view name) {
  return name == "href" || name == "src" || name == "action";
}

bool is_own(std::string_view address) {
  if (address.starts_with("#") || address.starts_with("?")) return true;
  return address.starts_with("/") && !address.starts_with("//") && !address.starts_with("/\\");
}

// What stands in a document of ours is UTF-8, whatever it was made from.
std::string escaped(std::string_view text) {
  return is_utf8(text) ? escape_html(text) : escape_html(valid_utf8(text));
}

// The address with what is kept in its query, before a fragment.
std::string with_kept(std::string_view address, const std::string& keep) {
  if (keep.empty() || !address.starts_with("/")) return std::string{address};
  const std::size_t hash = std::min(address.find('#'), address.size());
  std::string whole{address.substr(0, hash)};
  whole += whole.find('?') == std::string::npos ? '?' : '&';
  return whole + keep + std::string{address.substr(hash)};
}

}  // namespace

void Html::open(std::string_view tag, Attributes attributes) {
  text_ += '<';
  text_ += tag;
  for (const auto& [name, value] : attributes) {
    if (name.empty()) continue;
    std::string shown{value};
    if (is_address(name)) {
      if (!is_own(value) && !Url::parse(value)) continue;
      shown = with_kept(value, keep_);
    }
    text_ += ' ';
    text_ += name;
    text_ += "=\"";
    text_ += escaped(shown);
    text_ += '"';
  }
  text_ += '>';
}

void Html::close(std::string_view tag) {
  text_ += "</";
  text_ += tag;
  text_ += '>';
}

Html::Element Html::in(std::string_view tag, Attributes attributes) {
  open(tag, attributes);
  return Element{*this, tag};
}

Html& Html::leaf(std::string_view tag, Attributes attributes, std::string_view words) {
  open(tag, attributes);
  text(words);
  close(tag);
  return *this;
}

Html& Html::empty(std::string_view tag, Attributes attributes) {
  open(tag, attributes);
  return *this;
}

Html& Html::text(std::string_view foreign) {
  text_ += escaped(foreign);
  return *this;
}

Html& Html::outward_link(std::string_view url, std::string_view words) {
  if (!Url::parse(url)) return text(words);
  return leaf("a", {{"href", url}, {"rel", "noopener noreferrer external"}}, words);
}

std::string path_to(std::string_view folder, std::string_view name) {
  return std::string{folder} + percent_encode(name);
}

std::string with_query(std::string_view path, const Pairs& pairs) {
  std::string whole{path};
  for (const auto& [name, value] : pairs) {
    if (value.empty()) continue;
    whole += whole.find('?') == std::string::npos ? '?' : '&';
    whole += percent_encode(name) + "=" + percent_encode(value);
  }
  return whole;
}

}  // namespace gkwatch::web
