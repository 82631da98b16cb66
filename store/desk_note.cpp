#include "store/desk_note.h"

#include <string>

namespace gkwatch::store {
namespace {

constexpr auto kNote =
    "INSERT INTO t_desk_note (action, alert, finding, silence, by, note, at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

}  // namespace

Status write_note(Connection& connection, const char* action, const About& about,
                  const DeskNote& note) {
  return connection.run(
      kNote, {action, about.alert, about.finding, about.silence, note.by, note.note, note.at});
}

Error nothing_to_do(Connection& connection, const char* has_row, const std::string& name,
                    std::int64_t number) {
  const auto is_there = connection.integer(has_row, {number});
  if (!is_there) return is_there.error();
  const std::string which = name + " " + std::to_string(number);
  if (!*is_there) return {ErrorCode::NotFound, "there is no " + which};
  return {ErrorCode::Conflict, which + " is over already"};
}

}  // namespace gkwatch::store
