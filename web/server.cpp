#include "web/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>

#include <array>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

#include "core/log.h"

namespace gkwatch::web {
namespace {

constexpr unsigned kSecondsPerRequest = 10;
constexpr unsigned kMostConnections = 1000;

struct Listen {
  std::string host;  // as in a URL
  int port = 0;
};

std::optional<Listen> loopback(const std::string& address) {
  const auto colon = address.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  Listen listen{.host = address.substr(0, colon)};
  const char* begin = address.data() + colon + 1;
  const char* end = address.data() + address.size();
  const auto read = std::from_chars(begin, end, listen.port);
  constexpr int kLastPort = 65535;
  const bool is_port = read.ec == std::errc{} && read.ptr == end && listen.port >= 0 &&
                       listen.port <= kLastPort && begin != end;
  const bool is_loopback = listen.host == "127.0.0.1" || listen.host == "[::1]";
  if (!is_port || !is_loopback) return std::nullopt;
  return listen;
}

// For all answers. No script, no frame, no other host: crawled text cannot act here.
constexpr std::array<std::pair<const char*, const char*>, 5> kHeaders{{
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-cache"},
}};

MHD_Result collect(void* into, MHD_ValueKind, const char* name, const char* value) noexcept {
  static_cast<Request*>(into)->query.emplace(name, value == nullptr ? "" : value);
  return MHD_YES;
}

MHD_Result send(MHD_Connection* connection, const Answer& answer) {
  MHD_Response* response = MHD_create_response_from_buffer(
      answer.body.size(), const_cast<char*>(answer.body.data()), MHD_RESPMEM_MUST_COPY);
  if (response == nullptr) return MHD_NO;
  MHD_add_response_header(response, "Content-Type", answer.type.c_str());
  for (const auto& [name, value] : kHeaders) {
    if (!answer.headers.contains(name)) MHD_add_response_header(response, name, value);
  }
  for (const auto& [name, value] : answer.headers) {
    MHD_add_response_header(response, name.c_str(), value.c_str());
  }
  const MHD_Result queued =
      MHD_queue_response(connection, static_cast<unsigned>(answer.status), response);
  MHD_destroy_response(response);
  return queued;
}

Answer refusal(int status, const std::string& why) {
  return {.status = status, .type = "text/plain; charset=utf-8", .body = why + "\n"};
}

}  // namespace

struct Server::Impl {
  Site site;
  Listen listen;
  MHD_Daemon* daemon = nullptr;

  ~Impl() {
    if (daemon != nullptr) MHD_stop_daemon(daemon);
  }

  bool is_our_host(MHD_Connection* connection) const {
    const char* host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    if (host == nullptr) return false;
    const std::string port = ":" + std::to_string(listen.port);
    const std::string given = host;
    return given == listen.host + port || given == "localhost" + port;
  }

  Answer answer_to(MHD_Connection* connection, const char* path, const std::string& method) const {
    constexpr int kBadRequest = 400, kNotAllowed = 405, kMisdirected = 421;
    if (method != "GET" && method != "HEAD") {
      Answer refused = refusal(kNotAllowed, "only GET and HEAD are answered");
      refused.headers["Allow"] = "GET, HEAD";
      return refused;
    }
    if (!is_our_host(connection)) return refusal(kMisdirected, "this is not that host");
    if (path[0] != '/') return refusal(kBadRequest, "not a path");
    Request request{.path = path};
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, &collect, &request);
    return answer(request, site);
  }

  static MHD_Result handle(void* self, MHD_Connection* connection, const char* path,
                           const char* method, const char*, const char*, std::size_t* body_bytes,
                           void** state) noexcept {
    // The first call announces the request; a body, if it has one, is read and thrown away.
    static int announced = 0;
    if (*state == nullptr) {
      *state = &announced;
      return MHD_YES;
    }
    if (*body_bytes != 0) {
      *body_bytes = 0;
      return MHD_YES;
    }
    try {
      return send(connection, static_cast<Impl*>(self)->answer_to(connection, path, method));
    } catch (const std::exception& thrown) {
      log::error("web", {{"path", path}, {"why", thrown.what()}});
    }
    constexpr int kInternal = 500;
    return send(connection, refusal(kInternal, "this request could not be answered"));
  }
};

namespace {

MHD_Daemon* start_daemon(const Listen& listen, MHD_AccessHandlerCallback handle, void* self) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(static_cast<std::uint16_t>(listen.port));
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = v4.sin_port;
  v6.sin6_addr = in6addr_loopback;
  const bool is_v6 = listen.host.front() == '[';
  const void* address = is_v6 ? static_cast<const void*>(&v6) : static_cast<const void*>(&v4);
  const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | (is_v6 ? unsigned{MHD_USE_IPv6} : 0U);
  return MHD_start_daemon(flags, 0, nullptr, nullptr, handle, self, MHD_OPTION_SOCK_ADDR, address,
                          MHD_OPTION_CONNECTION_TIMEOUT, kSecondsPerRequest,
                          MHD_OPTION_CONNECTION_LIMIT, kMostConnections, MHD_OPTION_END);
}

}  // namespace

Result<Server> Server::start(const std::string& address, const Site& site) {
  const auto listen = loopback(address);
  if (!listen) {
    return Error{ErrorCode::Malformed, "[web] listen = '" + address +
                                           "': expected a loopback address such as "
                                           "127.0.0.1:8480 or [::1]:8480"};
  }
  auto impl = std::make_unique<Impl>(Impl{site, *listen});
  impl->daemon = start_daemon(*listen, &Impl::handle, impl.get());
  if (impl->daemon == nullptr) {
    return Error{ErrorCode::Storage, address + " cannot be listened on: " + std::strerror(errno)};
  }
  const MHD_DaemonInfo* info = MHD_get_daemon_info(impl->daemon, MHD_DAEMON_INFO_BIND_PORT);
  if (info != nullptr) impl->listen.port = info->port;
  return Server{std::move(impl)};
}

Server::Server(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;
int Server::port() const { return impl_->listen.port; }

}  // namespace gkwatch::web
