// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/portrait_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "report/random_project.h"

namespace gloss::report {
namespace {

/// Positions are bytes.
CodedProject in_words(CodedProject project) {
  for (BasePassage& passage : project.base) {
    passage.first_word = passage.place.span.begin.count;
    passage.past_word = passage.place.span.end.count;
  }
  for (CodedSpan& coding : project.codings) {
    coding.first_word = coding.span.begin.count;
    coding.past_word = coding.span.end.count;
  }
  return project;
}

bool is_within(const CodedProject& project, std::int32_t code, std::int32_t ancestor) {
  while (code >= 0 && code != ancestor) code = project.codes[static_cast<std::size_t>(code)].parent;
  return code >= 0;
}

/// Word by word; `code`: -1 = any.
std::set<std::uint32_t> words_slowly(const CodedProject& project, std::int32_t source, std::int32_t code) {
  std::set<std::uint32_t> words;
  for (const BasePassage& passage : project.base)
    for (std::uint32_t at = passage.first_word; passage.place.source == source && at < passage.past_word;
         ++at)
      if (std::any_of(project.codings.begin(), project.codings.end(), [&](const CodedSpan& coding) {
            return coding.source == source && coding.first_word <= at && at < coding.past_word &&
                   (code < 0 || is_within(project, coding.code, code));
          }))
        words.insert(at);
  return words;
}

std::set<std::uint32_t> words_of(const WordRuns& runs) {
  std::set<std::uint32_t> words;
  std::uint32_t past = 0;
  for (const WordRun& run : runs) {
    EXPECT_LT(run.first, run.past);
    EXPECT_TRUE(words.empty() || run.first > past) << "runs stand apart";
    for (std::uint32_t at = run.first; at < run.past; ++at) words.insert(at);
    past = run.past;
  }
  return words;
}

TEST(PortraitCounter, EqualsTheSlowLookAtEachWord) {
  std::mt19937_64 random(61);
  std::size_t seen = 0;
  for (int round = 0; round < 400; ++round) {
    const CodedProject project = in_words(test::random_project(random).project);
    PortraitCounter counter(project);
    counter.add(project);
    std::vector<std::int32_t> codes;
    for (std::size_t c = 0; c < project.codes.size(); ++c) codes.push_back(static_cast<std::int32_t>(c));
    std::vector<std::int64_t> sums(codes.size());
    for (std::size_t s = 0; s < counter.sources().size(); ++s) {
      const std::int32_t source = counter.sources()[s].number;
      const auto lanes = counter.lanes(s, codes);
      ASSERT_EQ(words_of(counter.coded(s)), words_slowly(project, source, -1)) << round;
      for (std::size_t c = 0; c < codes.size(); ++c) {
        const auto words = words_of(lanes[c]);
        ASSERT_EQ(words, words_slowly(project, source, codes[c])) << round << ", code " << c;
        sums[c] += static_cast<std::int64_t>(words.size());
        seen += words.size();
      }
    }
    for (std::size_t c = 0; c < codes.size(); ++c)
      ASSERT_EQ(sums[c], counter.frequencies().of(c, -1).words) << "as report frequency --words counts";
  }
  EXPECT_GT(seen, 10'000u);
}

/// The sources of a project, each alone.
std::vector<CodedProject> source_by_source(const CodedProject& project) {
  std::vector<CodedProject> parts;
  for (std::size_t s = 0; s < project.sources.size(); ++s) {
    CodedProject part = project;
    const auto other = [&](std::int32_t source) { return source != static_cast<std::int32_t>(s); };
    std::erase_if(part.base, [&](const BasePassage& passage) { return other(passage.place.source); });
    std::erase_if(part.codings, [&](const CodedSpan& coding) { return other(coding.source); });
    parts.push_back(std::move(part));
  }
  return parts;
}

TEST(PortraitCounter, TakesSourcesOneByOneOrTogether) {
  std::mt19937_64 random(62);
  for (int round = 0; round < 200; ++round) {
    const CodedProject project = in_words(test::random_project(random).project);
    PortraitCounter together(project), apart(project);
    together.add(project);
    for (const CodedProject& part : source_by_source(project)) apart.add(part);
    ASSERT_EQ(together.sources().size(), apart.sources().size());
    const auto codes = together.most_used();
    ASSERT_EQ(codes, apart.most_used());
    for (std::size_t s = 0; s < together.sources().size(); ++s) {
      ASSERT_EQ(together.sources()[s].base_words, apart.sources()[s].base_words);
      ASSERT_EQ(together.lanes(s, codes), apart.lanes(s, codes));
    }
  }
}

TEST(PortraitCounter, ChoosesTheCodesThatCoverTheMostWords) {
  CodedProject project;
  project.codes = {{"a", "", -1}, {"a/b", "", 0}, {"c", "", -1}, {"d", "", -1}, {"e", "", -1}};
  project.sources = {model::Kind::interview};
  project.base = {{{0, text::byte_span(0, 100)}, 0}};
  project.add(1, 0, text::byte_span(0, 10), Standing::undecided);
  project.add(2, 0, text::byte_span(20, 50), Standing::undecided);
  project.add(3, 0, text::byte_span(60, 70), Standing::undecided);
  project = in_words(std::move(project));
  PortraitCounter counter(project);
  counter.add(project);
  EXPECT_EQ(counter.most_used(), (std::vector<std::int32_t>{1, 2, 3}))
      << "nothing is coded with a or e itself";
  EXPECT_EQ(counter.most_used(2), (std::vector<std::int32_t>{1, 2})) << "of equal ones the first";
  EXPECT_EQ(counter.most_used(1), (std::vector<std::int32_t>{2}));
}

TEST(PortraitReport, DrawsAStripByShareOfWords) {
  EXPECT_EQ(strip_of({}, 0, 10), "");
  EXPECT_EQ(strip_of({}, 3, 10), "···") << "no more columns than words";
  EXPECT_EQ(strip_of({{0, 3}}, 3, 10), "███");
  EXPECT_EQ(strip_of({{0, 1}, {15, 16}}, 16, 2), "▁▁");
  EXPECT_EQ(strip_of({{0, 4}, {8, 16}}, 16, 2), "▄█");
  EXPECT_EQ(strip_of({{0, 1}}, 1000, 1), "▁") << "whatever is there is seen";
}

TEST(PortraitReport, DrawsAStripAsTheSlowCountDoes) {
  std::mt19937_64 random(63);
  for (int round = 0; round < 2000; ++round) {
    const auto words = static_cast<std::uint32_t>(1 + random() % 60);
    WordRuns runs;
    for (std::uint32_t at = static_cast<std::uint32_t>(random() % 5); at < words;) {
      const auto past = std::min<std::uint32_t>(words, at + 1 + static_cast<std::uint32_t>(random() % 9));
      runs.push_back({at, past});
      at = past + 1 + static_cast<std::uint32_t>(random() % 9);
    }
    const auto carried = words_of(runs);
    const std::size_t columns = std::min<std::size_t>(words, 1 + random() % 20);
    static const std::vector<std::string> blocks{"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::string slow;
    for (std::size_t k = 0; k < columns; ++k) {
      std::size_t all = 0, held = 0;
      for (std::uint32_t at = 0; at < words; ++at) {
        if (at < k * words / columns || at >= (k + 1) * words / columns) continue;
        ++all;
        held += carried.count(at);
      }
      std::size_t height = 0;
      while (height * all < held * 8) ++height;
      slow += blocks[height];
    }
    ASSERT_EQ(strip_of(runs, words, columns), slow) << round;
  }
}

/// Two sources; in the first, a hostile one, two people speak.
SourcePortraits two_sources(CodedProject project = {}) {
  project.codes = {{"money", "<b>Money & \"more\"", -1}, {"trust", "信任", -1}};
  project.sources = {model::Kind::interview, model::Kind::field_note};
  project.base = {{{0, text::byte_span(0, 40)}, 0}, {{1, text::byte_span(0, 10)}, -1}};
  project.add(0, 0, text::byte_span(0, 20), Standing::hand);
  project.add(1, 0, text::byte_span(10, 12), Standing::undecided);
  project = in_words(std::move(project));
  SourcePortraits portraits{PortraitCounter(project), {}, {"#b5462f", "#7a756c"}};
  portraits.counter.add(project);
  portraits.grounds = {{"</svg><script>.txt", 50, {{"P1 & <i>", {{0, 40}}}, {"问", {{40, 50}}}}},
                       {"note.md", 10, {}}};
  return portraits;
}

TEST(PortraitReport, HasARowASourceOrARowACode) {
  SourcePortraits portraits = two_sources();
  const Table all = portrait_strips(portraits, {});
  ASSERT_EQ(all.rows.size(), 2u);
  EXPECT_EQ(std::get<std::string>(all.rows[0][0]), "</svg><script>.txt");
  EXPECT_EQ(std::get<std::int64_t>(all.rows[0][1]), 20);
  EXPECT_EQ(std::get<double>(all.rows[0][2]), 0.5);
  EXPECT_EQ(std::get<std::int64_t>(all.rows[1][1]), 0);
  for (const std::size_t width : {40u, 60u, 80u, 200u}) {
    const std::string text = as_text(portrait_strips(portraits, {"zh", 12, width}), {std::max(width, 60ul)});
    EXPECT_NE(text.find("██"), std::string::npos) << text;
    EXPECT_EQ(text.find("…"), std::string::npos) << "strips are not cut\n" << text;
  }
  portraits.grounds.pop_back();
  const Table lanes = portrait_strips(portraits, {});
  ASSERT_EQ(lanes.rows.size(), 4u) << "two codes, two speakers";
  EXPECT_EQ(std::get<std::string>(lanes.rows[1][0]), "信任");
  EXPECT_EQ(std::get<double>(lanes.rows[1][2]), 0.05);
  EXPECT_EQ(std::get<std::string>(lanes.rows[3][0]), "speaks: 问");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(lanes.rows[3][2]));
}

TEST(PortraitReport, GivesASegmentARow) {
  const SourcePortraits portraits = two_sources();
  const Table table = segments_table(portraits, {{0, 1, {10, 12}, 33, 40, 7}}, {});
  EXPECT_EQ(as_csv(table),
            "source,code,name,start,end,first_word,past_word,passage\n"
            "</svg><script>.txt,trust,信任,33,40,10,12,</svg><script>.txt:7\n");
  EXPECT_EQ(json_line(table.head["sources"]),
            R"x([{"source":"</svg><script>.txt","words":50,"base_words":40,"speakers":[)x"
            R"x({"speaker":"P1 & <i>","words":[[0,40]]},{"speaker":"问","words":[[40,50]]}]},)x"
            R"x({"source":"note.md","words":10,"base_words":10,"speakers":[]}])x");
}

TEST(PortraitSvg, NamesEveryLaneAndLoadsNothing) {
  const std::string svg = portrait_svg(two_sources(), {});
  EXPECT_NE(svg.find("&lt;/svg&gt;&lt;script&gt;.txt"), std::string::npos);
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_EQ(svg.find("<b>"), std::string::npos);
  EXPECT_NE(svg.find(">speaks: P1 &amp; &lt;i&gt;<"), std::string::npos) << svg;
  EXPECT_NE(svg.find("fill=\"#b5462f\""), std::string::npos);
  EXPECT_NE(svg.find("d=\"M276.0"), std::string::npos) << "the first word stands at the left";
  EXPECT_NE(svg.find("No code."), std::string::npos) << "the field note has none";
  EXPECT_NE(svg.find("prefers-color-scheme:dark"), std::string::npos);
  EXPECT_EQ(svg.find("http", svg.find("xmlns") + 40), std::string::npos);
  EXPECT_EQ(svg.rfind("</svg>\n"), svg.size() - 7);
}

TEST(PortraitSvg, StaysInTheStripWhereWordsAreMany) {
  SourcePortraits portraits = two_sources();
  portraits.grounds[0].words = 1'000'000;
  portraits.grounds[1].words = 0;
  const std::string svg = portrait_svg(portraits, {"zh", 35, 100});
  EXPECT_NE(svg.find("h1.6v10h-1.6z"), std::string::npos) << "a mark is never too thin to be seen";
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_EQ(svg.find("inf"), std::string::npos);
}

TEST(PortraitReport, OfNothingIsEmpty) {
  const SourcePortraits portraits{PortraitCounter(CodedProject{}), {}, {}};
  EXPECT_TRUE(portrait_strips(portraits, {}).rows.empty());
  EXPECT_TRUE(segments_table(portraits, {}, {}).rows.empty());
  EXPECT_NE(portrait_svg(portraits, {}).find("No source."), std::string::npos);
}

}  // namespace
}  // namespace gloss::report
