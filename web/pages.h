#pragma once

#include <cstdint>
#include <string>

#include "web/site.h"

namespace gkwatch::web {

// Agencies × years as a coloured table, with what needs attention above it.
Answer overview_page(const Site& site);
// One agency: its years and its open alerts.
Answer agency_page(const std::string& id, const Site& site);
// One report: its state, its findings in words, the official tables with the wrong cells marked.
Answer report_page(std::int64_t number, const Request& request, const Site& site);
Answer alerts_page(const Request& request, const Site& site);
Answer history_page(const Request& request, const Site& site);

}  // namespace gkwatch::web
