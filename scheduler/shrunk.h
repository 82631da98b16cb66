#pragma once

#include "core/clock.h"
#include "core/ids.h"
#include "scheduler/look.h"
#include "scheduler/memory.h"

namespace gkwatch::scheduler {

// A list that seems complete and has lost its rows (rules/columns.h) is complete no longer: a
// redesign, a move, a slice of the whole or an emptied answer look like that, and none of them is
// "nothing new". Accepted as it is once R-C-SHRUNK has told of the same number of rows for three
// days; a list without any row is never accepted: a person has to correct the address.
void weigh_shrunk_lists(Looked& looked, const AgencyId& agency, const Memory& memory, Instant now);

}  // namespace gkwatch::scheduler
