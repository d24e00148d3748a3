// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/alignment.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace gloss::text {
namespace {

std::string moved(std::string_view before, std::string_view after, std::string_view quote) {
  const Alignment alignment(before, after);
  const std::size_t at = before.find(quote);
  std::uint32_t kept = 0;
  const auto span = alignment.moved(byte_span(at, at + quote.size()), kept);
  return span ? std::string(after.substr(span->begin.count, span->length())) : "-";
}

TEST(Alignment, FollowsWordsThroughCorrections) {
  const std::string before = "P1: We had no mony for the hall.\n\nP2: 我们没有经费。\n";
  EXPECT_EQ(moved(before, "P1: We had no money for the hall.\n\nP2: 我们没有经费。\n", "no mony for"),
            "no money for");
  EXPECT_EQ(moved(before, "P1: Well, we had no money for the hall.\n\nP2: 我们没有经费。\n", "经费"), "经费");
  EXPECT_EQ(moved(before, "P1: We had no mony for the hall.\n\nP2: 我们也没有公共经费。\n", "没有经费"),
            "没有公共经费");
  EXPECT_EQ(moved(before, "P1: We had no mony for the hall.\n\nP2: 我们没有钱。\n", "没有经费"), "没有钱")
      << "its end was corrected, but the full stop after it is there";
  EXPECT_EQ(moved(before, "P2: 我们没有经费。\n", "no mony"), "-");
  EXPECT_EQ(moved(before, "", "no mony"), "-");
  EXPECT_EQ(moved("a", "a", "a"), "a");
}

TEST(Alignment, FollowsEveryLineWhereAllAreChangedALittle) {
  std::string before, after;
  for (int i = 0; i < 600; ++i) {
    before += "P1: answer number " + std::to_string(i * 7919) + " of many\n\n";
    after += "Anna: answer number " + std::to_string(i * 7919) + " of many\n\n";
  }
  EXPECT_EQ(moved(before, after, "number " + std::to_string(599 * 7919) + " of"),
            "number " + std::to_string(599 * 7919) + " of");
}

/// A text whose characters know who they are, and edits that keep the identities of what they do not touch.
struct Edited {
  std::u32string text;
  std::vector<int> identity;
};

std::string utf8(const std::u32string& text, std::vector<std::uint32_t>& begin) {
  std::string out;
  for (const char32_t c : text) {
    begin.push_back(static_cast<std::uint32_t>(out.size()));
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      out += static_cast<char>(0xE0 | c >> 12);
      out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  begin.push_back(static_cast<std::uint32_t>(out.size()));
  return out;
}

TEST(Alignment, IsExactOutsideOfEdits) {
  int spans = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    std::mt19937_64 random(seed);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const auto character = [&]() -> char32_t {
      const std::size_t kind = below(12);
      if (kind == 0) return U' ';
      if (kind == 1) return below(4) == 0 ? U'\n' : U' ';
      return kind < 8 ? static_cast<char32_t>(U'a' + below(26)) : static_cast<char32_t>(0x4E00 + below(3000));
    };
    Edited before;
    for (std::size_t i = 0, n = 20 + below(400); i < n; ++i) {
      before.text += character();
      before.identity.push_back(static_cast<int>(i));
    }
    Edited after = before;
    for (std::size_t edits = 1 + below(3); edits > 0; --edits) {
      const std::size_t at = below(after.text.size() + 1);
      const std::size_t cut = std::min(below(6), after.text.size() - at), add = below(6);
      after.text.erase(at, cut);
      after.identity.erase(after.identity.begin() + static_cast<std::ptrdiff_t>(at),
                           after.identity.begin() + static_cast<std::ptrdiff_t>(at + cut));
      for (std::size_t i = 0; i < add; ++i) {
        after.text.insert(after.text.begin() + static_cast<std::ptrdiff_t>(at), character());
        after.identity.insert(after.identity.begin() + static_cast<std::ptrdiff_t>(at), -1);
      }
      if (after.text.empty()) break;
    }
    std::vector<std::uint32_t> begin_before, begin_after;
    const std::string old_text = utf8(before.text, begin_before), new_text = utf8(after.text, begin_after);
    const Alignment alignment(old_text, new_text);
    for (const auto& kept : alignment.kept())
      ASSERT_EQ(old_text.substr(kept.before, kept.length), new_text.substr(kept.after, kept.length));
    // Where ten characters on each side of a span are untouched, it must be found exactly.
    for (std::size_t tries = 0; tries < 8; ++tries) {
      const std::size_t length = 1 + below(12);
      if (before.text.size() < length + 21) break;
      const std::size_t from = 10 + below(before.text.size() - length - 20);
      const auto first = std::find(after.identity.begin(), after.identity.end(), static_cast<int>(from) - 10);
      bool untouched = first != after.identity.end() &&
                       after.identity.end() - first >= static_cast<std::ptrdiff_t>(length + 20);
      for (std::size_t i = 0; untouched && i < length + 20; ++i)
        untouched = first[static_cast<std::ptrdiff_t>(i)] == static_cast<int>(from + i) - 10;
      if (!untouched) continue;
      ++spans;
      const auto there = static_cast<std::size_t>(first - after.identity.begin()) + 10;
      std::uint32_t kept = 0;
      const auto span = alignment.moved(byte_span(begin_before[from], begin_before[from + length]), kept);
      ASSERT_TRUE(span) << seed;
      EXPECT_EQ(*span, byte_span(begin_after[there], begin_after[there + length])) << seed;
      EXPECT_EQ(kept, span->length());
    }
  }
  EXPECT_GT(spans, 5000);
}

}  // namespace
}  // namespace gloss::text
