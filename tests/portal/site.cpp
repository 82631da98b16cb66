#include "tests/portal/site.h"

#include <algorithm>

namespace gkwatch::portal {

const Article* Site::find_article(std::string_view key_or_id) const {
  const auto found = std::find_if(articles.begin(), articles.end(), [&](const Article& article) {
    return (!article.key.empty() && article.key == key_or_id) ||
           std::to_string(article.id) == key_or_id;
  });
  return found == articles.end() ? nullptr : &*found;
}

Article* Site::find_article(std::string_view key_or_id) {
  return const_cast<Article*>(std::as_const(*this).find_article(key_or_id));
}

Attachment* Site::find_attachment(std::int64_t id) {
  for (auto& article : articles) {
    for (auto& attachment : article.attachments) {
      if (attachment.id == id) return &attachment;
    }
  }
  return nullptr;
}

const Column* find_column(const std::vector<Column>& tree, std::int64_t cid) {
  for (const auto& column : tree) {
    if (column.id == cid) return &column;
    if (const auto* below = find_column(column.children, cid)) return below;
  }
  return nullptr;
}

}  // namespace gkwatch::portal
