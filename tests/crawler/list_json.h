#pragma once

#include <algorithm>
#include <string>

namespace gkwatch::crawler {

inline constexpr const char* kSiteBase = "https://www.example.gov.cn/gzxxyyz";

// One row of the list API. The posts are numbered downwards, newest first.
inline std::string list_row(int id) {
  const std::string number = std::to_string(id);
  return R"({"id":)" + number + R"(,"type":"normal","title":"示例镇)" +
         std::to_string(id % 20 + 2000) +
         R"(年政府信息公开工作年度报告","create_time":1736842680,"url":")" + kSiteBase +
         "/gkmlpt/content/0/0/post_" + number + R"(.html"})";
}

// One page of a column of `total` rows whose newest post is number `newest`.
inline std::string list_page(int page, int total, int newest, int cid = 6198) {
  const int offset = (page - 1) * 100;
  std::string rows;
  for (int i = offset; i < std::min(total, offset + 100); ++i) {
    if (!rows.empty()) rows += ",";
    rows += list_row(newest - i);
  }
  return R"({"classify":{"id":)" + std::to_string(cid) +
         R"(,"name":"政府信息公开年报","post_count":999,"jump_url":""},"offset":)" +
         std::to_string(offset) + R"(,"total":)" + std::to_string(total) + R"(,"articles":[)" +
         rows + "]}";
}

}  // namespace gkwatch::crawler
