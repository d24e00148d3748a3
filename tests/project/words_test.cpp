// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/words.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "project/add_sources.h"
#include "project/reports.h"
#include "project/study.h"
#include "project/use_codebook.h"
#include "stats/collocation.h"
#include "stats/diversity.h"
#include "stats/keyness.h"
#include "support/must.h"

namespace gloss::project {
namespace {

using namespace gloss::test;

const std::vector<std::string> said = {"hall", "money", "trust", "the", "经费", "信任", "场地", "的", "fee"};
const std::set<std::string> said_functions = {"the", "的"};

/// Who says what, as cases.csv has it.
struct Who {
  std::string person, group;
};

/// Interviews of words from a short list, in sentences that end in !, with commas; persons who speak in two
/// sources or under two names; a source in which nobody is named.
struct WordStudy : Study {
  explicit WordStudy(std::uint64_t seed) : random(seed), file(create()) {
    std::string cases = "source,speaker,case,group\n";
    const auto add_case = [&](const std::string& source, const std::string& speaker, const std::string& name,
                              const std::string& group) {
      cases += fmt::format("{},{},{},{}\n", source, speaker, name, group);
      who[{source, speaker}] = {name, group};
    };
    const char* groups[] = {"east", "west", "north"};
    for (int i = 0; i < 4; ++i) {
      const std::string source = fmt::format("s{}.txt", i);
      write(source, interview(i == 3));
      if (i == 3) {
        if (random() % 2 == 0) add_case(source, "", "", "west");
        continue;
      }
      for (int p = 1; p <= 3; ++p) {
        const std::string label = fmt::format("P{}", p);
        who[{source, label}] = {label + source, ""};
        const char* group = groups[random() % 3];
        switch (random() % 4) {
          case 0:
            break;  // in no case
          case 1:
            add_case(source, label, "Ann", group);  // may come again
            break;
          default:
            add_case(source, label, "Case " + label + std::to_string(i), group);
        }
      }
    }
    write("cases.csv", cases);
    must(write_file(dictionary(), "经费 10\n信任 10\n场地 10\n的 50\n", Overwrite::yes));
    must(project::add_sources(file, {texts()}, {}));
  }

  std::string dictionary() const { return folder + "/dictionary.txt"; }

  std::string interview(bool without_labels) {
    std::string text;
    for (int turn = 0; turn < 10; ++turn) {
      if (!without_labels) text += turn % 3 == 0 ? "Interviewer:" : fmt::format("P{}:", 1 + random() % 3);
      for (std::size_t i = 0, n = 1 + random() % 25; i < n; ++i)
        text += (i == 0              ? " "
                 : random() % 9 == 0 ? "! "
                 : random() % 9 == 0 ? ", "
                                     : " ") +
                said[random() % said.size()];
      text += "!\n\n";
    }
    return text;
  }

  /// One passage of the export, cut into sentences and these into stretches between commas.
  struct Said {
    std::string source, speaker, person, group;
    std::vector<std::vector<std::vector<std::string>>> sentences;
    std::vector<std::string> words;
  };
  std::vector<Said> passages(bool with_interviewer) {
    std::vector<Said> all;
    const auto table = must(passages_table(file));
    const auto cell = [&](std::size_t row, const std::string& name) {
      for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].name == name) return std::get<std::string>(table.rows[row][c]);
      throw std::out_of_range(name);
    };
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (!with_interviewer && cell(row, "role") == "interviewer") continue;
      Said one{cell(row, "source"), cell(row, "speaker"), "", "", {}, {}};
      const auto known = who.find({one.source, one.speaker});
      if (known != who.end()) one.group = known->second.group;
      if (!one.speaker.empty())
        one.person = known != who.end() ? known->second.person : one.speaker + one.source;
      one.sentences = {{{}}};
      std::string word;
      for (const char c : cell(row, "text") + " ") {
        if (c != ' ' && c != '!' && c != ',') {
          word += c;
          continue;
        }
        if (!word.empty()) {
          one.sentences.back().back().push_back(word);
          one.words.push_back(word);
        }
        word.clear();
        if (c == ',') one.sentences.back().emplace_back();
        if (c == '!') one.sentences.push_back({{}});
      }
      all.push_back(std::move(one));
    }
    return all;
  }

  std::mt19937_64 random;
  std::map<std::pair<std::string, std::string>, Who> who;
  Project file;
};

