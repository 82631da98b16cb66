#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/sheet.h"

// The parts that several pages have.
namespace gkwatch::web {

// A state or severity in words, in its colour.
void write_badge(Sheet& sheet, std::string_view name);

// Looks up what the agencies of these rows are called, so that lists can say it.
Status learn_names(Sheet& sheet, const store::Rows& rows);

// Rows as a table, links where a value leads somewhere; then the way on, if it was cut. Columns
// that are not named in `columns` are left out; all of them if that is empty.
void write_list(Sheet& sheet, const store::Rows& rows,
                std::span<const std::string_view> columns = {});
void write_next(Sheet& sheet, const store::Rows& rows);

// A form of the filters of this page, filled with what the request says.
void write_filters(Sheet& sheet, std::span<const std::string_view> names);

// The way to the sheet on an agency, of one year or of all; nothing if none are offered.
void write_sheet_link(Sheet& sheet, const std::string& agency, std::string_view year);

// dt and dd of a list of facts; nothing if the value is empty.
void write_fact(Sheet& sheet, std::string_view key, std::string_view value);

// "2021-01-21 15:24" of an instant, China time.
std::string short_time(Instant moment);

// The page, or the failure that `error` is.
Answer failure_of(const Error& error, const Sheet& sheet);

}  // namespace gkwatch::web
