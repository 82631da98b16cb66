#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "tests/portal/addresses.h"
#include "tests/portal/json_text.h"
#include "tests/portal/site.h"

namespace gkwatch::portal {
namespace {

namespace fs = std::filesystem;

// Reads the site.json of one folder. Its methods throw nlohmann's exceptions; load_site stops
// them.
class SiteFile {
 public:
  explicit SiteFile(fs::path folder) : folder_{std::move(folder)} {}

  Site site(const OrderedJson& json) {
    Site site;
    site.folder = folder_;
    site.watch = {json.at("id"),
                  json.at("class"),
                  json.at("region"),
                  json.value("aliases", ""),
                  json.value("since", ""),
                  "",
                  {}};
    for (const auto& path : list(json, "sources")) site.watch.paths.push_back(path);
    site.name = json.at("name");
    site.heading = json.at("heading");
    site.prefix = json.at("prefix");
    site.sid = json.at("sid");
    site.service_area = json.at("service_area");
    site.annual_cid = json.at("annual_cid");
    site.attachments_under_prefix = json.value("attachments_under_prefix", true);
    for (const auto& node : json.at("tree")) site.tree.push_back(column(node));
    for (const auto& row : json.at("articles")) site.articles.push_back(article(row, site));
    for (const auto& series : list(json, "series")) add_series(series, site);
    for (const auto& page : list(json, "nfcms")) site.nfcms.push_back(nfcms(page));
    for (const auto& page : list(json, "pages")) {
      site.pages.push_back({page.at("path"), page.value("query", ""),
                            page.value("type", "text/html; charset=utf-8"), text_of(page)});
    }
    return site;
  }

  // Files named in the site.json that could not be read.
  const std::string& missing() const { return missing_; }

 private:
  static OrderedJson list(const OrderedJson& json, const char* name) {
    return json.contains(name) ? json.at(name) : OrderedJson::array();
  }

  std::string text_of(const OrderedJson& json) {
    if (!json.contains("body_file")) return json.value("body", "");
    return file_named(json.at("body_file"));
  }

  std::string file_named(const std::string& name) {
    auto text = read_whole_file(folder_ / name);
    if (!text) missing_ = name;
    return std::move(text).value_or("");
  }

  static Column column(const OrderedJson& json) {
    Column column{json.at("id"), json.at("name"), json.value("jump_url", ""),
                  json.value("hidden_posts", 0)};
    for (const auto& child : list(json, "children"))
      column.children.push_back(SiteFile::column(child));
    return column;
  }

  Article article(const OrderedJson& json, const Site& site) {
    Article article;
    article.id = json.at("id");
    article.key = json.value("key", "");
    article.type = json.value("type", "normal") == "url" ? ArticleType::Link : ArticleType::Normal;
    article.listed = json.value("listed", true);
    article.cid = json.value("cid", site.annual_cid);
    article.title = json.at("title");
    article.publisher = json.value("publisher", site.name);
    article.identifier = json.value("identifier", "");
    article.document_number = json.value("document_number", "");
    article.published = json.at("published");
    article.date = json.value("date", article.published.substr(0, 10));
    article.created = json.value("created", "");
    article.body = text_of(json);
    article.target = json.value("target", "");
    article.post_url = json.value("post_url", "");
    article.url_tail = json.value("url_tail", "");
    article.document = json.value("document", "");
    for (const auto& item : list(json, "attachments")) {
      article.attachments.push_back({item.at("id"), item.at("name"), file_named(item.at("file"))});
    }
    return article;
  }

  // `count` rows, one every `step_days` back from `newest`; {n} in the title is the number.
  static void add_series(const OrderedJson& json, Site& site) {
    const int count = json.at("count");
    const std::int64_t newest = unix_of(json.at("newest").get<std::string>());
    const std::int64_t step = json.at("step_days").get<std::int64_t>() * 86'400;
    for (int i = 0; i < count; ++i) {
      Article article;
      article.id = json.at("newest_id").get<std::int64_t>() - i * std::int64_t{37};
      article.cid = json.at("cid");
      article.title = json.at("title");
      if (const auto mark = article.title.find("{n}"); mark != std::string::npos) {
        article.title.replace(mark, 3, std::to_string(count - i));
      }
      article.publisher = site.name;
      article.published = china_time_of(newest - i * step);
      article.date = article.published.substr(0, 10);
      article.body = json.at("body");
      site.articles.push_back(std::move(article));
    }
  }

  NfcmsPage nfcms(const OrderedJson& json) {
    return {json.at("id"),    json.at("column"), json.value("crumbs", ""),
            json.at("title"), json.at("source"), json.at("published"),
            text_of(json)};
  }

  fs::path folder_;
  std::string missing_;
};

Result<Site> load_site(const fs::path& folder) {
  const auto text = read_whole_file(folder / "site.json");
  if (!text) return Error{text.error()};
  try {
    SiteFile file{folder};
    auto site = file.site(OrderedJson::parse(*text));
    if (file.missing().empty()) return site;
    return Error{ErrorCode::NotFound, "cannot read " + (folder / file.missing()).string()};
  } catch (const nlohmann::json::exception& problem) {
    return Error{ErrorCode::Malformed, (folder / "site.json").string() + ": " + problem.what()};
  }
}

}  // namespace

Result<std::string> read_whole_file(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  if (!stream.is_open()) return Error{ErrorCode::NotFound, "cannot read " + file.string()};
  return bytes;
}

Result<std::vector<Site>> load_sites(const fs::path& fixtures) {
  std::error_code failure;
  std::vector<fs::path> folders;
  for (fs::directory_iterator entry{fixtures, failure}, end; !failure && entry != end;
       entry.increment(failure)) {
    if (entry->is_directory(failure)) folders.push_back(entry->path());
  }
  if (failure) return Error{ErrorCode::NotFound, fixtures.string() + ": " + failure.message()};
  std::sort(folders.begin(), folders.end());
  std::vector<Site> sites;
  for (const auto& folder : folders) {
    auto site = load_site(folder);
    if (!site) return std::move(site).error();
    sites.push_back(*std::move(site));
  }
  if (sites.empty()) return Error{ErrorCode::NotFound, "no agency in " + fixtures.string()};
  return sites;
}

}  // namespace gkwatch::portal
