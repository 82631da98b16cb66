#include "web/checks.h"

namespace gkwatch::web {
namespace {

constexpr std::size_t kMostWaiting = 4;

}  // namespace

Checks::~Checks() {
  pool_.reset();
  std::map<std::size_t, Done> waiting;
  {
    const std::lock_guard lock{mutex_};
    waiting.swap(waiting_);
  }
  for (auto& [number, done] : waiting) done(Error{ErrorCode::Cancelled, "the program ends"});
}

bool Checks::post(Upload upload, Done done) {
  std::size_t number = 0;
  {
    const std::lock_guard lock{mutex_};
    if (waiting_.size() >= kMostWaiting) return false;
    number = ++last_;
    waiting_.emplace(number, std::move(done));
  }
  auto shared = std::make_shared<Upload>(std::move(upload));
  pool_->post([this, number, shared](const std::stop_token& stop) {
    finish(number, site_.check(std::move(*shared), stop));
  });
  return true;
}

void Checks::finish(std::size_t number, Result<view::ParsedFile> result) {
  Done done;
  {
    const std::lock_guard lock{mutex_};
    const auto found = waiting_.find(number);
    if (found == waiting_.end()) return;
    done = std::move(found->second);
    waiting_.erase(found);
  }
  done(std::move(result));
}

}  // namespace gkwatch::web
