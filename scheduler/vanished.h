#pragma once

#include <stop_token>

#include "crawler/fetcher.h"
#include "model/agency.h"
#include "scheduler/look.h"
#include "scheduler/memory.h"

namespace gkwatch::scheduler {

// A list that seems complete and has none of the reports that it had: an emptied column, a moved
// site, a broken list, or reports that were withdrawn. A list alone does not tell these apart, so
// each of those reports is asked for at its own address. Only where all of them are gone
// (404, 410; RFC 9110, 15.5.5 and 15.5.11) do two witnesses agree, and `looked` stays complete.
// Otherwise it is complete no longer: a report that is there, and one that could not be asked
// for, prove that the list is not all there is. Asked again at every check until the reports
// have been absent often enough to be called removed.
// True if the list lost all its reports, and that is so.
bool weigh_a_vanished_list(Looked& looked, const Agency& agency, const Memory& memory,
                           crawler::Fetcher& fetcher, std::stop_token stop);

// A report that this reading would call removed, beside others that are listed, is asked for at its
// own address first: a list may show a slice, and a column may have moved. One that is there, and
// one that could not be asked for, is not counted as absent.
void ask_before_removal(Looked& looked, const Memory& memory, crawler::Fetcher& fetcher,
                        std::stop_token stop);

}  // namespace gkwatch::scheduler
