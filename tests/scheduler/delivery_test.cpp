// From the outbox to a receiver: what becomes a message when, and what holds it back.
#include "scheduler/delivery.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <vector>

#include "alerts/events.h"
#include "alerts/reconcile.h"
#include "alerts/rhythm.h"
#include "tests/alerts/sample_alerts.h"
#include "tests/support/manual_clock.h"

namespace gkwatch::scheduler {
namespace {

using namespace alerts;
using std::chrono::hours;
using std::chrono::minutes;

// Takes what it gets, or fails as it is told to.
class Mailbox final : public Receiver {
 public:
  explicit Mailbox(ReceiverId name) : name_{std::move(name)} {}
  const ReceiverId& id() const override { return name_; }
  Attempt deliver(const Delivery& delivery, std::stop_token) override {
    ++attempts;
    if (!answer.status) return answer;
    got.push_back(delivery);
    return {};
  }

  Attempt answer{};
  int attempts = 0;
  std::vector<Delivery> got;

 private:
  ReceiverId name_;
};

class DeliveryTest : public ::testing::Test {
 protected:
  static ReceiverSettings group() {
    return {.name = {"group"},
            .kind = ReceiverKind::DingTalk,
            .rate_per_minute = 20,
            .url = "http://127.0.0.1/r"};
  }

  // Finds `findings` at the agency now and writes down what follows.
  void check(const Agency& agency, const std::vector<Finding>& findings) {
    database_.with([&](store::Database& held) {
      agencies_.push_back(agency);
      ASSERT_TRUE(held.sync_agencies(agencies_, clock_.now()));
      const auto before = *held.alerts(agency.id);
      const auto plan = reconcile(findings, before, policy_, clock_.now(), {.agency = &agency});
      store::CheckRecord record{.agency = agency.id, .at = clock_.now()};
      record.alerts = plan.upserts;
      record.events = events_of(plan, agency, shiling_links(), policy_, clock_.now());
      ASSERT_TRUE(held.record(record));
    });
  }

  DeliveryCount round(Occasion occasion) {
    const auto bound = bind_waiting(database_, channel_, policy_, occasion, clock_.now());
    EXPECT_TRUE(bound) << bound.error().message;
    held_ = bound->held;
    auto count = send_due(database_, channel_, clock_, {});
    EXPECT_TRUE(count) << count.error().message;
    return *count;
  }

  testing::ManualClock clock_;
  Guarded<store::Database> database_{*store::Database::open_in_memory()};
  AlertPolicy policy_ = policy_with({group()});
  Mailbox mailbox_{{"group"}};
  Channel channel_{policy_.receivers.at(0), mailbox_, TokenBucket{20}};
  std::vector<Agency> agencies_;
  int held_ = 0;
};

using Delivering = DeliveryTest;

TEST_F(Delivering, TellsAnErrorAtOnceAndAWarningInTheMorning) {
  check(shiling(), {balance(Severity::Error), late()});
  EXPECT_EQ(round(Occasion::PassDone).delivered, 1);
  EXPECT_EQ(held_, 1);
  clock_.advance(hours{24});
  EXPECT_EQ(round(Occasion::Meanwhile).delivered, 1);
  EXPECT_EQ(held_, 0);
}

TEST_F(Delivering, PutsWhatComesWhileAMessageIsNotThroughIntoTheNext) {
  mailbox_.answer = {.status = Error{ErrorCode::Unreachable, "down"}};
  for (int i = 0; i < 50; ++i) {
    Finding finding = balance(Severity::Error);
    finding.key.place = "T3." + std::to_string(i);
    check(shiling(), {finding});
    round(Occasion::PassDone);
    clock_.advance(hours{1});
  }
  mailbox_.answer = {};
  while (mailbox_.got.size() < 2) {
    clock_.advance(hours{1});
    round(Occasion::PassDone);
  }
  EXPECT_EQ(held_, 0);
  EXPECT_EQ(mailbox_.got.size(), 2u);
}

TEST_F(Delivering, SendsNothingMoreToAReceiverThatIsGoneUntilItsAddressChanges) {
  check(shiling(), {balance(Severity::Error)});
  mailbox_.answer = {.status = Error{ErrorCode::Refused, "410"}, .is_gone = true};
  round(Occasion::PassDone);
  clock_.advance(hours{24 * 30});
  round(Occasion::PassDone);
  EXPECT_EQ(mailbox_.attempts, 1);
  policy_.receivers.at(0).url = "http://127.0.0.1/other";
  mailbox_.answer = {};
  EXPECT_EQ(round(Occasion::PassDone).delivered, 1);
}

TEST_F(Delivering, HoldsWhatIsSilencedAndForgetsWhatIsOverByThen) {
  check(shiling(), {balance(Severity::Error)});
  const auto silence = database_.with([&](store::Database& held) {
    return held.silence({.year = 2020}, {"clerk", "known", clock_.now()});
  });
  ASSERT_TRUE(silence);
  EXPECT_EQ(round(Occasion::PassDone).delivered, 0);
  ASSERT_TRUE(database_.with([&](store::Database& held) {
    return held.unsilence(*silence, {"clerk", "", clock_.now()});
  }));
  EXPECT_EQ(round(Occasion::PassDone).delivered, 1);
}

TEST_F(Delivering, TellsOfADeadlineMidnightInAHandfulOfMessagesAndForgetsNobody) {
  constexpr int kAgencies = 300;
  for (int i = 0; i < kAgencies; ++i) {
    Agency agency = shiling();
    agency.id = {"town-" + std::to_string(i)};
    Finding finding = late();
    finding.key.agency = agency.id;
    finding.severity = Severity::Error;
    agencies_.clear();
    check(agency, {finding});
    round(Occasion::Idle);
    clock_.advance(minutes{1});
  }
  clock_.advance(hours{1});
  round(Occasion::Meanwhile);
  EXPECT_LE(mailbox_.got.size(), 9u) << "five hours of findings, one a minute";
  const auto left = database_.with(
      [&](const store::Database& held) { return held.unsent_events({"group"}, 1'000); });
  EXPECT_TRUE(left && left->empty());
}

}  // namespace
}  // namespace gkwatch::scheduler
