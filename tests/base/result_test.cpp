// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include <gtest/gtest.h>

#include <random>

namespace gloss {
namespace {

TEST(Error, IsOneLineWithPlaceAndRemedy) {
  const Error error{Fault::bad_input, "p03.txt:12", "byte 0x93 is not UTF-8", "--encoding windows-1252", {}};
  EXPECT_EQ(error.line(), "p03.txt:12: byte 0x93 is not UTF-8; try: --encoding windows-1252");
}

TEST(Error, LineHasNoControlsAndAtMost400Bytes) {
  const Error error{Fault::io,
                    "a\nb\x1b[2J",
                    std::string(300, 'x') + "\u202e" + std::string(300, 'y'),
                    std::string(100, 'h'),
                    {}};
  const std::string line = error.line();
  EXPECT_LE(line.size(), 400u);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_NE(line.find("try: hhh"), std::string::npos) << "the remedy must survive the cut";
}

TEST(Error, CutsBetweenCharacters) {
  std::string message;
  for (int i = 0; i < 300; ++i) message += "困";
  const std::string line = Error{Fault::io, "", message, "", {}}.line();
  EXPECT_LE(line.size(), 400u);
  EXPECT_EQ((line.size() - 3) % 3, 0u) << "whole three-byte characters and three full stops";
}

TEST(EscapeControls, ShowsWhatCouldCommandATerminal) {
  EXPECT_EQ(escape_controls("a\tb\nc"), "a\\tb\\nc");
  EXPECT_EQ(escape_controls("\x1b]52;c;YQ==\x07"), "\\x1b]52;c;YQ==\\x07");
  EXPECT_EQ(escape_controls("\u009b31m"), "\\x9b31m");
  EXPECT_EQ(escape_controls("a\u202eb\u2069"), "a\\u202eb\\u2069");
  EXPECT_EQ(escape_controls("bad \xff\xc3"), "bad \\xff\\xc3");
  EXPECT_EQ(escape_controls("für 困境 🙂"), "für 困境 🙂");
}

TEST(EscapeControls, LeavesNoControlByteInRandomBytes) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    std::string bytes(random() % 12, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() & 0xFF);
    for (const char byte : escape_controls(bytes)) {
      const auto b = static_cast<unsigned char>(byte);
      ASSERT_TRUE(b >= 0x20 && b != 0x7F);
    }
  }
}

Result<int> half(int number) {
  if (number % 2 != 0) return Err(Fault::usage, "", "odd");
  return number / 2;
}

Result<int> quarter(int number) {
  GLOSS_TRY(const int once, half(number));
  GLOSS_TRY(const int twice, half(once));
  return twice;
}

TEST(Result, TryHandsTheErrorUp) {
  EXPECT_EQ(*quarter(12), 3);
  ASSERT_FALSE(quarter(6));
  EXPECT_EQ(quarter(6).error().message, "odd");
}

}  // namespace
}  // namespace gloss
