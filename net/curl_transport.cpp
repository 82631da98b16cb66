#include "net/curl_transport.h"

#include <algorithm>
#include <utility>

#include "net/address_guard.h"
#include "net/http_exchange.h"

namespace gkwatch::net {
namespace {

constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";  // RFC 9110, 5.6.2

bool is_token(std::string_view name) {
  const auto is_good = [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kTokenMarks.find(c) != std::string_view::npos;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), is_good);
}

bool is_field_value(std::string_view value) {
  const auto is_bad = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  };
  return std::none_of(value.begin(), value.end(), is_bad);
}

Status check(const HttpRequest& request) {
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name)) return Error{ErrorCode::Malformed, "a header without a proper name"};
    if (!is_field_value(value)) {
      return Error{ErrorCode::Malformed, "a control character in the header " + name};
    }
  }
  return {};
}

}  // namespace

CurlTransport::CurlTransport(TransportSettings settings) : settings_{std::move(settings)} {}

Result<HttpResponse> CurlTransport::send(const HttpRequest& request, Fault& fault,
                                         std::stop_token stop) {
  if (const Status checked = check(request); !checked) {
    fault = Fault::Other;
    return Error{checked.error()}.within(request.url.authority());
  }
  const Callee callee{request.url.host(), request.may_call_private};
  if (!may_be_named(callee)) {
    fault = Fault::AddressRefused;
    return Error{ErrorCode::Refused,
                 "its address " + std::string{request.url.host()} + " must not be called"}
        .within(request.url.authority());
  }
  auto handle = take_handle();
  auto response = HttpExchange{request, settings_, *handle}.run(loop_, fault, stop);
  give_back(std::move(handle));
  return response;
}

std::unique_ptr<CurlHandle> CurlTransport::take_handle() {
  const std::lock_guard lock{mutex_};
  if (idle_.empty()) return std::make_unique<CurlHandle>();
  std::unique_ptr<CurlHandle> handle = std::move(idle_.back());
  idle_.pop_back();
  return handle;
}

void CurlTransport::give_back(std::unique_ptr<CurlHandle> handle) {
  handle->reset();
  const std::lock_guard lock{mutex_};
  idle_.push_back(std::move(handle));
}

}  // namespace gkwatch::net
