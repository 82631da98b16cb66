#include "net/http_exchange.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/text.h"
#include "net/address_guard.h"

namespace gkwatch::net {
namespace {

std::optional<IpAddress> address_of(const curl_sockaddr& socket) {
  IpAddress address;
  if (socket.family == AF_INET6) {
    const auto* ipv6 = reinterpret_cast<const sockaddr_in6*>(&socket.addr);
    std::copy_n(ipv6->sin6_addr.s6_addr, 16, address.bytes.begin());
    return address;
  }
  if (socket.family != AF_INET) return std::nullopt;
  const auto* ipv4 = reinterpret_cast<const sockaddr_in*>(&socket.addr);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(&ipv4->sin_addr.s_addr);
  address.bytes[10] = 0xff;
  address.bytes[11] = 0xff;
  std::copy_n(bytes, 4, address.bytes.begin() + 12);
  return address;
}

// libcurl takes "Name;" for a header without a value and "Name:" for one to leave out.
std::string header_line(const std::pair<std::string, std::string>& header) {
  return header.second.empty() ? header.first + ";" : header.first + ": " + header.second;
}

ErrorCode code_for(Fault fault) {
  switch (fault) {
    case Fault::Timeout:
      return ErrorCode::Timeout;
    case Fault::TooLarge:
      return ErrorCode::TooLarge;
    case Fault::AddressRefused:
      return ErrorCode::Refused;
    case Fault::Cancelled:
      return ErrorCode::Cancelled;
    case Fault::Other:
      return ErrorCode::Malformed;
    case Fault::Dns:
    case Fault::Connect:
    case Fault::Tls:
    case Fault::Reset:
    case Fault::Truncated:
      break;
  }
  return ErrorCode::Unreachable;
}

}  // namespace

HttpExchange::HttpExchange(const HttpRequest& request, const TransportSettings& settings,
                           CurlHandle& handle)
    : request_{request}, settings_{settings}, reader_{request.max_body_bytes}, handle_{handle} {
  set_target();
  set_limits();
  set_tls();
  set_callbacks();
  set_content();
}

void HttpExchange::set_target() {
  handle_.set(CURLOPT_PROTOCOLS_STR, "http,https");
  handle_.set(CURLOPT_URL, request_.url.text().c_str());
  handle_.set(CURLOPT_FOLLOWLOCATION, 0L);
  handle_.set(CURLOPT_PROXY, settings_.proxy.c_str());
  handle_.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  handle_.set_lines(CURLOPT_RESOLVE, settings_.known_answers);
}

void HttpExchange::set_limits() {
  // Zero would mean "no limit" to libcurl.
  handle_.set(CURLOPT_TIMEOUT_MS, std::max(1L, long{request_.timeout.count()}));
  handle_.set(CURLOPT_ACCEPT_ENCODING, "");  // all that this libcurl decodes
}

// Security level 0 of OpenSSL is what TLS 1.0 needs (its signatures are SHA-1); some portals offer
// curves that OpenSSL refuses, and do well with P-256 alone.
void HttpExchange::set_tls() {
  if (!settings_.ca_file.empty()) handle_.set(CURLOPT_CAINFO, settings_.ca_file.c_str());
  if (request_.tls == TlsAge::Current) return;
  handle_.set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_0});
  handle_.set(CURLOPT_SSL_CIPHER_LIST, "ALL:!aNULL:!eNULL:@SECLEVEL=0");
  handle_.set(CURLOPT_SSL_EC_CURVES, "P-256:P-384:P-521");
}

void HttpExchange::set_callbacks() {
  handle_.set(CURLOPT_HEADERFUNCTION, &HttpExchange::on_header);
  handle_.set(CURLOPT_HEADERDATA, this);
  handle_.set(CURLOPT_WRITEFUNCTION, &HttpExchange::on_body);
  handle_.set(CURLOPT_WRITEDATA, this);
  // The one way to see what libcurl sends, with all that it adds.
  handle_.set(CURLOPT_VERBOSE, 1L);
  handle_.set(CURLOPT_DEBUGFUNCTION, &HttpExchange::on_debug);
  handle_.set(CURLOPT_DEBUGDATA, this);
  handle_.set(CURLOPT_OPENSOCKETFUNCTION, &HttpExchange::on_open);
  handle_.set(CURLOPT_OPENSOCKETDATA, this);
}

void HttpExchange::set_content() {
  std::vector<std::string> lines;
  for (const auto& header : request_.headers) lines.push_back(header_line(header));
  if (request_.post_body) {
    lines.emplace_back("Expect:");  // no waiting for "100 Continue"
    handle_.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.post_body->size()));
    handle_.set(CURLOPT_POSTFIELDS, request_.post_body->data());
  }
  handle_.set_lines(CURLOPT_HTTPHEADER, lines);
}

