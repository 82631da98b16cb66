#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/url.h"

namespace gkwatch::crawler {

// What an address of a picture answered.
struct PagePicture {
  std::string media_type;
  std::string_view bytes;
};
using PagePictures = std::map<std::string, PagePicture, std::less<>>;  // by address, see Url::text

// The page `html` of the address `at` with these pictures in it (RFC 2397), so that one document
// holds a report that is shown as pictures. Addresses are found in markup and in strings of
// scripts (RFC 8259 escapes); all other bytes stay as they are. Pure.
std::string with_pictures(std::string_view html, const Url& at, const PagePictures& pictures);

}  // namespace gkwatch::crawler
