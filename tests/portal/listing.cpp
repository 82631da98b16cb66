#include "tests/portal/listing.h"

#include <algorithm>

#include "tests/portal/addresses.h"
#include "tests/portal/json_text.h"

namespace gkwatch::portal {
namespace {

bool is_within(const Column& column, std::int64_t cid) {
  return column.id == cid || find_column(column.children, cid) != nullptr;
}

std::vector<const Article*> rows_of(const Site& site, const Column* column) {
  std::vector<const Article*> rows;
  for (const auto& article : site.articles) {
    if (article.listed && (column == nullptr || is_within(*column, article.cid))) {
      rows.push_back(&article);
    }
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Article* a, const Article* b) { return a->published > b->published; });
  return rows;
}

std::int64_t parent_of(const std::vector<Column>& tree, std::int64_t cid, std::int64_t above) {
  for (const auto& column : tree) {
    if (column.id == cid) return above;
    if (find_column(column.children, cid) != nullptr) {
      return parent_of(column.children, cid, column.id);
    }
  }
  return 0;
}

OrderedJson attachments_of(const Site& site, const Article& article, std::string_view host) {
  auto list = OrderedJson::array();
  for (const auto& item : article.attachments) {
    list.push_back({{"id", item.id},
                    {"name", item.name},
                    {"type", extension_of(item.name)},
                    {"mime", mime_of(item.name)},
                    {"size", std::to_string(item.bytes.size())},
                    {"url", absolute(host, attachment_path(site, item, article.id))}});
  }
  return list;
}

std::string url_of(const Site& site, const Article& article, std::string_view host) {
  const auto path =
      article.type == ArticleType::Link ? article.target : content_path(site, article.id);
  return absolute(host, path) + article.url_tail;
}

std::string column_name(const Site& site, std::int64_t cid) {
  const auto* column = find_column(site.tree, cid);
  return column == nullptr ? "" : column->name;
}

std::string created_at(const Article& article) {
  if (!article.created.empty()) return article.created;
  return china_time_of(unix_of(article.published) - 4);
}

OrderedJson row_json(const Site& site, const Article& article, std::string_view host) {
  const auto published = unix_of(article.published);
  return {{"id", article.id},
          {"type", article.type == ArticleType::Link ? "url" : "normal"},
          {"title", article.title},
          {"document_number", article.document_number},
          {"identifier", article.identifier},
          {"identifier_f", ""},
          {"identifier_b", ""},
          {"publisher", article.publisher},
          {"keywords", ""},
          {"abstract", ""},
          {"description", ""},
          {"date", unix_of(article.date)},
          {"create_time", published},
          {"created_at", created_at(article)},
          {"display_publish_time", published},
          {"classify_main", article.cid},
          {"classify_main_name", column_name(site, article.cid)},
          {"classify_genre_name", ""},
          {"classify_theme_name", ""},
          {"expired_time", 0},
          {"is_expired", 0},
          {"is_abolished", 0},
          {"relation", "[]"},
          {"attachment", attachments_of(site, article, host)},
          {"url", url_of(site, article, host)},
          {"post_url", absolute(host, article.post_url)}};
}

OrderedJson node_json(const Column& column, std::int64_t parent, std::string_view host) {
  auto children = OrderedJson::array();
  for (const auto& child : column.children) children.push_back(node_json(child, column.id, host));
  return {{"id", column.id},
          {"name", column.name},
          {"parent", parent},
          {"jump_url", absolute(host, column.jump_url)},
          {"children", std::move(children)}};
}

}  // namespace

std::optional<ListPage> list_page(const Site& site, std::int64_t cid, int page) {
  const auto* column = find_column(site.tree, cid);
  if (column == nullptr && cid != 0) return std::nullopt;
  const auto all = rows_of(site, column);
  const int total = static_cast<int>(all.size());
  const int offset = (std::max(page, 1) - 1) * kRowsPerPage;
  if (offset > 0 && offset >= total) return std::nullopt;
  ListPage answer;
  answer.classify_id = cid;
  answer.classify_name = column == nullptr ? "" : column->name;
  answer.classify_jump_url = column == nullptr ? "" : column->jump_url;
  answer.classify_parent = parent_of(site.tree, cid, 0);
  answer.post_count = total + (column == nullptr ? 0 : column->hidden_posts);
  answer.offset = offset;
  answer.total = total;
  answer.rows.assign(all.begin() + offset, all.begin() + std::min(offset + kRowsPerPage, total));
  return answer;
}

std::string list_json(const Site& site, const ListPage& page, std::string_view host) {
  auto rows = OrderedJson::array();
  for (const auto* article : page.rows) rows.push_back(row_json(site, *article, host));
  return api_json({{"classify",
                    {{"id", page.classify_id},
                     {"name", page.classify_name},
                     {"parent", page.classify_parent},
                     {"post_count", page.post_count},
                     {"theme_count", page.post_count},
                     {"jump_url", absolute(host, page.classify_jump_url)}}},
                   {"offset", page.offset},
                   {"total", page.total},
                   {"articles", std::move(rows)}});
}

std::string tree_json(const Site& site, std::string_view host) {
  auto tree = OrderedJson::array();
  for (const auto& column : site.tree) tree.push_back(node_json(column, 0, host));
  return page_json(tree);
}

std::string detail_json(const Site& site, const Article& article, std::string_view host,
                        std::string_view content) {
  return page_json({{"id", article.id},
                    {"title", article.title},
                    {"abstract", ""},
                    {"identifier", article.identifier},
                    {"classify_main", article.cid},
                    {"classify_main_name", column_name(site, article.cid)},
                    {"publisher", article.publisher},
                    {"document_number", article.document_number},
                    {"date", unix_of(article.date)},
                    {"create_time", unix_of(article.published)},
                    {"content", std::string{content}},
                    {"attachment", attachments_of(site, article, host)}});
}

}  // namespace gkwatch::portal
