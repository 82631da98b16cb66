// Deadline midnight: hundreds of agencies are late at once, and six kinds of receivers are told.
//
// GKWATCH_MIDNIGHT_AGENCIES=2000 makes them more; GKWATCH_MIDNIGHT_FOLDER=DIR keeps the HTML of the
// mails there, to be looked at.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "alerts/dingtalk.h"
#include "alerts/events.h"
#include "alerts/feishu.h"
#include "alerts/mail_parts.h"
#include "alerts/reconcile.h"
#include "alerts/slack.h"
#include "alerts/wecom.h"
#include "core/csv.h"
#include "core/text.h"
#include "scheduler/couriers.h"
#include "tests/alerts/sample_alerts.h"
#include "tests/support/manual_clock.h"

namespace gkwatch::scheduler {
namespace {

using namespace alerts;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kRounds = 10;
constexpr int kRate = 20;
const std::vector<std::string> kDistricts{"440103", "440104", "440105", "440106",
                                          "440111", "440112", "440113", "440114",
                                          "440115", "440117", "440118"};

int number_of_agencies() {
  const char* text = std::getenv("GKWATCH_MIDNIGHT_AGENCIES");
  return text == nullptr ? 400 : std::atoi(text);
}

ReceiverSettings receiver_of(const std::string& name, ReceiverKind kind, int rate) {
  ReceiverSettings settings = kind == ReceiverKind::Email ? post_box() : hook();
  settings.name = {name};
  settings.kind = kind;
  settings.rate_per_minute = rate;
  return settings;
}

std::vector<ReceiverSettings> all_kinds() {
  return {receiver_of("hook", ReceiverKind::Webhook, 0),
          receiver_of("mail", ReceiverKind::Email, 0),
          receiver_of("dingtalk", ReceiverKind::DingTalk, kRate),
          receiver_of("wecom", ReceiverKind::WeCom, kRate),
          receiver_of("feishu", ReceiverKind::Feishu, kRate),
          receiver_of("slack", ReceiverKind::Slack, kRate)};
}

// Takes everything and writes down when.
class Listener final : public Receiver {
 public:
  Listener(ReceiverId name, const Clock& clock) : name_{std::move(name)}, clock_{clock} {}
  const ReceiverId& id() const override { return name_; }
  Attempt deliver(const Delivery& delivery, std::stop_token) override {
    heard.emplace_back(clock_.now(), delivery.payload);
    return {};
  }

  std::vector<std::pair<Instant, std::string>> heard;

 private:
  ReceiverId name_;
  const Clock& clock_;
};

class Midnight : public ::testing::Test {
 protected:
  Midnight() {
    for (const ReceiverSettings& one : policy_.receivers) {
      Listener& listener = listeners_.emplace_back(one.name, clock_);
      channels_.push_back({one, listener, TokenBucket{one.rate_per_minute}});
    }
    for (int i = 0; i < number_of_agencies(); ++i) {
      Agency agency = shiling();
      agency.id = {"town-" + std::to_string(i)};
      agency.name = "第" + std::to_string(i) + "号镇人民政府";
      agency.region = kDistricts.at(static_cast<std::size_t>(i) % kDistricts.size());
      agencies_.push_back(std::move(agency));
    }
  }

  void find_late(const Agency& agency, Severity severity) {
    Finding finding = late();
    finding.key.agency = agency.id;
    finding.key.rule = {"R-P-MISSING"};
    finding.severity = severity;
    finding.message = {"2020 年度报告应于 2021-01-31 前公布，截止日后两次完整查阅栏目均未见。",
                       "not found"};
    finding.expected = "2021-01-31";
    EvidenceLinks links;
    links.rule_titles[{"R-P-MISSING"}] = {"未见按期公布", "not published in time"};
    const auto plan = reconcile({{finding}}, {}, policy_, clock_.now());
    store::CheckRecord record{.agency = agency.id, .at = clock_.now()};
    record.alerts = plan.upserts;
    record.events = events_of(plan, agency, links, policy_, clock_.now());
    database_.with([&](store::Database& held) { ASSERT_TRUE(held.record(record)); });
  }

  void round(Occasion occasion) {
    for (Channel& channel : channels_) {
      ASSERT_TRUE(bind_waiting(database_, channel, policy_, occasion, clock_.now()));
      ASSERT_TRUE(send_due(database_, channel, clock_, {}));
    }
  }

  // The night, five minutes at a time: half of them errors, which are told at once.
  void pass_the_night() {
    database_.with(
        [&](store::Database& held) { ASSERT_TRUE(held.sync_agencies(agencies_, clock_.now())); });
    const std::size_t at_once = agencies_.size() / kRounds;
    for (std::size_t i = 0; i < agencies_.size(); ++i) {
      find_late(agencies_[i], i % 2 == 0 ? Severity::Error : Severity::Warning);
      if (i % at_once != at_once - 1) continue;
      round(Occasion::Meanwhile);
      clock_.advance(minutes{5});
    }
    for (int step = 0; step < 8; ++step) {
      clock_.advance(hours{3});
      round(Occasion::Idle);
    }
  }

  const Listener& listener(const std::string& name) const {
    for (const Listener& one : listeners_) {
      if (one.id().text == name) return one;
    }
    std::abort();
  }

  static std::size_t most_in_a_minute(const Listener& listener) {
    std::size_t most = 0;
    for (const auto& [at, payload] : listener.heard) {
      std::size_t count = 0;
      for (const auto& [other, text] : listener.heard) {
        if (other >= at && other < at + minutes{1}) ++count;
      }
      most = std::max(most, count);
    }
    return most;
  }