/// Counts as sets have them.
struct Slow {
  std::int64_t frequency = 0;
  std::set<std::string> persons, sources;
  void add(const WordStudy::Said& one) {
    ++frequency;
    if (!one.person.empty()) persons.insert(one.person);
    sources.insert(one.source);
  }
  std::int64_t speakers() const { return static_cast<std::int64_t>(persons.size()); }
  std::int64_t in_sources() const { return static_cast<std::int64_t>(sources.size()); }
};

using Cells = std::map<std::string, report::Value>;

/// Rows by the cells of their first `keys` fields, joined by a blank.
std::map<std::string, Cells> by_name(const report::Table& table, std::vector<std::string> keys) {
  std::map<std::string, Cells> rows;
  for (const auto& row : table.rows) {
    Cells cells;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (!table.columns[c].name.empty()) cells[table.columns[c].name] = row[c];
    std::string key;
    for (const auto& name : keys) key += (key.empty() ? "" : " ") + std::get<std::string>(cells.at(name));
    EXPECT_TRUE(rows.emplace(key, cells).second) << key;
  }
  return rows;
}

std::int64_t whole_in(const Cells& cells, const std::string& name) {
  return std::get<std::int64_t>(cells.at(name));
}
double real_in(const Cells& cells, const std::string& name) { return std::get<double>(cells.at(name)); }

WordsRequest request_of(const WordStudy& study, bool with_interviewer) {
  WordsRequest request;
  request.selection.dictionary = study.dictionary();
  if (!with_interviewer) request.selection.where = "role != interviewer";
  request.function_words = true;
  request.least = 1;
  return request;
}

TEST(Words, AreThoseOfTheExportedPassages) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    WordStudy study(seed);
    const bool with_interviewer = seed % 2 == 0;
    std::map<std::string, Slow> slow, slow_groups;
    std::map<std::string, std::int64_t> n;
    for (const auto& one : study.passages(with_interviewer))
      for (const auto& word : one.words) {
        slow[word].add(one);
        ++n[""];
        if (one.group.empty()) continue;
        slow_groups[word + " " + one.group].add(one);
        ++n[one.group];
      }
    WordsRequest request = request_of(study, with_interviewer);
    const auto rows = by_name(must(words(study.file, request)), {"word"});
    ASSERT_EQ(rows.size(), slow.size());
    for (const auto& [word, its] : slow) {
      SCOPED_TRACE(word);
      const Cells& row = rows.at(word);
      EXPECT_EQ(whole_in(row, "frequency"), its.frequency);
      EXPECT_EQ(whole_in(row, "speakers"), its.speakers());
      EXPECT_EQ(whole_in(row, "sources"), its.in_sources());
      EXPECT_DOUBLE_EQ(real_in(row, "per_1000"),
                       1000.0 * static_cast<double>(its.frequency) / static_cast<double>(n[""]));
    }
    if (slow_groups.empty()) continue;
    request.selection.by = "group";
    const auto in_groups = by_name(must(words(study.file, request)), {"word", "group"});
    ASSERT_EQ(in_groups.size(), slow_groups.size());
    for (const auto& [key, its] : slow_groups) {
      SCOPED_TRACE(key);
      EXPECT_EQ(whole_in(in_groups.at(key), "frequency"), its.frequency);
      EXPECT_EQ(whole_in(in_groups.at(key), "speakers"), its.speakers());
      EXPECT_EQ(whole_in(in_groups.at(key), "sources"), its.in_sources());
    }
    request.function_words = false;
    request.least = 5;
    request.selection.by = "";
    std::size_t listed = 0;
    for (const auto& [word, its] : slow) listed += !said_functions.contains(word) && its.frequency >= 5;
    EXPECT_EQ(must(words(study.file, request)).rows.size(), listed);
  }
}

