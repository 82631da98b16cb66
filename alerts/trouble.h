#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "alerts/receiver.h"
#include "core/language.h"
#include "core/result.h"

namespace gkwatch::alerts {

// A text of the catalogue in both languages.
Bilingual both(std::string_view key, std::initializer_list<Slot> slots = {});

// An attempt that failed with `error`, which `key` of the catalogue tells to people; `{why}` in it
// is the error's own text. A code that the catalogue explains (`why.code.310000`) is explained.
Attempt failed(Error error, std::string_view key,
               std::optional<std::chrono::seconds> pause = std::nullopt);
Attempt failed(Error error, Bilingual why,
               std::optional<std::chrono::seconds> pause = std::nullopt);

// What the catalogue has to say of a status or of a robot's code beyond its number; else empty.
Bilingual hint_on(std::string_view kind, std::int64_t code);

// An answer was not had at all: no connection, no time, stopped. Of mail or of HTTP alike.
Attempt not_answered(Error error);

}  // namespace gkwatch::alerts
