#include "store/readers.h"

#include "store/opening.h"

namespace gkwatch::store {
namespace {

constexpr std::size_t kMost = 4;

constexpr auto kRoom = "PRAGMA cache_size = -16000";

}  // namespace

Result<std::unique_ptr<Readers>> Readers::open(const std::filesystem::path& file) {
  auto first = open_for_reading(file);
  if (!first) return std::move(first).error();
  auto second = open_for_reading(file);
  if (!second) return std::move(second).error();
  static_cast<void>(second->run_script(kRoom));
  std::unique_ptr<Readers> readers{new Readers{file, *std::move(first)}};
  readers->all_.push_back(std::make_unique<Connection>(*std::move(second)));
  readers->free_.push_back(readers->all_.back().get());
  return readers;
}

Connection* Readers::take() {
  std::unique_lock lock{mutex_};
  if (free_.empty() && all_.size() < kMost) {
    if (auto more = open_for_reading(file_)) {
      static_cast<void>(more->run_script(kRoom));
      all_.push_back(std::make_unique<Connection>(*std::move(more)));
      return all_.back().get();
    }
  }
  is_free_.wait(lock, [this] { return !free_.empty(); });
  Connection* connection = free_.back();
  free_.pop_back();
  return connection;
}

void Readers::give_back(Connection* connection) {
  {
    const std::lock_guard lock{mutex_};
    free_.push_back(connection);
  }
  is_free_.notify_one();
}

}  // namespace gkwatch::store
