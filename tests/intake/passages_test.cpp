// SPDX-License-Identifier: GPL-3.0-or-later
// Turns, passages, sections, roles: small texts with known answers, and the properties that hold for all
// texts.
#include "intake/passages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "intake/read_source.h"
#include "support/shared_data.h"
#include "text/decode.h"

namespace gloss::intake {
namespace {

using Said = std::vector<std::pair<std::string, std::string>>;  // label, words

std::string words_of(const model::Source& source, const model::Passage& passage) {
  return source.text.substr(passage.span.begin.count, passage.span.length());
}

Said said_in(const model::Source& source) {
  Said said;
  for (const model::Passage& passage : source.passages) {
    std::string label;
    if (passage.turn >= 0) {
      const auto speaker = source.turns[static_cast<std::size_t>(passage.turn)].speaker;
      if (speaker >= 0) label = source.speakers[static_cast<std::size_t>(speaker)].label;
    }
    said.emplace_back(label, words_of(source, passage));
  }
  return said;
}

model::Source source_of(const std::string& text, const std::string& name = "a.txt",
                        const ReadOptions& options = {}) {
  const auto read = read_source(name, text, options);
  EXPECT_TRUE(read) << (read ? "" : read.error().line());
  return read ? read->source : model::Source{};
}

/// What must hold for every source; `body` is where front matter ends. Written without the reader's own
/// means.
void expect_sound(const model::Source& source, std::size_t body) {
  const std::string& text = source.text;
  const auto is_start = [&](std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  };
  // Longest first: "Senator Black" before "Senator".
  std::vector<std::string> labels;
  for (const model::Speaker& speaker : source.speakers) labels.push_back(speaker.label);
  std::sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  const auto explained = [&](std::string rest) {
    // What is left of a line without its label, its colon and blanks may be a time or marks.
    if (source.format == "md" && rest.starts_with("#")) return true;
    for (const std::string& known : labels) {
      if (const std::size_t at = rest.find(known); at != std::string::npos) {
        rest.erase(at, known.size());
        break;
      }
    }
    for (const std::string blank : {"：", "\u00A0", "\u3000"}) {
      for (std::size_t at = rest.find(blank); at != std::string::npos; at = rest.find(blank))
        rest.erase(at, blank.size());
    }
    if (rest.find_first_not_of(" \t0123456789:.,-#[](){}\\*_=hms") != std::string::npos) return false;
    const bool has_digit = rest.find_first_of("0123456789") != std::string::npos;
    return !has_digit || rest.find(':') != std::string::npos || rest.find('m') != std::string::npos;
  };
  std::size_t from = body;
  const auto gap = [&](std::size_t begin, std::size_t end) {
    ASSERT_LE(begin, end);
    std::string line;
    for (std::size_t i = begin; i <= end; ++i) {
      if (i == end || text[i] == '\n') {
        EXPECT_TRUE(explained(line)) << "outside of all passages: " << line;
        line.clear();
      } else {
        line += text[i];
      }
    }
  };
  const std::string blanks = " \t\n\r\f\v";
  for (std::size_t i = 0; i < source.passages.size(); ++i) {
    const model::Passage& passage = source.passages[i];
    const std::size_t begin = passage.span.begin.count, end = passage.span.end.count;
    ASSERT_LT(begin, end);
    ASSERT_LE(end, text.size());
    ASSERT_TRUE(is_start(begin) && is_start(end));
    ASSERT_GE(begin, from) << "passages overlap or are out of order";
    const std::string words = words_of(source, passage);
    EXPECT_EQ(blanks.find(words.front()), std::string::npos);
    EXPECT_EQ(blanks.find(words.back()), std::string::npos);
    EXPECT_EQ(words.find("\n\n"), std::string::npos) << "a blank line inside";
    for (const std::string& label : labels) {
      EXPECT_FALSE(words.starts_with(label + ":") || words.starts_with(label + "：") ||
                   words.starts_with("**" + label))
          << words.substr(0, 80);
    }
    gap(from, begin);
    from = end;
    if (passage.turn >= 0) {
      const model::Turn& turn = source.turns.at(static_cast<std::size_t>(passage.turn));
      EXPECT_TRUE(turn.span.contains(passage.span));
      EXPECT_LT(turn.speaker, static_cast<std::int32_t>(source.speakers.size()));
    } else {
      EXPECT_TRUE(source.turns.empty());
    }
    if (passage.section >= 0) {
      EXPECT_TRUE(source.sections.at(static_cast<std::size_t>(passage.section)).span.contains(passage.span));
    }
  }
  gap(from, text.size());
  for (std::size_t i = 1; i < source.turns.size(); ++i) {
    EXPECT_FALSE(source.turns[i - 1].span.overlaps(source.turns[i].span));
    EXPECT_NE(source.turns[i - 1].speaker, source.turns[i].speaker) << "two turns of one speaker in a row";
  }
  for (const model::Section& section : source.sections) {
    EXPECT_TRUE(section.span.contains(section.heading));
    if (section.parent < 0) continue;
    const model::Section& parent = source.sections.at(static_cast<std::size_t>(section.parent));
    EXPECT_LT(parent.level, section.level);
    EXPECT_TRUE(parent.span.contains(section.span));
  }
  for (const model::Mark& mark : source.marks) EXPECT_TRUE(is_start(mark.place.count));
}

TEST(Passages, EndAtBlankLinesLabelsAndHeadings) {
  const std::string text =
      "Before all.\n\nInterviewer: How did it\nbegin?\nP1: Slowly.\n\nVery slowly.\n\n\nInterviewer: And "
      "then?\n# not a heading in .txt\n";
  EXPECT_EQ(said_in(source_of(text)), (Said{{"", "Before all."},
                                            {"Interviewer", "How did it\nbegin?"},
                                            {"P1", "Slowly."},
                                            {"P1", "Very slowly."},
                                            {"Interviewer", "And then?\n# not a heading in .txt"}}));
  const model::Source source = source_of(text);
  ASSERT_EQ(source.turns.size(), 4U);
  EXPECT_EQ(source.text, text) << "the text is frozen";
}

TEST(Passages, DivideABlockOverTwoThousandCharactersAtItsLineEnds) {
  for (const int off : {-1, 0, 1}) {
    const std::string one(1000, 'x');
    const std::string two(static_cast<std::size_t>(999 + off), 'y');
    const model::Source source = source_of("P1: " + one + "\n" + two + "\n");
    EXPECT_EQ(source.passages.size(), off <= 0 ? 1U : 2U) << off;
    EXPECT_EQ(source.turns.size(), 1U);
  }
  std::string wide;
  for (int i = 0; i < 1000; ++i) wide += "环";
  EXPECT_EQ(source_of(wide + "\n" + wide.substr(3)).passages.size(), 1U) << "characters count, not bytes";
  EXPECT_EQ(source_of(wide + "\n" + wide).passages.size(), 2U);
}

TEST(Passages, CountOtherNamesFromTheSecondOccurrence) {
  EXPECT_EQ(said_in(source_of("Ann: one\nBob: two\nAnn: three\n")),
            (Said{{"Ann", "one\nBob: two"}, {"Ann", "three"}}));
  EXPECT_EQ(source_of("Ann: one\n\nBob: two\n").speakers.size(), 0U);
  ReadOptions options;
  options.names = {"Bob"};
  EXPECT_EQ(said_in(source_of("Ann: one\nBob: two\n", "a.txt", options)),
            (Said{{"", "Ann: one"}, {"Bob", "two"}}));
}

TEST(Passages, TakeQAndAWithFullStopsOnlyTogether) {
  EXPECT_EQ(said_in(source_of("Q. Where?\nA. Here.\n")), (Said{{"Q", "Where?"}, {"A", "Here."}}));
  EXPECT_EQ(source_of("A. First point\nB. Second point\nA. Again\n").speakers.size(), 0U);
}

TEST(Passages, ReadMarkdownHeadingsAsSectionsUnlessTheyName) {
  const std::string text =
      "# Talk\n\nintro\n\n## Part one\n\n### 唐鳳：\n第一段。\n\n第二段。\n\n### 前情提要：\n\n背景。\n\n### "
      "羅之盈：\n好。\n\n# End #\n\nbye\n";
  const model::Source source = source_of(text, "a.md");
  EXPECT_EQ(said_in(source), (Said{{"", "intro"},
                                   {"唐鳳", "第一段。"},
                                   {"唐鳳", "第二段。"},
                                   {"唐鳳", "背景。"},
                                   {"羅之盈", "好。"},
                                   {"羅之盈", "bye"}}));
  ASSERT_EQ(source.sections.size(), 4U);
  const auto heading = [&](std::size_t i) {
    return source.text.substr(source.sections[i].heading.begin.count, source.sections[i].heading.length());
  };
  EXPECT_EQ(heading(0), "Talk");
  EXPECT_EQ(heading(1), "Part one");
  EXPECT_EQ(heading(2), "前情提要：");
  EXPECT_EQ(heading(3), "End");
  EXPECT_EQ(source.sections[1].parent, 0);
  EXPECT_EQ(source.sections[2].parent, 1);
  EXPECT_EQ(source.sections[3].parent, -1);
  std::vector<std::int32_t> sections;
  for (const model::Passage& passage : source.passages) sections.push_back(passage.section);
  EXPECT_EQ(sections, (std::vector<std::int32_t>{0, 1, 1, 2, 1, 3}))
      << "a label that is a heading ends a section of its level";
  expect_sound(source, 0);
}

TEST(Passages, LeaveOutRulesTimesAndLinesOfMarks) {
  const model::Source source =
      source_of("one\n---\ntwo\n\n……\n\n[00:01:23] three\n(11m 32s)\nfour #00:02:03-4#\nfive\n\n* * *\n");
  EXPECT_EQ(said_in(source), (Said{{"", "one"}, {"", "two"}, {"", "three"}, {"", "four"}, {"", "five"}}));
  std::vector<std::string> marks;
  for (const model::Mark& mark : source.marks)
    marks.push_back(std::to_string(mark.place.count) + " " + mark.value);
  EXPECT_EQ(marks, (std::vector<std::string>{"21 00:01:23.000", "38 00:11:32.000", "53 00:02:03.400"}));
}

TEST(Passages, ReadNothingInCodeFences) {
  const model::Source source = source_of("P1: see\n\n```sh\n# comment\nP2: x\n```\n\nP1: end\n", "a.md");
  EXPECT_EQ(said_in(source), (Said{{"P1", "see"}, {"P1", "```sh\n# comment\nP2: x\n```"}, {"P1", "end"}}));
  EXPECT_TRUE(source.sections.empty());
}

TEST(Passages, GiveRolesByLabels) {
  const auto roles = [](const std::string& text) {
    std::string found;
    for (const model::Speaker& speaker : source_of(text).speakers)
      found += speaker.label + "=" + std::string(model::name_of(speaker.role)) + " ";
    return found;
  };
  EXPECT_EQ(roles("Interviewer: a\nP1: b\nAnn: c\nAnn: d\n"),
            "Interviewer=interviewer P1=interviewee Ann=interviewee ");
  EXPECT_EQ(roles("Ann: a\nBob: b\nAnn: c\nBob: d\n"), "Ann=unknown Bob=unknown ");
  EXPECT_EQ(roles("Interviewer (Ann): a\nBob: b\nInterviewer (Ann): c\nBob: d\n"),
            "Interviewer (Ann)=interviewer Bob=interviewee ");
  EXPECT_EQ(roles("Q: a\nA: b\n"), "Q=interviewer A=interviewee ");
  EXPECT_EQ(roles("A: b\nSpeaker 0: c\n"), "A=unknown Speaker 0=unknown ");
  EXPECT_EQ(roles("P1: b\nSpeaker 0: c\n"), "P1=interviewee Speaker 0=unknown ");
  EXPECT_EQ(roles("访谈者：甲\n受访者A：乙\n老王：丙\n老王：丁\n"),
            "访谈者=interviewer 受访者A=interviewee 老王=interviewee ");
  EXPECT_EQ(roles("问：甲\n答：乙\n"), "问=interviewer 答=interviewee ");
}

TEST(Passages, KeepFieldNotesWithoutSpeakers) {
  const std::string text = "---\nkind: field note\n---\n\nInterviewer: this is a jotting\n\nP1: this, too\n";
  const model::Source source = source_of(text, "day.md");
  EXPECT_EQ(source.kind, model::Kind::field_note);
  EXPECT_TRUE(source.speakers.empty());
  EXPECT_TRUE(source.turns.empty());
  EXPECT_EQ(said_in(source), (Said{{"", "Interviewer: this is a jotting"}, {"", "P1: this, too"}}));
  for (const char* name :
       {"Field-notes 3.txt", "fieldnote.md", "2023 田野笔记.txt", "观察记录01.md", "FIELD_NOTE.TXT"}) {
    EXPECT_EQ(source_of("P1: x", name).kind, model::Kind::field_note) << name;
  }
  EXPECT_EQ(source_of("P1: x", "fieldwork.txt").kind, model::Kind::interview);
  EXPECT_EQ(source_of("---\nkind: interview\n---\nP1: x", "field-note.txt").kind, model::Kind::interview);
}

TEST(Passages, KeepFrontMatterAsVariablesAndOutOfThePassages) {
  const std::string text =
      "---\ntitle: 'Club: a start'\ndate: 2023-05-27\ntags:\n  - club\n  - money\nspeakers: [Ann, the quiet "
      "one]\nlanguage: de\nplace: {city: N, hall: 2}\n"
      "---\nAnn: one\nthe quiet one: two\n";
  const auto read = read_source("a.md", text);
  ASSERT_TRUE(read);
  const model::Source& source = read->source;
  EXPECT_EQ(source.variables, (model::Variables{{"title", "Club: a start"},
                                                {"date", "2023-05-27"},
                                                {"tags", "club; money"},
                                                {"speakers", "Ann; the quiet one"},
                                                {"language", "de"},
                                                {"place.city", "N"},
                                                {"place.hall", "2"}}));
  EXPECT_EQ(source.language, "de");
  EXPECT_EQ(source.text, text);
  EXPECT_EQ(said_in(source), (Said{{"Ann", "one"}, {"the quiet one", "two"}}));
}

TEST(Passages, NoteFrontMatterThatIsNotYaml) {
  const auto broken = read_source("a.md", "---\ntitle: [a\nb: }\n---\nwords\n");
  ASSERT_TRUE(broken);
  EXPECT_EQ(said_in(broken->source), (Said{{"", "words"}}));
  ASSERT_FALSE(broken->notes.empty());
  EXPECT_NE(broken->notes[0].find("not YAML"), std::string::npos);
  const auto toml = read_source("a.md", "+++\ntitle = \"x\"\n+++\nwords\n");
  ASSERT_TRUE(toml);
  EXPECT_EQ(said_in(toml->source), (Said{{"", "words"}}));
  // A text between two rules is a text.
  EXPECT_EQ(said_in(source_of("---\nSome words here.\n---\nmore\n")),
            (Said{{"", "Some words here."}, {"", "more"}}));
  EXPECT_EQ(said_in(source_of("---\nnever closed: yes\n")), (Said{{"", "never closed: yes"}}));
}

TEST(Passages, HoldTheirPropertiesForTheRealFiles) {
  GLOSS_NEEDS_SHARED_DATA();
  for (const std::string& path :
       test::files_in(test::shared_path("data/transcripts"), {".txt", ".md", ".vtt"})) {
    SCOPED_TRACE(path);
    const auto read = read_source(path, test::slurp(path));
    ASSERT_TRUE(read);
    const std::string& text = read->source.text;
    const std::size_t closing = text.starts_with("---\n") ? text.find("\n---\n", 3) : std::string::npos;
    expect_sound(read->source, closing == std::string::npos ? 0 : closing + 5);
  }
}

/// A transcript made of known parts, and what must come out of it.
struct Made {
  std::string text;
  Said said;
};

Made make_transcript(std::mt19937_64& random) {
  const std::vector<std::string> words = {"money",    "我们",    "für",       "🙂",     "the club", "don't",
                                          "双重管理", "e\u0301", "half-time", "（笑）", "12"};
  const std::vector<std::string> labels = {"Interviewer", "P1", "访谈者", "受访者A", "Ann Lee", "阿岚"};
  const std::vector<std::string> openings = {
      "%: ", "%：", "**%:** ", "[00:01:23] %: ", "  %: ", "### %：\n", "%: 00:12:34\n\n"};
  Made made;
  std::string speaker;
  // "Ann Lee" and 阿岚 need two occurrences; they get them in any case.
  std::string closing;
  for (const char* name : {"Ann Lee", "阿岚"}) {
    for (int i = 0; i < 2; ++i) closing += std::string(name) + ": end\n\n";
  }
  const auto line = [&] {
    std::string made_line = "Well";
    for (std::size_t n = random() % 12; n > 0; --n) made_line += " " + words[random() % words.size()];
    return made_line;
  };
  for (std::size_t items = 1 + random() % 12; items > 0; --items) {
    std::vector<std::string> lines;
    const bool large = random() % 10 == 0;
    std::size_t characters = 0;
    do {
      lines.push_back(line());
      for (const char c : lines.back()) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
      ++characters;
    } while (large ? characters < 2300 : random() % 3 == 0);
    --characters;
    const std::size_t kind = random() % 8;
    if (kind < 5) {
      speaker = labels[random() % labels.size()];
      std::string opening = openings[random() % openings.size()];
      opening.replace(opening.find('%'), 1, speaker);
      made.text += opening;
    } else if (kind == 5) {
      made.text += "## Part " + std::to_string(random() % 9) + "\n\n";
    } else if (kind == 6) {
      made.text += "---\n\n(1:23)\n";
    }
    for (std::size_t i = 0; i < lines.size(); ++i) made.text += lines[i] + (i + 1 < lines.size() ? "\n" : "");
    made.text += random() % 4 == 0 ? " #00:01:23-4#\n\n" : "\n\n";
    if (characters > 2000) {
      for (const std::string& one : lines) made.said.emplace_back(speaker, one);
    } else {
      std::string block;
      for (const std::string& one : lines) block += (block.empty() ? "" : "\n") + one;
      made.said.emplace_back(speaker, block);
    }
  }
  made.text += closing;
  for (const char* name : {"Ann Lee", "阿岚"}) {
    for (int i = 0; i < 2; ++i) made.said.emplace_back(name, "end");
  }
  return made;
}

TEST(Passages, ComeOutOfMadeTranscriptsAsTheyWentIn) {
  std::mt19937_64 random(42);
  for (int round = 0; round < 1000; ++round) {
    const Made made = make_transcript(random);
    const model::Source source = source_of(made.text, "a.md");
    ASSERT_EQ(said_in(source), made.said) << made.text;
    expect_sound(source, 0);
    if (testing::Test::HasFailure()) FAIL() << made.text;
  }
}

TEST(Passages, AreTheSameForEveryLineEndAndWithAByteOrderMark) {
  std::mt19937_64 random(43);
  for (int round = 0; round < 50; ++round) {
    const Made made = make_transcript(random);
    std::string crlf, cr;
    for (const char c : made.text) {
      crlf += c == '\n' ? "\r\n" : std::string(1, c);
      cr += c == '\n' ? '\r' : c;
    }
    const model::Source plain = source_of(made.text, "a.md");
    for (const std::string& other : {crlf, cr, "\uFEFF" + made.text}) {
      const model::Source source = source_of(other, "a.md");
      EXPECT_EQ(source.text, plain.text);
      EXPECT_EQ(source.hash, plain.hash);
      EXPECT_EQ(said_in(source), said_in(plain));
    }
  }
}

}  // namespace
}  // namespace gloss::intake
