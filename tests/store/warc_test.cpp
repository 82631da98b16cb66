#include "store/warc_export.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/text.h"
#include "sample.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

struct WarcRecord {
  std::map<std::string, std::string> fields;
  std::string block;
};

// Reads as the standard says: version line, fields, empty line, Content-Length bytes, two breaks.
std::vector<WarcRecord> records_in(std::string_view file) {
  std::vector<WarcRecord> all;
  while (!file.empty()) {
    if (!file.starts_with("WARC/1.1\r\n")) break;
    file.remove_prefix(10);
    WarcRecord record;
    while (!file.starts_with("\r\n")) {
      const std::string_view line = file.substr(0, file.find("\r\n"));
      const std::size_t colon = line.find(": ");
      record.fields[std::string{line.substr(0, colon)}] = std::string{line.substr(colon + 2)};
      file.remove_prefix(line.size() + 2);
    }
    const std::size_t size = std::stoul(record.fields["Content-Length"]);
    record.block = std::string{file.substr(2, size)};
    file.remove_prefix(2 + size);
    EXPECT_TRUE(file.starts_with("\r\n\r\n"));
    file.remove_prefix(4);
    all.push_back(std::move(record));
  }
  EXPECT_TRUE(file.empty()) << "left over: " << file.substr(0, 80);
  return all;
}

Visit answer(const std::string& path, Instant time, std::string_view body,
             VisitOutcome outcome = VisitOutcome::New) {
  Visit visit = gkwatch::testing::visit(path, time);
  visit.outcome = outcome;
  visit.hash = hash_of(body);
  visit.headers = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n";
  visit.request = "GET " + path + " HTTP/1.1\r\nHost: www.example.gov.cn\r\n\r\n";
  return visit;
}

class WarcTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database.sync_agencies(std::vector{town(), bureau()}, kMorning));
  }
  void record(std::vector<Visit> visits, const AgencyId& agency = kTown) {
    CheckRecord check = check_at(visits.front().time);
    check.agency = agency;
    check.visits = std::move(visits);
    ASSERT_TRUE(database.record(check));
  }
  std::vector<WarcRecord> exported(const Filter& filter = {}) {
    std::string file;
    WarcWriter warc{[&](std::string_view bytes) -> Status {
      file += bytes;
      return {};
    }};
    EXPECT_TRUE(warc.info("gkwatch 0", "a test", kNextDay));
    Evidence evidence = *Evidence::open(folder / "gkwatch.db");
    const auto goes_on = [](const WarcSummary&) { return true; };
    const auto written = write_answers(evidence, archive, filter, warc, goes_on);
    EXPECT_TRUE(written) << (written ? "" : written.error().message);
    if (written) summary = *written;
    return records_in(file);
  }
  static std::string types_of(const std::vector<WarcRecord>& records) {
    std::string types;
    for (const WarcRecord& one : records) types += one.fields.at("WARC-Type") + " ";
    return types;
  }

  TemporaryFolder folder;
  Archive archive = *Archive::open(folder / "archive");
  Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  WarcSummary summary;
};

using Warc = WarcTest;

TEST_F(Warc, HoldsAnswerAndRequestWithTheBytesAsTheyWereRead) {
  ASSERT_TRUE(archive.keep("<p>report</p>"));
  record({answer("/a", kMorning, "<p>report</p>")});
  const auto records = exported();
  ASSERT_EQ(types_of(records), "warcinfo response request ");
  const WarcRecord& response = records[1];
  EXPECT_EQ(response.fields.at("WARC-Date"), "2021-01-21T00:00:00.000Z");
  EXPECT_EQ(response.fields.at("WARC-Target-URI"), "http://www.example.gov.cn/a");
  EXPECT_EQ(response.fields.at("Content-Type"), "application/http;msgtype=response");
  EXPECT_EQ(response.fields.at("WARC-Payload-Digest"),
            "sha256:" + to_hex(hash_of("<p>report</p>")));
  EXPECT_EQ(response.fields.at("WARC-Block-Digest"), "sha256:" + to_hex(hash_of(response.block)));
  EXPECT_EQ(response.block,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Archive-Orig-Content-Encoding: gzip\r\n"
            "X-Archive-Orig-Transfer-Encoding: chunked\r\nContent-Length: 13\r\n\r\n"
            "<p>report</p>");
  EXPECT_EQ(records[2].fields.at("WARC-Concurrent-To"), response.fields.at("WARC-Record-ID"));
  EXPECT_EQ(records[2].block, "GET /a HTTP/1.1\r\nHost: www.example.gov.cn\r\n\r\n");
}

