#include <gtest/gtest.h>

#include "sample.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

class OutboxTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
    CheckRecord later = check_at(kEvening);
    later.events = {event("e3", finding())};
    ASSERT_TRUE(database.record(later));
  }
  std::vector<std::string> unsent() {
    std::vector<std::string> ids;
    const auto all = database.unsent_events({"hook"}, 10);
    for (const QueuedEvent& queued : *all) {
      ids.push_back(queued.event.id);
    }
    return ids;
  }
  std::vector<std::string> pending() {
    std::vector<std::string> ids;
    const auto all = database.pending_deliveries({"hook"}, 10);
    for (const Delivery& one : *all) {
      ids.push_back(one.id.text);
    }
    return ids;
  }

  Database database = *Database::open_in_memory();
  const std::vector<std::string> first{"e1"};
  const std::vector<std::string> second{"e3"};
};

using Outbox = OutboxTest;
using Ids = std::vector<std::string>;

TEST_F(Outbox, HoldsTheEventsOfAReceiverInTheOrderOfWriting) {
  EXPECT_EQ(unsent(), (Ids{"e1", "e3"}));
  EXPECT_EQ(database.unsent_events({"hook"}, 1)->size(), 1u);
  const QueuedEvent queued = database.unsent_events({"mail"}, 10)->front();
  EXPECT_EQ(queued.event.id, "e2");
  EXPECT_EQ(queued.event.about, finding().key);
  EXPECT_EQ(queued.event.reason, TellReason::Firing);
  EXPECT_EQ(queued.event.body, R"({"title":"合计不等"})");
  EXPECT_EQ(queued.alert_number, 1);
  EXPECT_EQ(queued.report_number, 1);
}

TEST_F(Outbox, BindsAnEventToOneDelivery) {
  ASSERT_TRUE(database.make_delivery(delivery("d1"), first));
  EXPECT_EQ(unsent(), Ids{"e3"});
  const Status again = database.make_delivery(delivery("d2"), first);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::Conflict);
  EXPECT_EQ(pending(), Ids{"d1"});
}

TEST_F(Outbox, ChangesNothingWhenADeliveryIsMadeAgain) {
  ASSERT_TRUE(database.make_delivery(delivery("d1"), first));
  ASSERT_TRUE(database.mark_delivered({"d1"}, kEvening));
  Delivery other = delivery("d1");
  other.payload = "something else";
  ASSERT_TRUE(database.make_delivery(other, second));
  EXPECT_EQ(unsent(), Ids{"e3"});
  EXPECT_TRUE(pending().empty());
}

TEST_F(Outbox, RefusesToTellOneReceiverTheEventsOfAnother) {
  const Ids of_mail{"e2"};
  EXPECT_EQ(database.make_delivery(delivery("d1"), of_mail).error().code, ErrorCode::Conflict);
  EXPECT_TRUE(pending().empty());
}

TEST_F(Outbox, KeepsTheOrderWithinAReceiverWhateverIsPostponed) {
  ASSERT_TRUE(database.make_delivery(delivery("z"), first));
  ASSERT_TRUE(database.make_delivery(delivery("a"), second));
  ASSERT_TRUE(database.postpone({"z"}, kNextDay, {ErrorCode::Timeout, "no answer"}));
  EXPECT_EQ(pending(), (Ids{"z", "a"}));
  const Delivery one = database.pending_deliveries({"hook"}, 1)->front();
  EXPECT_EQ(one.due_at, kNextDay);
  EXPECT_EQ(one.attempts, 1);
  EXPECT_EQ(one.payload, "payload of z");
  EXPECT_EQ(one.made_at, kMorning);
}

TEST_F(Outbox, RemembersWhichRecipientsHaveTheMailOverSeveralAttempts) {
  ASSERT_TRUE(database.make_delivery(delivery("d1"), first));
  EXPECT_TRUE(database.pending_deliveries({"hook"}, 1)->front().served.empty());
  const Error busy{ErrorCode::Unreachable, "452 mailbox full"};
  ASSERT_TRUE(database.postpone({"d1"}, kEvening, busy, Ids{"a@example.org", "b@example.org"}));
  ASSERT_TRUE(database.postpone({"d1"}, kNextDay, busy));
  ASSERT_TRUE(database.postpone({"d1"}, kNextDay, busy, Ids{"c@example.org"}));
  EXPECT_EQ(database.pending_deliveries({"hook"}, 1)->front().served,
            (Ids{"a@example.org", "b@example.org", "c@example.org"}));
}

TEST_F(Outbox, ForgetsWhatIsDeliveredOrGivenUp) {
  ASSERT_TRUE(database.make_delivery(delivery("d1"), first));
  ASSERT_TRUE(database.make_delivery(delivery("d2"), second));
  ASSERT_TRUE(database.mark_delivered({"d1"}, kEvening));
  ASSERT_TRUE(database.give_up({"d2"}, kEvening, {ErrorCode::Refused, "410 Gone"}));
  EXPECT_TRUE(pending().empty());
  EXPECT_TRUE(unsent().empty());
}

TEST_F(Outbox, TellsOfWhatWasGivenUpUntilTheNextGetsThrough) {
  ASSERT_TRUE(database.make_delivery(delivery("d1"), first));
  EXPECT_FALSE(database.backlogs()->at(0).is_given_up);
  ASSERT_TRUE(database.give_up({"d1"}, kEvening, {ErrorCode::Refused, "550 no such user"}));
  ASSERT_EQ(database.backlogs()->size(), 1u);
  EXPECT_TRUE(database.backlogs()->at(0).is_given_up);
  EXPECT_EQ(database.backlogs()->at(0).last_error, "550 no such user");
  ASSERT_TRUE(database.make_delivery(delivery("d2"), second));
  EXPECT_EQ(database.backlogs()->size(), 2u);
  ASSERT_TRUE(database.mark_delivered({"d2"}, kEvening));
  EXPECT_TRUE(database.backlogs()->empty());
}

TEST_F(Outbox, TakesASecondReportOfTheSameEndForTheSame) {
  ASSERT_TRUE(database.make_delivery(delivery("d1"), first));
  ASSERT_TRUE(database.mark_delivered({"d1"}, kEvening));
  EXPECT_TRUE(database.mark_delivered({"d1"}, kNextDay));
  EXPECT_EQ(database.postpone({"d1"}, kNextDay, {ErrorCode::Timeout, ""}).error().code,
            ErrorCode::Conflict);
  EXPECT_EQ(database.give_up({"d1"}, kNextDay, {ErrorCode::Timeout, ""}).error().code,
            ErrorCode::Conflict);
  EXPECT_EQ(database.mark_delivered({"unknown"}, kNextDay).error().code, ErrorCode::NotFound);
}

TEST_F(Outbox, DoesNotQueueAnEventTwice) {
  CheckRecord again = check_at(kNextDay);
  again.events = {event("e1", finding())};
  ASSERT_TRUE(database.make_delivery(delivery("d1"), first));
  ASSERT_TRUE(database.record(again));
  EXPECT_EQ(unsent(), Ids{"e3"});
}

}  // namespace
}  // namespace gkwatch::store
