#pragma once

#include <map>
#include <string>
#include <utility>

namespace gkwatch::web {

// One request, taken apart: method GET (HEAD is answered like it, without the body), or POST of a
// file to be checked.
struct Request {
  std::string path;                                 // percent-decoded UTF-8, begins with "/"
  std::multimap<std::string, std::string> query{};  // the same; an empty value counts as none
  std::map<std::string, std::string> headers{};     // names in lower case
  std::string query_or(const std::string& name, std::string fallback) const {
    const auto it = query.find(name);
    return it == query.end() || it->second.empty() ? std::move(fallback) : it->second;
  }
  std::string header(const std::string& name) const {
    const auto it = headers.find(name);
    return it == headers.end() ? std::string{} : it->second;
  }
};

// A file that somebody wants to have read and judged.
struct Upload {
  std::string name;
  std::string type;  // as declared
  std::string bytes;
  std::string agency;  // whose report it should be; may be empty
  std::string year;    // the year it should be for; may be empty
};

struct Answer {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body{};
  std::map<std::string, std::string> headers{};  // beside those that every answer has
};

inline constexpr int kBadRequest = 400;
inline constexpr int kForbidden = 403;
inline constexpr int kNotFound = 404;
inline constexpr int kUnavailable = 503;

}  // namespace gkwatch::web
