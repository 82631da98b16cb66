#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "core/worker_pool.h"
#include "web/site.h"

namespace gkwatch::web {

// Answers requests with what HTTP adds to an answer: a validator (ETag, 304), gzip. Keeps answers
// for as long as nobody has changed the database, at most a minute. One that was dear to make
// (a count over all agencies) is given out once more while a newer one is made aside: at most a
// minute old. Thread-safe.
class Responder {
 public:
  // `site`: what it refers to must outlive the responder.
  explicit Responder(const Site& site);

  Answer respond(const Request& request);
  // Whether the answer has to be made, and takes long: a count over all agencies.
  bool takes_long(const Request& request);
  const Site& site() const { return site_; }

 private:
  struct Kept {
    Answer plain;
    std::string packed;  // empty: as it is
    std::string tag;     // the ETag's text, without quotes
    std::int64_t edition = 0;
    Tick made{};
    bool is_dear = false;
  };
  using Shared = std::shared_ptr<const Kept>;

  Shared find(const std::string& key, std::int64_t edition, const Request& request);
  Shared make(const Request& request, std::int64_t edition) const;
  void keep(const std::string& key, Shared kept);
  void make_room();  // requires: mutex_ is held
  static std::size_t size_of(const std::string& key, const Kept& kept);
  void renew(const std::string& key, const Request& request);

  const Site site_;
  std::mutex mutex_;
  std::map<std::string, Shared> kept_;  // guarded by mutex_
  std::set<std::string> renewing_;      // guarded by mutex_
  std::size_t bytes_ = 0;               // guarded by mutex_
  WorkerPool aside_;                    // last member: its thread ends before the rest is gone
};

}  // namespace gkwatch::web
