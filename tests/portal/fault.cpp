#include "tests/portal/fault.h"

#include <algorithm>
#include <array>

namespace gkwatch::portal {
namespace {

constexpr int kMissingRows = 500;
constexpr std::size_t kRowsLeft = 3;

enum class Victim : std::uint8_t {
  Anything,
  List,
  FirstPage,
  Html,
  Index,
  Content,
  Attachment,
  Robots
};

struct Entry {
  FaultKind kind;
  std::string_view name;
  Victim victim = Victim::Anything;
};

constexpr std::array kEntries{
    Entry{FaultKind::Reset, "reset"},
    Entry{FaultKind::ResetInBody, "reset-in-body"},
    Entry{FaultKind::Timeout, "timeout"},
    Entry{FaultKind::Slow, "slow"},
    Entry{FaultKind::NotFound, "404"},
    Entry{FaultKind::FirstPage404, "first-page-404", Victim::FirstPage},
    Entry{FaultKind::ServerError, "500"},
    Entry{FaultKind::BadGateway, "502"},
    Entry{FaultKind::Waf521, "521"},
    Entry{FaultKind::Waf412, "412"},
    Entry{FaultKind::Forbidden, "403"},
    Entry{FaultKind::BlockPage, "block-page"},
    Entry{FaultKind::Soft404, "soft-404"},
    Entry{FaultKind::EmptyBody, "empty-body"},
    Entry{FaultKind::RedirectHome, "redirect-home"},
    Entry{FaultKind::RedirectForeign, "redirect-foreign"},
    Entry{FaultKind::RedirectPrivate, "redirect-private"},
    Entry{FaultKind::RedirectLoop, "redirect-loop"},
    Entry{FaultKind::CookieWall, "cookie-wall"},
    Entry{FaultKind::TruncatedJson, "truncated-json", Victim::List},
    Entry{FaultKind::NotJson, "not-json", Victim::List},
    Entry{FaultKind::WrongClassify, "wrong-classify", Victim::List},
    Entry{FaultKind::RepeatedPage, "repeated-page", Victim::List},
    Entry{FaultKind::ShortPage, "short-page", Victim::List},
    Entry{FaultKind::EmptyList, "empty-list", Victim::List},
    Entry{FaultKind::HtmlAttachment, "html-attachment", Victim::Attachment},
    Entry{FaultKind::LengthTooLong, "length-too-long"},
    Entry{FaultKind::LengthTooShort, "length-too-short"},
    Entry{FaultKind::HugeBody, "huge-body"},
    Entry{FaultKind::GzipBomb, "gzip-bomb"},
    Entry{FaultKind::EndlessHeaders, "endless-headers"},
    Entry{FaultKind::HalfHtml, "half-html", Victim::Html},
    Entry{FaultKind::TooManyRequests, "429"},
    Entry{FaultKind::ServiceUnavailable, "503"},
    Entry{FaultKind::UnaskedGzip, "unasked-gzip"},
    Entry{FaultKind::EmptyReply, "empty-reply"},
    Entry{FaultKind::NotHttp, "not-http"},
    Entry{FaultKind::ChunkedCut, "chunked-cut"},
    Entry{FaultKind::BadGzip, "bad-gzip"},
    Entry{FaultKind::Unauthorized, "401"},
    Entry{FaultKind::NoContent, "204"},
    Entry{FaultKind::UnaskedNotModified, "304"},
    Entry{FaultKind::LoginPage, "login-page"},
    Entry{FaultKind::Captcha, "captcha"},
    Entry{FaultKind::Maintenance, "maintenance"},
    Entry{FaultKind::ScriptChallenge, "script-challenge"},
    Entry{FaultKind::RedirectLogin, "redirect-login"},
    Entry{FaultKind::NoConfig, "no-config", Victim::Index},
    Entry{FaultKind::BrokenTree, "broken-tree", Victim::Index},
    Entry{FaultKind::DuplicateRow, "duplicate-row", Victim::List},
    Entry{FaultKind::WrongOffset, "wrong-offset", Victim::List},
    Entry{FaultKind::BadTotal, "bad-total", Victim::List},
    Entry{FaultKind::WrongPostId, "wrong-post-id", Victim::List},
    Entry{FaultKind::JumpingColumn, "jumping-column", Victim::List},
    Entry{FaultKind::RowsGone, "rows-gone", Victim::List},
    Entry{FaultKind::EarlyEnd, "early-end", Victim::List},
    Entry{FaultKind::WrongPost, "wrong-post", Victim::Content},
    Entry{FaultKind::RobotsForbid, "robots-forbid", Victim::Robots},
    Entry{FaultKind::RobotsDown, "robots-down", Victim::Robots},
};

constexpr auto kKinds = [] {
  std::array<FaultKind, kEntries.size()> kinds{};
  for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i] = kEntries[i].kind;
  return kinds;
}();

const Entry& entry_of(FaultKind kind) {
  return *std::find_if(kEntries.begin(), kEntries.end(),
                       [kind](const Entry& entry) { return entry.kind == kind; });
}

bool is_victim(Victim victim, const Resource& resource) {
  switch (victim) {
    case Victim::Anything:
      return true;
    case Victim::Index:
      return resource.kind == ResourceKind::Index;
    case Victim::Content:
      return resource.kind == ResourceKind::Content;
    case Victim::Robots:
      return resource.kind == ResourceKind::Robots;
    case Victim::List:
      return resource.kind == ResourceKind::List;
    case Victim::FirstPage:
      return resource.kind == ResourceKind::List && resource.page <= 1;
    case Victim::Html:
      return resource.kind == ResourceKind::Index || resource.kind == ResourceKind::Content ||
             resource.kind == ResourceKind::Nfcms || resource.kind == ResourceKind::NfcmsIndex;
    case Victim::Attachment:
      return resource.kind == ResourceKind::Attachment;
  }
  return false;
}

bool is_path(std::string_view wanted, const testing::ReceivedRequest& request) {
  if (wanted.empty()) return true;
  if (wanted.back() == '*') return request.target.starts_with(wanted.substr(0, wanted.size() - 1));
  return wanted == (wanted.find('?') == std::string_view::npos ? request.path : request.target);
}

}  // namespace

