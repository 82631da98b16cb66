#include <iconv.h>

#include <stdexcept>

#include "tests/generated/compose.h"

namespace gkwatch::testing {
namespace {

std::string as_gb18030(std::string text) {
  const iconv_t converter = iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 2, '\0');
  char* from = text.data();
  char* to = out.data();
  std::size_t left = text.size();
  std::size_t room = out.size();
  const bool is_converted =
      iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (!is_converted) throw std::runtime_error("no GB18030");
  out.resize(out.size() - room);
  return out;
}

class HtmlPrinter {
 public:
  explicit HtmlPrinter(const Plan& plan) : plan_{plan}, is_word_{plan.seed % 4 == 0} {}

  std::string print(const std::vector<MadePiece>& pieces) const {
    std::string body;
    for (const MadePiece& piece : pieces) body += print(piece);
    if (plan_.has(Odd::LayoutTable)) {
      body =
          "<table width=\"960\" align=\"center\"><tr><td class=\"left\"><a href=\"/\">首页</a>"
          "</td><td>" +
          body + "</td></tr></table>";
    }
    const char* charset =
        plan_.has(Odd::WrongCharset) && plan_.seed % 3 == 0 ? "" : "<meta charset=\"utf-8\">";
    const std::string page = "<!DOCTYPE html><html><head>" + std::string{charset} +
                             "<style>.gone{display:none}</style><title>" + pieces.front().text +
                             "</title></head><body>\n" + body + "</body></html>\n";
    return plan_.has(Odd::WrongCharset) ? as_gb18030(page) : page;
  }

 private:
  std::string print(const MadePiece& piece) const {
    if (piece.kind == PieceKind::Table) return print(piece.table);
    if (piece.kind == PieceKind::Title) return "<h1>" + piece.text + "</h1>\n";
    return is_word_ ? "<p class=MsoNormal><span style='font-family:仿宋'>" + piece.text +
                          "<o:p></o:p></span></p>\n"
                    : "<p>" + piece.text + "</p>\n";
  }

  std::string print(const MadeTable& table) const {
    std::string html = is_word_ ? "<table class=MsoTableGrid border=1>" : "<table><tbody>";
    for (const MadeRow& row : table.rows) {
      html += row.is_hidden ? "<tr style=\"display: none\">\n" : "<tr>\n";
      for (const MadeCell& cell : row.cells) html += print(cell);
      html += "</tr>\n";
    }
    return html + (is_word_ ? "</table>\n" : "</tbody></table>\n");
  }

  std::string print(const MadeCell& cell) const {
    std::string tag = is_word_ ? "<td width=57 valign=top style='width:42.5pt'" : "<td";
    if (cell.columns > 1) tag += " colspan=\"" + std::to_string(cell.columns) + "\"";
    if (cell.rows > 1) tag += " rowspan=" + std::to_string(cell.rows);
    std::string text;
    for (const MadeRun& run : cell.runs) text += print(run);
    if (cell.is_framed) text = "<table><tr><td>" + text + "</td></tr></table>";
    if (is_word_) text = "<p class=MsoNormal align=center>" + text + "<o:p></o:p></p>";
    return tag + ">" + text + "</td>";
  }

  std::string print(const MadeRun& run) const {
    switch (run.look) {
      case Look::Hidden:
      case Look::Deleted:
        return plan_.seed % 2 == 0 ? "<span style=\"display:none\">" + run.text + "</span>"
                                   : "<b class=\"gone\">" + run.text + "</b>";
      case Look::Raised:
        return "<sup>" + run.text + "</sup>";
      default:
        break;
    }
    if (run.text.empty()) return is_word_ ? "&nbsp;" : "";
    return is_word_ || plan_.has(Odd::SplitFigure) ? "<span lang=EN-US>" + run.text + "</span>"
                                                   : run.text;
  }

  const Plan& plan_;
  bool is_word_;
};

}  // namespace

std::string print_html_pieces(const Plan& plan, const std::vector<MadePiece>& pieces) {
  return HtmlPrinter{plan}.print(pieces);
}

}  // namespace gkwatch::testing
