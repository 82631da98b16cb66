#include "parser/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text.h"

namespace gkwatch::parser {
namespace {

using namespace std::literals;

struct Magic {
  std::string_view bytes;
  Media media;
};

constexpr std::array kMagics{
    Magic{"%PDF-"sv, Media::Pdf},
    Magic{"{\\rtf"sv, Media::Rtf},
    Magic{"PK\x03\x04"sv, Media::Zip},
    Magic{"PK\x05\x06"sv, Media::Zip},
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, Media::Ole},
    Magic{"Rar!\x1A\x07"sv, Media::Rar},
    Magic{"7z\xBC\xAF\x27\x1C"sv, Media::SevenZip},
    Magic{"\x89PNG\r\n\x1A\n"sv, Media::Png},
    Magic{"\xFF\xD8\xFF"sv, Media::Jpeg},
    Magic{"II*\0"sv, Media::Tiff},
    Magic{"MM\0*"sv, Media::Tiff},
    Magic{"GIF87a"sv, Media::Gif},
    Magic{"GIF89a"sv, Media::Gif},
};

// Names of members stand uncompressed in a ZIP archive's headers, names of streams as UTF-16LE
// in a compound file's directory.
constexpr std::array kZipMembers{
    Magic{"word/document.xml"sv, Media::Docx},
    Magic{"xl/workbook.xml"sv, Media::Xlsx},
    Magic{"OFD.xml"sv, Media::Ofd},
};
constexpr std::array kOleStreams{
    Magic{"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"sv, Media::Doc},
    Magic{"W\0o\0r\0k\0b\0o\0o\0k\0"sv, Media::Xls},
    Magic{"B\0o\0o\0k\0\0\0"sv, Media::Xls},
};

template <std::size_t N>
Media by_member(std::string_view bytes, const std::array<Magic, N>& members, Media otherwise) {
  for (const Magic& member : members) {
    if (contains(bytes, member.bytes)) return member.media;
  }
  return otherwise;
}

bool has_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

std::string_view after_mark_and_spaces(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t start = bytes.find_first_not_of(" \t\r\n\f");
  return start == std::string_view::npos ? std::string_view{} : bytes.substr(start);
}

bool begins_with_tag(std::string_view text) {
  if (text.size() < 2 || text.front() != '<') return false;
  const char next = text[1];
  return next == '!' || next == '?' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

// A page, or a part of one without its head.
bool is_html(std::string_view text) {
  constexpr std::array kPageTags{"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv};
  const std::string start = to_lower(text.substr(0, 4096));
  for (const auto tag : kPageTags) {
    if (contains(start, tag)) return true;
  }
  return begins_with_tag(text) && contains(text, "</");
}

bool is_markdown(std::string_view text) {
  const std::string lines = "\n" + std::string{text};
  constexpr std::array kMarks{"\n# "sv, "\n## "sv, "\n### "sv, "\n|---"sv, "\n|--"sv, "\n| --"sv};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return contains(lines, mark); });
}

struct Name {
  Media media;
  std::string_view type;
  std::string_view name;
};

constexpr std::array kNames{
    Name{Media::Empty, "application/x-empty", "an empty file"},
    Name{Media::Html, "text/html", "HTML"},
    Name{Media::Text, "text/plain", "plain text"},
    Name{Media::Markdown, "text/markdown", "Markdown"},
    Name{Media::Pdf, "application/pdf", "PDF"},
    Name{Media::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "DOCX"},
    Name{Media::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"},
    Name{Media::Ofd, "application/ofd", "OFD"},
    Name{Media::Zip, "application/zip", "a ZIP archive"},
    Name{Media::Doc, "application/msword", "DOC (Word 97-2003)"},
    Name{Media::Xls, "application/vnd.ms-excel", "XLS (Excel 97-2003)"},
    Name{Media::Ole, "application/x-ole-storage", "a compound file"},
    Name{Media::Rtf, "application/rtf", "RTF"},
    Name{Media::Rar, "application/vnd.rar", "a RAR archive"},
    Name{Media::SevenZip, "application/x-7z-compressed", "a 7z archive"},
    Name{Media::Png, "image/png", "PNG"},
    Name{Media::Jpeg, "image/jpeg", "JPEG"},
    Name{Media::Tiff, "image/tiff", "TIFF"},
    Name{Media::Gif, "image/gif", "GIF"},
    Name{Media::Other, "application/octet-stream", "an unknown format"},
};

}  // namespace

Media sniff(std::string_view bytes) {
  for (const Magic& magic : kMagics) {
    if (!bytes.starts_with(magic.bytes)) continue;
    if (magic.media == Media::Zip) return by_member(bytes, kZipMembers, Media::Zip);
    if (magic.media == Media::Ole) return by_member(bytes, kOleStreams, Media::Ole);
    return magic.media;
  }
  if (has_utf16_mark(bytes)) {
    const std::string text = decode(bytes, "").utf8;
    return is_html(after_mark_and_spaces(text)) ? Media::Html : Media::Text;
  }
  // The header of a PDF may come after some bytes of rubbish (PDF 1.7, annex H.3.4.1).
  if (contains(bytes.substr(0, 1024), "%PDF-")) return Media::Pdf;
  if (bytes.find('\0') != std::string_view::npos) return Media::Other;
  const std::string_view text = after_mark_and_spaces(bytes);
  if (text.empty()) return Media::Empty;
  if (is_html(text)) return Media::Html;
  return is_markdown(text) ? Media::Markdown : Media::Text;
}

std::string_view media_type(Media media) { return kNames.at(static_cast<std::size_t>(media)).type; }

std::string_view type_by_name(std::string_view name) {
  struct Ending {
    std::string_view ending;
    Media media;
  };
  constexpr std::array kEndings{
      Ending{".html", Media::Html},   Ending{".htm", Media::Html}, Ending{".txt", Media::Text},
      Ending{".md", Media::Markdown}, Ending{".pdf", Media::Pdf},  Ending{".docx", Media::Docx},
      Ending{".xlsx", Media::Xlsx},   Ending{".ofd", Media::Ofd},  Ending{".zip", Media::Zip},
      Ending{".doc", Media::Doc},     Ending{".wps", Media::Doc},  Ending{".xls", Media::Xls},
      Ending{".et", Media::Xls},      Ending{".rtf", Media::Rtf},  Ending{".rar", Media::Rar},
      Ending{".7z", Media::SevenZip}, Ending{".png", Media::Png},  Ending{".jpg", Media::Jpeg},
      Ending{".jpeg", Media::Jpeg},   Ending{".tif", Media::Tiff}, Ending{".tiff", Media::Tiff},
      Ending{".gif", Media::Gif}};
  const std::string lower = to_lower(name);
  for (const Ending& one : kEndings) {
    if (lower.ends_with(one.ending)) return media_type(one.media);
  }
  return {};
}

std::string_view name_of(Media media) { return kNames.at(static_cast<std::size_t>(media)).name; }

}  // namespace gkwatch::parser
