// What may be changed while the portal serves.

#include <algorithm>

#include "tests/portal/addresses.h"
#include "tests/portal/portal_state.h"

namespace gkwatch::portal {

Status Portal::publish(std::string_view agency, std::string_view article) {
  return impl_->change_article(agency, article, [](Article& row, Site&) { row.listed = true; });
}

Status Portal::add(std::string_view agency, Article article) {
  const std::scoped_lock lock{impl_->mutex};
  auto* site = impl_->find(agency);
  if (site == nullptr) return unknown("agency", agency);
  if (article.cid == 0) article.cid = site->annual_cid;
  if (article.publisher.empty()) article.publisher = site->name;
  if (article.date.empty()) article.date = article.published.substr(0, 10);
  site->articles.push_back(std::move(article));
  return {};
}

Status Portal::withdraw(std::string_view agency, std::string_view article) {
  return impl_->change_article(agency, article, [](Article& row, Site&) { row.listed = false; });
}

// With another id the article has another address; its attachments keep their own ids.
Status Portal::readdress(std::string_view agency, std::string_view article, std::int64_t id) {
  return impl_->change_article(agency, article, [id](Article& row, Site& site) {
    for (auto& page : site.nfcms) {
      if (page.id != row.id) continue;
      page.id = id;
      row.target = row.type == ArticleType::Link ? nfcms_path(page) : row.target;
    }
    row.id = id;
    row.listed = true;
  });
}

Status Portal::retitle(std::string_view agency, std::string_view article, std::string title) {
  return impl_->change_article(agency, article, [&](Article& row, Site&) {
    row.title = std::move(title);
    ++row.versions;
  });
}

// A row that leads to an NFCMS page has its text there.
Status Portal::replace_body(std::string_view agency, std::string_view article, std::string html) {
  return impl_->change_article(agency, article, [&](Article& row, Site& site) {
    ++row.versions;
    for (auto& page : site.nfcms) {
      if (page.id == row.id) page.body = html;
    }
    row.body = std::move(html);
  });
}

Status Portal::replace_attachment(std::string_view agency, std::int64_t attachment,
                                  std::string bytes) {
  const std::scoped_lock lock{impl_->mutex};
  auto* site = impl_->find(agency);
  if (site == nullptr) return unknown("agency", agency);
  auto* found = site->find_attachment(attachment);
  if (found == nullptr) return unknown("attachment", std::to_string(attachment));
  found->bytes = std::move(bytes);
  for (auto& article : site->articles) {
    const auto& own = article.attachments;
    if (std::any_of(own.begin(), own.end(), [&](const auto& a) { return a.id == attachment; })) {
      ++article.versions;
    }
  }
  return {};
}

Result<std::string> Portal::fixture(std::string_view agency, std::string_view file) const {
  std::filesystem::path folder;
  {
    const std::scoped_lock lock{impl_->mutex};
    const auto* site = impl_->find(agency);
    if (site == nullptr) return unknown("agency", agency);
    folder = site->folder;
  }
  if (folder.empty() || file.find('/') != std::string_view::npos) return unknown("file", file);
  return read_whole_file(folder / file);
}

}  // namespace gkwatch::portal
