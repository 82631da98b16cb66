// The ways out of the room that a reader which has been taken over would try: none is open.
#include <gtest/gtest.h>

#include <string>

#include "core/system_clock.h"
#include "core/text.h"
#include "sandbox/confinement.h"
#include "sandbox/file_wall.h"
#include "tests/sandbox/reading.h"

namespace gkwatch::sandbox {
namespace {

class Escape : public ::testing::Test {
 protected:
  // What the reader says that came of it, or why it died.
  std::string attempt(const std::string& deed) {
    const auto parsed = reader_->read(testing::document_of(deed), {});
    EXPECT_TRUE(parsed) << parsed.error().message;
    return parsed ? parsed->error : "";
  }
  void expect_death(const std::string& deed) {
    EXPECT_EQ(attempt(deed),
              "its reader was killed for reaching for the network, a program or a process")
        << deed;
  }
  void expect_refusal(const std::string& deed, const char* answer = "Operation not permitted") {
    EXPECT_EQ(attempt(deed), answer) << deed;
  }

  SystemClock clock_;
  std::unique_ptr<ConfinedReader> reader_ = testing::reader_at(
      GKWATCH_MISBEHAVING_READER, clock_, {.processes = 1, .cpu_time = std::chrono::seconds{1}});
};

TEST_F(Escape, ByReadingFilesIsRefused) {
  expect_refusal("openat2", "Permission denied");
  if (!has_file_wall()) GTEST_SKIP() << "this kernel has no Landlock: the rest was not tested";
  expect_refusal("openat", "Permission denied");
  expect_refusal("another's environment", "Permission denied");
}

TEST_F(Escape, ByWritingFilesIsRefused) {
  for (const char* deed : {"own memory", "append", "link", "change mode", "change folder"}) {
    expect_refusal(deed);
  }
}

TEST_F(Escape, OverTheNetworkIsDeath) {
  for (const char* deed : {"connect socket", "send descriptor"}) expect_death(deed);
}

TEST_F(Escape, ByAnotherProcessOrProgramIsDeath) {
  for (const char* deed : {"clone3", "io_uring", "memfd", "execveat", "new namespace"}) {
    expect_death(deed);
  }
}

TEST_F(Escape, IntoOtherProcessesIsClosed) {
  expect_death("write into another process");
  expect_refusal("signal another process");
  expect_refusal("terminal");
}

TEST_F(Escape, ByTakingDownTheWallsIsRefused) {
  for (const char* deed : {"core dumps again", "outlive the parent", "raise limit",
                           "handle signals", "personality", "inheritance of locks"}) {
    expect_refusal(deed);
  }
}

// Where the kernel has no such door the processor faults, which the address sanitizer makes an end
// with code 1.
TEST_F(Escape, ByTheKernelsOtherInterfacesIsDeath) {
  for (const char* deed : {"other numbers", "32 bit"}) {
    const std::string came_of_it = attempt(deed);
    EXPECT_TRUE(contains(came_of_it, "killed") || contains(came_of_it, "crashed") ||
                contains(came_of_it, "ended with code 1 and no answer"))
        << deed << ": " << came_of_it;
  }
}

TEST_F(Escape, FromTheClockEndsASecondLater) {
  EXPECT_EQ(attempt("spin deaf"), "its reader was killed or broke off");
}

TEST_F(Escape, FindsNothingThatWasLeftInTheRoom) {
  ASSERT_EQ(setenv("GKWATCH_TEST_SECRET", "open sesame", 1), 0);
  EXPECT_EQ(attempt("environment"), "empty");
  EXPECT_EQ(attempt("descriptors"), "0 1 2");
  unsetenv("GKWATCH_TEST_SECRET");
}

}  // namespace
}  // namespace gkwatch::sandbox