/// Holds what is in `here` against the rest, by sets.
void expect_keywords(const std::map<std::string, Cells>& rows, const std::string& group,
                     const std::vector<WordStudy::Said>& here, const std::vector<WordStudy::Said>& rest,
                     std::size_t& met) {
  std::map<std::string, Slow> in_here, in_rest;
  std::int64_t n1 = 0, n2 = 0;
  for (const auto& one : here)
    for (const auto& word : one.words) in_here[word].add(one), in_rest[word], ++n1;
  for (const auto& one : rest)
    for (const auto& word : one.words) in_rest[word].add(one), in_here[word], ++n2;
  for (auto& [word, its] : in_here) {
    SCOPED_TRACE(group + " " + word);
    Slow& other = in_rest[word];
    const stats::KeyTable table{its.frequency, n1, other.frequency, n2};
    const auto g2 = stats::key_g2(table);
    const auto found = rows.find(group + " " + word);
    ASSERT_EQ(found != rows.end(), g2 && *g2 >= 0.5);
    if (found == rows.end()) continue;
    const Cells& row = found->second;
    ++met;
    EXPECT_EQ(whole_in(row, "f1"), its.frequency);
    EXPECT_EQ(whole_in(row, "n1"), n1);
    EXPECT_EQ(whole_in(row, "f2"), other.frequency);
    EXPECT_EQ(whole_in(row, "n2"), n2);
    EXPECT_DOUBLE_EQ(real_in(row, "g2"), *g2);
    EXPECT_DOUBLE_EQ(real_in(row, "log_ratio"), *stats::log_ratio(table, stats::WhereZero::add_half));
    EXPECT_EQ(whole_in(row, "speakers1"), its.speakers());
    EXPECT_EQ(whole_in(row, "speakers2"), other.speakers());
    std::set<std::string> users, sources = its.sources;
    sources.insert(other.sources.begin(), other.sources.end());
    EXPECT_EQ(whole_in(row, "sources"), static_cast<std::int64_t>(sources.size()));
    const bool more = real_in(row, "log_ratio") > 0;
    for (const auto& one : more ? here : rest)
      if (std::count(one.words.begin(), one.words.end(), word) > 0)
        users.insert(one.person.empty() ? "in " + one.source : one.person);
    EXPECT_EQ(whole_in(row, "one_speaker"), users.size() == 1);
  }
}

TEST(Keyness, HoldsEachGroupAgainstTheOthers) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::size_t met = 0;
  for (std::uint64_t seed = 100; seed < 140; ++seed) {
    SCOPED_TRACE(seed);
    WordStudy study(seed);
    const auto all = study.passages(false);
    std::set<std::string> groups;
    for (const auto& [place, who] : study.who)
      if (!who.group.empty()) groups.insert(who.group);
    if (groups.empty()) continue;
    KeynessRequest request{request_of(study, false), "", 0.5, 15};
    request.words.selection.by = "group";
    const auto rows = by_name(must(keyness(study.file, request)), {"group", "word"});
    for (const std::string& group : groups) {
      std::vector<WordStudy::Said> here, rest;
      for (const auto& one : all)
        if (!one.group.empty()) (one.group == group ? here : rest).push_back(one);
      expect_keywords(rows, group, here, rest, met);
    }
    request.words.selection.by = "";
    request.words.selection.target = "speaker = P1";
    std::vector<WordStudy::Said> here, rest;
    for (const auto& one : all) (one.speaker == "P1" ? here : rest).push_back(one);
    expect_keywords(by_name(must(keyness(study.file, request)), {"group", "word"}), "speaker = P1", here,
                    rest, met);
  }
  EXPECT_GT(met, 300u);
}

TEST(Keyness, WantsGroupsThatAreThere) {
  WordStudy study(5);
  EXPECT_EQ(keyness(study.file, {}).error().fault, Fault::usage);
  KeynessRequest request;
  request.words.selection.by = "role";
  request.group = "nobody";
  const auto wrong = keyness(study.file, request);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fault, Fault::usage);
  EXPECT_NE(wrong.error().hint.find("interviewer"), std::string::npos);
  request.group = "";
  request.words.selection.target = "speaker = P1";
  EXPECT_EQ(keyness(study.file, request).error().fault, Fault::usage);
}

struct SlowNear {
  Slow all;
  std::int64_t left = 0, right = 0;
};

