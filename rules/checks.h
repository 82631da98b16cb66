#pragma once

#include <map>
#include <string>

#include "rules/rules.h"

namespace gkwatch::rules {

// The functions behind the rule book, by rule. One per group of the catalogue
// (domain/report-format.md, 3).
using Checks = std::map<std::string, Check>;

Checks structure_checks();    // DOC
Checks form_checks();         // FMT
Checks blank_checks();        // blank and all-zero tables
Checks arithmetic_checks();   // T3, T4
Checks identity_checks();     // ID
Checks origin_checks();       // ID: where it was found, whom it speaks of
Checks prose_checks();        // DOC: what the sections say
Checks table_two_checks();    // T2
Checks outlier_checks();      // T2 beside the year before and the class
Checks cross_checks();        // X, and what T3 and T4 add
Checks narrative_checks();    // N against the tables
Checks summation_checks();    // N within the prose
Checks consistency_checks();  // N: said twice, charged
Checks growth_checks();       // N: compared with the year before
Checks yearly_checks();       // Y
Checks likeness_checks();     // D
Checks neighbour_checks();    // D-PEER, AGG
Checks all_checks();

// Rules whose function takes what the crawl has seen (P and C), and what that is.
std::map<std::string, JudgedFrom> crawl_rules();

}  // namespace gkwatch::rules
