#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/portal/site.h"

namespace gkwatch::portal {

// Paths of the platform; every folder is an integer division of the id.
std::string content_path(const Site& site, std::int64_t post);
std::string attachment_path(const Site& site, const Attachment& attachment, std::int64_t post);
std::string nfcms_path(const NfcmsPage& page);
// `path` on this portal as the world sees it; a whole address stays as it is, "" stays "".
std::string absolute(std::string_view host, std::string_view path);

// "docx" of "a.docx"; "" where there is none.
std::string extension_of(std::string_view name);
std::string mime_of(std::string_view name);

// "2021-01-21 15:24:00" or "2021-01-21" in UTC+8 as unix seconds; 0 if it is neither.
std::int64_t unix_of(std::string_view china_time);
// Unix seconds as "2021-01-21 15:24:00" in UTC+8.
std::string china_time_of(std::int64_t unix_seconds);
// As in Last-Modified: "Thu, 21 Jan 2021 07:24:00 GMT".
std::string http_date_of(std::int64_t unix_seconds);
// The moment at which the article was last replaced: a day after publication for each time.
std::int64_t modified_at(const Article& article);

}  // namespace gkwatch::portal
