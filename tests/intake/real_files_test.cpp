// SPDX-License-Identifier: GPL-3.0-or-later
// The real transcripts: who speaks, how often, and how many passages there are. Speakers, turns and
// passages were counted in the files, by reading them and by a separate script per file from its own
// convention; some turn counts of single speakers, and the languages, were first printed by the program and
// then looked at.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "intake/read_source.h"
#include "support/shared_data.h"

namespace gloss::intake {
namespace {

using Role = model::Role;

struct Expected {
  const char* file;
  std::size_t speakers, turns, passages, sections;
  const char* language;
  /// Turns by label; "" = before the first label, or unknown.
  std::map<std::string, std::size_t> by_speaker;
  std::map<std::string, Role> roles;  ///< where not unknown
};

const std::vector<Expected>& table() {
  static const std::vector<Expected> all = {
      // Contents and preliminaries first; 21 labels of the president, three of them follow himself (the
      // sitting is interrupted three
      // times), and 17 members of the government, once each, some with offices of more than 60 characters.
      {"de_bundestag_17002.txt",
       18,
       36,
       765,
       0,
       "de",
       {{"", 1},
        {"Präsident Dr. Norbert Lammert", 18},
        {"Dr.\u00A0Angela Merkel (CDU/CSU)", 1},
        {"Dr.\u00A0Angela Merkel, Bundeskanzlerin", 1},
        {"Dr.\u00A0Guido Westerwelle, Bundesminister des Auswärtigen", 1},
        {"Sabine Leutheusser-Schnarrenberger, Bundesministerin der Justiz", 1},
        {"Ilse Aigner, Bundesministerin für Ernährung, Landwirtschaft und Verbraucherschutz", 1},
        {"Ronald Pofalla, Bundesminister für besondere Aufgaben", 1}},
       {}},
      // Two presidents and a vice president; shouts in parentheses ("(Jens Spahn [CDU/CSU]: ...)") are no
      // turns, nor are
      // "Berichterstattung:" and "Überweisungsvorschlag:".
      {"de_bundestag_17050_sport.txt",
       46,
       125,
       1593,
       0,
       "de",
       {{"", 1},
        {"Präsident Dr. Norbert Lammert", 30},
        {"Vizepräsident Dr. h. c. Wolfgang Thierse", 15},
        {"Vizepräsidentin Petra Pau", 11},
        {"Dr. Ernst Dieter Rossmann (SPD)", 7},
        {"Marianne Schieder (Schwandorf) (SPD)", 4},
        {"Dr. Anton Hofreiter (BÜNDNIS 90/DIE GRÜNEN)", 1}},
       {}},
      // A preamble, then "### Interviewer:", "### Audrey Tang:" and "### Audrey:" before it goes on in
      // Chinese.
      {"en-zh_interview-asahi_2022-08-25.md",
       5,
       78,
       115,
       1,
       "zh-Hant",
       {{"", 1}, {"Interviewer", 3}, {"Audrey Tang", 1}, {"Audrey", 1}, {"問", 36}, {"唐鳳", 36}},
       {{"Interviewer", Role::interviewer},
        {"問", Role::interviewer},
        {"Audrey Tang", Role::interviewee},
        {"Audrey", Role::interviewee},
        {"唐鳳", Role::interviewee}}},
      // 44 answers of AA, of which two follow each other (the question between them has no label); six
      // senators are named once each.
      {"en_canada-senate-hearing.md",
       9,
       88,
       108,
       2,
       "en",
       {{"", 1},
        {"AA", 43},
        {"Senator", 35},
        {"Senator Black", 1},
        {"Senator Greene", 2},
        {"Senator M", 2},
        {"Senator R", 1},
        {"Senator Meredith", 1},
        {"Senator Hervieux-Payette", 1},
        {"Senator Tkachuk", 1}},
       {}},
      {"es_canada-senate-hearing.es.md",
       9,
       88,
       108,
       2,
       "es",
       {{"", 1},
        {"AA", 43},
        {"Senador", 35},
        {"Senador Black", 1},
        {"Senador Greene", 2},
        {"Senador M", 2},
        {"Senador R", 1},
        {"Senador Meredith", 1},
        {"Senador Hervieux-Payette", 1},
        {"Senador Tkachuk", 1}},
       {}},
      // 336 labels with a time each; a speaker who goes on after a heading stays in the turn.
      {"en_panel_speaker-N.md",
       7,
       327,
       369,
       35,
       "en",
       {{"Speaker 0", 107},
        {"Speaker 1", 38},
        {"Speaker 2", 14},
        {"Speaker 3", 54},
        {"Speaker 4", 47},
        {"Speaker 5", 37},
        {"Speaker 6", 30}},
       {}},
      // 201 labels, three of them without a time.
      {"en_podcast_name-timestamp.md",
       2,
       199,
       201,
       8,
       "en",
       {{"Aaron van Wirdum", 100}, {"Sjors Provoost", 99}},
       {}},
      // A talk with one "P:" and one "R:"; lines such as "17:30 < kanzure> ..." quote a chat.
      {"es_socratic-seminar.es.md",
       2,
       3,
       48,
       6,
       "es",
       {{"", 1}, {"P", 1}, {"R", 1}},
       {{"P", Role::interviewer}, {"R", Role::interviewee}}},
      {"zh-TW_interview-gvm_2022-08-19.md",
       3,
       95,
       143,
       1,
       "zh-Hant",
       {{"", 1}, {"羅之盈", 43}, {"唐鳳", 47}, {"高筱淇", 4}},
       {}},
      // 41 headings "### ...：", two of which say 前情提要; seven labels follow the same speaker.
      {"zh-TW_open-gov-collab-meeting_2021-04-28.md",
       10,
       37,
       189,
       3,
       "zh-Hant",
       {{"", 1},
        {"賴致翔", 1},
        {"詹壹雯", 17},
        {"黃裕文", 1},
        {"陳子文", 1},
        {"鬼才阿水", 4},
        {"劉逢良", 5},
        {"陳冠貿", 4},
        {"荊心泉", 1},
        {"王文哲", 1},
        {"曾拓穎", 1}},
       {}},
      {"zh-TW_youth-advisory-committee_2022-08-10.md",
       13,
       35,
       103,
       1,
       "zh-Hant",
       {{"", 1},
        {"蘇貞昌", 15},
        {"彭仁鴻", 2},
        {"黃佳婷", 3},
        {"唐鳳", 3},
        {"林孟慧", 1},
        {"陳雪玉", 1},
        {"沈志修", 2},
        {"王美花", 2},
        {"陳宗彥", 1},
        {"許銘春", 1},
        {"潘文忠", 1},
        {"謝佳宜", 1},
        {"林大涵", 1}},
       {}},
      // A talk, then four questions and answers; "花费条件：", "优点：" and the like are no speakers.
      {"zh_stepan-snigirev_fullwidth-colon.zh.md",
       2,
       9,
       40,
       13,
       "zh",
       {{"", 1}, {"问", 4}, {"答", 4}},
       {{"问", Role::interviewer}, {"答", Role::interviewee}}},
      // 102 cues; cue 48 ("Hmm.") has no name in a file where all others have one.
      {"GMT20240124-202901_Recording.transcript.vtt",
       5,
       26,
       27,
       0,
       "en",
       {{"", 1},
        {"Conor Healy", 12},
        {"Srijani Ghosh", 7},
        {"Shreeharsh Kelkar", 3},
        {"Dr. Melissa Ko", 2},
        {"Ryan Sloan", 1}},
       {}},
      // 100 captions, no names.
      {"GMT20240124-202901_Recording.cc.vtt", 0, 0, 5, 0, "en", {}, {}},
  };
  return all;
}

TEST(RealFiles, AreAllInTheTable) {
  GLOSS_NEEDS_SHARED_DATA();
  EXPECT_EQ(test::files_in(test::shared_path("data/transcripts"), {".txt", ".md", ".vtt", ".srt"}).size(),
            table().size());
}

class EachFile : public testing::TestWithParam<std::size_t> {};

TEST_P(EachFile, HasTheSpeakersTurnsAndPassagesThatAReaderCounts) {
  GLOSS_NEEDS_SHARED_DATA();
  const Expected& expected = table()[GetParam()];
  const auto read = read_source(
      expected.file, test::slurp(test::shared_path(std::string("data/transcripts/") + expected.file)));
  ASSERT_TRUE(read) << read.error().line();
  const model::Source& source = read->source;
  EXPECT_EQ(source.speakers.size(), expected.speakers);
  EXPECT_EQ(source.turns.size(), expected.turns);
  EXPECT_EQ(source.passages.size(), expected.passages);
  EXPECT_EQ(source.sections.size(), expected.sections);
  EXPECT_EQ(source.language, expected.language);
  EXPECT_EQ(source.kind, model::Kind::interview);
  EXPECT_EQ(read->units_read, read->units_stored + read->refused.size());
  EXPECT_TRUE(read->refused.empty());

  std::map<std::string, std::size_t> turns;
  for (const model::Turn& turn : source.turns) {
    ++turns[turn.speaker < 0 ? "" : source.speakers[static_cast<std::size_t>(turn.speaker)].label];
  }
  for (const auto& [label, count] : expected.by_speaker) EXPECT_EQ(turns[label], count) << label;
  for (const model::Speaker& speaker : source.speakers) {
    const auto role = expected.roles.find(speaker.label);
    EXPECT_EQ(speaker.role, role == expected.roles.end() ? Role::unknown : role->second) << speaker.label;
  }
}

INSTANTIATE_TEST_SUITE_P(Transcripts, EachFile, testing::Range(std::size_t{0}, table().size()));

TEST(RealFiles, GiveTheWordsToThoseWhoSayThem) {
  GLOSS_NEEDS_SHARED_DATA();
  struct Quote {
    const char* file;
    const char* words;
    const char* speaker;
  };
  const std::vector<Quote> quotes = {
      {"en_canada-senate-hearing.md", "I am finding real interest in what you have to say", "Senator Black"},
      {"en_canada-senate-hearing.md", "This meeting is concluded.", "Senator"},
      {"en_panel_speaker-N.md", "Hey, how's it going?", "Speaker 1"},
      {"en_podcast_name-timestamp.md", "Because it doesn't have the music emoji", "Sjors Provoost"},
      {"de_bundestag_17002.txt", "Herr Präsident, ich nehme die Wahl an", "Dr.\u00A0Angela Merkel (CDU/CSU)"},
      {"zh-TW_open-gov-collab-meeting_2021-04-28.md", "我是唐政委幕僚賴致翔", "賴致翔"},
      {"zh-TW_interview-gvm_2022-08-19.md", "八年了。", "唐鳳"},
      {"GMT20240124-202901_Recording.transcript.vtt", "Get this party started.", "Conor Healy"},
  };
  for (const Quote& quote : quotes) {
    const auto read = read_source(
        quote.file, test::slurp(test::shared_path(std::string("data/transcripts/") + quote.file)));
    ASSERT_TRUE(read);
    std::string said_by = "nobody";
    for (const model::Passage& passage : read->source.passages) {
      const std::string words = read->source.text.substr(passage.span.begin.count, passage.span.length());
      if (words.find(quote.words) == std::string::npos) continue;
      const model::Turn& turn = read->source.turns[static_cast<std::size_t>(passage.turn)];
      said_by = turn.speaker < 0 ? "" : read->source.speakers[static_cast<std::size_t>(turn.speaker)].label;
    }
    EXPECT_EQ(said_by, quote.speaker) << quote.file << ": " << quote.words;
  }
}

struct Outcome {
  const char* file;
  std::size_t stored;                ///< cues
  std::vector<std::string> refused;  ///< "line: reason"
  const char* fault;                 ///< part of the message; nullptr = read
};

TEST(BadInput, EndsAsAReaderOfEachFileExpects) {
  GLOSS_NEEDS_SHARED_DATA();
  const std::vector<Outcome> outcomes = {
      {"captions_with_bom.vtt", 4, {}, nullptr},
      {"comments.vtt", 3, {}, nullptr},
      {"cue_tags.vtt", 3, {}, nullptr},
      {"empty.vtt", 0, {}, "the file is empty"},
      {"invalid.vtt", 0, {}, "the first line is not WEBVTT"},
      {"invalid_format1.srt", 0, {}, "no cue of the file can be read: the cue has no time line"},
      {"invalid_format4.srt", 0, {}, "no cue of the file can be read: the cue has no text"},
      {"invalid_timeframe.srt", 5, {}, nullptr},  // 00:00:11.890, a dot for the comma
      {"invalid_timeframe.vtt", 6, {"6: cue time 00:00:1d.890 is not a time"}, nullptr},
      {"invalid_timeframe_in_cue_text.vtt",
       3,
       {"6: the cue has no text"},
       nullptr},  // the same time line twice
      {"metadata_headers_multiline.vtt", 2, {}, nullptr},
      {"missing_caption_text.srt", 4, {"6: the cue has no text"}, nullptr},
      {"missing_caption_text.vtt", 4, {"6: the cue has no text"}, nullptr},
      {"missing_timeframe.srt", 4, {"5: the cue has no time line"}, nullptr},
      {"missing_timeframe.vtt", 6, {"6: the cue has no time line"}, nullptr},
      {"no_captions.vtt", 0, {}, "the file has no cue"},
      {"sample.srt", 5, {}, nullptr},
      {"styles.vtt", 1, {}, nullptr},
      {"using_identifiers.vtt", 6, {}, nullptr},
      {"youtube_dl.vtt", 4, {}, nullptr},
  };
  EXPECT_EQ(test::files_in(test::shared_path("data/bad-input"), {""}).size(), outcomes.size());
  for (const Outcome& outcome : outcomes) {
    const std::string file = outcome.file;
    const auto read = read_source(file, test::slurp(test::shared_path("data/bad-input/" + file)));
    if (outcome.fault != nullptr) {
      ASSERT_FALSE(read) << file;
      EXPECT_EQ(read.error().fault, Fault::bad_input);
      EXPECT_NE(read.error().message.find(outcome.fault), std::string::npos)
          << file << ": " << read.error().line();
      EXPECT_EQ(read.error().place.find(file), 0U);
      EXPECT_EQ(read.error().line().find('\n'), std::string::npos);
      continue;
    }
    ASSERT_TRUE(read) << read.error().line();
    EXPECT_EQ(read->units_stored, outcome.stored) << file;
    EXPECT_EQ(read->units_read, outcome.stored + outcome.refused.size()) << file;
    ASSERT_EQ(read->refused.size(), outcome.refused.size()) << file;
    for (std::size_t i = 0; i < outcome.refused.size(); ++i) {
      EXPECT_EQ(read->refused[i].place + ": " + read->refused[i].reason, file + ":" + outcome.refused[i]);
    }
  }
}

TEST(BadInput, LeavesNoMarkupInTheText) {
  GLOSS_NEEDS_SHARED_DATA();
  const auto text_of = [](const std::string& file) {
    return read_source(file, test::slurp(test::shared_path("data/bad-input/" + file)))->source.text;
  };
  EXPECT_EQ(text_of("cue_tags.vtt"), "When the moon hits your eye Like a big-a pizza pie That's amore\n");
  EXPECT_EQ(text_of("youtube_dl.vtt"), "yeah what this will happen is I'm telling\n");
  EXPECT_EQ(text_of("styles.vtt"), "- Hello world.\n");
  EXPECT_EQ(
      text_of("comments.vtt"),
      "- Ta en kopp varmt te. - Det är inte varmt. - Har en kopp te. - Det smakar som te. - Ta en kopp\n");
}

}  // namespace
}  // namespace gloss::intake
