#include "alerts/mail_table.h"

#include <array>
#include <initializer_list>
#include <string_view>

#include "alerts/regions.h"
#include "alerts/summary.h"
#include "core/csv.h"
#include "model/comparison.h"

namespace gkwatch::alerts {
namespace {

constexpr std::array<std::string_view, 15> kHeads{
    "mail.number",       "mail.column.level",   "mail.table.agency",   "mail.table.id",
    "mail.table.region", "mail.table.year",     "mail.column.problem", "mail.table.rule",
    "mail.text",         "mail.table.expected", "mail.table.actual",   "mail.source",
    "mail.page",         "mail.sha256",         "mail.first_seen"};

void add_row(std::string& table, std::initializer_list<std::string> fields) {
  bool is_first = true;
  for (const std::string& field : fields) {
    if (!is_first) table += ',';
    table += csv_field(field);
    is_first = false;
  }
  table += "\r\n";
}

}  // namespace

std::string mail_table(std::span<const Notice> notices, const AlertPolicy& policy) {
  const Language language = policy.language;
  std::string table = "\xEF\xBB\xBF";
  for (const std::string_view head : kHeads) {
    if (head != kHeads.front()) table += ',';
    table += csv_field(say(language, head));
  }
  table += "\r\n";
  for (const Notice& one : notices) {
    add_row(table, {std::to_string(one.number), label_of(one, language), one.agency, one.agency_id,
                    region_name(one.region, language), one.year ? std::to_string(*one.year) : "",
                    one.rule_title, one.rule, one.text,
                    compares_statements({one.rule}) ? "" : one.expected, one.actual, one.url,
                    one.page, one.sha256, one.first_seen});
  }
  return table;
}

}  // namespace gkwatch::alerts
