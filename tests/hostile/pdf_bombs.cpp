#include "tests/hostile/bombs.h"

namespace gkwatch::testing {
namespace {

std::string object(int number, const std::string& content) {
  return std::to_string(number) + " 0 obj\n" + content + "\nendobj\n";
}

std::string stream(const std::string& data, const std::string& head = "") {
  return "<< " + head + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
         "\nendstream";
}

// Without a table of places: the library looks for the objects itself.
std::string pdf(const std::string& objects) {
  return "%PDF-1.7\n" + objects + "trailer\n<< /Root 1 0 R >>\n%%EOF\n";
}

const std::string kCatalog = object(1, "<< /Type /Catalog /Pages 2 0 R >>");
const std::string kOnePage = object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");

std::string of_page(const std::string& page, const std::string& more = "") {
  return pdf(kCatalog + kOnePage + object(3, "<< /Type /Page /Parent 2 0 R " + page + " >>") +
             more);
}

// One page that draws this.
std::string drawing(const std::string& content, const std::string& resources = "") {
  return of_page("/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> " +
                     resources + " >>",
                 object(4, stream(content)) +
                     object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>") +
                     object(6, stream("/X1 Do /X1 Do",
                                      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
                                      "/XObject << /X1 6 0 R >> >>")));
}

std::string kids(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += "3 0 R ";
  return all;
}

// Forms that each draw the next one ten times.
std::string forms_of_forms() {
  std::string more;
  for (int level = 6; level < 16; ++level) {
    more += object(level, stream(repeated("/X Do ", 10),
                                 "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
                                 "/XObject << /X " +
                                     std::to_string(level + 1) + " 0 R >> >>"));
  }
  more += object(16, stream("0 0 m 9 0 l S", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"));
  return of_page("/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >>",
                 object(4, stream("/X Do")) + more);
}

// A table of places whose Prev is itself.
std::string cyclic_table() {
  const std::string body = "%PDF-1.7\n" + kCatalog;
  return body + "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9 /Root 1 0 R /Prev " +
         std::to_string(body.size()) + " >>\nstartxref\n" + std::to_string(body.size()) +
         "\n%%EOF\n";
}

std::string lines(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) {
    const std::string at = std::to_string(i % 840) + "." + std::to_string(i / 840);
    all += "0 " + at + " m 595 " + at + " l S " + at + " 0 m " + at + " 842 l S ";
  }
  return all;
}

}  // namespace

std::vector<Bomb> pdf_bombs() {
  return {
      {"table_of_places_that_is_its_own_predecessor", cyclic_table},
      {"page_tree_that_is_its_own_child",
       [] {
         return pdf(kCatalog + object(2, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99 >>"));
       }},
      {"a_hundred_thousand_pages",
       [] {
         return pdf(kCatalog +
                    object(2, "<< /Type /Pages /Kids [" + kids(100'000) + "] /Count 100000 >>") +
                    object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"));
       }},
      {"a_count_of_pages_that_lies",
       [] {
         return pdf(kCatalog + object(2, "<< /Type /Pages /Kids [3 0 R] /Count 150 >>") +
                    object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"));
       }},
      {"a_page_as_large_as_a_country", [] { return of_page("/MediaBox [0 0 1e30 1e30]"); }},
      {"a_page_of_no_size", [] { return of_page("/MediaBox [9 9 9 9]"); }},
      {"arrays_nested_100000_deep",
       [] { return of_page("/MediaBox " + repeated("[", 100'000) + repeated("]", 100'000)); }},
      {"dictionaries_nested_100000_deep",
       [] { return of_page("/A " + repeated("<< /A ", 100'000) + repeated(">> ", 100'000)); }},
      {"arrays_in_content_nested_100000_deep",
       [] { return drawing(repeated("[", 100'000) + " TJ"); }},
      {"states_saved_without_end", [] { return drawing(repeated("q ", 500'000)); }},
      {"a_form_that_draws_itself", [] { return drawing("/X1 Do", "/XObject << /X1 6 0 R >>"); }},
      {"forms_that_draw_forms", forms_of_forms},
      {"half_a_million_rules", [] { return drawing(lines(250'000)); }},
      {"ninety_thousand_rules", [] { return drawing(lines(45'000)); }},
      {"a_million_glyphs",
       [] { return drawing("BT /F1 1 Tf " + repeated("(0123456789) Tj ", 100'000) + "ET"); }},
      {"glyphs_on_one_place",
       [] { return drawing("BT /F1 9 Tf " + repeated("1 0 0 1 9 9 Tm (0) Tj ", 100'000) + "ET"); }},
      {"glyphs_of_infinite_size",
       [] { return drawing("BT /F1 1e38 Tf 1e38 0 0 1e38 0 0 Tm (1) Tj ET"); }},
      {"a_length_that_lies",
       [] {
         return of_page("/MediaBox [0 0 9 9] /Contents 4 0 R",
                        object(4, "<< /Length 2147483647 >>\nstream\nBT\nendstream"));
       }},
      {"a_length_that_is_its_own_stream",
       [] {
         return of_page("/MediaBox [0 0 9 9] /Contents 4 0 R",
                        object(4, "<< /Length 4 0 R >>\nstream\nBT\nendstream"));
       }},
      {"filters_a_thousandfold",
       [] {
         return of_page(
             "/MediaBox [0 0 9 9] /Contents 4 0 R",
             object(4, stream("BT", "/Filter [" + repeated("/ASCIIHexDecode ", 5'000) + "]")));
       }},
  };
}

}  // namespace gkwatch::testing
