#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gkwatch::web {

// An attribute of an element. Without a name it is left out.
struct Attribute {
  std::string_view name;
  std::string_view value;
};
using Attributes = std::initializer_list<Attribute>;

// The attribute, or none if the value is empty.
inline Attribute if_given(std::string_view name, std::string_view value) {
  return value.empty() ? Attribute{} : Attribute{name, value};
}

// Writes HTML (and the SVG inside it). The one place where foreign text becomes part of a page:
// text and attributes are escaped on their way in, and an address that is neither our own nor
// http(s) is left out, whatever calls itself a link.
class Html {
 public:
  // Open while it lives.
  class Element {
   public:
    Element(Html& html, std::string_view tag) : html_{html}, tag_{tag} {}
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;
    ~Element() { html_.close(tag_); }

   private:
    Html& html_;
    std::string_view tag_;
  };

  Html() = default;
  // `keep` ("lang=en") goes into the query of every link to a page of ours.
  explicit Html(std::string keep) : keep_{std::move(keep)} {}

  // `tag` and names of attributes are literals of ours.
  [[nodiscard]] Element in(std::string_view tag, Attributes attributes = {});
  // An element that holds text alone, or (void elements) nothing.
  Html& leaf(std::string_view tag, std::string_view text) { return leaf(tag, {}, text); }
  Html& leaf(std::string_view tag, Attributes attributes, std::string_view text);
  Html& empty(std::string_view tag, Attributes attributes = {});
  Html& text(std::string_view foreign);
  Html& link(std::string_view href, std::string_view words) {
    return leaf("a", {{"href", href}}, words);
  }
  // A link away from here; the bare words if it is no http(s) address.
  Html& outward_link(std::string_view url, std::string_view words);

  // What another one has written.
  Html& add(const Html& part) {
    text_ += part.text_;
    return *this;
  }
  void doctype() { text_ += "<!DOCTYPE html>\n"; }
  const std::string& kept() const { return keep_; }
  const std::string& str() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  void open(std::string_view tag, Attributes attributes);
  void close(std::string_view tag);

  std::string text_;
  std::string keep_;
};

// "/agencies/" and an id as a path; "?" and pairs as a query. Everything percent-encoded.
std::string path_to(std::string_view folder, std::string_view name);
using Pairs = std::vector<std::pair<std::string, std::string>>;
std::string with_query(std::string_view path, const Pairs& pairs);  // empty values left out

}  // namespace gkwatch::web