TEST_F(Warc, SaysOfAnAnswerThatBrokeOffThatItIsTruncated) {
  ASSERT_TRUE(archive.keep("<p>rep"));
  Visit half = answer("/a", kMorning, "<p>rep");
  half.fault = FetchFault::Truncated;
  record({half});
  const auto records = exported();
  ASSERT_EQ(types_of(records), "warcinfo response request ");
  EXPECT_EQ(records[1].fields.at("WARC-Truncated"), "disconnect");
  EXPECT_FALSE(records[2].fields.contains("WARC-Truncated"));
}

TEST_F(Warc, HoldsTheSameBytesOnceAndRefersToThemAfterwards) {
  ASSERT_TRUE(archive.keep("same"));
  Visit unchanged = answer("/a", kNextDay, "same", VisitOutcome::Unchanged);
  unchanged.http_status = 304;
  unchanged.headers = "HTTP/1.1 304 Not Modified\r\nETag: \"e\"\r\n\r\n";
  record({answer("/a", kMorning, "same"),
          answer("/copy", kEvening, "same", VisitOutcome::Unchanged), unchanged});
  const auto records = exported();
  ASSERT_EQ(types_of(records), "warcinfo response request revisit request revisit request ");
  const std::string profiles = "http://netpreserve.org/warc/1.1/revisit/";
  EXPECT_EQ(records[3].fields.at("WARC-Profile"), profiles + "identical-payload-digest");
  EXPECT_EQ(records[5].fields.at("WARC-Profile"), profiles + "server-not-modified");
  for (const std::size_t i : {3u, 5u}) {
    EXPECT_EQ(records[i].fields.at("WARC-Refers-To"), records[1].fields.at("WARC-Record-ID"));
    EXPECT_EQ(records[i].fields.at("WARC-Refers-To-Target-URI"), "http://www.example.gov.cn/a");
    EXPECT_EQ(records[i].fields.at("WARC-Refers-To-Date"), "2021-01-21T00:00:00.000Z");
    EXPECT_FALSE(contains(records[i].block, "same"));
  }
  EXPECT_EQ(summary.responses, 1u);
  EXPECT_EQ(summary.revisits, 2u);
}

TEST_F(Warc, BringsTheOriginalOfARevisitThatTheFilterLeavesOut) {
  ASSERT_TRUE(archive.keep("old"));
  record({answer("/a", kMorning, "old")});
  Visit unchanged = answer("/a", kNextDay, "old", VisitOutcome::Unchanged);
  unchanged.http_status = 304;
  record({unchanged});
  const auto records = exported({.since = kEvening});
  ASSERT_EQ(types_of(records), "warcinfo response request revisit request ");
  EXPECT_EQ(records[1].fields.at("WARC-Date"), "2021-01-21T00:00:00.000Z");
}

TEST_F(Warc, LeavesOutWhatTheArchiveLostAndSaysSo) {
  record({answer("/a", kMorning, "lost")});
  EXPECT_EQ(types_of(exported()), "warcinfo ");
  ASSERT_EQ(summary.lost.size(), 1u);
  EXPECT_EQ(summary.lost.front(), hash_of("lost"));
}

