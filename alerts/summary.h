#pragma once

#include <span>
#include <string>

#include "alerts/notice.h"
#include "core/clock.h"
#include "core/language.h"

namespace gkwatch::alerts {

// "错误 2 项，警告 1 项，已解决 1 项"; what there is none of is left out.
std::string counts_of(std::span<const Notice> notices, Language language);
// One line on all of it: "错误：…2020年度报告：…" or "2 个单位：错误 2 项，警告 1 项".
std::string headline_of(std::span<const Notice> notices, Language language);
// The same as the subject of a mail.
std::string subject_of(std::span<const Notice> notices, Language language);
// How grave it is, or that it is over: "错误", "已解决"; a reminder says so.
std::string label_of(const Notice& notice, Language language);
// "广州市花都区狮岭镇政府 2020 年度"; the agency alone where there is no year.
std::string subject_matter_of(const Notice& notice, Language language);
// "应为 1，报告为 2，相差 1"; of two statements that differ "两处分别为 0 和 44，相差 44", since either
// may be right. Empty if nothing is known.
std::string comparison_of(const Notice& notice, Language language);
// True if the text adds nothing to the title: of a rule that is called by its message.
bool is_title_all(const Notice& notice);
// What the report prints in a cell; "（空白）" for nothing.
std::string printed_in(const Notice::CellLine& cell, Language language);
// "2021-01-21 15:24", China time.
std::string minute_of(Instant moment);
// True if something of it is open and about an agency, which is then asked to look into it.
bool has_request(std::span<const Notice> notices);
// The page of all alerts; empty without pages.
std::string alerts_page(const AlertPolicy& policy);

}  // namespace gkwatch::alerts
