#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alerts/notice.h"
#include "alerts/policy.h"

namespace gkwatch::alerts {

// What a chat message says, before it is put into a service's own format. All texts are one
// line of foreign words: each format escapes them.
struct ChatText {
  struct Item {
    std::string title;
    std::string detail;
    std::string url;   // empty: none
    std::string page;  // likewise
  };
  std::string headline;
  std::vector<Item> items;
  std::string rest;      // "另有 12 项未列出"; empty if all are there
  std::string rest_url;  // where they are
  std::string source_words;
  std::string page_words;
};

// Characters that Markdown, mentions or tags are made of as their full-width twins, and those that
// make an address or begin an item of a list. A backslash is no escape everywhere; a full-width
// character is plain text everywhere, and at home in Chinese.
std::string without_markup(std::string_view text);

// Lines of Markdown as DingTalk and WeCom read it: a line for each title, detail and links.
std::string markdown_of(const ChatText& text, std::string_view line_end);

// The payload for one of the chat kinds: as many notices as the service takes, the rest counted.
// Requires: the kind is a chat kind and there is at least one notice.
std::string chat_message(ReceiverKind kind, std::span<const Notice> notices,
                         const AlertPolicy& policy);

}  // namespace gkwatch::alerts