TEST_F(Warc, HasNoRecordOfARequestThatWasNeverAnsweredOrNeverKept) {
  Visit silence = gkwatch::testing::visit("/down", kMorning);
  silence.http_status = 0;
  silence.hash.reset();
  Visit gone = gkwatch::testing::visit("/gone", kEvening);
  gone.http_status = 404;
  gone.hash.reset();
  gone.headers = "HTTP/2 404\r\n\r\n";
  record({silence, gone});
  const auto records = exported();
  ASSERT_EQ(types_of(records), "warcinfo response ");
  EXPECT_EQ(records[1].block, "HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(records[1].fields.at("WARC-Protocol"), "h2");
}

TEST_F(Warc, GivesEachRecordAnIdOfItsOwnAndTheSameOneEachTime) {
  ASSERT_TRUE(archive.keep("one"));
  ASSERT_TRUE(archive.keep("two"));
  record({answer("/a", kMorning, "one"), answer("/b", kMorning, "two")});
  std::set<std::string> ids;
  const auto records = exported();
  for (const WarcRecord& one : records) ids.insert(one.fields.at("WARC-Record-ID"));
  EXPECT_EQ(ids.size(), 5u);
  EXPECT_TRUE(ids.begin()->starts_with("<urn:uuid:"));
  EXPECT_EQ(exported()[1].fields.at("WARC-Record-ID"), records[1].fields.at("WARC-Record-ID"));
}

TEST_F(Warc, ChoosesByAgencyRegionClassYearAndTime) {
  for (const char* bytes : {"one", "two"}) ASSERT_TRUE(archive.keep(bytes));
  CheckRecord check = check_at(kMorning);
  check.visits = {answer("/a", kMorning, "one")};
  check.articles = {article("1")};
  check.documents = {{hash_of("one"), "http://www.example.gov.cn/a", "1", "", "", kMorning}};
  ASSERT_TRUE(database.record(check));
  record({answer("/b", kNextDay, "two")}, bureau().id);
  const auto chosen = [&](const Filter& filter) {
    std::string urls;
    for (const WarcRecord& one : exported(filter)) {
      if (one.fields.at("WARC-Type") == "response") urls += one.fields.at("WARC-Target-URI").back();
    }
    return urls;
  };
  EXPECT_EQ(chosen({}), "ab");
  EXPECT_EQ(chosen({.agencies = {"town"}}), "a");
  EXPECT_EQ(chosen({.region_prefix = "4403"}), "b");
  EXPECT_EQ(chosen({.agency_class = "Z"}), "a");
  EXPECT_EQ(chosen({.year = 2020}), "a");
  EXPECT_EQ(chosen({.year = 2019}), "");
  EXPECT_EQ(chosen({.since = kEvening}), "b");
  EXPECT_EQ(chosen({.until = kEvening}), "a");
}

TEST_F(Warc, GoesOnOverManyPagesOfVisitsAtOneMoment) {
  std::vector<Visit> many;
  for (int i = 0; i < 1203; ++i) {
    many.push_back(gkwatch::testing::visit("/" + std::to_string(i), kMorning));
    many.back().hash.reset();
  }
  record(std::move(many));
  EXPECT_EQ(exported().size(), 1204u);
  EXPECT_EQ(*Evidence::open(folder / "gkwatch.db")->count_answers({}), 1203u);
}

TEST_F(Warc, ForeignTextBeginsNoLineOfItsOwn) {
  Visit evil = gkwatch::testing::visit("/a", kMorning);
  evil.url = "http://www.example.gov.cn/a\r\nWARC-Type: metadata";
  evil.hash.reset();
  record({evil});
  EXPECT_EQ(types_of(exported()), "warcinfo response ");
}

TEST_F(Warc, EndsWhenItIsStoppedOrTheSinkFails) {
  record({answer("/a", kMorning, "lost")});
  Evidence evidence = *Evidence::open(folder / "gkwatch.db");
  WarcWriter deaf{[](std::string_view) { return Status{Error{ErrorCode::Storage, "full"}}; }};
  EXPECT_EQ(deaf.info("gkwatch", "", kMorning).error().code, ErrorCode::Storage);
  const auto stopped = write_answers(evidence, archive, {}, deaf,
                                     [](const WarcSummary&) { return false; });
  EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace gkwatch::store
