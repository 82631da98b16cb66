#pragma once

#include "app/option_builder.h"

namespace gkwatch::app {

// The questions that are more than a filtered list: what changed, where a text stands.
void add_ask_commands(Builder& build, Options& options);

}  // namespace gkwatch::app
