#include "app/service.h"

#include <systemd/sd-daemon.h>

namespace gkwatch::app {
namespace {

void tell(const std::string& state) { sd_notify(0, state.c_str()); }

}  // namespace

void tell_ready(const std::string& status) { tell("READY=1\nSTATUS=" + status); }
void tell_status(const std::string& status) { tell("STATUS=" + status); }
void tell_awake() { tell("WATCHDOG=1"); }
void tell_reloading() { tell("RELOADING=1"); }
void tell_stopping() { tell("STOPPING=1"); }

}  // namespace gkwatch::app
