#include "store/migrations.h"

namespace gkwatch::store {

// For the questions of pages and API: each list in its order, and each filter that finds little
// among much. Conditions of the partial ones stand in the questions word for word.
const std::string_view kCreateIndexes = R"sql(
CREATE INDEX t_alert_by_time ON t_alert (first_seen);
CREATE INDEX t_alert_by_state ON t_alert (state, severity, first_seen);
CREATE INDEX t_alert_by_agency ON t_alert (agency, state, severity);
CREATE INDEX t_finding_current ON t_finding (agency, year, number, severity, outcome, rule)
  WHERE is_current;
CREATE INDEX t_finding_by_rule ON t_finding (rule, agency, year) WHERE is_current;
CREATE INDEX t_finding_wrong ON t_finding (agency, year, severity)
  WHERE is_current AND outcome = 'fail';
CREATE INDEX t_duty_by_state ON t_duty (state, agency, year);
CREATE INDEX t_duty_by_due ON t_duty (due, year, state);
CREATE INDEX t_version_by_time ON t_version (first_seen);
CREATE INDEX t_visit_by_outcome ON t_visit (outcome, time);
CREATE INDEX t_document_by_hash ON t_document (hash, fetched_at);
CREATE INDEX t_check_by_time ON t_check (time);
CREATE INDEX t_check_complete ON t_check (time) WHERE is_complete;
CREATE INDEX t_delivery_by_state ON t_delivery (state, receiver, made_at);
)sql";

}  // namespace gkwatch::store
