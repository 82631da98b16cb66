#pragma once

#include <string>

#include "store/queries.h"

namespace gkwatch::store {

// The questions that are answered at once or streamed: their SQL, and of how many columns at its
// end the key of a row is made (store/question.h).
struct KeyedQuestion {
  std::string sql;
  std::size_t keys = 0;
};

KeyedQuestion reports_question(const Filter& filter);
KeyedQuestion history_question(const Filter& filter);
KeyedQuestion findings_question(const Filter& filter);
KeyedQuestion cells_question(const Filter& filter);

}  // namespace gkwatch::store
