#include "tests/support/loopback_server.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace gkwatch::testing {
namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::size_t number(std::string_view digits) {
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string head_text(int status, const HeaderLines& headers) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
  for (const auto& [name, value] : headers)
    text.append(name).append(": ").append(value).append("\r\n");
  return text + "Connection: close\r\n\r\n";
}

std::string chunk_text(std::string_view part) {
  std::array<char, 24> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", part.size());
  return size.data() + std::string{part} + "\r\n";
}

std::string chunked_text(const std::vector<std::string>& parts, HeaderLines headers) {
  headers.emplace_back("Transfer-Encoding", "chunked");
  std::string text = head_text(200, headers);
  for (const std::string& part : parts) text += chunk_text(part);
  return text;
}

void read_header_line(const std::string& line, LoggedRequest& request) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::size_t begin = line.find_first_not_of(" \t", std::min(colon + 1, line.size()));
  request.headers.emplace(lower(line.substr(0, colon)),
                          begin == std::string::npos ? "" : line.substr(begin));
}

}  // namespace

const std::string& LoggedRequest::header(const std::string& lower_case_name) const {
  static const std::string none;
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? none : found->second;
}

bool read_request(Connection& connection, LoggedRequest& request) {
  auto line = connection.read_line();
  if (!line) return false;
  const std::size_t first = std::min(line->find(' '), line->size());
  const std::size_t last = std::max(line->rfind(' ') + 1, first + 1);
  request.method = line->substr(0, first);
  request.target = line->substr(std::min(first + 1, line->size()), last - first - 2);
  request.head = *line + "\n";
  while ((line = connection.read_line()) && !line->empty()) {
    request.head += *line + "\n";
    read_header_line(*line, request);
  }
  const std::size_t size = number(request.header("content-length"));
  request.body = connection.read_bytes(size);
  return line.has_value() && request.body.size() == size;
}

std::string response_text(int status, std::string_view body, const HeaderLines& headers) {
  HeaderLines all = headers;
  all.emplace_back("Content-Length", std::to_string(body.size()));
  return head_text(status, all) + std::string{body};
}

Behaviour answer_raw(std::string bytes) {
  return [bytes = std::move(bytes)](const LoggedRequest&, Connection& connection) {
    connection.send(bytes);
  };
}

Behaviour answer(int status, const std::string& body, const HeaderLines& headers) {
  return answer_raw(response_text(status, body, headers));
}

Behaviour redirect(std::string location) {
  return answer(302, "", {{"Location", std::move(location)}});
}

Behaviour answer_chunked(const std::vector<std::string>& parts, const HeaderLines& headers) {
  return answer_raw(chunked_text(parts, headers) + "0\r\n\r\n");
}

Behaviour cut_off_chunked(const std::vector<std::string>& parts) {
  return answer_raw(chunked_text(parts, {}));
}

Behaviour cut_off(const std::string& body, std::size_t sent) {
  const std::string whole = response_text(200, body);
  return answer_raw(whole.substr(0, whole.size() - body.size() + sent));
}

Behaviour reset_within(const std::string& body, std::size_t sent) {
  return [part = cut_off(body, sent)](const LoggedRequest& request, Connection& connection) {
    part(request, connection);
    connection.reset();
  };
}

Behaviour reset_at_once() {
  return [](const LoggedRequest&, Connection& connection) { connection.reset(); };
}

Behaviour hang_up() {
  return [](const LoggedRequest&, Connection&) {};
}

Behaviour never_answer() {
  return [](const LoggedRequest&, Connection& connection) { connection.wait_for_the_end(); };
}

Behaviour answer_slowly(std::string body, std::chrono::milliseconds pause) {
  return [body = std::move(body), pause](const LoggedRequest&, Connection& connection) {
    connection.send(head_text(200, {{"Content-Length", std::to_string(body.size())}}));
    for (const char byte : body) {
      if (!connection.pause(pause) || !connection.send({&byte, 1})) return;
    }
  };
}

Behaviour answer_endlessly(std::size_t size) {
  return [size](const LoggedRequest&, Connection& connection) {
    const std::string part(65'536, 'x');
    connection.send(head_text(200, {}));
    for (std::size_t sent = 0; sent < size && connection.send(part); sent += part.size()) continue;
  };
}

LoopbackServer::LoopbackServer() : server_{[this](Connection& c) { serve(c); }} {}

void LoopbackServer::will(Behaviour behaviour) {
  const std::lock_guard lock{mutex_};
  script_.push_back(std::move(behaviour));
}

void LoopbackServer::always(Behaviour behaviour) {
  const std::lock_guard lock{mutex_};
  usual_ = std::move(behaviour);
}

std::string LoopbackServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port()) + std::string{path};
}

std::vector<LoggedRequest> LoopbackServer::requests() const {
  const std::lock_guard lock{mutex_};
  return received_;
}

void LoopbackServer::serve(Connection& connection) {
  LoggedRequest request;
  if (!read_request(connection, request)) return;
  Behaviour behaviour;
  {
    const std::lock_guard lock{mutex_};
    received_.push_back(request);
    behaviour = usual_;
    if (!script_.empty()) {
      behaviour = std::move(script_.front());
      script_.pop_front();
    }
  }
  behaviour(request, connection);
}

}  // namespace gkwatch::testing
