#include "alerts/mail_text.h"

#include <algorithm>

#include "alerts/crowd.h"
#include "alerts/mail_table.h"
#include "alerts/summary.h"
#include "core/language.h"

namespace gkwatch::alerts {
namespace {

class TextMail {
 public:
  explicit TextMail(Language language) : language_{language} {}

  void line(const std::string& text) { text_ += text + "\n"; }
  void line(std::string_view key, std::initializer_list<Slot> slots) {
    line(say(language_, key, slots));
  }
  // "   原文：http://…"; nothing if there is no value.
  void field(std::string_view key, const std::string& value) {
    if (value.empty()) return;
    line(say(language_, "mail.field", {{"name", say(language_, key)}, {"value", value}}));
  }
  Language language() const { return language_; }
  std::string take() { return std::move(text_); }

 private:
  Language language_;
  std::string text_;
};

void write_notice(TextMail& mail, const Notice& notice, std::size_t number) {
  const Language language = mail.language();
  mail.line("mail.item", {{"n", std::to_string(number)},
                          {"label", label_of(notice, language)},
                          {"matter", subject_matter_of(notice, language)}});
  mail.field("mail.problem",
             say(language, "mail.rule", {{"title", notice.rule_title}, {"rule", notice.rule}}));
  mail.field("mail.text", is_title_all(notice) ? "" : notice.text);
  for (const Notice::CellLine& cell : notice.cells) {
    mail.line("mail.cell",
              {{"name", cell.name}, {"cell", cell.key}, {"raw", printed_in(cell, language)}});
  }
  mail.field("mail.check", comparison_of(notice, language));
  mail.field("mail.source", notice.url);
  mail.field("mail.page", notice.page);
  mail.field("mail.sha256", notice.sha256);
  mail.field("mail.number", std::to_string(notice.number));
  mail.field("mail.first_seen", notice.first_seen);
  mail.line("");
}

void write_crowd(TextMail& mail, const Crowd& crowd, const AlertPolicy& policy) {
  const Language language = mail.language();
  mail.line("mail.crowd",
            {{"label", label_of(crowd.first, language)}, {"title", crowd_title(crowd, language)}});
  mail.field("mail.problem", say(language, "mail.rule",
                                 {{"title", crowd.first.rule_title}, {"rule", crowd.first.rule}}));
  mail.field("mail.table.expected", crowd.first.expected);
  mail.field("mail.page", crowd_page(crowd, policy));
  for (const Crowd::Region& region : crowd.regions) {
    mail.line("mail.crowd.region", {{"region", region.name},
                                    {"n", std::to_string(region.members.size())},
                                    {"names", names_of(region, language)}});
  }
  mail.line("");
}

void write_rest(TextMail& mail, std::span<const Notice> notices, std::size_t shown) {
  if (shown == notices.size()) return;
  mail.line("mail.rest", {{"n", std::to_string(notices.size() - shown)}});
  for (std::size_t i = shown; i < notices.size(); ++i) {
    mail.line("mail.rest.item", {{"n", std::to_string(i + 1)},
                                 {"label", label_of(notices[i], mail.language())},
                                 {"title", notices[i].title},
                                 {"number", std::to_string(notices[i].number)}});
  }
  mail.line("");
}

}  // namespace

std::string mail_text(std::span<const Notice> notices, const AlertPolicy& policy, Instant now) {
  TextMail mail{policy.language};
  mail.line(std::string{say(policy.language, "mail.heading")});
  mail.line("");
  mail.line("mail.intro", {{"time", minute_of(now)},
                           {"n", std::to_string(notices.size())},
                           {"counts", counts_of(notices, policy.language)}});
  mail.line("");
  const Sorted sorted = sort_crowds(notices, policy.language);
  for (const Crowd& crowd : sorted.crowds) write_crowd(mail, crowd, policy);
  const std::span<const Notice> singles{sorted.singles};
  const std::size_t shown = std::min(singles.size(), kNoticesInMail);
  for (std::size_t i = 0; i < shown; ++i) write_notice(mail, singles[i], i + 1);
  write_rest(mail, singles, shown);
  if (notices.size() >= kTableFrom) mail.line(std::string{say(policy.language, "mail.attached")});
  if (has_request(notices)) mail.line(std::string{say(policy.language, "mail.request")});
  mail.line(std::string{say(policy.language, "mail.footer")});
  return mail.take();
}

}  // namespace gkwatch::alerts
