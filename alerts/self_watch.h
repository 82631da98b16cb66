#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/language.h"
#include "model/agency.h"
#include "model/finding.h"

namespace gkwatch::alerts {

// How the program itself fares. What is wrong becomes findings about one agency of its own, and so
// alerts as all others are: told, acknowledged, silenced, resolved.
struct SelfFacts {
  struct Deaf {  // a receiver that does not get what is sent to it
    ReceiverId receiver;
    Instant since{};
    bool is_gone = false;  // it has said so itself (410)
    std::string why;
    bool is_given_up = false;  // the last message was refused for good, or waited for too long
  };
  struct Dark {  // a host none of whose agencies could be looked at several times in a row
    std::string host;
    int agencies = 0;
    std::optional<Instant> since{};  // the last complete look at any of them
  };
  struct Unread {  // an agency that could not be looked at for days while others of its host could
    AgencyId agency;
    std::string name;
    std::optional<Instant> since{};
  };
  std::vector<Deaf> deaf;
  std::vector<Dark> dark;
  std::vector<Unread> unread;
  bool is_blind = false;                      // no agency could be looked at for too long
  std::optional<Instant> last_success{};      // the last complete look at any agency
  std::optional<std::uint64_t> free_bytes{};  // where database and archive lie
  std::string reader_trouble;                 // why documents cannot be read; empty: they can
  int holidays_known_until = 0;               // year; 0: unknown
};

// Everything that is wrong. One portal that is down is one finding however many agencies it
// serves, and none beside the one that says that nothing at all could be looked at.
std::vector<Finding> self_findings(const SelfFacts& facts, Instant now);

// The agency that these findings are about. Its id cannot stand in a watch list.
const Agency& self_agency();
bool is_about_self(const FindingKey& key);
// The rules that self_findings tells by (GK-…), and what people call them.
const std::map<RuleId, Bilingual>& self_rule_titles();

}  // namespace gkwatch::alerts
