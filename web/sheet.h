#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/language.h"
#include "web/html.h"
#include "web/site.h"

namespace gkwatch::web {

// What a page is written on: the request it answers, where it looks things up, its language and
// the HTML so far.
struct Sheet {
  const Request& request;
  const Site& site;
  Language language;
  Html html;
  std::map<std::string, std::string> names{};  // of agencies that stand on it, by id

  std::string_view say(std::string_view key) const { return gkwatch::say(language, key); }
  std::string say(std::string_view key, std::initializer_list<Slot> slots) const {
    return gkwatch::say(language, key, slots);
  }
  // The words for a name of ours ("on_time"), or the name.
  std::string word(std::string_view name) const;
  void heading(std::string_view key) { html.leaf("h2", say(key)); }
};

// An empty sheet, in the language of `?lang=` or else of the site.
Sheet sheet_for(const Request& request, const Site& site);

// The whole page; `title` is what it is called, `sheet` what stands on it.
Answer page(std::string_view title, Sheet sheet);
// A short page that says what is wrong.
Answer failure(int status, std::string_view why, const Request& request, const Site& site);

}  // namespace gkwatch::web
