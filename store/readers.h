#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/result.h"
#include "store/connection.h"

namespace gkwatch::store {

// A few connections that read one database, so that one long question does not hold up the
// others. Thread-safe.
class Readers {
 public:
  // Opens the first one; the others are opened when they are needed. Fails as open_for_reading.
  static Result<std::unique_ptr<Readers>> open(const std::filesystem::path& file);

  // Calls f(connection) with one that is free, and returns what it returns.
  template <class F>
  auto with(F&& f) {
    const Lease lease{*this, take()};
    return std::forward<F>(f)(*lease.connection);
  }
  // The same with the first one, for what each connection counts on its own.
  template <class F>
  auto with_first(F&& f) {
    const std::lock_guard lock{first_mutex_};
    return std::forward<F>(f)(first_);
  }

 private:
  struct Lease {
    Readers& readers;
    Connection* connection;
    ~Lease() { readers.give_back(connection); }
  };
  Readers(std::filesystem::path file, Connection first)
      : file_{std::move(file)}, first_{std::move(first)} {}
  Connection* take();
  void give_back(Connection* connection);

  const std::filesystem::path file_;
  std::mutex first_mutex_;
  Connection first_;  // guarded by first_mutex_: never lent
  std::mutex mutex_;
  std::condition_variable is_free_;
  std::vector<std::unique_ptr<Connection>> all_;  // guarded by mutex_
  std::vector<Connection*> free_;                 // guarded by mutex_
};

}  // namespace gkwatch::store
