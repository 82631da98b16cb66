#include "parser/page_picture.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace gkwatch::parser {
namespace {

constexpr double kA4Width = 595;        // points
constexpr double kA4Height = 842;       //
constexpr double kShortestRule = 14.4;  // points: longer than any stroke of body text
constexpr double kThickestRule = 5;
constexpr double kLongRule = 86;  // a table has one at least so long
constexpr double kTouch = 3;

PixPtr pix_of(const Picture& picture) {
  PixPtr pix{pixCreate(picture.width, picture.height, 8)};
  if (!pix) return pix;
  auto shade = picture.shades.begin();
  for (int y = 0; y < picture.height; ++y) {
    l_uint32* line = line_of(pix.get(), y);
    for (int x = 0; x < picture.width; ++x) SET_DATA_BYTE(line, x, *shade++);
  }
  return pix;
}

// A page of unknown size is taken as A4, lying or standing.
double pixels_per_point_of(const Picture& picture) {
  if (picture.page_width > 0) return picture.width / picture.page_width;
  const bool is_lying = picture.width > picture.height * 1.2;
  return picture.width / (is_lying ? kA4Height : kA4Width);
}

// Uneven paper becomes white, so that one threshold serves the whole page.
PixPtr with_white_paper(PixPtr grey) {
  constexpr int tile = 32;
  constexpr int least_counts = 200;
  constexpr int foreground = 100;
  constexpr int white = 245;
  constexpr int smooth = 2;
  PixPtr even{pixBackgroundNorm(grey.get(), nullptr, nullptr, tile, tile, foreground, least_counts,
                                white, smooth, smooth)};
  return even ? std::move(even) : std::move(grey);
}

PixPtr ink_of(Pix* shades) {
  constexpr float score_part = 0.1F;
  Pix* threshold = nullptr;
  Pix* ink = nullptr;
  pixOtsuAdaptiveThreshold(shades, pixGetWidth(shades), pixGetHeight(shades), 0, 0, score_part,
                           &threshold, &ink);
  const PixPtr owned{threshold};
  PixPtr made{ink};
  // An empty page: what Otsu parts there is paper from paper.
  l_uint32 level = 0;
  if (threshold != nullptr) pixGetPixel(threshold, 0, 0, &level);
  constexpr l_uint32 highest = 215;
  if (!made || level > highest) made.reset(pixThresholdToBinary(shades, 170));
  return made;
}

// With the hairlines of a Song font, which are greyer than its strokes: a 0 without them is two
// halves.
PixPtr faint_ink_of(Pix* shades) {
  constexpr int level = 195;
  return PixPtr{pixThresholdToBinary(shades, level)};
}

// In pixels.
struct Line {
  Rule rule;
  int x = 0, y = 0, width = 0, height = 0;
  bool is_kept = false;
};

std::vector<Line> lines_in(Pix* strokes, Axis axis, double thickest) {
  std::vector<Line> lines;
  const BoxesPtr boxes{pixConnCompBB(strokes, 8)};
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    l_int32 x = 0;
    l_int32 y = 0;
    l_int32 w = 0;
    l_int32 h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    const bool is_level = axis == Axis::Level;
    if ((is_level ? h : w) > thickest) continue;
    const double middle = is_level ? y + h / 2.0 : x + w / 2.0;
    const double begin = is_level ? x : y;
    lines.push_back({{axis, middle, begin, begin + (is_level ? w : h)}, x, y, w, h});
  }
  return lines;
}

bool touch(const Rule& a, const Rule& b, double reach) {
  if (a.axis == b.axis) return false;
  return a.at > b.begin - reach && a.at < b.end + reach && b.at > a.begin - reach &&
         b.at < a.end + reach;
}