// Nothing unwinds through C: out of memory ends the process here as it does anywhere.
std::size_t HttpExchange::on_header(char* data, std::size_t size, std::size_t count,
                                    void* self) noexcept {
  const bool goes_on =
      static_cast<HttpExchange*>(self)->reader_.take_header_line({data, size * count});
  return goes_on ? size * count : 0;
}

std::size_t HttpExchange::on_body(char* data, std::size_t size, std::size_t count,
                                  void* self) noexcept {
  const bool goes_on = static_cast<HttpExchange*>(self)->reader_.take_body({data, size * count});
  return goes_on ? size * count : 0;
}

int HttpExchange::on_debug(CURL*, curl_infotype type, char* data, std::size_t size,
                           void* self) noexcept {
  if (type == CURLINFO_HEADER_OUT) static_cast<HttpExchange*>(self)->note_sent({data, size});
  return 0;
}

// A request that is sent again, on another connection, takes the place of the one before it. What
// is said to a proxy is no part of it.
void HttpExchange::note_sent(std::string_view header) {
  constexpr std::string_view kForProxy = "proxy-";
  if (header.starts_with("CONNECT ")) return;
  sent_.clear();
  while (!header.empty()) {
    const std::string_view line = header.substr(0, header.find('\n') + 1);
    if (line.empty() || line == "\r\n") break;
    header.remove_prefix(line.size());
    if (!to_lower(line.substr(0, kForProxy.size())).starts_with(kForProxy)) sent_ += line;
  }
  sent_ += "\r\n";
}

curl_socket_t HttpExchange::on_open(void* self, curlsocktype purpose,
                                    curl_sockaddr* address) noexcept {
  if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
  return static_cast<HttpExchange*>(self)->open_if_allowed(*address);
}

curl_socket_t HttpExchange::open_if_allowed(const curl_sockaddr& socket) {
  const auto address = address_of(socket);
  const Callee callee{request_.url.host(), request_.may_call_private};
  // With a proxy this is the proxy's address, which the operator wrote.
  if (!address || (settings_.proxy.empty() && !may_connect(callee, *address))) {
    refused_ = address ? to_text(*address) : "no IP address";
    return CURL_SOCKET_BAD;
  }
  ++opened_;
  return ::socket(socket.family, socket.socktype | SOCK_CLOEXEC, socket.protocol);
}

Fault HttpExchange::fault_of(CURLcode code) const {
  if (reader_.is_too_large()) return Fault::TooLarge;
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return Fault::Dns;
    case CURLE_COULDNT_CONNECT:
      return opened_ == 0 && !refused_.empty() ? Fault::AddressRefused : Fault::Connect;
    case CURLE_OPERATION_TIMEDOUT:
      return Fault::Timeout;
    case CURLE_PARTIAL_FILE:
      return Fault::Truncated;
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return reader_.has_begun() ? Fault::Truncated : Fault::Reset;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return Fault::Tls;
    default:
      return Fault::Other;
  }
}

Error HttpExchange::failure(Fault fault, CURLcode code) const {
  std::string why = handle_.error_text(code);
  if (fault == Fault::AddressRefused) why = "its address " + refused_ + " must not be called";
  if (fault == Fault::TooLarge) {
    why = "the answer is larger than " + std::to_string(request_.max_body_bytes) + " bytes";
  }
  return Error{code_for(fault), std::move(why)}.within(request_.url.authority());
}

// What is too large has no end that could be kept.
void HttpExchange::give_what_came() {
  if (!request_.take_broken || !reader_.is_header_done() || reader_.is_too_large()) return;
  HttpResponse rest = std::move(reader_).finish(static_cast<int>(handle_.response_code()));
  rest.request_block = std::move(sent_);
  request_.take_broken(std::move(rest));
}

Result<HttpResponse> HttpExchange::run(TransferLoop& loop, Fault& fault,
                                       const std::stop_token& stop) {
  const std::optional<CURLcode> code = loop.carry_out(handle_.get(), stop);
  if (!code) {
    fault = Fault::Cancelled;
    return Error{ErrorCode::Cancelled, "stopped"}.within(request_.url.authority());
  }
  if (*code != CURLE_OK) {
    fault = fault_of(*code);
    Error why = failure(fault, *code);
    give_what_came();
    return why;
  }
  // libcurl takes a connection that closes within the headers for a response without a body.
  if (!reader_.is_header_done()) {
    fault = Fault::Truncated;
    return failure(fault, CURLE_PARTIAL_FILE);
  }
  HttpResponse response = std::move(reader_).finish(static_cast<int>(handle_.response_code()));
  response.request_block = std::move(sent_);
  return response;
}

}  // namespace gkwatch::net
