#include "web/errands.h"

#include <exception>
#include <utility>

#include "core/log.h"
#include "web/access.h"

namespace gkwatch::web {

void Errands::close() {
  {
    const std::lock_guard lock{mutex_};
    is_closed_ = true;
  }
  pool_.reset();
  std::map<std::size_t, Done> waiting;
  {
    const std::lock_guard lock{mutex_};
    waiting.swap(waiting_);
  }
  for (auto& [number, done] : waiting) done(plain_refusal(kUnavailable, "the program ends"));
}

bool Errands::post(Work work, Done done) {
  const std::lock_guard lock{mutex_};
  if (is_closed_ || waiting_.size() >= most_) return false;
  const std::size_t number = ++last_;
  waiting_.emplace(number, std::move(done));
  pool_->post([this, number, work = std::move(work)](const std::stop_token& stop) {
    Answer answer = plain_refusal(kUnavailable, "this request could not be answered");
    // Whatever happens, the one who waits is told.
    try {
      answer = work(stop);
    } catch (const std::exception& thrown) {
      log::error("web", {{"why", thrown.what()}});
    }
    finish(number, std::move(answer));
  });
  return true;
}

void Errands::finish(std::size_t number, Answer answer) {
  Done done;
  {
    const std::lock_guard lock{mutex_};
    const auto found = waiting_.find(number);
    if (found == waiting_.end()) return;
    done = std::move(found->second);
    waiting_.erase(found);
  }
  done(std::move(answer));
}

}  // namespace gkwatch::web