std::string_view fault_name(FaultKind kind) { return entry_of(kind).name; }

std::optional<FaultKind> fault_named(std::string_view name) {
  for (const auto& entry : kEntries) {
    if (entry.name == name) return entry.kind;
  }
  return std::nullopt;
}

std::span<const FaultKind> all_faults() { return kKinds; }

bool strikes(const Fault& fault, const Resource& resource,
             const testing::ReceivedRequest& request) {
  const Victim victim = entry_of(fault.kind).victim;
  // What is the host's belongs to the agency that has it for itself, if the fault is about that.
  const Site* site = victim == Victim::Robots ? resource.owner : resource.site;
  const bool owner = fault.agency.empty() || (site != nullptr && site->watch.id == fault.agency);
  return owner && is_path(fault.path, request) && is_victim(victim, resource);
}

void bend(const Fault& fault, const Site& site, const Resource& resource, ListPage& page) {
  if (fault.kind == FaultKind::WrongClassify) ++page.classify_id;
  if (fault.kind == FaultKind::ShortPage && !page.rows.empty()) page.rows.pop_back();
  if (fault.kind == FaultKind::EmptyList) {
    page.rows.clear();
    page.total = 0;
  }
  if (fault.kind == FaultKind::DuplicateRow && page.rows.size() > 1) page.rows[1] = page.rows[0];
  if (fault.kind == FaultKind::WrongOffset) ++page.offset;
  if (fault.kind == FaultKind::JumpingColumn) page.classify_jump_url = "/elsewhere/";
  if (fault.kind == FaultKind::EarlyEnd) page.total += kMissingRows;
  if (fault.kind == FaultKind::RowsGone) {
    page.rows.resize(std::min<std::size_t>(page.rows.size(), kRowsLeft));
    page.total = static_cast<int>(page.rows.size());
  }
  if (fault.kind == FaultKind::RepeatedPage) {
    if (const auto first = list_page(site, resource.cid, 1)) page.rows = first->rows;
  }
}

}  // namespace gkwatch::portal
