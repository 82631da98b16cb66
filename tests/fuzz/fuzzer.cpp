// libFuzzer's side: gkwatch_fuzz --target=html seeds/html …, see run.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/fuzz/targets.h"

namespace {
gkwatch::fuzz::Target chosen = nullptr;
}

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  constexpr std::string_view kTarget = "--target=";
  for (int i = 1; i < *argc; ++i) {
    const std::string_view word{(*argv)[i]};
    if (word.starts_with(kTarget)) chosen = gkwatch::fuzz::target_of(word.substr(kTarget.size()));
  }
  if (chosen == nullptr) {
    std::fputs("usage: gkwatch_fuzz --target=NAME [libFuzzer's options] [folder…]\n", stderr);
    std::exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  chosen({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
