#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace gkwatch::log {

enum class Level { Debug, Info, Warning, Error };

// Before the first line, once. Lines go to standard error, with "<6>" style priorities when
// it is the journal (sd-daemon(3)), with a time otherwise.
struct Setup {
  Level from = Level::Info;
  bool is_journal = false;
};
void start(const Setup& setup);

using Field = std::pair<std::string_view, std::string>;

// One line per event: `event key=value key="value with blanks"`. Control characters are
// escaped, so that foreign text cannot fake a line.
void write(Level level, std::string_view event, std::initializer_list<Field> fields);
inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Error, event, fields);
}

}  // namespace gkwatch::log
