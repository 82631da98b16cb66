#pragma once

#include <string>

namespace gkwatch::app {

// What systemd is told (sd_notify(3)); nothing where it does not listen.
void tell_ready(const std::string& status);
void tell_status(const std::string& status);
void tell_awake();  // of use where the unit has WatchdogSec
void tell_reloading();
void tell_stopping();

}  // namespace gkwatch::app
