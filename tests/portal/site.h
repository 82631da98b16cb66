#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

// What the sample portal knows: agencies with their columns, articles and attachments. Plain
// values; portal.h puts them behind HTTP.
namespace gkwatch::portal {

struct Attachment {
  std::int64_t id = 0;
  std::string name{};  // "年度报告.txt"
  std::string bytes{};
};

enum class ArticleType : std::uint8_t {
  Normal,  // a gkmlpt content page of its own
  Link,    // `type:"url"`: the row leads to `target`
};

struct Article {
  std::int64_t id = 0;
  std::string key{};  // name for tests and for /_portal ("report-2020"), or ""
  ArticleType type = ArticleType::Normal;
  bool listed = true;  // false: withdrawn, or not published yet
  std::int64_t cid = 0;
  std::string title{};
  std::string publisher{};
  std::string identifier{};
  std::string document_number{};
  std::string date{};       // 成文日期, YYYY-MM-DD
  std::string published{};  // 发布日期, YYYY-MM-DD HH:MM:SS, UTC+8
  std::string created{};    // created_at; "" means 4 seconds before `published`
  std::string body{};       // HTML; {{attachment:ID}} stands for the link to that attachment
  std::string target{};     // of a Link: a path of this portal or a whole address
  std::string post_url{};   // a path of this portal, or ""
  std::string url_tail{};   // "#6198", "?jump=false" or ""
  std::string document{};   // the corpus document that may stand in its place, or ""
  int versions = 0;         // how often it was replaced
  std::vector<Attachment> attachments{};
};

// One node of TREE.
struct Column {
  std::int64_t id = 0;
  std::string name{};
  std::string jump_url{};
  int hidden_posts = 0;  // how much post_count exceeds what the API lists
  std::vector<Column> children{};
};

// A page of the older NFCMS beside gkmlpt, under {column}/content/post_{id}.html.
struct NfcmsPage {
  std::int64_t id = 0;
  std::string column{};  // path of its column, with a slash at both ends
  std::string crumbs{};
  std::string title{};
  std::string source{};
  std::string published{};  // YYYY-MM-DD HH:MM:SS
  std::string body{};
};

// Any other page, served as it is: columns of other systems, and their JSON. {{host}} in the body
// stands for the portal.
struct PlainPage {
  std::string path{};
  std::string query{};  // "year=2020"
  std::string type{};
  std::string body{};
};

// The columns of the watch list that the portal writes.
struct WatchRow {
  std::string id{};  // also the agency's name within the portal
  std::string agency_class{};
  std::string region{};
  std::string aliases{};
  std::string since{};
  std::string address{};             // its own, "127.0.1.5"; empty: that of the portal
  std::vector<std::string> paths{};  // of the sources; empty: the prefix alone
};

struct Site {
  WatchRow watch{};
  std::string name{};
  std::string heading{};
  std::string prefix{};  // "/gzhdslz"
  std::string sid{};
  std::string service_area{};
  std::int64_t annual_cid = 0;
  bool attachments_under_prefix = true;
  std::filesystem::path folder{};  // its fixtures
  std::vector<Column> tree{};
  std::vector<Article> articles{};
  std::vector<NfcmsPage> nfcms{};
  std::vector<PlainPage> pages{};

  // By key or by decimal id.
  Article* find_article(std::string_view key_or_id);
  const Article* find_article(std::string_view key_or_id) const;
  Attachment* find_attachment(std::int64_t id);
};

const Column* find_column(const std::vector<Column>& tree, std::int64_t cid);
// Fails with NotFound where a folder or file is missing, with Malformed where a site.json does
// not hold what README.md in the fixtures describes.
Result<std::vector<Site>> load_sites(const std::filesystem::path& fixtures);
Result<std::string> read_whole_file(const std::filesystem::path& file);

// Puts the documents of a corpus folder (with truth/*.json) in the place of the fixtures: a text
// as .txt attachment, a PDF as .pdf, HTML as the body. A document of an agency that is not among
// `sites` gets a site of its own. Errors as of load_sites.
Status serve_documents(std::vector<Site>& sites, const std::filesystem::path& corpus);

}  // namespace gkwatch::portal
