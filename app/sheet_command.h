#pragma once

#include "app/options.h"
#include "app/world.h"
#include "config/settings.h"
#include "store/queries.h"

namespace gkwatch::app {

// `show --format html`: the sheet on the agency that options.words names ("12", "id:2020", "id"),
// on standard output. Usage for a word that is none of these, NoAccess for an agency or a year that
// is not watched; both say so on standard error.
Exit print_sheet(const Options& options, const config::Settings& settings,
                 const store::Queries& queries, World& world);

}  // namespace gkwatch::app
