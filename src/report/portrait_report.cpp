// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/portrait_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "report/grouped.h"
#include "text/display.h"

namespace gloss::report {
namespace {

using Kind = Column::Kind;

constexpr std::size_t narrowest_strip = 20, widest_name = 30, share_width = 7, gaps = 6;

/// Runs that overlap or touch become one.
WordRuns merged(WordRuns runs) {
  std::sort(runs.begin(), runs.end(), [](const WordRun& a, const WordRun& b) { return a.first < b.first; });
  WordRuns apart;
  for (const WordRun& run : runs)
    if (!apart.empty() && run.first <= apart.back().past)
      apart.back().past = std::max(apart.back().past, run.past);
    else
      apart.push_back(run);
  return apart;
}

std::int64_t words_in(const WordRuns& runs) {
  std::int64_t words = 0;
  for (const WordRun& run : runs) words += run.past - run.first;
  return words;
}

Value share_of_words(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::monostate();
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// Rows for the screen, whose strips get what room the rest of the row leaves.
class StripRows {
 public:
  StripRows(const SourcePortraits& portraits, const PortraitOptions& options)
      : portraits_(portraits), say_(options.language), width_(options.width) {
    const FrequencyCounter& all = portraits.counter.frequencies();
    table_ = headed_table(say_("Portraits of the sources", "来源画像"), all.base(), all.record(),
                          options.language);
  }

  void add(std::string_view name, const WordRuns& runs, Value share, std::uint32_t words) {
    rows_.push_back({text::cut_to_width(text::one_line(name), widest_name), words_in(runs), std::move(share),
                     runs, words});
  }

  Table take(const std::string& heading) {
    std::size_t name = text::display_width(heading), number = text::display_width(say_("Words", "词数"));
    for (const Row& row : rows_) {
      name = std::max(name, text::display_width(row.name));
      number = std::max(number, grouped(row.count).size());
    }
    const std::size_t beside = name + number + share_width + gaps;
    columns_ = std::max(narrowest_strip, width_ - std::min(width_, beside));
    table_.columns = {{"", heading, Kind::text},
                      {"", say_("Words", "词数"), Kind::number},
                      {"", say_("Share", "占比"), Kind::share},
                      {"", say_("From start to end", "从头到尾"), Kind::text}};
    for (Row& row : rows_)
      table_.rows.push_back(
          {std::move(row.name), row.count, std::move(row.share), strip_of(row.runs, row.words, columns_)});
    return std::move(table_);
  }

  std::size_t columns() const { return columns_; }

 private:
  struct Row {
    std::string name;
    std::int64_t count = 0;
    Value share;
    WordRuns runs;
    std::uint32_t words = 0;
  };
  const SourcePortraits& portraits_;
  const Wording say_;
  const std::size_t width_;
  Table table_;
  std::vector<Row> rows_;
  std::size_t columns_ = 0;
};

std::string blocks_note(const Wording& say) {
  return say(
      "Each column of a strip is a piece of the text. The higher the block, the more of its words carry "
      "the code: ▁ some, █ all, · none. Words: those of the base that carry it, each once; a Chinese "
      "character counts as a word.",
      "条带的每一格是文本的一段；方块越高，带有该代码的词越多：▁ 少量，█ 全部，· 无。词数：范围内带有该代码的"
      "词，各计一次；汉字每字计一词。");
}

Table strips_of_one(const SourcePortraits& portraits, const PortraitOptions& options) {
  const Wording say(options.language);
  const PortraitGround& ground = portraits.grounds.front();
  const auto& source = portraits.counter.sources().front();
  const auto codes = portraits.counter.most_used(options.lanes);
  const auto lanes = portraits.counter.lanes(0, codes);
  StripRows rows(portraits, options);
  for (std::size_t i = 0; i < codes.size(); ++i)
    rows.add(shown_name(portraits.counter.frequencies().codes()[static_cast<std::size_t>(codes[i])]),
             lanes[i], share_of_words(words_in(lanes[i]), source.base_words), ground.words);
  for (const PortraitGround::Voice& voice : ground.voices)
    rows.add(say("speaks: ", "发言：") + voice.label, voice.runs, std::monostate(), ground.words);
  Table table = rows.take(say("Code, speaker", "代码、说话人"));
  const auto words = static_cast<std::int64_t>(ground.words);
  const auto all = portraits.counter.most_used().size();
  table.headers.push_back(say("Source: ", "来源：") + ground.name + say("; ", "；") +
                          say(counted(words, "word", "words"), grouped(words) + " 词"));
  if (all > codes.size())
    table.headers.push_back(fmt::format(fmt::runtime(say("Codes: {} of {}, those that cover the most words "
                                                         "(--top N shows more)",
                                                         "代码：{}/{}，覆盖词数最多者（--top N 可多显示）")),
                                        codes.size(), all));
  table.notes = {blocks_note(say),
                 say("Share: of the words of the base in this source.", "占比：占该来源范围内词数的比例。")};
  return table;
}

Table strips_of_all(const SourcePortraits& portraits, const PortraitOptions& options) {
  const Wording say(options.language);
  StripRows rows(portraits, options);
  for (std::size_t i = 0; i < portraits.grounds.size(); ++i) {
    const WordRuns coded = portraits.counter.coded(i);
    rows.add(portraits.grounds[i].name, coded,
             share_of_words(words_in(coded), portraits.counter.sources()[i].base_words),
             portraits.grounds[i].words);
  }
  Table table = rows.take(say("Source", "来源"));
  table.notes = {blocks_note(say),
                 say("Here a word counts if it carries any of the codes; --codes GLOB shows where one code "
                     "is, and gloss "
                     "report portrait SOURCE a line for each. Share: of the words of the base in the source.",
                     "此处带有任一代码的词即计入；--codes GLOB 可只看某个代码，gloss report portrait "
                     "SOURCE 为每个代码显示一行。占比：占该来源范围内词数的比例。")};
  return table;
}

Json json_of_grounds(const SourcePortraits& portraits) {
  Json sources = Json::array();
  for (std::size_t i = 0; i < portraits.grounds.size(); ++i) {
    const PortraitGround& ground = portraits.grounds[i];
    Json voices = Json::array();
    for (const PortraitGround::Voice& voice : ground.voices) {
      Json runs = Json::array();
      for (const WordRun& run : voice.runs) runs.push_back(Json::array({run.first, run.past}));
      voices.push_back(Json{{"speaker", voice.label}, {"words", std::move(runs)}});
    }
    sources.push_back(Json{{"source", ground.name},
                           {"words", ground.words},
                           {"base_words", portraits.counter.sources()[i].base_words},
                           {"speakers", std::move(voices)}});
  }
  return sources;
}

}  // namespace

PortraitCounter::PortraitCounter(const CodedProject& head)
    : frequencies_(head), ancestry_(frequencies_.codes()), last_piece_(head.codes.size()) {}

std::size_t PortraitCounter::pieces_end(std::size_t source) const {
  return source + 1 < sources_.size() ? sources_[source + 1].pieces_begin : pieces_.size();
}

/// Adds to the last piece of its code where the two touch.
void PortraitCounter::add_piece(Piece piece) {
  std::size_t& last = last_piece_[static_cast<std::size_t>(piece.code)];
  if (last > sources_.back().pieces_begin && piece.run.first <= pieces_[last - 1].run.past) {
    pieces_[last - 1].run.past = std::max(pieces_[last - 1].run.past, piece.run.past);
    return;
  }
  pieces_.push_back(piece);
  last = pieces_.size();
}

void PortraitCounter::add(const CodedProject& part) {
  frequencies_.add(part);
  const auto codings = codings_in_base(part);
  auto met = codings.begin();
  for (const BasePassage& passage : part.base) {
    if (sources_.empty() || sources_.back().number != passage.place.source) {
      for (; met != codings.end() && !sources_.empty() && met->coding->source == sources_.back().number;
           ++met)
        add_coding(part, *met);
      sources_.push_back({passage.place.source, 0, pieces_.size()});
    }
    sources_.back().base_words += passage.past_word - passage.first_word;
  }
  for (; met != codings.end(); ++met) add_coding(part, *met);
}

void PortraitCounter::add_coding(const CodedProject& part, const MetCoding& met) {
  for (std::size_t p = met.passages.first; p < met.passages.last; ++p) {
    const WordRun run{std::max(met.coding->first_word, part.base[p].first_word),
                      std::min(met.coding->past_word, part.base[p].past_word)};
    if (run.first < run.past) add_piece({met.coding->code, run});
  }
}

std::vector<std::int32_t> PortraitCounter::most_used(std::size_t most) const {
  std::vector<bool> used(frequencies_.codes().size());
  for (const Piece& piece : pieces_) used[static_cast<std::size_t>(piece.code)] = true;
  std::vector<std::int32_t> codes;
  for (std::size_t code = 0; code < used.size(); ++code)
    if (used[code]) codes.push_back(static_cast<std::int32_t>(code));
  const auto words = [&](std::int32_t code) {
    return frequencies_.of(static_cast<std::size_t>(code), -1).words;
  };
  std::stable_sort(codes.begin(), codes.end(),
                   [&](std::int32_t a, std::int32_t b) { return words(a) > words(b); });
  if (codes.size() > most) codes.resize(most);
  std::sort(codes.begin(), codes.end());
  return codes;
}

std::vector<WordRuns> PortraitCounter::lanes(std::size_t source,
                                             const std::vector<std::int32_t>& codes) const {
  std::vector<std::size_t> lane_of(frequencies_.codes().size(), SIZE_MAX);
  for (std::size_t lane = 0; lane < codes.size(); ++lane)
    lane_of[static_cast<std::size_t>(codes[lane])] = lane;
  std::vector<WordRuns> lanes(codes.size());
  for (std::size_t i = sources_[source].pieces_begin; i < pieces_end(source); ++i)
    for (const std::int32_t code : ancestry_.upward(pieces_[i].code))
      if (const std::size_t lane = lane_of[static_cast<std::size_t>(code)]; lane != SIZE_MAX)
        lanes[lane].push_back(pieces_[i].run);
  for (WordRuns& lane : lanes) lane = merged(std::move(lane));
  return lanes;
}

WordRuns PortraitCounter::coded(std::size_t source) const {
  WordRuns runs;
  for (std::size_t i = sources_[source].pieces_begin; i < pieces_end(source); ++i)
    runs.push_back(pieces_[i].run);
  return merged(std::move(runs));
}

std::string strip_of(const WordRuns& runs, std::uint32_t words, std::size_t columns) {
  static constexpr std::array<std::string_view, 9> blocks{"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  columns = std::min<std::size_t>(columns, words);
  std::string strip;
  auto run = runs.begin();
  for (std::size_t column = 0; column < columns; ++column) {
    const std::uint64_t begin = column * std::uint64_t{words} / columns,
                        end = (column + 1) * std::uint64_t{words} / columns;
    std::uint64_t held = 0;
    for (auto its = run; its != runs.end() && its->first < end; ++its)
      held += std::min<std::uint64_t>(its->past, end) - std::max<std::uint64_t>(its->first, begin);
    while (run != runs.end() && run->past <= end) ++run;
    strip += blocks[(held * 8 + (end - begin) - 1) / (end - begin)];
  }
  return strip;
}

Table portrait_strips(const SourcePortraits& portraits, const PortraitOptions& options) {
  return portraits.grounds.size() == 1 ? strips_of_one(portraits, options)
                                       : strips_of_all(portraits, options);
}

Table segments_table(const SourcePortraits& portraits, const std::vector<SegmentPlace>& segments,
                     const PortraitOptions& options) {
  const Wording say(options.language);
  const FrequencyCounter& all = portraits.counter.frequencies();
  Table table =
      headed_table(say("Portraits of the sources", "来源画像"), all.base(), all.record(), options.language);
  table.head["sources"] = json_of_grounds(portraits);
  table.columns = {{"source", say("Source", "来源"), Kind::text},
                   {"code", "-", Kind::text},
                   {"name", say("Code", "代码"), Kind::text},
                   {"start", say("Start", "起"), Kind::number},
                   {"end", say("End", "止"), Kind::number},
                   {"first_word", say("First word", "首词"), Kind::number},
                   {"past_word", say("Past word", "末词后"), Kind::number},
                   {"passage", say("Passage", "段落"), Kind::text}};
  for (const SegmentPlace& one : segments) {
    const std::string& source = portraits.grounds[one.source].name;
    const CodeRow& code = all.codes()[static_cast<std::size_t>(one.code)];
    table.rows.push_back({source, code.id, shown_name(code), one.start, one.end,
                          std::int64_t{one.words.first}, std::int64_t{one.words.past},
                          fmt::format("{}:{}", source, one.passage)});
  }
  table.notes = {
      say("A row: the longest run of words of the base that all carry the code or one below it. Words "
          "count from 0 along the whole source, a Chinese character as a word; start and end are "
          "code points.",
          "每行：范围内连续带有该代码（或其下代码）的最长词串。词从 0 起沿整个来源计数，汉字每字计一词；起止"
          "为字符位置。")};
  return table;
}

}  // namespace gloss::report
