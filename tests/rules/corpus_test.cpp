// The rule book over real reports: what must be found, what must not, and for the five given ones
// what is to be said of each, finding by finding.
#include "tests/support/corpus.h"

#include <gtest/gtest.h>

#include "core/json.h"
#include "parser/document_reader.h"
#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

using testing::corpus_folder;
using testing::read_whole;

class CorpusCase {
 public:
  explicit CorpusCase(const std::string& id) {
    const auto truth = Json::parse(read_whole(corpus_folder() + "/truth/" + id + ".json"));
    if (!truth) return;
    truth_ = *truth;
    const std::string file{truth_["file"].string_or("")};
    const auto body = std::make_shared<std::string>(read_whole(corpus_folder() + "/" + file));
    parser::PlainReader reader;
    auto parsed = reader.read(Document{.name = file, .body = body}, {});
    if (!parsed) return;
    report_.year = static_cast<int>(truth_["year"].integer().value_or(0));
    report_.parsed = *std::move(parsed);
    agency_ = shiling();
    agency_.kind = AgencyClass::D;
    agency_.name = std::string{truth_["agency"].string_or("")};
  }

  bool is_there() const { return !truth_.is_null(); }
  bool is_read() const { return report_.parsed.form != Form::Unknown; }
  const Json& truth() const { return truth_; }
  Findings findings() const { return Findings{report_, &agency_}; }

 private:
  Json truth_;
  Report report_;
  Agency agency_;
};

bool lists(const Json& list, std::string_view text) {
  return std::any_of(list.items().begin(), list.items().end(),
                     [&](const Json& item) { return item.string_or("") == text; });
}

// A finding of one of the entry's rules, at error level, on one of its cells.
bool is_met_by(const Json& entry, const Finding& finding) {
  if (finding.outcome != Outcome::Fail || finding.severity != Severity::Error) return false;
  if (!lists(entry["rules"], finding.key.rule.text)) return false;
  return std::any_of(finding.cells.begin(), finding.cells.end(), [&](const CellQuote& quote) {
    return lists(entry["cells"], quote.cell.text);
  });
}

// The folder is no part of the project: whoever has it runs the tests, CI must have it.
class CorpusRules : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
#ifdef GKWATCH_CORPUS_REQUIRED
    ASSERT_TRUE(case_.is_there()) << corpus_folder();
#else
    if (!case_.is_there()) GTEST_SKIP() << "NO CORPUS at " << corpus_folder();
#endif
    if (!case_.is_read()) GTEST_SKIP() << "this build does not read its format";
  }
  CorpusCase case_{GetParam()};
};

TEST_P(CorpusRules, FindWhatMustBeFound) {
  const Findings findings = case_.findings();
  for (const Json& entry : case_.truth()["must_fail"].items()) {
    if (!entry["required"].bool_or(true)) continue;
    EXPECT_TRUE(std::any_of(findings.all().begin(), findings.all().end(), [&](const Finding& one) {
      return is_met_by(entry, one);
    })) << entry.dump();
  }
}

TEST_P(CorpusRules, AccuseNobodyWhoDidNothing) {
  const Findings findings = case_.findings();
  const Json& truth = case_.truth();
  for (const std::string& rule : findings.rules_at(Severity::Error)) {
    EXPECT_FALSE(lists(truth["must_not_fail"], rule)) << rule << " " << findings.told(rule);
    const bool is_expected =
        lists(truth["tolerated_rules"], rule) ||
        std::any_of(truth["must_fail"].items().begin(), truth["must_fail"].items().end(),
                    [&](const Json& entry) { return lists(entry["rules"], rule); });
    EXPECT_TRUE(is_expected) << rule << " " << findings.told(rule);
  }
}

