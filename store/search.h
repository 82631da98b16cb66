#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "store/connection.h"

namespace gkwatch::store {

// Full text of Chinese. SQLite's tokenizers know words between blanks, or three letters at
// least; so every Chinese character is made a word of its own, and what is searched for a
// phrase of such words: any two characters that stand together are found.

// "2020年 新收" -> "2020 年 新 收".
std::string words_of(std::string_view text);
// The query for words_of(): each part between blanks a phrase, all of them wanted. Empty if
// there is nothing to search for.
std::string match_of(std::string_view wanted);
// Some characters on both sides of the first place where `wanted` stands, or else a part of it;
// else the beginning.
std::string excerpt_of(std::string_view text, std::string_view wanted);

// Puts the text of a version into the index, in the place of an earlier one.
Status index_text(Connection& connection, std::int64_t version, std::string_view text);

}  // namespace gkwatch::store
