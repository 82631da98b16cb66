#pragma once

#include <stop_token>
#include <string>

#include "net/http.h"

namespace gkwatch::app {

// Calls [service] heartbeat_url, a dead-man's switch: whoever waits for it hears when passes end
// to come. Nothing if it is empty. A failure is logged and changes nothing.
void send_heartbeat(const std::string& url, net::HttpTransport& transport, std::stop_token stop);

}  // namespace gkwatch::app
