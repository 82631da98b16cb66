// Completion of command lines, as the shells do it.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>

#include "app/command_tree.h"
#include "core/text.h"
#include "tests/app/asked_house.h"

namespace gkwatch::testing {
namespace {

// What a shell command prints. The status of the shell goes to *status.
std::string printed(const std::string& command, int* status = nullptr) {
  std::string text;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> block{};
  for (std::size_t size = 0; (size = std::fread(block.data(), 1, block.size(), pipe)) > 0;) {
    text.append(block.data(), size);
  }
  const int ended = ::pclose(pipe);
  if (status != nullptr) *status = ended;
  return text;
}

class Completion : public AskedHouse {
 protected:
  std::string script(const std::string& shell) const {
    const Told told = run_as_it_is({"completion", shell});
    EXPECT_EQ(told.exit, 0) << told.err;
    std::ofstream{folder_ / shell} << told.out;
    return (folder_ / shell).string();
  }
  // What bash offers behind `line`, whose last word is being written.
  std::set<std::string> offered(const std::string& line) const {
    const std::string text = printed("bash -c '. " + script("bash") + "; COMP_WORDS=(" + line +
                                     "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _gkwatch; "
                                     "printf \"%s\\n\" \"${COMPREPLY[@]}\"' 2>/dev/null");
    std::set<std::string> words;
    std::istringstream in{text};
    for (std::string word; std::getline(in, word);) words.insert(word);
    return words;
  }
  // Whether the shell understands its script; true with a loud word if there is no such shell.
  bool understands(const std::string& shell) const {
    int status = 0;
    printed("command -v " + shell + " >/dev/null", &status);
    if (status != 0) std::cerr << shell << " is not there: its completion was NOT tried\n";
    if (status != 0) return true;
    printed(shell + " -n " + script(shell) + " 2>&1", &status);
    return status == 0;
  }
};

TEST_F(Completion, OffersEveryCommandAndOptionThatTheProgramHas) {
  const auto all = app::command_tree(Language::English);
  ASSERT_GT(all.size(), 20u);
  std::set<std::string> top{all[0].subcommands.begin(), all[0].subcommands.end()};
  for (const auto& option : all[0].options) top.insert(option.name);
  EXPECT_EQ(offered("gkwatch \"\""), top);
  EXPECT_TRUE(top.contains("reports"));
  EXPECT_TRUE(top.contains("export"));
  for (const auto& command : all) {
    if (command.path != "alerts silence" && command.path != "export") continue;
    std::set<std::string> words;
    for (const auto& option : command.options) words.insert(option.name);
    EXPECT_EQ(offered("gkwatch " + command.path + " \"\""), words) << command.path;
    EXPECT_GT(words.size(), 5u);
  }
}

TEST_F(Completion, OffersTheValuesOfAnOption) {
  EXPECT_EQ(offered("gkwatch reports --format \"\""),
            (std::set<std::string>{"csv", "json", "text"}));
  EXPECT_EQ(offered("gkwatch export --what c"), (std::set<std::string>{"cells"}));
  EXPECT_EQ(offered("gkwatch alerts --severity e"), (std::set<std::string>{"error"}));
  EXPECT_TRUE(offered("gkwatch reports --year \"\"").contains(""));
  EXPECT_TRUE(offered("gkwatch poll --all --ba").contains("--baseline")) << "--all takes no value";
  EXPECT_TRUE(offered("gkwatch completion z").contains("zsh"));
}

TEST_F(Completion, OffersFilesWhereFilesAreMeant) {
  const std::string there = (folder_ / "gkwatch.toml").string();
  EXPECT_TRUE(offered("gkwatch run --config " + there.substr(0, there.size() - 3)).contains(there));
  EXPECT_TRUE(offered("gkwatch parse " + there.substr(0, there.size() - 3)).contains(there));
}

TEST_F(Completion, IsUnderstoodByEachShell) {
  for (const char* shell : {"bash", "zsh", "fish"}) EXPECT_TRUE(understands(shell)) << shell;
  EXPECT_EQ(run_as_it_is({"completion", "csh"}).exit, 2);
}

}  // namespace
}  // namespace gkwatch::testing
