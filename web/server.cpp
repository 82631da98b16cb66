#include "web/server.h"

#include <microhttpd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "core/log.h"
#include "core/text.h"
#include "web/api.h"
#include "web/errands.h"
#include "web/listen.h"
#include "web/pages.h"
#include "web/responder.h"
#include "web/upload_reader.h"

namespace gkwatch::web {
namespace {

constexpr unsigned kSecondsPerRequest = 10;
constexpr unsigned kMostConnections = 1000;
constexpr std::size_t kMostChecks = 4;  // files that wait to be read
constexpr unsigned kThreads = 2;
constexpr std::size_t kHeaderRoom = 32u << 10;  // of a connection: request line and headers

// For all answers. No script, no frame, no other host: crawled text cannot act here.
constexpr std::array<std::pair<const char*, const char*>, 6> kHeaders{{
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-cache"},
}};

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

std::string text_of(const char* value, std::size_t size) {
  return value == nullptr ? std::string{} : valid_utf8({value, size});
}

MHD_Result add_header(void* into, MHD_ValueKind, const char* name, std::size_t name_size,
                      const char* value, std::size_t size) noexcept {
  static_cast<Knock*>(into)->headers.emplace_back(to_lower({name, name_size}),
                                                  text_of(value, size));
  return MHD_YES;
}

MHD_Result add_parameter(void* into, MHD_ValueKind, const char* name, std::size_t name_size,
                         const char* value, std::size_t size) noexcept {
  static_cast<Request*>(into)->query.emplace(text_of(name, name_size), text_of(value, size));
  return MHD_YES;
}

Knock knock_of(MHD_Connection* connection, const char* path, const char* method) {
  Knock knock{.method = method, .path = path, .peer = {}, .headers = {}};
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, &add_header, &knock);
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info != nullptr) knock.peer = numeric_address(info->client_addr);
  return knock;
}

Request request_of(MHD_Connection* connection, const Knock& knock) {
  Request request{.path = valid_utf8(knock.path)};
  for (const auto& [name, value] : knock.headers) request.headers.emplace(name, value);
  MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, &add_parameter, &request);
  return request;
}

// One request under way.
struct Exchange {
  Request request;
  std::optional<Answer> ready;
  std::unique_ptr<UploadReader> upload;
};

void forget(void*, MHD_Connection*, void** state, MHD_RequestTerminationCode) noexcept {
  delete static_cast<Exchange*>(*state);
  *state = nullptr;
}

}  // namespace

struct Server::Impl {
  Impl(const Site& site, Listen where) : responder{site}, listen{std::move(where)} {}

  Responder responder;
  Listen listen;
  std::optional<Doorkeeper> doorkeeper;
  Errands checks{kMostChecks, 1};              // files being read
  Errands counts{kMostConnections, kThreads};  // dear answers being made
  std::atomic<bool> is_open{false};            // the port is known, and with it the doorkeeper
  MHD_Daemon* daemon = nullptr;

  ~Impl() {
    if (daemon == nullptr) return;
    is_open = false;
    // Wakes who waits, and lets nobody wait any more: a connection that sleeps would hold the end.
    // Whoever still comes is refused. (MHD_quiesce_daemon() beside its own epoll thread may end
    // the program: "Failed to remove listen FD from epoll set".)
    counts.close();
    checks.close();
    MHD_stop_daemon(daemon);
  }

  Exchange* begin(MHD_Connection* connection, const char* path, const char* method) const {
    auto exchange = std::make_unique<Exchange>();
    const Knock knock = knock_of(connection, path, method);
    exchange->ready = doorkeeper->refusal(knock);
    exchange->request = request_of(connection, knock);
    if (knock.method != "POST" || exchange->ready) return exchange.release();
    if (!responder.site().check) exchange->ready = plain_refusal(kNotFound, "not offered here");
    exchange->upload = std::make_unique<UploadReader>(connection, exchange->request);
    return exchange.release();
  }

  // False: it is answered at once. True: the connection sleeps until the file was checked.
  bool begin_check(MHD_Connection* connection, Exchange& exchange) {
    const bool is_form = exchange.upload->is_form();
    Upload upload = exchange.upload->take();
    exchange.upload.reset();
    if (upload.bytes.empty()) {
      exchange.ready = plain_refusal(kBadRequest, "there is no file in it");
      return false;
    }
    const Site& site = responder.site();
    return send_away(connection, exchange, checks,
                     [&site, &exchange, is_form,
                      shared = std::make_shared<Upload>(std::move(upload))](std::stop_token stop) {
                       const auto checked = site.check(std::move(*shared), std::move(stop));
                       return is_form ? checked_page(checked, sheet_for(exchange.request, site))
                                      : check_as_json(checked);
                     });
  }