TEST(Collocations, AreWordsInWindows) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  for (std::uint64_t seed = 200; seed < 230; ++seed) {
    SCOPED_TRACE(seed);
    WordStudy study(seed);
    const std::string node = seed % 2 == 0 ? "hall" : "经费";
    const int window = 1 + static_cast<int>(seed % 4);
    std::map<std::string, SlowNear> slow;
    std::map<std::string, std::int64_t> frequency;
    std::int64_t nodes = 0, in_windows = 0, n = 0;
    for (const auto& one : study.passages(true))
      for (const auto& sentence : one.sentences) {
        std::vector<std::string> words;
        for (const auto& stretch : sentence) words.insert(words.end(), stretch.begin(), stretch.end());
        const int size = static_cast<int>(words.size());
        n += size;
        for (int i = 0; i < size; ++i) {
          const std::string& word = words[static_cast<std::size_t>(i)];
          ++frequency[word];
          if (word == node) {
            ++nodes;
            continue;
          }
          int left = 1000, right = 1000;  // how far the nearest node before, after
          for (int k = 0; k < size; ++k)
            if (words[static_cast<std::size_t>(k)] == node)
              (k < i ? left : right) = std::min(k < i ? left : right, std::abs(k - i));
          if (std::min(left, right) > window) continue;
          ++in_windows;
          slow[word].all.add(one);
          ++(left <= right ? slow[word].right : slow[word].left);
        }
      }
    CollocationsRequest request;
    request.selection.dictionary = study.dictionary();
    request.query = node;
    request.window = static_cast<std::uint32_t>(window);
    request.least = 1;
    request.function_words = true;
    const auto table = must(collocations(study.file, request));
    EXPECT_EQ(table.head["node"]["hits"], nodes);
    EXPECT_EQ(table.head["node"]["window_words"], in_windows);
    const auto rows = by_name(table, {"word"});
    ASSERT_EQ(rows.size(), slow.size());
    for (const auto& [word, its] : slow) {
      SCOPED_TRACE(word);
      const Cells& row = rows.at(word);
      const std::int64_t both = its.all.frequency;
      EXPECT_EQ(whole_in(row, "both"), both);
      EXPECT_EQ(whole_in(row, "left"), its.left);
      EXPECT_EQ(whole_in(row, "right"), its.right);
      EXPECT_EQ(whole_in(row, "f"), frequency[word]);
      EXPECT_EQ(whole_in(row, "speakers"), its.all.speakers());
      EXPECT_EQ(whole_in(row, "sources"), its.all.in_sources());
      EXPECT_DOUBLE_EQ(real_in(row, "g2"), *stats::g2({both, in_windows, frequency[word], n}));
      EXPECT_DOUBLE_EQ(real_in(row, "log_dice"),
                       *stats::log_dice({both, std::max(nodes, both), frequency[word], n}));
    }
  }
}

TEST(Collocations, OfCodesAreAroundTheirCodings) {
  WordStudy study(300);
  must(adopt_codebook(
      study.file, must(codebook::parse_codebook("codebook: c\ncodes:\n  a:\n    rules: [hall]\n", "c.yaml")),
      "c.yaml"));
  CollocationsRequest by_word;
  by_word.selection.dictionary = study.dictionary();
  by_word.query = "hall";
  CollocationsRequest by_code = by_word;
  by_code.query = "";
  by_code.code = "a";
  const auto words_near = must(collocations(study.file, by_word)),
             code_near = must(collocations(study.file, by_code));
  EXPECT_GT(words_near.rows.size(), 3u);
  EXPECT_EQ(words_near.rows, code_near.rows);
  by_code.query = "hall";
  EXPECT_EQ(collocations(study.file, by_code).error().fault, Fault::usage);
}

TEST(Collocations, OfNothingAreAdjacentWords) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  for (std::uint64_t seed = 400; seed < 430; ++seed) {
    SCOPED_TRACE(seed);
    WordStudy study(seed);
    const bool functions = seed % 2 == 0;
    std::map<std::string, Slow> slow;
    std::map<std::string, std::int64_t> frequency;
    for (const auto& one : study.passages(true))
      for (const auto& sentence : one.sentences)
        for (const auto& stretch : sentence)
          for (std::size_t i = 0; i < stretch.size(); ++i) {
            ++frequency[stretch[i]];
            if (i + 1 == stretch.size()) continue;
            if (!functions &&
                (said_functions.contains(stretch[i]) || said_functions.contains(stretch[i + 1])))
              continue;
            slow[stretch[i] + " " + stretch[i + 1]].add(one);
          }
    std::erase_if(slow, [](const auto& one) { return one.second.frequency < 3; });
    CollocationsRequest request;
    request.selection.dictionary = study.dictionary();
    request.function_words = functions;
    const auto table = must(collocations(study.file, request));
    const auto rows = by_name(table, {"word", "next"});
    ASSERT_EQ(rows.size(), slow.size());
    double last = 99;
    for (const auto& row : table.rows) {
      const double log_dice = std::get<double>(row[5]);
      EXPECT_LE(log_dice, last);
      last = log_dice;
    }
    for (const auto& [pair, its] : slow) {
      SCOPED_TRACE(pair);
      const Cells& row = rows.at(pair);
      EXPECT_EQ(whole_in(row, "both"), its.frequency);
      EXPECT_EQ(whole_in(row, "f"), frequency[pair.substr(0, pair.find(' '))]);
      EXPECT_EQ(whole_in(row, "f_next"), frequency[pair.substr(pair.find(' ') + 1)]);
      EXPECT_EQ(whole_in(row, "speakers"), its.speakers());
      EXPECT_EQ(whole_in(row, "sources"), its.in_sources());
    }
  }
}

