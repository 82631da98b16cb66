// `export`: whole tables for other programs.

#include "core/csv.h"
#include "core/files.h"
#include "core/text.h"
#include "tests/app/asked_house.h"
#include "tests/app/workbook.h"
#include "view/table_writer.h"

namespace gkwatch::testing {
namespace {

class Export : public AskedHouse {
 protected:
  Told out(const std::string& what, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"export", "--what", what});
    return run(more);
  }
  Json json(const std::string& what, std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--format", "json"});
    return out(what, more).json();
  }
  // The row of this cell.
  static Json cell(const Json& table, const std::string& name) {
    for (const Json& row : table["rows"].items()) {
      if (row["cell"].string_or("") == name) return row;
    }
    return {};
  }
};

TEST_F(Export, GivesEachTableWithItsDictionaryProvenanceAndQuery) {
  for (const char* what : {"reports", "cells", "findings", "history"}) {
    const Json table = json(what, {"--region", "44", "--agency", "town"});
    ASSERT_FALSE(table["rows"].items().empty()) << what;
    EXPECT_EQ(table["count"].integer(), static_cast<std::int64_t>(table["rows"].items().size()));
    EXPECT_EQ(table["provenance"]["table"].string_or(""), what);
    EXPECT_EQ(table["provenance"]["query"]["region"].string_or(""), "44");
    EXPECT_TRUE(contains(table["provenance"]["program"].string_or(""), "gkwatch"));
    const auto& members = table["rows"].at(0).members();
    ASSERT_EQ(table["columns"].items().size(), members.size()) << what;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const Json& column = table["columns"].at(i);
      EXPECT_EQ(column["name"].string_or(""), members[i].first) << what;
      EXPECT_FALSE(column["meaning"]["zh"].string_or("").empty()) << what << members[i].first;
      EXPECT_FALSE(column["meaning"]["en"].string_or("").empty()) << what << members[i].first;
    }
  }
}

TEST_F(Export, KeepsNumbersExactAndGapsEmpty) {
  const Json cells = json("cells");
  EXPECT_EQ(cell(cells, "T2.FEE.AMOUNT")["value"].dump(), "-12.05");
  EXPECT_EQ(cell(cells, "T2.FEE.AMOUNT")["raw"].string_or(""), "-12.050");
  EXPECT_EQ(cell(cells, "T3.NEW.SUM")["value"].integer(), 3);
  EXPECT_TRUE(cell(cells, "T4.RV.TOT")["value"].is_null());
  EXPECT_EQ(cell(cells, "T4.RV.TOT")["kind"].string_or(""), "gap");
  EXPECT_EQ(cells["rows"].items().size(), form_cells(Form::F2021).size());
}

TEST_F(Export, WritesTheSameRowsAsCsv) {
  const Told told = out("cells", {"--language", "en"});
  EXPECT_EQ(told.exit, 0) << told.err;
  const auto rows = parse_csv(told.out);
  ASSERT_EQ(rows.size(), form_cells(Form::F2021).size() + 1);
  std::vector<std::string> names;
  for (const auto& column : view::dictionary_of(store::Table::Cells)) names.push_back(column.name);
  EXPECT_EQ(rows[0].fields, names);
  EXPECT_TRUE(contains(told.out, ",T2.FEE.AMOUNT,number,-12.05,-12.050,万元,"));
  EXPECT_TRUE(contains(told.out, ",T4.RV.TOT,gap,,?,"));
}

TEST_F(Export, BeginsWithAByteOrderMarkIfAskedTo) {
  EXPECT_TRUE(out("reports").out.starts_with("report,"));
  EXPECT_TRUE(out("reports", {"--bom"}).out.starts_with("\xef\xbb\xbfreport,"));
}