  testing::ManualClock clock_;
  Guarded<store::Database> database_{*store::Database::open_in_memory()};
  AlertPolicy policy_ = policy_with(all_kinds());
  std::deque<Listener> listeners_;
  std::deque<Channel> channels_;
  std::vector<Agency> agencies_;
};

std::set<std::string> ids_in_hook(const Listener& hook) {
  std::set<std::string> ids;
  for (const auto& [at, payload] : hook.heard) {
    const Json body = *Json::parse(payload);
    for (const Json& alert : body["data"]["alerts"].items()) {
      ids.insert(std::string{alert["agency"]["id"].string_or("")});
    }
  }
  return ids;
}

void keep_to_be_looked_at(const MailParts& mail, std::size_t number) {
  const char* folder = std::getenv("GKWATCH_MIDNIGHT_FOLDER");
  if (folder == nullptr) return;
  std::ofstream{std::string{folder} + "/mail-" + std::to_string(number) + ".html"} << mail.html;
}

// How many agencies the titles of a message count, in any of the four formats: "，共 12 个单位".
std::size_t counted_in(const std::string& payload) {
  constexpr std::string_view kLead = "，共 ";
  std::size_t sum = 0;
  for (auto at = payload.find(kLead); at != std::string::npos; at = payload.find(kLead, at + 1)) {
    std::size_t count = 0;
    const char* begin = payload.data() + at + kLead.size();
    const auto read = std::from_chars(begin, payload.data() + payload.size(), count);
    if (std::string_view{read.ptr}.starts_with(" 个单位")) sum += count;
  }
  return sum;
}

TEST_F(Midnight, TellsEveryReceiverOfEveryAgencyInAHandfulOfMessagesWithinItsRate) {
  pass_the_night();

  EXPECT_EQ(ids_in_hook(listener("hook")).size(), agencies_.size());

  std::set<std::string> in_tables;
  std::size_t number = 0;
  for (const auto& [at, payload] : listener("mail").heard) {
    const MailParts mail = *mail_parts_from(payload);
    keep_to_be_looked_at(mail, ++number);
    EXPECT_LT(mail.html.size(), 300'000u);
    const auto rows = parse_csv(mail.table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      in_tables.insert(rows[i].fields.at(3));
      EXPECT_TRUE(contains(mail.html, rows[i].fields.at(2))) << "named in the mail itself";
      EXPECT_TRUE(contains(mail.text, rows[i].fields.at(2)));
    }
  }
  EXPECT_EQ(in_tables.size(), agencies_.size());
  EXPECT_LE(listener("mail").heard.size(), 8u);

  const std::map<std::string, std::size_t> limits{
      {"dingtalk", 20'000}, {"wecom", 4'096}, {"feishu", 20'480}, {"slack", 40'000}};
  for (const auto& [name, limit] : limits) {
    SCOPED_TRACE(name);
    std::size_t counted = 0;
    for (const auto& [at, payload] : listener(name).heard) {
      EXPECT_LE(payload.size(), limit);
      counted += counted_in(payload);
    }
    EXPECT_EQ(counted, agencies_.size()) << "nobody is forgotten, nobody counted twice";
    EXPECT_LE(listener(name).heard.size(), 8u);
    EXPECT_LE(most_in_a_minute(listener(name)), std::size_t{kRate});
  }
  for (const Channel& channel : channels_) {
    const auto left = database_.with([&](const store::Database& held) {
      return held.unsent_events(channel.settings.name, 1'000);
    });
    EXPECT_TRUE(left && left->empty()) << channel.settings.name.text;
    std::printf("%s: %zu messages\n", channel.settings.name.text.c_str(),
                listener(channel.settings.name.text).heard.size());
  }
}

// Never answers until it is stopped.
class Staller final : public Receiver {
 public:
  explicit Staller(ReceiverId name) : name_{std::move(name)} {}
  const ReceiverId& id() const override { return name_; }
  Attempt deliver(const Delivery&, std::stop_token stop) override {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock{mutex};
    never.wait(lock, stop, [] { return false; });
    return {.status = Error{ErrorCode::Cancelled, "stopped"}};
  }

 private:
  ReceiverId name_;
};

// Says when it has got something.
class Awaited final : public Receiver {
 public:
  explicit Awaited(ReceiverId name) : name_{std::move(name)} {}
  const ReceiverId& id() const override { return name_; }
  Attempt deliver(const Delivery&, std::stop_token) override {
    const std::lock_guard lock{mutex_};
    is_here_ = true;
    came_.notify_all();
    return {};
  }
  bool await() {
    std::unique_lock lock{mutex_};
    return came_.wait_for(lock, minutes{1}, [&] { return is_here_; });
  }

 private:
  ReceiverId name_;
  std::mutex mutex_;
  std::condition_variable came_;
  bool is_here_ = false;  // guarded by mutex_
};

TEST_F(Midnight, AStalledReceiverHoldsNoOther) {
  database_.with(
      [&](store::Database& held) { ASSERT_TRUE(held.sync_agencies(agencies_, clock_.now())); });
  find_late(agencies_.front(), Severity::Error);
  clock_.advance(hours{1});
  Staller staller{{"hook"}};
  Awaited awaited{{"slack"}};
  std::deque<Channel> channels;
  channels.push_back({policy_.receivers.front(), staller, TokenBucket{0}});
  channels.push_back({policy_.receivers.back(), awaited, TokenBucket{kRate}});
  const Couriers couriers{database_, channels, policy_, clock_};
  EXPECT_TRUE(awaited.await());
}

}  // namespace
}  // namespace gkwatch::scheduler
