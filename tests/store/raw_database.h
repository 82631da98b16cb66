#pragma once

#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace gkwatch::testing {

// The database file as SQLite itself sees it, for tests that look behind the store.
class RawDatabase {
 public:
  explicit RawDatabase(const std::filesystem::path& file) {
    if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) std::abort();
  }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;
  ~RawDatabase() { sqlite3_close(handle_); }

  // All values of all rows, NULL as "NULL"; the message of a failure instead.
  std::vector<std::string> ask(const std::string& sql) {
    std::vector<std::string> values;
    char* message = nullptr;
    const auto take = [](void* into, int count, char** texts, char**) -> int {
      for (int i = 0; i < count; ++i) {
        static_cast<std::vector<std::string>*>(into)->emplace_back(texts[i] ? texts[i] : "NULL");
      }
      return 0;
    };
    if (sqlite3_exec(handle_, sql.c_str(), take, &values, &message) != SQLITE_OK) {
      values.emplace_back(message ? message : "failed");
    }
    sqlite3_free(message);
    return values;
  }
  std::string one(const std::string& sql) {
    const auto values = ask(sql);
    return values.empty() ? "" : values.front();
  }

  // Every row of every table, and what SQLite thinks of the file's health.
  std::string dump() {
    std::string text;
    for (const auto& table :
         ask("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
      text += "== " + table + "\n";
      for (const auto& value : ask("SELECT * FROM " + table)) text += value + "\n";
    }
    return text;
  }
  // "ok" if nothing is wrong.
  std::string health() {
    std::string text = one("PRAGMA integrity_check");
    for (const auto& broken : ask("PRAGMA foreign_key_check")) text += " " + broken;
    return text;
  }

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace gkwatch::testing
