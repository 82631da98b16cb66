#include "app/help_pages.h"

#include <algorithm>

#include "core/text.h"

namespace gkwatch::app {
namespace {

constexpr std::size_t kColumn = 30;

// "  --format text|json          what it means"; a long name has a line of its own.
std::string line_of(const std::string& name, const std::string& meaning) {
  const std::string left = "  " + name;
  const std::size_t width = display_width(left);
  if (meaning.empty()) return left + "\n";
  if (width < kColumn) return left + std::string(kColumn - width, ' ') + meaning + "\n";
  return left + "\n" + std::string(kColumn, ' ') + meaning + "\n";
}

// "TEXT:{zh,en}" -> "zh|en"
std::string choices_in(const std::string& type) {
  const auto open = type.find('{');
  const auto close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  std::string choices = type.substr(open + 1, close - open - 1);
  std::replace(choices.begin(), choices.end(), ',', '|');
  return choices;
}

// "INT:INT in [1990 - 2100]" -> "1990-2100"
std::string range_in(const std::string& type) {
  const auto open = type.find('[');
  const auto close = type.find(']');
  if (open == std::string::npos || close == std::string::npos) return {};
  std::string range = type.substr(open + 1, close - open - 1);
  range.erase(std::remove(range.begin(), range.end(), ' '), range.end());
  return range;
}

}  // namespace

std::string HelpPages::make_usage(const CLI::App* app, std::string name) const {
  for (const CLI::App* parent = app->get_parent(); parent != nullptr;
       parent = parent->get_parent()) {
    name = parent->get_name() + " " + name;
  }
  return Formatter::make_usage(app, name);
}

std::string HelpPages::make_option(const CLI::Option* option, bool is_positional) const {
  return line_of(make_option_name(option, is_positional) + make_option_opts(option),
                 make_option_desc(option));
}

std::string HelpPages::make_option_opts(const CLI::Option* option) const {
  const std::string choices = choices_in(option->get_type_name());
  const std::string range = range_in(option->get_type_name());
  if (choices.empty() && range.empty()) return Formatter::make_option_opts(option);
  return " " + choices + range + (option->get_required() ? " " + get_label("REQUIRED") : "");
}

std::string HelpPages::make_subcommand(const CLI::App* sub) const {
  return line_of(sub->get_name(), sub->get_description());
}

}  // namespace gkwatch::app
