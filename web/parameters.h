#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "store/queries.h"
#include "web/exchange.h"

namespace gkwatch::web {

// The parameters of lists: the filters of the command line, and where to go on.
std::span<const std::string_view> filter_names();

struct PageSize {
  std::size_t usual = 0;
  std::size_t most = 0;
};

// What the query says. Malformed names the parameter that is wrong, or is not one of ours: a
// misspelt filter must not pass for none. `also`: parameters that somebody else reads.
Result<store::Filter> filter_of(const Request& request, PageSize size,
                                std::span<const std::string_view> also = {});

// A whole number and nothing else.
std::optional<std::int64_t> whole_number(std::string_view text);

// Where an answer goes on, as an opaque text (base64url), and back. Nothing if it is none.
std::string cursor_of(const std::string& next);
std::optional<std::string> after_of(std::string_view cursor);

// The address of the same list behind the rows of this answer.
std::string next_page(const Request& request, const store::Rows& rows);

}  // namespace gkwatch::web