TEST_P(CorpusRules, TellTheWarningsWorthHaving) {
  const Findings findings = case_.findings();
  for (const Json& entry : case_.truth()["warn_expect"].items()) {
    const std::string rule{entry["rule"].string_or("")};
    EXPECT_TRUE(findings.told(rule).starts_with("warning")) << rule << " " << findings.told(rule);
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, CorpusRules,
                         ::testing::Values("seed000", "seed001", "seed002", "seed003", "seed004",
                                           "shanghai-office-2019", "kewei-2024", "huaian-2024"),
                         [](const auto& one) {
                           std::string name = one.param;
                           std::erase(name, '-');
                           return name;
                         });

struct Expected {
  const char* id;
  const char* rule;
  const char* told;
};
class Oracle : public ::testing::TestWithParam<Expected> {};

TEST_P(Oracle, IsMet) {
  const CorpusCase one{GetParam().id};
#ifndef GKWATCH_CORPUS_REQUIRED
  if (!one.is_there()) GTEST_SKIP() << "NO CORPUS at " << corpus_folder();
#endif
  EXPECT_EQ(one.findings().told(GetParam().rule), GetParam().told) << GetParam().id;
}

constexpr const char* kSilent = "";
INSTANTIATE_TEST_SUITE_P(
    Seeds, Oracle,
    ::testing::Values(
        Expected{"seed000", "R-FMT-VERSION", kSilent},
        Expected{"seed001", "R-FMT-VERSION", kSilent},
        Expected{"seed002", "R-FMT-VERSION", kSilent},
        Expected{"seed003", "R-FMT-VERSION", kSilent},
        Expected{"seed004", "R-FMT-VERSION", kSilent}, Expected{"seed000", "R-T3-BALANCE", kSilent},
        // 狮岭镇: the text has lost a cell of 结转下年 (its truth calls the row open), so that the
        // fault is told by the results alone, grouped; OfSeedOne below has the row.
        Expected{"seed001", "R-T3-BALANCE", "unverifiable T3"},
        Expected{"seed002", "R-T3-BALANCE", kSilent}, Expected{"seed003", "R-T3-BALANCE", kSilent},
        Expected{"seed004", "R-T3-BALANCE", "unverifiable T3"},
        Expected{"seed000", "R-T3-RESULTSUM", kSilent},
        Expected{"seed001", "R-T3-RESULTSUM", "error T3.NP"},
        Expected{"seed002", "R-T3-RESULTSUM", kSilent},
        Expected{"seed003", "R-T3-RESULTSUM", "unverifiable T3"},
        Expected{"seed004", "R-T3-RESULTSUM", "unverifiable T3"},
        Expected{"seed000", "R-T3-ROWSUM", kSilent},
        // The rows that were recovered hold; those that were not are said to be unverifiable.
        Expected{"seed001", "R-T3-ROWSUM", "unverifiable T3"},
        Expected{"seed002", "R-T3-ROWSUM", kSilent},
        Expected{"seed003", "R-T3-ROWSUM", "unverifiable T3"},
        Expected{"seed004", "R-T3-ROWSUM", "unverifiable T3"},
        Expected{"seed002", "R-T2-19-MISFILL", kSilent},
        Expected{"seed003", "R-T2-19-MISFILL", kSilent},
        Expected{"seed002", "R-T2-19-PROC-UNIT", kSilent},
        Expected{"seed002", "R-X-T4-VS-T3", kSilent},
        Expected{"seed003", "R-X-T4-VS-T3", kSilent},
        Expected{"seed004", "R-X-T4-VS-T3", kSilent},
        Expected{"seed000", "R-N-ZERO", kSilent}, Expected{"seed001", "R-N-ZERO", kSilent},
        Expected{"seed002", "R-N-ZERO", kSilent}, Expected{"seed002", "R-N-RECV", kSilent},
        Expected{"seed003", "R-N-RECV", kSilent}, Expected{"seed004", "R-N-RECV", kSilent},
        Expected{"seed000", "R-N-NORMATIVE", kSilent},
        Expected{"seed001", "R-N-NORMATIVE", kSilent},
        Expected{"seed002", "R-N-NORMATIVE", kSilent},
        Expected{"seed004", "R-N-NORMATIVE", kSilent},
        Expected{"seed000", "R-ID-AGENCY-TITLE", kSilent},
        Expected{"seed001", "R-ID-AGENCY-TITLE", kSilent},
        Expected{"seed002", "R-ID-AGENCY-TITLE", kSilent},
        Expected{"seed003", "R-ID-AGENCY-TITLE", kSilent},
        Expected{"seed004", "R-ID-AGENCY-TITLE", kSilent},
        Expected{"seed000", "R-T4-SUM", kSilent}, Expected{"seed001", "R-T4-SUM", kSilent},
        Expected{"seed002", "R-T4-SUM", kSilent}, Expected{"seed003", "R-T4-SUM", kSilent},
        Expected{"seed004", "R-T4-SUM", kSilent},
        Expected{"seed000", "R-T2-19-MISFILL", "info T2.LICENSE; info T2.PENALTY"},
        Expected{"seed001", "R-T2-19-MISFILL", kSilent},
        Expected{"seed000", "R-T2-19-PROC-UNIT", kSilent},
        Expected{"seed001", "R-T2-19-PROC-UNIT", "info T2.PROCURE"},
        Expected{"seed003", "R-T2-19-PROC-UNIT", kSilent},
        Expected{"seed004", "R-T2-19-PROC-UNIT", "unverifiable T2.PROCURE"},
        Expected{"seed000", "R-X-T4-VS-T3", "info T4"},
        Expected{"seed001", "R-X-T4-VS-T3", kSilent}, Expected{"seed000", "R-DOC-RESIDUE", kSilent},
        Expected{"seed001", "R-DOC-RESIDUE", "warning"},
        Expected{"seed002", "R-DOC-RESIDUE", kSilent},
        Expected{"seed003", "R-DOC-RESIDUE", "warning"},
        Expected{"seed004", "R-DOC-RESIDUE", kSilent},
        Expected{"seed000", "R-ID-YEAR-TITLE", kSilent},
        Expected{"seed001", "R-ID-YEAR-TITLE", "warning"},
        Expected{"seed002", "R-ID-YEAR-TITLE", kSilent},
        Expected{"seed003", "R-ID-YEAR-TITLE", kSilent},
        Expected{"seed004", "R-ID-YEAR-TITLE", kSilent},
        Expected{"seed000", "R-DOC-PERIOD", "info"}, Expected{"seed001", "R-DOC-PERIOD", "info"},
        Expected{"seed002", "R-DOC-PERIOD", "info"}, Expected{"seed003", "R-DOC-PERIOD", "info"},
        Expected{"seed004", "R-DOC-PERIOD", "info"}, Expected{"seed000", "R-DOC-SECTIONS", kSilent},
        Expected{"seed004", "R-DOC-SECTIONS", "info section 3"},
        Expected{"seed000", "R-N-BREAKDOWN", kSilent},
        Expected{"seed001", "R-N-BREAKDOWN", kSilent},
        Expected{"seed002", "R-N-BREAKDOWN", kSilent},
        Expected{"seed003", "R-N-BREAKDOWN", kSilent},
        Expected{"seed004", "R-N-BREAKDOWN", kSilent}, Expected{"seed000", "R-N-RECV", kSilent},
        Expected{"seed001", "R-N-RECV", kSilent}, Expected{"seed003", "R-N-ZERO", kSilent},
        Expected{"seed003", "R-N-NORMATIVE", "warning normative.made"},
        Expected{"seed004", "R-N-ZERO", "unverifiable received"},
        Expected{"shanghai-office-2019", "R-N-OUTCOME", "warning granted_partial; warning unable"},
        Expected{"shanghai-office-2019", "R-N-OUTCOME-SUM", "warning outcomes"},
        Expected{"shanghai-office-2019", "R-N-PERCENT", "warning section 1"},
        Expected{"shanghai-office-2019", "R-N-RECV", kSilent},
        Expected{"shanghai-office-2019", "R-N-REVIEW", kSilent},
        Expected{"kewei-2024", "R-N-OUTCOME", kSilent},
        Expected{"kewei-2024", "R-N-RECV", kSilent}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

// What the five seeds were, by the figures of section 7 that their texts have kept or lost.
TEST(OfSeedOne, BalanceAndResultsFailTogetherInBothColumns) {
  ReportBuilder shiling_2020;
  for (const char* row : {"NEW", "R1"}) shiling_2020.row(row, {1, 0, 0, 0, 0, 0, 1});
  for (const char* row : {"CIN", "R2", "R3.4", "R4.1", "R5.1", "COUT"}) {
    shiling_2020.row(row, {0, 0, 0, 0, 0, 0, 0});
  }
  shiling_2020.row("R7", {2, 0, 0, 0, 0, 0, 2});
  const Findings findings{shiling_2020};
  ASSERT_EQ(findings.told("R-T3-BALANCE"), "error T3.NP") << "one cause, one finding";
  EXPECT_EQ(findings.told("R-T3-RESULTSUM"), "");
  EXPECT_EQ(findings.told("R-T3-ROWSUM"), "") << "2 = 2 in the row";
  const Finding found = findings.of("R-T3-BALANCE").at(0);
  ASSERT_FALSE(found.candidates.empty());
  EXPECT_EQ(found.candidates.at(0).text, "T3.R7.NP");
  EXPECT_EQ(found.expected, "1");
  EXPECT_EQ(found.actual, "2");
}

TEST(AcrossDocuments, WhatPanyuOfficeCarriedOutItCarriesIn) {
  ReportBuilder before{Form::F2021, 2023};
  ReportBuilder now{Form::F2021, 2024};
  now.row("CIN", {1, 1, 0, 0, 0, 0, 2});
  Agency agency = shiling();
  EXPECT_EQ((Findings{now.report(), &agency, {before.report()}}.told("R-Y-CARRY")), "") << "2 = 2";
  now.row("CIN", {2, 1, 0, 0, 0, 0, 3});
  EXPECT_EQ((Findings{now.report(), &agency, {before.report()}}.told("R-Y-CARRY")),
            "warning T3.CIN");
}

}  // namespace
}  // namespace gkwatch::rules
