#include <algorithm>
#include <system_error>

#include "tests/portal/addresses.h"
#include "tests/portal/json_text.h"
#include "tests/portal/site.h"

namespace gkwatch::portal {
namespace {

namespace fs = std::filesystem;

struct Document {
  std::string id{};
  std::string title{};
  std::string agency{};
  std::string kind{};  // text, pdf, html or excerpt
  int year = 0;
  std::string bytes{};
};

Result<Document> read_document(const fs::path& truth, const fs::path& corpus) {
  const auto text = read_whole_file(truth);
  if (!text) return Error{text.error()};
  Document document;
  std::string file;
  try {
    const auto json = OrderedJson::parse(*text);
    const auto word = [&](const char* name) {
      return json.at(name).is_string() ? json.at(name).get<std::string>() : std::string{};
    };
    document = {word("id"), word("title"), word("agency"), word("document"),
                json.at("year").is_number() ? json.at("year").get<int>() : 2020};
    file = word("file");
  } catch (const nlohmann::json::exception& problem) {
    return Error{ErrorCode::Malformed, truth.string() + ": " + problem.what()};
  }
  auto bytes = read_whole_file(corpus / file);
  if (!bytes) return std::move(bytes).error();
  document.bytes = *std::move(bytes);
  return document;
}

Article* article_for(std::vector<Site>& sites, const std::string& document, Site*& owner) {
  for (auto& site : sites) {
    for (auto& article : site.articles) {
      if (article.document != document) continue;
      owner = &site;
      return &article;
    }
  }
  return nullptr;
}

// HTML is the body; everything else hangs on a body of one line.
void place(const Document& document, std::int64_t attachment, Article& article) {
  article.type = ArticleType::Normal;
  article.target.clear();
  article.attachments.clear();
  article.body = document.bytes;
  if (document.kind == "html") return;
  const auto name = document.title + (document.kind == "pdf" ? ".pdf" : ".txt");
  article.body = "<p>附件：{{attachment:" + std::to_string(attachment) + "}}</p>";
  article.attachments.push_back({attachment, name, document.bytes});
}

Site site_for(const Document& document, std::int64_t number) {
  Site site;
  site.watch = {document.id, "D", "440000", document.agency, std::to_string(document.year)};
  site.name = document.agency.empty() ? document.id : document.agency;
  site.heading = site.name + "政府信息公开";
  site.prefix = "/" + document.id;
  site.sid = std::to_string(1'000 + number);
  site.service_area = "1";
  site.annual_cid = 9'000 + number;
  site.tree.push_back({site.annual_cid, "政府信息公开年报"});
  Article article;
  article.id = 8'000'000 + number;
  article.key = "report-" + std::to_string(document.year);
  article.cid = site.annual_cid;
  article.title = document.title.empty() ? site.name + "政府信息公开工作年度报告" : document.title;
  article.publisher = site.name;
  article.published = std::to_string(document.year + 1) + "-01-25 10:00:00";
  article.date = article.published.substr(0, 10);
  site.articles.push_back(std::move(article));
  return site;
}

void add_document(const Document& document, std::int64_t number, std::vector<Site>& sites) {
  const auto attachment = 7'900'000 + number;
  Site* owner = nullptr;
  if (auto* article = article_for(sites, document.id, owner)) {
    const auto id = article->id;
    std::erase_if(owner->nfcms, [id](const NfcmsPage& page) { return page.id == id; });
    return place(document, attachment, *article);
  }
  auto site = site_for(document, number);
  place(document, attachment, site.articles.front());
  sites.push_back(std::move(site));
}

}  // namespace

Status serve_documents(std::vector<Site>& sites, const fs::path& corpus) {
  std::error_code failure;
  std::vector<fs::path> truths;
  for (fs::directory_iterator entry{corpus / "truth", failure}, end; !failure && entry != end;
       entry.increment(failure)) {
    if (entry->path().extension() == ".json") truths.push_back(entry->path());
  }
  if (failure) return Error{ErrorCode::NotFound, corpus.string() + ": " + failure.message()};
  std::sort(truths.begin(), truths.end());
  std::int64_t number = 0;
  for (const auto& truth : truths) {
    auto document = read_document(truth, corpus);
    if (!document) return std::move(document).error();
    if (document->kind != "excerpt") add_document(*document, ++number, sites);
  }
  return {};
}

}  // namespace gkwatch::portal
