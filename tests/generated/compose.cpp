#include "tests/generated/compose.h"

#include <array>
#include <utility>

#include "tests/generated/made_tables.h"

namespace gkwatch::testing {
namespace {

constexpr std::array kHeadings{"一、总体情况",
                               "二、主动公开政府信息情况",
                               "三、收到和处理政府信息公开申请情况",
                               "四、政府信息公开行政复议、行政诉讼情况",
                               "五、存在的主要问题及改进情况",
                               "六、其他需要报告的事项"};

class Composer {
 public:
  explicit Composer(const Plan& plan)
      : plan_{plan},
        random_{plan.seed * 31U + 5U},
        printer_{plan, random_},
        maker_{plan, random_} {}

  Composed run() {
    maker_.draw_losses();
    with_year_before_ = 2 + random_() % 3;
    add(PieceKind::Title,
        plan_.spec.agency + std::to_string(plan_.spec.year) + "年政府信息公开工作年度报告");
    for (std::size_t i = 0; i < kHeadings.size(); ++i) {
      add(PieceKind::Heading, kHeadings.at(i));
      if (i >= 1 && i <= 3)
        add_tables(i + 1);
      else
        add_prose(i + 1);
    }
    settle_truths();
    return std::move(composed_);
  }

 private:
  void add(PieceKind kind, std::string text) {
    composed_.pieces.push_back({.kind = kind, .text = std::move(text)});
  }
  void add(MadeTable table) {
    composed_.pieces.push_back({.kind = PieceKind::Table, .table = std::move(table)});
  }

  void add_prose(std::size_t section) {
    const std::string year = std::to_string(plan_.spec.year);
    if (section == 1) {
      add(PieceKind::Paragraph, "本报告所列数据的统计期限为" + year +
                                    "年1月1日至12月31日。本机关重视此项工作，按规定更新栏目，"
                                    "回应群众关心的事项，专人负责信息的收集、审核和发布。");
    }
    if (plan_.has(Odd::OtherTable) && section == (plan_.seed % 2 == 0 ? 1 : 5)) add_other_table();
    if (section == 5) {
      add(PieceKind::Paragraph, "栏目更新有时较慢。下一步将安排专人负责，按月检查。");
    }
    if (section == 6) add(PieceKind::Paragraph, "无其他需要报告的事项。");
  }

  // Figures of something else, seven in a row.
  void add_other_table() {
    add(PieceKind::Paragraph, "各渠道发布情况见下表。");
    MadeTable table{.heads = 1, .widths = std::vector<double>(8, 0.125)};
    table.rows.push_back({});
    for (const char* head :
         {"渠道", "一季度", "二季度", "三季度", "四季度", "图片", "视频", "总计"}) {
      table.rows.back().cells.push_back(plain_cell(head));
    }
    for (const char* label : {"门户网站", "政务微信", "其他渠道"}) {
      MadeRow row{.cells = {plain_cell(label)}};
      for (int i = 0; i < 7; ++i) {
        row.cells.push_back(plain_cell(std::to_string(1 + random_() % 90)));
      }
      table.rows.push_back(std::move(row));
    }
    add(std::move(table));
  }

  MadeTable table_of(std::size_t section, const PrintFigure& print) {
    if (section == 2) return maker_.t2(print);
    return section == 3 ? maker_.t3(print) : maker_.t4(print);
  }

  MadeTable own_table(std::size_t section) {
    MadeTable table = table_of(section, [&](const CellKey& key) { return printer_.print(key); });
    if (plan_.has(Odd::HiddenRow)) add_hidden_row(table);
    return table;
  }

  MadeTable table_of_year_before(std::size_t section) {
    ReportSpec spec = plan_.spec;
    spec.seed += 7001;
    const Figures figures = make_figures(spec);
    return table_of(section,
                    [&](const CellKey& key) { return plain_cell(to_text(figures.at(key))); });
  }

  // The same row once more, with other figures; nobody sees it.
  void add_hidden_row(MadeTable& table) {
    MadeRow row = table.rows.back();
    row.is_hidden = true;
    for (MadeCell& cell : row.cells) {
      if (shown_text(cell).find_first_of("0123456789") != std::string::npos) cell = plain_cell("5");
    }
    table.rows.push_back(std::move(row));
  }

  void add_year_before(std::size_t section) {
    const std::string before = std::to_string(plan_.spec.year - 1);
    MadeTable table = table_of_year_before(section);
    switch (random_() % 5) {
      case 0:
        add(PieceKind::Paragraph, "附：" + before + "年度情况");
        break;
      case 1:
        add(PieceKind::Paragraph, "（一）上年度数据");
        break;
      case 2:
        add(PieceKind::Paragraph, "上一年度情况如下表，供对比：");
        break;
      case 3:
        add(PieceKind::Paragraph, before + "年");
        break;
      default:
        table.rows.insert(
            table.rows.begin(),
            {.cells = {plain_cell(before + "年数据", static_cast<int>(table.widths.size()))}});
        ++table.heads;
    }
    add(std::move(table));
  }

