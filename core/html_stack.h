#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/html_tags.h"

namespace gkwatch {

// The stack of open elements and the list of active formatting elements (HTML Standard,
// 13.2.4.2 and 13.2.4.3), kept by names alone and on the safe side: what a tree builder has
// open is counted here, and an end tag closes here only what it surely closes there.
class HtmlStack {
 public:
  void start(const HtmlTag& tag);
  void end(const std::string& name);
  // Something that may be open and is never taken back.
  void doubt(std::size_t count) { doubts_ += count; }

  bool is_in_foreign() const { return !open_.empty() && open_.back().is_foreign; }
  // Whether the raw text element `name`, just started, holds text here and not tags.
  bool takes_raw_text(std::string_view name) const;
  bool has_foreign() const { return has_open("svg") || has_open("math"); }
  bool has_open(std::string_view name) const;
  // Open elements, and formatting that will be opened again.
  std::size_t depth() const { return open_.size() + pending_.size() + doubts_; }
  std::size_t pending() const { return pending_.size(); }

 private:
  struct Element {
    std::string name;
    std::string_view source;
    bool is_foreign = false;
    std::size_t pending_before = 0;  // for what ends formatting when it closes
  };
  using Passes = bool (*)(const Element&);

  // Where an end tag closes what it names exactly, or nothing.
  bool is_strict() const { return has_open("template") || has_open("math"); }
  void push(const HtmlTag& tag);
  void start_foreign(const HtmlTag& tag);
  bool is_select_ended_by(const std::string& name);
  void start_in_select(const HtmlTag& tag);
  void start_table();
  void start_table_part(const HtmlTag& tag);
  void close_implied(const HtmlTag& tag);
  void close_item(std::string_view name);
  void end_foreign(const std::string& name);
  void end_form();
  // Closes the innermost `name` if everything above it passes.
  bool close(std::string_view name, Passes passes);
  void close_down_to(std::size_t size);
  void keep_formatting(const Element& element);

  std::vector<Element> open_;
  std::vector<Element> pending_;
  std::size_t doubts_ = 0;
};

}  // namespace gkwatch