TEST_F(Export, GivesAWorkbookItsTypes) {
  const std::string cells = first_sheet(out("cells", {"--format", "xlsx"}).out);
  EXPECT_TRUE(contains(cells, "<v>-12.05</v>"));
  EXPECT_TRUE(contains(cells, "<t>T2.FEE.AMOUNT</t>"));
  const std::string workbook = out("reports", {"--format", "xlsx", "--year", "2020"}).out;
  const std::string reports = first_sheet(workbook);
  EXPECT_TRUE(contains(reports, "t=\"b\"><v>1</v>")) << "complete is a truth value";
  EXPECT_TRUE(contains(reports, "<v>44227</v>")) << "the due day, 2021-01-31";
  EXPECT_TRUE(contains(reports, "<v>44216.641666666")) << "2021-01-20 15:24, in China";
  auto files = files_in(workbook);
  EXPECT_TRUE(contains(files["xl/workbook.xml"], "\"reports\""));
  EXPECT_TRUE(contains(files["xl/worksheets/sheet2.xml"], "机构代号")) << "the dictionary";
  EXPECT_TRUE(contains(files["xl/worksheets/sheet3.xml"], "query year")) << "the provenance";
}

TEST_F(Export, ObeysItsFilters) {
  const auto count = [&](const std::string& what, const std::vector<std::string>& filters) {
    return json(what, filters)["count"].integer().value_or(-1);
  };
  EXPECT_EQ(count("cells", {"--state", "gap"}), 1);
  EXPECT_EQ(count("cells", {"--limit", "5"}), 5);
  EXPECT_EQ(count("cells", {"--year", "2019"}), 0);
  EXPECT_EQ(count("cells", {"--class", "B"}), 0);
  EXPECT_EQ(count("cells", {"--since", "2021-01-21"}), 0);
  EXPECT_EQ(count("reports", {"--state", "missing"}), 1);
  EXPECT_EQ(count("findings", {"--severity", "error", "--rule", "R-T3-BALANCE"}), 1);
  EXPECT_EQ(count("history", {"--state", "new"}), 2);
}

TEST_F(Export, RefusesWhatItWouldHaveToPassOver) {
  EXPECT_EQ(out("cells", {"--rule", "R-T3-BALANCE"}).exit, 2);
  EXPECT_EQ(out("cells", {"--state", "late"}).exit, 2);
  EXPECT_EQ(out("reports", {"--agency", "nobody"}).exit, 2);
  EXPECT_EQ(out("visits").exit, 2);
  EXPECT_EQ(run({"export"}).exit, 2);
  is_terminal_ = true;
  EXPECT_EQ(out("reports", {"--format", "xlsx"}).exit, 2) << "no workbook into a terminal";
}

TEST_F(Export, LeavesAWholeFileOrNone) {
  const auto file = folder_ / "cells.csv";
  const Told told = out("cells", {"--out", file.string()});
  EXPECT_EQ(told.exit, 0) << told.err;
  EXPECT_TRUE(told.out.empty());
  EXPECT_EQ(*read_file(file), out("cells").out);
  const auto metadata = Json::parse(*read_file(folder_ / "cells.csv-metadata.json"));
  ASSERT_TRUE(metadata);
  EXPECT_EQ((*metadata)["url"].string_or(""), "cells.csv");
  EXPECT_EQ((*metadata)["tableSchema"]["columns"].items().size(), 15u);
  const auto workbook = folder_ / "cells.xlsx";
  EXPECT_EQ(out("cells", {"--format", "xlsx", "--out", workbook.string()}).exit, 0);
  EXPECT_TRUE(contains(first_sheet(*read_file(workbook)), "T3.NEW.SUM"));
  for (const char* format : {"csv", "json", "xlsx"}) {
    const auto nowhere = (folder_ / "no" / "such" / "folder").string();
    EXPECT_EQ(out("cells", {"--format", format, "--out", nowhere}).exit, 4) << format;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    EXPECT_FALSE(contains(entry.path().string(), ".part-")) << entry.path();
  }
}

TEST_F(Export, StopsWhenTheProgramIsToStop) {
  CheckRecord check = check_at(kNextDay);
  for (int i = 0; i < 1100; ++i) check.visits.push_back(visit("/" + std::to_string(i), kNextDay));
  ASSERT_TRUE(open_database().record(check));
  const auto file = folder_ / "history.csv";
  is_stopping_ = true;
  EXPECT_EQ(out("history", {"--out", file.string()}).exit, 4);
  EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace gkwatch::testing