TEST(Diversity, IsThatOfAllASpeakerSays) {
  ::setenv("TMPDIR", "/dev/shm", 1);
  std::map<std::string, std::uint32_t> numbers;
  for (std::uint64_t seed = 500; seed < 520; ++seed) {
    SCOPED_TRACE(seed);
    WordStudy study(seed);
    std::map<std::string, std::vector<std::uint32_t>> speeches;
    const bool by_group = seed % 2 == 0;
    for (const auto& one : study.passages(false)) {
      if (by_group && one.group.empty()) continue;
      std::string name = by_group             ? one.group
                         : one.person.empty() ? "(no speaker) " + one.source
                                              : one.person;
      if (!by_group && name == one.speaker + one.source) name = one.speaker + " (" + one.source + ")";
      for (const auto& word : one.words)
        speeches[name].push_back(numbers.emplace(word, numbers.size()).first->second);
    }
    if (speeches.empty()) continue;
    WordSelection selection = request_of(study, false).selection;
    if (by_group) selection.by = "group";
    const auto rows = by_name(must(diversity(study.file, selection)), {by_group ? "group" : "speaker"});
    ASSERT_EQ(rows.size(), speeches.size());
    for (const auto& [name, words] : speeches) {
      SCOPED_TRACE(name);
      const Cells& row = rows.at(name);
      EXPECT_EQ(whole_in(row, "words"), static_cast<std::int64_t>(words.size()));
      EXPECT_EQ(whole_in(row, "different"), stats::type_count(stats::spectrum_of(words)));
      EXPECT_EQ(row.at("mattr"), report::value_or_none(stats::mattr(words)));
      EXPECT_EQ(row.at("mtld"), report::value_or_none(stats::mtld(words)));
    }
  }
}

TEST(Words, AreTheSameOnAnyNumberOfThreads) {
  WordStudy study(600);
  WordsRequest request = request_of(study, true);
  const std::string one = report::as_json(must(words(study.file, request)));
  auto reopened = must(Project::open(study.path, store::Access::read, study.environment(4)));
  EXPECT_EQ(report::as_json(must(words(reopened, request))), one);
}

TEST(Words, OfTheCodebookStayWholeAndTheHeadSaysWhoCut) {
  Study study;
  study.write("a.txt", "P1: 我们跳广场舞! 廣場舞隊!\n\nP1: 經費!\n");
  auto file = study.create();
  must(add_sources(file, {study.texts()}, {}));
  WordsRequest request;
  request.least = 1;
  request.selection.dictionary = study.folder + "/none.txt";
  const auto rows = by_name(must(words(file, request)), {"word"});
  EXPECT_EQ(rows.count("广场舞"), 0u);
  must(adopt_codebook(
      file,
      must(codebook::parse_codebook("codebook: c\ncodes:\n  a:\n    rules: ['广场舞 or fee']\n", "c.yaml")),
      "c.yaml"));
  const auto table = must(words(file, request));
  EXPECT_EQ(whole_in(by_name(table, {"word"}).at("广场舞"), "frequency"), 2);
  EXPECT_EQ(table.head["words"]["chinese_by"], "icu");
  EXPECT_EQ(table.head["words"]["terms"], 1);
  must(write_file(request.selection.dictionary, "我们 5\n", Overwrite::yes));
  EXPECT_EQ(must(words(file, request)).head["words"]["chinese_by"], "jieba");
  must(write_file(request.selection.dictionary, "我们\n", Overwrite::yes));
  EXPECT_EQ(words(file, request).error().fault, Fault::bad_input);
}

}  // namespace
}  // namespace gloss::project
