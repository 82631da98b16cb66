#include "tests/support/pdf_writer.h"

#include <array>

#include "core/text.h"

namespace gkwatch::testing {
namespace {

std::string hex16(const std::string& utf8) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string hex;
  for (const char32_t c : to_u32(utf8)) {
    for (int shift = 12; shift >= 0; shift -= 4) hex += kDigits[(c >> shift) & 0xF];
  }
  return hex;
}

std::string numbers(std::initializer_list<double> values) {
  std::string text;
  for (const double value : values) text += std::to_string(value) + " ";
  return text;
}

// The file's objects with their places, for the table at its end (ISO 32000-1, 7.5).
class File {
 public:
  void add(const std::string& object) {
    places_.push_back(bytes_.size());
    bytes_ += std::to_string(places_.size()) + " 0 obj\n" + object + "\nendobj\n";
  }

  std::string finish() && {
    const std::size_t table = bytes_.size();
    bytes_ += "xref\n0 " + std::to_string(places_.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t place : places_) {
      const std::string digits = std::to_string(place);
      bytes_ += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return bytes_ + "trailer\n<< /Size " + std::to_string(places_.size() + 1) +
           " /Root 1 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  }

 private:
  std::string bytes_ = "%PDF-1.4\n";
  std::vector<std::size_t> places_;
};

std::string stream(const std::string& head, const std::string& data) {
  return "<< " + head + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
         "\nendstream";
}

std::string cid_font(const std::string& collection) {
  return "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << "
         "/Registry (Adobe) /Ordering (" +
         collection +
         ") /Supplement 0 >> /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor "
         "/FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
         "/Descent -200 /CapHeight 700 /StemV 80 >> >>";
}

std::string composite_font(const std::string& encoding, int descendant,
                           const std::string& more = "") {
  return "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /" + encoding +
         " /DescendantFonts [" + std::to_string(descendant) + " 0 R] " + more + " >>";
}

// ToUnicode (ISO 32000-1, 9.10.3): 0 to 8 mean 1 to 9.
constexpr const char* kLies =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> "
    "<FFFF> endcodespacerange\n1 beginbfrange <0030> <0038> <0031> endbfrange\nendcmap end end";

std::string name_of(PdfFont font) {
  if (font == PdfFont::Song) return "F1";
  return font == PdfFont::Unknown ? "F2" : "F3";
}

}  // namespace

double printed_width(const std::string& text, double size) {
  double width = 0;
  for (const char32_t c : to_u32(text)) width += c < 0x80 ? size / 2 : size;
  return width;
}

void PdfWriter::write(const PdfText& text) {
  // cos and sin of the turn.
  constexpr std::array<std::array<int, 2>, 4> kTurns{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
  const auto [c, s] = kTurns[static_cast<std::size_t>(text.quarter_turns % 4)];
  pages_.back() +=
      "BT /" + name_of(text.font) + " " + numbers({text.size}) + "Tf " +
      (text.is_invisible ? "3" : "0") + " Tr " +
      numbers({double(c), double(s), double(-s), double(c), text.x, page_height_ - text.y}) +
      "Tm <" + hex16(text.text) + "> Tj ET\n";
}

void PdfWriter::stroke(double x0, double y0, double x1, double y1) {
  pages_.back() +=
      numbers({x0, page_height_ - y0}) + "m " + numbers({x1, page_height_ - y1}) + "l S\n";
}

void PdfWriter::fill(double x, double y, double width, double height) {
  pages_.back() += numbers({x, page_height_ - y - height, width, height}) + "re f\n";
}

void PdfWriter::show_picture(double x, double y, double width, double height) {
  pages_.back() +=
      "q " + numbers({width, 0, 0, height, x, page_height_ - y - height}) + "cm /I1 Do Q\n";
}

std::string PdfWriter::bytes() const {
  File file;
  constexpr int kFirstPage = 10;
  std::string kids;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    kids += std::to_string(kFirstPage + 2 * static_cast<int>(i)) + " 0 R ";
  }
  file.add("<< /Type /Catalog /Pages 2 0 R >>");
  file.add("<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages_.size()) + " >>");
  file.add(composite_font("UniGB-UCS2-H", 4));
  file.add(cid_font("GB1"));
  file.add(composite_font("Identity-H", 6));
  file.add(cid_font("Identity"));
  file.add(
      stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
             "/BitsPerComponent 8",
             "x"));
  file.add(composite_font("UniGB-UCS2-H", 4, "/ToUnicode 9 0 R"));
  file.add(stream("", kLies));
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const int content = kFirstPage + 2 * static_cast<int>(i) + 1;
    file.add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " +
        numbers({page_width_, page_height_}) +
        "] /Resources << /Font << /F1 3 0 R /F2 5 0 R /F3 8 0 R >> /XObject << /I1 7 0 R >> >> "
        "/Contents " +
        std::to_string(content) + " 0 R >>");
    file.add(stream("", pages_[i]));
  }
  return std::move(file).finish();
}

}  // namespace gkwatch::testing
