// Scripts that complete command lines. Each finds the command that is being written by walking
// over the words before, and then offers what may follow it.
#include <ostream>
#include <string_view>

#include "app/command_tree.h"
#include "app/commands.h"

namespace gkwatch::app {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// For single quotes of bash, zsh and fish alike: without any of them.
std::string in_quotes(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') continue;
    out += c == '\n' ? ' ' : c;
  }
  return out + "'";
}

// The lines "path|word) path word" by which a script walks down the tree.
template <class Line>
std::string steps(const std::vector<OfferedCommand>& commands, Line line) {
  std::string text;
  for (const OfferedCommand& command : commands) {
    for (const std::string& sub : command.subcommands) {
      const std::string to = command.path.empty() ? sub : command.path + " " + sub;
      text += line(command.path + "|" + sub, to);
    }
  }
  return text;
}

std::string bash_script(const std::vector<OfferedCommand>& commands) {
  std::string text = R"(# bash completion for gkwatch: gkwatch completion bash
_gkwatch() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at|${COMP_WORDS[i]}" in
)";
  text += steps(commands, [](const std::string& from, const std::string& to) {
    return "      " + in_quotes(from) + ") at=" + in_quotes(to) + " ;;\n";
  });
  text += "    esac\n  done\n  case \"$at|$prev\" in\n";
  for (const OfferedCommand& command : commands) {
    for (const OfferedOption& option : command.options) {
      if (!option.takes_value) continue;
      text += "    " + in_quotes(command.path + "|" + option.name) + ") ";
      if (option.is_file) {
        text += "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\")); ";
      } else if (!option.choices.empty()) {
        text += "COMPREPLY=($(compgen -W " + in_quotes(joined(option.choices)) + " -- \"$cur\")); ";
      }
      text += "return ;;\n";
    }
  }
  text += "  esac\n  local words=\n  case \"$at\" in\n";
  for (const OfferedCommand& command : commands) {
    std::vector<std::string> words = command.subcommands;
    words.insert(words.end(), command.choices.begin(), command.choices.end());
    for (const OfferedOption& option : command.options) words.push_back(option.name);
    text += "    " + in_quotes(command.path) + ") words=" + in_quotes(joined(words)) + " ;;\n";
  }
  text += "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n  case \"$at\" in\n";
  for (const OfferedCommand& command : commands) {
    if (!command.takes_files) continue;
    text += "    " + in_quotes(command.path) +
            ") compopt -o filenames; COMPREPLY+=($(compgen -f -- \"$cur\")) ;;\n";
  }
  return text + "  esac\n}\ncomplete -F _gkwatch gkwatch\n";
}

std::string meaning_of(const std::vector<OfferedCommand>& commands, const std::string& path) {
  for (const OfferedCommand& command : commands) {
    if (command.path == path) return command.meaning;
  }
  return "";
}

// zsh describes by "word:meaning".
std::string described(const std::string& word, const std::string& meaning) {
  std::string plain;
  for (const char c : word + "\n" + meaning) plain += c == ':' ? ' ' : c;
  plain[word.size()] = ':';
  std::string text = in_quotes(plain);
  return text;
}

std::string zsh_script(const std::vector<OfferedCommand>& commands) {
  std::string text = R"(#compdef gkwatch
# zsh completion for gkwatch: gkwatch completion zsh
_gkwatch() {
  local at= i
  local -a offers flags
  for ((i = 2; i < CURRENT; i++)); do
    case "$at|$words[i]" in
)";
  text += steps(commands, [](const std::string& from, const std::string& to) {
    return "      " + in_quotes(from) + ") at=" + in_quotes(to) + " ;;\n";
  });
  text += "    esac\n  done\n  case \"$at|$words[CURRENT-1]\" in\n";
  for (const OfferedCommand& command : commands) {
    for (const OfferedOption& option : command.options) {
      if (!option.takes_value) continue;
      text += "    " + in_quotes(command.path + "|" + option.name) + ") ";
      if (option.is_file) {
        text += "_files";
      } else if (!option.choices.empty()) {
        text += "compadd -- " + joined(option.choices);
      } else {
        text += "_message " + in_quotes(option.meaning);
      }
      text += "; return ;;\n";
    }
  }
  text += "  esac\n  case \"$at\" in\n";
  for (const OfferedCommand& command : commands) {
    text += "    " + in_quotes(command.path) + ")\n";
    for (const std::string& sub : command.subcommands) {
      const std::string path = command.path.empty() ? sub : command.path + " " + sub;
      text += "      offers+=(" + described(sub, meaning_of(commands, path)) + ")\n";
    }
    for (const OfferedOption& option : command.options) {
      text += "      flags+=(" + described(option.name, option.meaning) + ")\n";
    }
    if (!command.choices.empty()) text += "      compadd -- " + joined(command.choices) + "\n";
    if (command.takes_files) text += "      _files\n";
    text += "      ;;\n";
  }
  return text +
         "  esac\n  (( $#offers )) && _describe command offers\n"
         "  (( $#flags )) && _describe option flags\n}\n"
         "if [[ $funcstack[1] == _gkwatch ]]; then _gkwatch \"$@\"; else compdef _gkwatch gkwatch; "
         "fi\n";
}

std::string fish_script(const std::vector<OfferedCommand>& commands) {
  std::string text = R"(# fish completion for gkwatch: gkwatch completion fish
function __gkwatch_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at|$word"
)";
  text += steps(commands, [](const std::string& from, const std::string& to) {
    return "      case " + in_quotes(from) + "\n        set at " + in_quotes(to) + "\n";
  });
  text += "    end\n  end\n  test \"$at\" = \"$argv[1]\"\nend\ncomplete -c gkwatch -f\n";
  for (const OfferedCommand& command : commands) {
    const std::string here =
        "complete -c gkwatch -n " + in_quotes("__gkwatch_at \"" + command.path + "\"");
    for (const std::string& sub : command.subcommands) {
      const std::string path = command.path.empty() ? sub : command.path + " " + sub;
      text += here + " -a " + sub + " -d " + in_quotes(meaning_of(commands, path)) + "\n";
    }
    for (const OfferedOption& option : command.options) {
      text += here + " -l " + option.name.substr(2) + " -d " + in_quotes(option.meaning);
      if (option.is_file) text += " -r -F";
      if (!option.choices.empty()) text += " -x -a " + in_quotes(joined(option.choices));
      if (option.takes_value && !option.is_file && option.choices.empty()) text += " -x";
      text += "\n";
    }
    if (!command.choices.empty()) text += here + " -a " + in_quotes(joined(command.choices)) + "\n";
    if (command.takes_files) text += here + " -F\n";
  }
  return text;
}

}  // namespace

std::string completion_script(const std::string& shell, Language language) {
  const std::vector<OfferedCommand> commands = command_tree(language);
  if (shell == "bash") return bash_script(commands);
  if (shell == "zsh") return zsh_script(commands);
  return shell == "fish" ? fish_script(commands) : "";
}

Exit completion_command(const Options& options, World& world) {
  world.out << completion_script(options.words.front(), language_of(options, world));
  return Exit::Done;
}

}  // namespace gkwatch::app
