#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gkwatch {

// One tag as it stands in a page.
struct HtmlTag {
  std::string name;  // lower case; "![cdata[" where such a section begins
  bool is_end = false;
  bool is_self_closing = false;
  std::size_t attributes = 0;
  std::string_view source;  // from "<" to ">"
};

// Reads the tags of a page one after another, without building anything (HTML Standard,
// 13.2.5, as far as it says where a tag begins and ends). Steps over comments.
class HtmlTagReader {
 public:
  explicit HtmlTagReader(std::string_view html) : html_{html} {}

  // Nothing after the last complete tag.
  std::optional<HtmlTag> next();
  // Steps past `end`, or to the end of the page. Returns how many "<" it stepped over.
  std::size_t skip_past(std::string_view end);
  // Steps to the end tag of the raw text element `name` whose start tag was read last.
  // Returns how many "<" it stepped over.
  std::size_t skip_raw_text(std::string_view name);

 private:
  void skip_comment();
  void read_attributes(HtmlTag& tag);
  void skip_value();
  bool is_done() const { return at_ >= html_.size(); }
  std::size_t end_of_script() const;

  std::string_view html_;
  std::size_t at_ = 0;
};

}  // namespace gkwatch