  void add_tables(std::size_t section) {
    const bool is_chosen = section == with_year_before_;
    if (is_chosen && plan_.has(Odd::YearBeforeAbove)) {
      add_year_before(section);
      add(PieceKind::Paragraph,
          random_() % 2 == 0 ? "本年度情况如下：" : std::to_string(plan_.spec.year) + "年数据");
    }
    add_own(section);
    if (plan_.has(Odd::NotesBelow)) {
      add(PieceKind::Paragraph, "注：1.数据由各科室报送；2.单位为件。");
    }
    if (is_chosen && plan_.has(Odd::YearBeforeBelow) && !plan_.has(Odd::YearBeforeAbove)) {
      add_year_before(section);
    }
  }

  void add_own(std::size_t section) {
    MadeTable table = own_table(section);
    const bool is_cut = plan_.has(Odd::TornTables) || plan_.has(Odd::RepeatedHeads);
    const bool is_paged = plan_.carrier == Carrier::Pdf || plan_.carrier == Carrier::Ofd;
    if (section != 3 || !is_cut || is_paged) return add(std::move(table));
    const std::size_t at = table.heads + 2 + random_() % (table.rows.size() - table.heads - 3);
    auto [first, second] = cut_before(table, at);
    if (plan_.has(Odd::RepeatedHeads)) {
      second.rows.insert(second.rows.begin(), table.rows.begin(), table.rows.begin() + 3);
    }
    if (plan_.has(Odd::TornTables)) {
      add(std::move(first));
      return add(std::move(second));
    }
    first.rows.insert(first.rows.end(), second.rows.begin(), second.rows.end());
    add(std::move(first));
  }

  bool has_other_columns() const {
    return plan_.has(Odd::SubtotalColumn) || plan_.has(Odd::RemarkColumn);
  }
  bool keeps_columns() const {
    return plan_.carrier != Carrier::Txt && !plan_.has(Odd::Borderless);
  }

  // Cells that are not printed, and those that nobody need be able to read.
  void settle_truths() {
    composed_.truths = std::move(printer_.truths());
    for (const CellKey& key : form_cells(plan_.spec.form, plan_.spec.single_r6)) {
      const auto parts = cell_parts(key);
      Truth& truth = composed_.truths[key];
      const bool is_t3 = parts->table == "T3";
      const bool is_lost = is_t3 && parts->row == maker_.row_of_lost_cell();
      if (is_lost && parts->column == maker_.lost_column()) truth = {};
      const bool has_no_label = is_t3 && maker_.lost_labels().contains(parts->row);
      const bool is_moved = is_t3 && plan_.has(Odd::SwappedColumns);
      const bool is_run_on =
          !keeps_columns() &&
          (plan_.has(Odd::BlankZeros) ||
           (is_t3 && (plan_.has(Odd::SubtotalColumn) || plan_.has(Odd::RemarkColumn))));
      // A total left blank over figures: lost or not printed, nobody can tell.
      const auto total = composed_.truths.find(cell_key("T3", parts->row, "SUM"));
      const bool has_blank_total = is_t3 && plan_.has(Odd::BlankZeros) &&
                                   total != composed_.truths.end() &&
                                   total->second.shown == Shown::Blank;
      const bool is_uneven = plan_.has(Odd::PlainHeads) || plan_.has(Odd::LostCell);
      const bool has_no_grid = is_t3 && is_uneven &&
                               ((plan_.carrier == Carrier::Docx &&
                                 (has_other_columns() || plan_.has(Odd::BlankZeros))) ||
                                (plan_.has(Odd::TornTables) && has_other_columns()));
      if (has_blank_total || has_no_grid) truth.is_due = false;
      const bool is_absent = truth.shown == Shown::Nothing;
      if (is_lost || has_no_label || is_moved || is_run_on || is_absent) truth.is_due = false;
    }
  }

  const Plan& plan_;
  std::mt19937 random_;
  FigurePrinter printer_;
  TableMaker maker_;
  std::size_t with_year_before_ = 0;
  Composed composed_;
};

}  // namespace

Composed compose(const Plan& plan) { return Composer{plan}.run(); }

MadeDocument make_document(const Plan& plan) {
  Composed composed = compose(plan);
  MadeDocument document{.truths = std::move(composed.truths)};
  switch (plan.carrier) {
    case Carrier::Html:
      document.bytes = print_html_pieces(plan, composed.pieces);
      document.declared_type = "text/html";
      break;
    case Carrier::Docx:
      document.bytes = print_docx_pieces(plan, composed.pieces);
      break;
    case Carrier::Xlsx:
      document.bytes = print_xlsx_pieces(plan, composed.pieces);
      break;
    case Carrier::Txt:
      document.bytes = print_text_pieces(plan, composed.pieces);
      break;
    default:
      document.bytes = print_paged_pieces(plan, composed.pieces);
  }
  return document;
}

}  // namespace gkwatch::testing