// Long strokes of words are short and touch no rule: only what hangs together with a long level
// rule is kept.
void keep_tables(std::vector<Line>& lines, double longest, double reach) {
  std::vector<std::size_t> reached;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Rule& rule = lines[i].rule;
    lines[i].is_kept = rule.axis == Axis::Level && rule.end - rule.begin > longest;
    if (lines[i].is_kept) reached.push_back(i);
  }
  while (!reached.empty()) {
    const Rule from = lines[reached.back()].rule;
    reached.pop_back();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].is_kept || !touch(from, lines[i].rule, reach)) continue;
      lines[i].is_kept = true;
      reached.push_back(i);
    }
  }
  std::erase_if(lines, [](const Line& line) { return !line.is_kept; });
}

// The strokes of these lines and a hair around them.
PixPtr mask_of(const std::vector<Line>& lines, Pix* strokes) {
  PixPtr places{pixCreateTemplate(strokes)};
  if (!places) return places;
  for (const Line& line : lines) {
    pixRasterop(places.get(), line.x, line.y, line.width, line.height, PIX_SET, nullptr, 0, 0);
  }
  pixAnd(places.get(), places.get(), strokes);
  return PixPtr{pixDilateBrick(nullptr, places.get(), 5, 5)};
}

// Small gaps closed, then all that is not a long stroke along this axis taken away.
PixPtr long_strokes(Pix* ink, Axis axis, int length) {
  const std::string size = std::to_string(length);
  const std::string steps = axis == Axis::Level ? "c5.1 + o" + size + ".1" : "c1.5 + o1." + size;
  return PixPtr{pixMorphSequence(ink, steps.c_str(), 0)};
}

}  // namespace

Result<PagePicture> PagePicture::from(const Picture& picture) {
  setMsgSeverity(L_SEVERITY_NONE);
  PagePicture page;
  page.pixels_per_point_ = pixels_per_point_of(picture);
  PixPtr grey = pix_of(picture);
  if (!grey || !page.turn_level(with_white_paper(std::move(grey))) || !page.find_rules()) {
    return Error{ErrorCode::Malformed, "the picture cannot be worked on"};
  }
  return page;
}

bool PagePicture::turn_level(PixPtr grey) {
  constexpr float least_confidence = 2.5F;
  constexpr float least_skew = 0.04F;  // degrees
  float skew = 0;
  float confidence = 0;
  const PixPtr ink = ink_of(grey.get());
  const bool is_found = ink && pixFindSkew(ink.get(), &skew, &confidence) == 0;
  shades_ = std::move(grey);
  if (!is_found || confidence < least_confidence || std::abs(skew) < least_skew) return true;
  skew_ = static_cast<double>(skew);
  const auto angle = static_cast<float>(skew_ * std::numbers::pi / 180);
  PixPtr level{pixRotate(shades_.get(), angle, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0)};
  if (level) shades_ = std::move(level);
  return level || shades_;
}

bool PagePicture::find_rules() {
  ink_ = ink_of(shades_.get());
  if (!ink_) return false;
  const double scale = pixels_per_point_;
  const int length = std::max(8, static_cast<int>(std::lround(kShortestRule * scale)));
  std::vector<Line> lines;
  PixPtr all{pixCreateTemplate(ink_.get())};
  for (const Axis axis : {Axis::Level, Axis::Upright}) {
    const PixPtr strokes = long_strokes(ink_.get(), axis, length);
    if (!strokes || !all) return false;
    const auto found = lines_in(strokes.get(), axis, std::max(4.0, kThickestRule * scale));
    lines.insert(lines.end(), found.begin(), found.end());
    pixOr(all.get(), all.get(), strokes.get());
  }
  constexpr std::size_t most_lines = 6000;
  if (lines.size() > most_lines) return false;
  keep_tables(lines, kLongRule * scale, kTouch * scale);
  for (const Line& line : lines) {
    const Rule& rule = line.rule;
    rules_.push_back({rule.axis, rule.at / scale, rule.begin / scale, rule.end / scale});
  }
  const PixPtr mask = mask_of(lines, all.get());
  if (!mask) return false;
  pixSetMasked(shades_.get(), mask.get(), 255);
  ink_ = faint_ink_of(shades_.get());
  return ink_ != nullptr;
}

}  // namespace gkwatch::parser
