#include "app/world.h"

namespace gkwatch::app {

void ReloadBell::ring() {
  const std::lock_guard lock{mutex_};
  round_.request_stop();
}

std::stop_token ReloadBell::renew() {
  const std::lock_guard lock{mutex_};
  round_ = std::stop_source{};
  return round_.get_token();
}

view::Page page_for(view::Format format, Language language, const World& world) {
  const auto no_colour = world.environment("NO_COLOR");
  const bool is_coloured = world.is_out_terminal && (!no_colour || no_colour->empty());
  return {.format = format,
          .language = language,
          .colour = is_coloured ? view::Colour::Ansi : view::Colour::Never,
          .width = world.is_out_terminal ? world.width : 0};
}

}  // namespace gkwatch::app
