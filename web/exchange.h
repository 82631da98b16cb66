#pragma once

#include <map>
#include <string>
#include <vector>

namespace gkwatch::web {

// One request, taken apart: method GET (HEAD is answered like it, without the body).
struct Request {
  std::string path;                                 // percent-decoded, begins with "/"
  std::multimap<std::string, std::string> query{};  // percent-decoded
  std::string query_or(const std::string& name, std::string fallback) const {
    const auto it = query.find(name);
    return it == query.end() ? std::move(fallback) : it->second;
  }
};

struct Answer {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body{};
  std::map<std::string, std::string> headers{};  // beside those that every answer has
};

}  // namespace gkwatch::web
