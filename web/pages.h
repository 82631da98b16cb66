#pragma once

#include <cstdint>
#include <string>

#include "web/sheet.h"

namespace gkwatch::web {

// Each page on its own sheet. A page that takes filters takes those of the API.

// Regions, classes and agencies × years as coloured tables, with what needs attention above.
Answer overview_page(Sheet sheet);
// One agency: its years side by side, its sources and how they were read, its alerts.
Answer agency_page(const std::string& id, Sheet sheet);
// The sheet on it for the office that urges it to put things right (view/agency_sheet.h), of one
// year (?year=) or of all. Not there where nobody knows the rules' words.
Answer agency_sheet_page(const std::string& id, Sheet sheet);
// One report: its state, its findings in words, the official tables with the wrong cells marked,
// the prose with its figures, the versions.
Answer report_page(std::int64_t number, Sheet sheet);
// The report of an agency for a year, if there is one; else the agency.
Answer report_of_page(const std::string& agency, std::string_view year, Sheet sheet);
// What one version of a report changed against another (?from=&to=).
Answer diff_page(std::int64_t number, Sheet sheet);
Answer alerts_page(Sheet sheet);
Answer history_page(Sheet sheet);
Answer statistics_page(Sheet sheet);
Answer search_page(Sheet sheet);
// The form for a file, and what was found in it.
Answer check_page(Sheet sheet);
Answer checked_page(const Result<view::ParsedFile>& checked, Sheet sheet);

}  // namespace gkwatch::web
