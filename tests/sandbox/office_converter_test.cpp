// LibreOffice is not believed: programs that behave as it may, and worse.
#include "sandbox/office_converter.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/system_clock.h"
#include "core/text.h"
#include "sandbox/file_wall.h"
#include "tests/sandbox/reading.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::sandbox {
namespace {

namespace fs = std::filesystem;
using parser::Media;
using std::chrono::seconds;

constexpr const char* kRtf = R"({\rtf1 x})";

class OfficeConversion : public ::testing::Test {
 protected:
  // A soffice that is a shell script. "$out" is where its result belongs.
  void install(const std::string& deed) {
    const fs::path program = folder_.path() / "program" / "soffice";
    fs::create_directories(program.parent_path());
    std::ofstream{program} << "#!/bin/sh\nout=$PWD/out/in.docx\n" << deed << "\n";
    fs::permissions(program, fs::perms::owner_all);
  }

  ConverterPlaces places() const {
    fs::create_directories(folder_.path() / "tmp");
    return {.office = folder_.path() / "program" / "soffice",
            .launcher = GKWATCH_READER_PROGRAM,
            .folder = folder_.path() / "tmp"};
  }

  Result<std::string> convert(Clock& clock, const ConversionLimits& limits = {}) {
    auto converted = OfficeConverter{places(), limits, clock}.convert(Media::Rtf, kRtf, {});
    EXPECT_TRUE(fs::is_empty(places().folder)) << "something was left behind";
    return converted;
  }

  // Why the program that does this deed converted nothing.
  std::string failure(const std::string& deed, const ConversionLimits& limits = {}) {
    install(deed);
    SystemClock clock;
    const auto converted = convert(clock, limits);
    EXPECT_FALSE(converted);
    if (converted) return "it did";
    EXPECT_EQ(converted.error().code, ErrorCode::Unsupported);
    return converted.error().message;
  }

  // What the deed wrote into its result.
  std::string said(const std::string& deed) {
    install("{ " + deed +
            "; } >\"$out\" 2>&1; printf 'word/document.xml' >>\"$out\"; "
            "printf 'PK\\003\\004' | cat - \"$out\" >\"$out.2\"; mv \"$out.2\" \"$out\"");
    SystemClock clock;
    const auto converted = convert(clock);
    return converted ? *converted : "failed: " + converted.error().message;
  }

