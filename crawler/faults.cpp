#include "crawler/faults.h"

namespace gkwatch::crawler {

FetchFault fetch_fault_of(net::Fault fault) {
  switch (fault) {
    case net::Fault::Dns:
      return FetchFault::Dns;
    case net::Fault::Connect:
      return FetchFault::Connect;
    case net::Fault::Tls:
      return FetchFault::Tls;
    case net::Fault::Timeout:
      return FetchFault::Timeout;
    case net::Fault::Reset:
      return FetchFault::Reset;
    case net::Fault::Truncated:
      return FetchFault::Truncated;
    case net::Fault::TooLarge:
      return FetchFault::TooLarge;
    case net::Fault::AddressRefused:
      return FetchFault::RedirectRefused;
    case net::Fault::Cancelled:
    case net::Fault::Other:
      return FetchFault::Other;
  }
  return FetchFault::Other;
}

FetchFault fetch_fault_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotFound:
      return FetchFault::Soft404;
    case ErrorCode::Refused:
      return FetchFault::Blocked;
    case ErrorCode::TooLarge:
      return FetchFault::TooLarge;
    case ErrorCode::Storage:
      return FetchFault::Disk;
    case ErrorCode::Unsupported:
      return FetchFault::Unreadable;
    default:
      return FetchFault::BadContract;
  }
}

Misfit misfit_of_status(int status) {
  const std::string detail = "HTTP status " + std::to_string(status);
  switch (status) {
    case 404:
    case 410:
      return {FetchFault::HttpError, ErrorCode::NotFound, detail};
    case 429:
      return {FetchFault::RateLimited, ErrorCode::Refused, detail};
    case 403:
    case 412:  // the challenge of a firewall, as gdqy.gov.cn answers
    case 521:  // and as www.meizhou.gov.cn does
      return {FetchFault::Blocked, ErrorCode::Refused, detail};
    default:
      break;
  }
  return {FetchFault::HttpError, status >= 500 ? ErrorCode::Unreachable : ErrorCode::Refused,
          detail};
}

bool is_worth_repeating(net::Fault fault) {
  switch (fault) {
    case net::Fault::Dns:
    case net::Fault::Connect:
    case net::Fault::Timeout:
    case net::Fault::Reset:
    case net::Fault::Truncated:
      return true;
    default:
      return false;
  }
}

bool is_worth_repeating(int status) {
  return status == 429 || (status >= 500 && status != 501 && status != 521);
}

}  // namespace gkwatch::crawler
