#include "tests/support/ofd_writer.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/text.h"
#include "tests/support/office_writer.h"

namespace gkwatch::testing {
namespace {

constexpr double kMillimetre = 25.4 / 72;  // in a point
constexpr double kScale = 0.25;            // of objects with a CTM

double width_of(char32_t c, double size) { return c < 0x80 ? size / 2 : size; }

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4f", value);
  return text.data();
}

std::string numbers(std::initializer_list<double> values) {
  std::string text;
  for (const double value : values) text += (text.empty() ? "" : " ") + number(value);
  return text;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  }
  return out;
}

std::string part(const std::string& name, const std::string& content) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:" + name +
         " xmlns:ofd=\"http://www.ofdspec.org/2016\">" + content + "</ofd:" + name + ">";
}

std::string layer(const std::string& objects) {
  return "<ofd:Content><ofd:Layer ID=\"9\" Type=\"Body\">" + objects + "</ofd:Layer></ofd:Content>";
}

std::string deltas(const std::vector<double>& steps, bool repeats) {
  std::string text;
  for (std::size_t i = 0; i < steps.size();) {
    std::size_t end = i;
    while (repeats && end < steps.size() && steps[end] == steps[i]) ++end;
    if (!text.empty()) text += ' ';
    if (end > i + 1)
      text += "g " + std::to_string(end - i) + " " + number(steps[i]);
    else
      text += number(steps[i]);
    i = std::max(end, i + 1);
  }
  return text;
}

}  // namespace

void OfdWriter::write(double x, double y, const std::string& text, double size) {
  if (!look_.has_glyph_each) {
    write_run(x, y, text, size);
    return;
  }
  for (const char32_t c : to_u32(text)) {
    write_run(x, y, to_utf8(std::u32string(1, c)), size);
    x += width_of(c, size);
  }
}

void OfdWriter::write_run(double x, double y, const std::string& text, double size) {
  const double scale = look_.has_scale ? kScale : 1;
  std::vector<double> steps;
  double width = 0;
  for (const char32_t c : to_u32(text)) {
    steps.push_back(width_of(c, size) * kMillimetre / scale);
    width += width_of(c, size) * kMillimetre;
  }
  steps.pop_back();
  const double height = size * kMillimetre;
  std::string attributes =
      "Boundary=\"" + numbers({x * kMillimetre, (y - size) * kMillimetre, width, height * 1.3}) +
      "\" Font=\"3\" Size=\"" + number(height / scale) + "\"";
  if (look_.has_scale) attributes += " CTM=\"" + numbers({scale, 0, 0, scale, 0, 0}) + "\"";
  std::string code = " X=\"0\" Y=\"" + number(height / scale) + "\"";
  if (!steps.empty()) code += " DeltaX=\"" + deltas(steps, look_.repeats_deltas) + "\"";
  pages_.back().objects += "<ofd:TextObject ID=\"1\" " + attributes + "><ofd:TextCode" + code +
                           ">" + escaped(text) + "</ofd:TextCode></ofd:TextObject>";
}

void OfdWriter::stroke(double x0, double y0, double x1, double y1) {
  const double scale = look_.has_scale ? kScale : 1;
  const std::string path =
      "Stroke=\"true\" LineWidth=\"0.3\"><ofd:AbbreviatedData>M 0 0 L " +
      numbers({(x1 - x0) * kMillimetre / scale, (y1 - y0) * kMillimetre / scale});
  draw(x0, y0, x1 - x0, y1 - y0, path);
}

void OfdWriter::fill(double x, double y, double width, double height) {
  const double scale = look_.has_scale ? kScale : 1;
  const double w = width * kMillimetre / scale;
  const double h = height * kMillimetre / scale;
  draw(x, y, width, height,
       "Fill=\"true\" Stroke=\"false\"><ofd:AbbreviatedData>M 0 0 L " + numbers({w, 0}) + " L " +
           numbers({w, h}) + " L " + numbers({0, h}) + " C");
}

void OfdWriter::draw(double x, double y, double width, double height, const std::string& path) {
  std::string object =
      "<ofd:PathObject ID=\"2\" Boundary=\"" +
      numbers({x * kMillimetre, y * kMillimetre, width * kMillimetre, height * kMillimetre}) +
      "\" ";
  if (look_.has_scale) object += "CTM=\"" + numbers({kScale, 0, 0, kScale, 0, 0}) + "\" ";
  object += path + "</ofd:AbbreviatedData></ofd:PathObject>";
  (look_.has_rules_below ? pages_.back().below : pages_.back().objects) += object;
}

std::string OfdWriter::bytes() const {
  std::vector<ZipMember> members{
      {"OFD.xml", part("OFD",
                       "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml"
                       "</ofd:DocRoot></ofd:DocBody>")}};
  std::string templates;
  std::string pages;
  std::string notes;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    const std::string below = "Tpls/Tpl_" + id + "/Content.xml";
    const std::string page = "Pages/Page_" + id + "/Content.xml";
    const std::string note = "Annots/Page_" + id + "/Annotation.xml";
    templates += "<ofd:TemplatePage ID=\"T" + id + "\" BaseLoc=\"" + below + "\"/>";
    pages += "<ofd:Page ID=\"" + id + "\" BaseLoc=\"" + page + "\"/>";
    notes += "<ofd:Page PageID=\"" + id + "\"><ofd:FileLoc>Page_" + id +
             "/Annotation.xml</ofd:FileLoc></ofd:Page>";
    members.push_back({"Doc_0/" + below, part("Page", layer(pages_[i].below))});
    members.push_back({"Doc_0/" + page, part("Page", "<ofd:Template TemplateID=\"T" + id + "\"/>" +
                                                         layer(pages_[i].objects))});
    members.push_back({"Doc_0/" + note, part("PageAnnot", pages_[i].annotations)});
  }
  members.push_back({"Doc_0/Annots/Annotations.xml", part("Annotations", notes)});
  members.push_back(
      {"Doc_0/Document.xml",
       part("Document", "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 " +
                            number(page_height_ * kMillimetre) +
                            "</ofd:PhysicalBox></ofd:PageArea>" + templates +
                            "</ofd:CommonData><ofd:Pages>" + pages +
                            "</ofd:Pages><ofd:Annotations>/Doc_0/Annots/Annotations.xml"
                            "</ofd:Annotations>")});
  return write_zip(members);
}

}  // namespace gkwatch::testing