  testing::TemporaryFolder folder_;
};

constexpr const char* kNothing =
    "LibreOffice could not convert RTF: it wrote nothing; the file may be damaged or locked";

TEST_F(OfficeConversion, SaysWhatToInstall) {
  SystemClock clock;
  OfficeConverter converter{{.office = "", .launcher = "", .folder = ""}, {}, clock};
  const auto converted = converter.convert(Media::Xls, "x", {});
  ASSERT_FALSE(converted);
  EXPECT_EQ(converted.error().code, ErrorCode::Unsupported);
  EXPECT_TRUE(contains(converted.error().message, "libreoffice-calc-nogui"));
  EXPECT_TRUE(contains(converted.error().message, "convert it to XLSX"));
}

TEST_F(OfficeConversion, HandsOnWhatItMade) { EXPECT_TRUE(contains(said("echo hello"), "hello")); }

TEST_F(OfficeConversion, WithStatusZeroAndNoFileHasFailed) {
  EXPECT_EQ(failure("exit 0"), kNothing);
}

TEST_F(OfficeConversion, ThatCrashesHasFailed) {
  EXPECT_EQ(failure("exec perl -e 'unpack q(p), pack q(L!), 1'"), kNothing);
}

TEST_F(OfficeConversion, ThatCannotBeStartedHasFailed) {
  EXPECT_EQ(failure("exec /nowhere/soffice.bin"), kNothing);
}

TEST_F(OfficeConversion, IntoSomethingElseHasFailed) {
  EXPECT_EQ(failure("echo garbage >\"$out\""),
            "LibreOffice could not convert RTF: what it wrote is plain text");
  EXPECT_EQ(failure("printf '%s' '%PDF-1.7' >\"$out\""),
            "LibreOffice could not convert RTF: what it wrote is PDF");
}

TEST_F(OfficeConversion, IntoALinkHasFailed) {
  EXPECT_EQ(failure("ln -s /etc/passwd \"$out\""), kNothing);
  EXPECT_EQ(failure("mkfifo \"$out\""), kNothing);
}

TEST_F(OfficeConversion, WritesNoFileLargerThanItMay) {
  const std::string why = failure("head -c 3000000 /dev/zero >\"$out\"", {.file_bytes = 1'000'000});
  EXPECT_TRUE(contains(why, "what it wrote is")) << why;
}

TEST_F(OfficeConversion, ThatHangsIsKilledWithAllItStarted) {
  install("sleep 86399 & sleep 86399");
  testing::ImpatientClock clock{std::chrono::seconds{1}};
  const auto converted = convert(clock, {.wall_time = seconds{20}});
  ASSERT_FALSE(converted);
  EXPECT_EQ(converted.error().message, "LibreOffice could not convert RTF: it took more than 20 s");
  for (const auto& process : fs::directory_iterator{"/proc"}) {
    std::ifstream line{process.path() / "cmdline"};
    std::string words;
    std::getline(line, words);
    EXPECT_FALSE(contains(words, std::string_view{"sleep\0"
                                                  "86399",
                                                  11}))
        << process.path();
  }
}

TEST_F(OfficeConversion, ThatComputesForEverIsKilled) {
  EXPECT_EQ(failure("while :; do :; done", {.cpu_time = seconds{1}}), kNothing);
}

TEST_F(OfficeConversion, IsBrokenOffWhenAskedTo) {
  install("sleep 86398");
  SystemClock clock;
  std::stop_source stop;
  stop.request_stop();
  OfficeConverter converter{places(), {}, clock};
  EXPECT_EQ(converter.convert(Media::Rtf, kRtf, stop.get_token()).error().code,
            ErrorCode::Cancelled);
}

TEST_F(OfficeConversion, ReachesNoNetwork) {
  const std::string answer = said(
      "perl -MSocket -e 'for (PF_INET, PF_INET6, PF_UNIX) { "
      "print socket(my $s, $_, SOCK_DGRAM, 0) ? 1 : \"<$!>\"; "
      "print socket(my $t, $_, SOCK_STREAM, 0) ? 1 : \"<$!>\"; "
      "print connect($t, pack_sockaddr_un(q(/dev/log))) ? 1 : \"<$!>\" if $_ == PF_UNIX }'");
  const std::string no = "<Permission denied>";
  EXPECT_TRUE(contains(answer, no + no + no + no + no + "1<Connection refused>")) << answer;
}

TEST_F(OfficeConversion, ReachesNoOtherProcess) {
  const std::string answer = said("perl -e 'print kill(0, getppid) ? 1 : \"<$!>\"'");
  EXPECT_TRUE(contains(answer, "<Operation not permitted>")) << answer;
}

TEST_F(OfficeConversion, KnowsNothingOfOurEnvironment) {
  const std::string answer = said("env");
  EXPECT_FALSE(contains(answer, "GTEST")) << answer;
  EXPECT_TRUE(contains(answer, "HOME=" + places().folder.string())) << answer;
}

TEST_F(OfficeConversion, SeesNoFilesButItsOwn) {
  if (!has_file_wall()) GTEST_SKIP() << "this kernel has no Landlock: nothing was tested";
  std::ofstream{folder_.path() / "secret"} << "secret";
  const std::string answer = said("cat " + (folder_.path() / "secret").string() +
                                  " /etc/shadow; "
                                  "echo x >" +
                                  (folder_.path() / "left").string());
  EXPECT_FALSE(contains(answer, "root:")) << answer;
  EXPECT_TRUE(contains(answer, "denied")) << answer;
  EXPECT_FALSE(fs::exists(folder_.path() / "left"));
}

}  // namespace
}  // namespace gkwatch::sandbox
