// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/limits.h"
#include "store/sample.h"
#include "store/texts.h"

namespace gloss::store {
namespace {

using namespace gloss::test;

struct Planted {
  const char* check;
  std::function<void(model::Source&)> plant;
};

TEST(Examine, FindsNothingWrongWithSoundSources) {
  std::mt19937_64 random(7);
  EXPECT_TRUE(examine(sample_source("a.md")).empty());
  EXPECT_TRUE(examine(sample_notes("n.txt")).empty());
  for (int i = 0; i < 500; ++i)
    ASSERT_EQ(checks_of(examine(random_source(random, "r"))), std::set<std::string>()) << i;
}

TEST(Examine, FindsExactlyThePlantedFault) {
  // In sample_source, passage 1 ends with "fees 🙂 and 经费, für alle." and passage 4 is Chinese.
  const auto smiley = [](const model::Source& s) { return static_cast<std::uint32_t>(s.text.find("🙂")); };
  const Planted faults[] = {
      {"text-hash", [](auto& s) { s.text.back() = 'x'; }},
      {"text-hash", [](auto& s) { s.hash = std::string(64, '0'); }},
      {"text-utf8", [](auto& s) { s.text.back() = '\xC3', s.hash = sha256_hex(s.text); }},
      {"text-utf8",
       [](auto& s) { s.text.replace(s.text.size() - 2, 2, "\xC0\x80"), s.hash = sha256_hex(s.text); }},
      {"text-form", [](auto& s) { s.text.back() = '\r', s.hash = sha256_hex(s.text); }},
      {"text-form", [](auto& s) { s.text.back() = '\0', s.hash = sha256_hex(s.text); }},
      {"text-limit",
       [](auto& s) { s.text.resize(limits::text_bytes + 1, '\n'), s.hash = sha256_hex(s.text); }},
      {"speaker-label", [](auto& s) { s.speakers[1].label.clear(); }},
      {"speaker-label", [](auto& s) { s.speakers[1].label = "P\n1"; }},
      {"speaker-unique", [](auto& s) { s.speakers[1].label = s.speakers[0].label; }},
      {"section-range", [](auto& s) { s.sections[1].span.end.count += 1; }},
      {"section-range", [](auto& s) { s.sections[1].heading.begin = s.sections[0].heading.begin; }},
      {"section-range", [](auto& s) { std::swap(s.sections[1].heading.begin, s.sections[1].heading.end); }},
      {"section-characters", [](auto& s) { s.sections[1].heading.begin.count += 2; }},
      {"section-parent", [](auto& s) { s.sections[0].parent = 0; }},
      {"section-parent", [](auto& s) { s.sections[0].parent = -2; }},
      {"section-parent", [](auto& s) { s.sections[1].parent = 0; }},
      {"turn-range", [](auto& s) { s.turns.back().span.end.count = 1'000'000; }},
      {"turn-characters",
       [](auto& s) { s.turns.back().span.begin.count = s.sections[1].heading.begin.count + 2; }},
      {"turn-order", [](auto& s) { s.turns[1].span.begin.count = s.turns[0].span.end.count - 1; }},
      {"turn-speaker", [](auto& s) { s.turns[0].speaker = 3; }},
      {"turn-speaker", [](auto& s) { s.turns[0].speaker = -2; }},
      {"passage-range", [](auto& s) { s.passages[1].span.end = s.passages[1].span.begin; }},
      {"passage-trimmed", [](auto& s) { s.passages[1].turn = -1, s.passages[1].span.end.count += 1; }},
      {"passage-trimmed", [](auto& s) { s.passages[1].turn = -1, s.passages[1].span.begin.count -= 1; }},
      {"passage-characters", [&](auto& s) { s.passages[1].span.end.count = smiley(s) + 2; }},
      {"passage-order", [](auto& s) { s.passages[1].turn = 0, s.passages[1].span = s.passages[0].span; }},
      {"passage-turn", [](auto& s) { s.passages[1].turn = 0; }},
      {"passage-turn", [](auto& s) { s.passages[1].turn = 5; }},
      {"passage-turn", [](auto& s) { s.passages[1].turn = -2; }},
      {"passage-section", [](auto& s) { s.passages[1].section = 1; }},
      {"passage-section", [](auto& s) { s.passages[1].section = 2; }},
      {"mark-range", [](auto& s) { s.marks[1].place.count = 1'000'000; }},
      {"mark-characters", [&](auto& s) { s.marks[0].place.count = smiley(s) + 1; }},
      {"mark-order", [](auto& s) { std::swap(s.marks[0], s.marks[1]); }},
  };
  for (const auto& [check, plant] : faults) {
    auto source = sample_source("a.md");
    plant(source);
    EXPECT_EQ(checks_of(examine(source)), std::set<std::string>{check});
  }
}

TEST(Examine, FindsEveryShiftOfAPassage) {
  const auto sound = sample_source("a.md", 20);
  for (std::size_t i = 0; i < sound.passages.size(); ++i)
    for (const int shift : {-9, -2, -1, 1, 2, 9}) {
      auto source = sound;
      auto& span = source.passages[i].span;
      span.begin.count = static_cast<std::uint32_t>(static_cast<int>(span.begin.count) + shift);
      span.end.count = static_cast<std::uint32_t>(static_cast<int>(span.end.count) + shift);
      EXPECT_FALSE(examine(source).empty()) << i << " by " << shift;
    }
}

TEST(Examine, SealsEveryField) {
  const auto sound = sample_source("a.md");
  const std::string seal = seal_of(sound, "o");
  const std::function<void(model::Source&)> changes[] = {
      [](auto& s) { s.hash[0] ^= 1; },
      [](auto& s) { s.kind = model::Kind::field_note; },
      [](auto& s) { s.language = "de"; },
      [](auto& s) { s.format = "txt"; },
      [](auto& s) { s.extractor = "md/2"; },
      [](auto& s) { s.encoding = "UTF-16LE"; },
      [](auto& s) { s.speakers[0].label += 'x'; },
      [](auto& s) { s.speakers[0].role = model::Role::unknown; },
      [](auto& s) { s.speakers.pop_back(); },
      [](auto& s) { s.sections[0].level = 2; },
      [](auto& s) { s.sections[0].heading.end.count--; },
      [](auto& s) { s.sections[0].span.end.count--; },
      [](auto& s) { s.sections[1].parent = 0; },
      [](auto& s) { s.turns[0].speaker = 1; },
      [](auto& s) { s.turns[0].span.end.count--; },
      [](auto& s) { s.turns.pop_back(); },
      [](auto& s) { s.passages[0].span.begin.count++; },
      [](auto& s) { s.passages[0].turn = 1; },
      [](auto& s) { s.passages[0].section = 1; },
      [](auto& s) { s.passages.pop_back(); },
      [](auto& s) { s.marks[0].place.count++; },
      [](auto& s) { s.marks[0].value += ' '; },
      [](auto& s) { s.marks.clear(); }};
  for (std::size_t i = 0; i < std::size(changes); ++i) {
    auto source = sound;
    changes[i](source);
    EXPECT_NE(seal_of(source, "o"), seal) << i;
  }
  EXPECT_NE(seal_of(sound, "p"), seal);
  auto same = sound;
  same.name = "renamed";
  same.variables.clear();
  EXPECT_EQ(seal_of(same, "o"), seal) << "name and variables belong to the project, not to the text";
}

}  // namespace
}  // namespace gloss::store