  // The connection sleeps until the work is done elsewhere. True, unless it was answered at once.
  bool send_away(MHD_Connection* connection, Exchange& exchange, Errands& errands,
                 Errands::Work work) {
    MHD_suspend_connection(connection);
    const auto done = [connection, &exchange](Answer answer) {
      exchange.ready = std::move(answer);
      MHD_resume_connection(connection);
    };
    if (errands.post(std::move(work), done)) return true;
    exchange.ready = plain_refusal(kUnavailable, "too many are waiting");
    exchange.ready->headers["Retry-After"] = "10";
    MHD_resume_connection(connection);
    return true;
  }

  bool begin_count(MHD_Connection* connection, Exchange& exchange) {
    if (!responder.takes_long(exchange.request)) return false;
    return send_away(connection, exchange, counts, [this, &exchange](const std::stop_token&) {
      return responder.respond(exchange.request);
    });
  }

  MHD_Result go_on(MHD_Connection* connection, Exchange& exchange, std::string_view part) {
    if (!part.empty()) {
      if (exchange.upload) exchange.upload->add(part);
      return MHD_YES;
    }
    if (!exchange.ready && exchange.upload && begin_check(connection, exchange)) return MHD_YES;
    if (!exchange.ready && begin_count(connection, exchange)) return MHD_YES;
    if (!exchange.ready) exchange.ready = responder.respond(exchange.request);
    return send(connection, *exchange.ready);
  }

  static MHD_Result handle(void* self, MHD_Connection* connection, const char* path,
                           const char* method, const char*, const char* data, std::size_t* size,
                           void** state) noexcept {
    Impl& server = *static_cast<Impl*>(self);
    if (!server.is_open) return MHD_NO;
    try {
      if (*state == nullptr) {
        Exchange* exchange = server.begin(connection, path, method);
        *state = exchange;
        // A body that is refused is not read: the connection ends with the answer.
        return exchange->ready ? send(connection, *exchange->ready) : MHD_YES;
      }
      const std::string_view part{data, *size};
      *size = 0;
      return server.go_on(connection, *static_cast<Exchange*>(*state), part);
    } catch (const std::exception& thrown) {
      log::error("web", {{"path", path}, {"why", thrown.what()}});
    }
    constexpr int kInternal = 500;
    return send(connection, plain_refusal(kInternal, "this request could not be answered"));
  }
};

namespace {

MHD_Daemon* start_daemon(const Listen& listen, MHD_AccessHandlerCallback handle, void* self) {
  const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                         (listen.is_v6 ? unsigned{MHD_USE_IPv6} : 0U);
  return MHD_start_daemon(flags, 0, nullptr, nullptr, handle, self, MHD_OPTION_SOCK_ADDR,
                          static_cast<const void*>(&listen.address), MHD_OPTION_CONNECTION_TIMEOUT,
                          kSecondsPerRequest, MHD_OPTION_CONNECTION_LIMIT, kMostConnections,
                          MHD_OPTION_THREAD_POOL_SIZE, kThreads, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                          kHeaderRoom, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED,
                          &forget, nullptr, MHD_OPTION_END);
}

}  // namespace

Result<Server> Server::start(const std::string& address, const Site& site, const Access& access) {
  const auto listen = listen_address(address);
  if (!listen || (!listen->is_loopback && !access.is_guarded())) {
    return Error{ErrorCode::Malformed,
                 "[web] listen = '" + address +
                     "': expected a loopback address such as 127.0.0.1:8480 or [::1]:8480; any "
                     "other one needs a password, or a reverse proxy that knows its users"};
  }
  auto impl = std::make_unique<Impl>(site, *listen);
  impl->daemon = start_daemon(*listen, &Impl::handle, impl.get());
  if (impl->daemon == nullptr) {
    return Error{ErrorCode::Storage, address + " cannot be listened on: " + std::strerror(errno)};
  }
  const MHD_DaemonInfo* info = MHD_get_daemon_info(impl->daemon, MHD_DAEMON_INFO_BIND_PORT);
  if (info != nullptr) impl->listen.port = info->port;
  impl->doorkeeper.emplace(impl->listen.host + ":" + std::to_string(impl->listen.port), access);
  impl->is_open = true;
  return Server{std::move(impl)};
}

Server::Server(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;
int Server::port() const { return impl_->listen.port; }

}  // namespace gkwatch::web
