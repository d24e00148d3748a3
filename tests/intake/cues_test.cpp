// SPDX-License-Identifier: GPL-3.0-or-later
// Subtitles: cues, refusals, and the text that intake writes.
#include "intake/cues.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "intake/read_source.h"

namespace gloss::intake {
namespace {

ReadResult read_of(const std::string& file, const std::string& name = "a.vtt",
                   const ReadOptions& options = {}) {
  auto read = read_source(name, file, options);
  EXPECT_TRUE(read) << (read ? "" : read.error().line());
  return read ? std::move(*read) : ReadResult{};
}

std::string vtt(const std::vector<std::string>& cues) {
  std::string file = "WEBVTT\n\n";
  int second = 0;
  for (const std::string& cue : cues) {
    file += fmt::format("00:{:02}:{:02}.000 --> 00:{:02}:{:02}.000\n{}\n\n", second / 60, second % 60,
                        (second + 1) / 60, (second + 1) % 60, cue);
    ++second;
  }
  return file;
}

TEST(Cues, ReadTimes) {
  EXPECT_EQ(cue_time("00:00:01.500"), 1500);
  EXPECT_EQ(cue_time("00:00:01,500"), 1500);
  EXPECT_EQ(cue_time("01:02.5"), 62500);
  EXPECT_EQ(cue_time("100:00:00.000"), 360000000);
  EXPECT_EQ(cue_time("00:01"), 1000);
  for (const char* wrong : {"", "1", "00:60:00.000", "00:00:60.000", "00:00:1d.890", "-00:00:01.000",
                            "00:00:01.0000", "1:2:3:4", "99999:00:00"}) {
    EXPECT_EQ(cue_time(wrong), -1) << wrong;
  }
}

TEST(Cues, WriteOneParagraphPerTurn) {
  const ReadResult read = read_of(vtt({"Ann Lee: How did", "Ann Lee: it begin?", "Bob: Slowly,\nvery slowly.",
                                       "Ann Lee: And?", "Bob: Yes."}));
  EXPECT_EQ(read.source.text,
            "Ann Lee: How did it begin?\n\nBob: Slowly, very slowly.\n\nAnn Lee: And?\n\nBob: Yes.\n");
  ASSERT_EQ(read.source.turns.size(), 4U);
  ASSERT_EQ(read.source.passages.size(), 4U);
  EXPECT_EQ(read.source.passages[0].span, text::byte_span(9, 26));
  ASSERT_EQ(read.source.marks.size(), 5U);
  EXPECT_EQ(read.source.marks[0].place.count, 9U);
  EXPECT_EQ(read.source.marks[0].value, "00:00:00.000");
  EXPECT_EQ(read.source.marks[1].place.count, 17U);
  EXPECT_EQ(read.source.marks[1].value, "00:00:01.000");
  EXPECT_EQ(read.source.extractor, "vtt/1");
  EXPECT_EQ(read.unit, "cues");
}

TEST(Cues, TakeVoicesAsSpeakersEvenOnce) {
  const ReadResult read =
      read_of(vtt({"<v.loud Ann Lee>How &amp; why?</v>", "<v Bob>Slowly, <i>very</i> <c.x>slowly</c>.",
                   "<v Ann Lee>Yes.</v>\n<v Bob>No.</v>"}));
  EXPECT_EQ(read.source.text,
            "Ann Lee: How & why?\n\nBob: Slowly, very slowly.\n\nAnn Lee: Yes.\n\nBob: No.\n");
  EXPECT_EQ(read.source.speakers.size(), 2U);
}

TEST(Cues, LeaveASpeakerUnknownWhereAllOthersAreNamed) {
  std::vector<std::string> cues;
  for (int i = 0; i < 10; ++i) cues.push_back(i % 2 == 0 ? "Ann: one" : "Bob: two");
  cues.insert(cues.begin() + 5, "Hmm.");
  const ReadResult read = read_of(vtt(cues));
  ASSERT_EQ(read.source.turns.size(), 11U);
  EXPECT_EQ(read.source.turns[5].speaker, -1);
  EXPECT_NE(read.source.text.find("\n\nHmm.\n\n"), std::string::npos);
  // Where a name stands only at a change of speaker, a cue without one goes on.
  const ReadResult other =
      read_of(vtt({"Ann: one", "two", "Bob: three", "four", "Ann: five", "six", "Bob: seven"}));
  EXPECT_EQ(other.source.text, "Ann: one two\n\nBob: three four\n\nAnn: five six\n\nBob: seven\n");
}

TEST(Cues, JoinCuesWithoutSpeakersUntilAPauseOrTwoThousandCharacters) {
  const std::string pause =
      "WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n00:03.999 --> 00:05.000\ntwo\n\n00:07.000 --> "
      "00:08.000\nthree\n";
  EXPECT_EQ(read_of(pause).source.text, "one two\n\nthree\n");
  const std::string long_cue(999, 'x');
  EXPECT_EQ(read_of(vtt({long_cue, long_cue, "y", "z"})).source.passages.size(), 2U)
      << "999 + 1 + 999 + 1 + 1 = 2001";
  EXPECT_EQ(read_of(vtt({long_cue, long_cue, "y"})).source.passages.size(), 1U);
  EXPECT_TRUE(read_of(pause).source.turns.empty());
}

TEST(Cues, RefuseBrokenOnesSinglyWithLineAndReason) {
  const std::string file =
      "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\none\n\nlost words\nmore\n\n00:00:0x.000 --> "
      "00:00:04.000\nbad start\n\n"
      "00:00:03.000 -->\nbad end\n\n00:00:05.000 --> 00:00:06.000\n\n00:00:07.000 --> "
      "00:00:08.000\n<b></b>\n\n00:00:09.000 --> 00:00:10.000\nlast\n";
  const ReadResult read = read_of(file);
  std::vector<std::string> refused;
  for (const Refusal& refusal : read.refused) refused.push_back(refusal.place + " " + refusal.reason);
  EXPECT_EQ(refused, (std::vector<std::string>{
                         "a.vtt:7 the cue has no time line", "a.vtt:10 cue time 00:00:0x.000 is not a time",
                         "a.vtt:13 a time of the cue is missing", "a.vtt:16 the cue has no text",
                         "a.vtt:18 the cue has no text"}));
  EXPECT_EQ(read.units_stored, 2U);
  EXPECT_EQ(read.units_read, 7U);
}

TEST(Cues, ReadSubRipLeniently) {
  const std::string file =
      "\uFEFF1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>one</i>\r\n2\r\n00:00:02.000 --> 00:00:03.000 "
      "X1:0\r\ntwo\r\n \r\n"
      "00:00:03,000 --> 00:00:04,000\r\n3 apples\r\n17\r\n\r\n\r\n5\r\n00:00:04,000 --> 00:00:05,000\r\nfour "
      "< five &lt;six&gt; & more";
  const ReadResult read = read_of(file, "a.SRT");
  EXPECT_EQ(read.source.text, "one two 3 apples 17 four < five <six> & more\n");
  EXPECT_EQ(read.units_stored, 4U);
  EXPECT_TRUE(read.refused.empty());
  EXPECT_EQ(read.source.format, "srt");
}

TEST(Cues, PassOverHeaderNotesStylesAndRegions) {
  const std::string file =
      "WEBVTT - a title\nKind: captions\nLanguage: en\n\nNOTE one\nline --> \n\nSTYLE\n::cue { color: red "
      "}\n\nREGION\nid:fred\n\nNOTE\n\n"
      "STYLE\n00:01.000 --> 00:02.000 align:start\nan identifier called STYLE\n\nNOTES are text\n00:02.000 "
      "--> 00:03.000\nword\n";
  EXPECT_EQ(read_of(file).source.text, "an identifier called STYLE word\n");
  EXPECT_EQ(read_of("WEBVTT\n00:01.000 --> 00:02.000\nno blank line\n").source.text, "no blank line\n");
}

TEST(Cues, ResolveEntitiesAndKeepWhatIsNone) {
  const auto text_of = [](const std::string& line) {
    const auto utterances = cue_text({line});
    return utterances.empty() ? std::string() : utterances[0].text;
  };
  EXPECT_EQ(text_of("a &amp; b &lt;c&gt; &quot;d&quot; &#8212; &#x2014; &#39;"), "a & b <c> \"d\" — — '");
  EXPECT_EQ(text_of("&unknown; &#0; &#xD800; &#99999999999; &#1114112; &#x7FFFFFF; &#1; &; & AT&T 1 < 2 > 0"),
            "&unknown; &#0; &#xD800; &#99999999999; &#1114112; &#x7FFFFFF; &#1; &; & AT&T 1 < 2 > 0");
  EXPECT_EQ(text_of("a&nbsp;b"), "a b");
  EXPECT_EQ(text_of("<unclosed"), "<unclosed");
  EXPECT_EQ(text_of("<00:17.500>hits <b>your</b> eye"), "hits your eye");
}

TEST(Cues, AccountForEveryBlockOfGeneratedFiles) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 500; ++round) {
    std::string file = "WEBVTT\n\n";
    std::size_t good = 0, bad = 0;
    std::string words;
    for (std::size_t n = 1 + random() % 30; n > 0; --n) {
      switch (random() % 8) {
        case 0:
          file += "words without a time\n\n";
          ++bad;
          break;
        case 1:
          file += "00:00:99.000 --> 00:00:02.000\nwords\n\n";
          ++bad;
          break;
        case 2:
          file += "00:00:01.000 --> 00:00:02.000\n\n";
          ++bad;
          break;
        case 3:
          file += "NOTE nothing\n\n";
          break;
        default:
          file += "7\n00:00:01.000 --> 00:00:02.000\nw" + std::to_string(good) + "\n\n";
          words += (good == 0 ? "w" : " w") + std::to_string(good);
          ++good;
          break;
      }
    }
    const auto read = read_source("a.vtt", file);
    ASSERT_EQ(read.has_value(), good > 0) << file;
    if (!read) continue;
    EXPECT_EQ(read->units_stored, good);
    EXPECT_EQ(read->refused.size(), bad);
    EXPECT_EQ(read->units_read, good + bad);
    EXPECT_EQ(read->source.text, words + "\n");
  }
}

}  // namespace
}  // namespace gloss::intake
