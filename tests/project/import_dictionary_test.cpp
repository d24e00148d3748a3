// SPDX-License-Identifier: GPL-3.0-or-later
// Imported dictionaries: they are codebooks, and count what their programs count.
#include "project/import_dictionary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/json.h"
#include "base/limits.h"
#include "project/export_codebook.h"
#include "project/scratch_texts.h"
#include "support/shared_data.h"
#include "tagger/program.h"

namespace gloss::project {
namespace {

ImportedCodebook imported(std::string_view bytes, const std::string& name,
                          const ImportOptions& options = {}) {
  auto made = import_dictionary(bytes, name, options);
  EXPECT_TRUE(made) << made.error().line();
  return made ? std::move(*made) : ImportedCodebook{};
}

/// Code ids in text order (the start of the match, then codebook order), one for each hit.
struct CodeHit {
  std::uint32_t first = 0, last = 0;
  std::string code;
};
std::vector<CodeHit> hits_in(const std::string& yaml, const std::string& text) {
  const auto book = codebook::parse_codebook(yaml, "book.yaml");
  EXPECT_TRUE(book) << book.error().line();
  if (!book) return {};
  model::Source source;
  source.text = text;
  source.passages.push_back({text::byte_span(0, text.size()), -1, -1});
  ScratchTexts texts;
  const std::size_t number = texts.add(source);
  tagger::CompileOptions options;
  options.stem_languages = book->languages;
  const auto program = tagger::Program::compile(*book, texts, "book.yaml", options);
  EXPECT_TRUE(program) << program.error().line();
  if (!program) return {};
  tagger::SourceFacts facts;
  auto hits = program->run({texts.tokens(number), &facts, &texts});
  std::sort(hits.begin(), hits.end(), [](const tagger::Hit& a, const tagger::Hit& b) {
    return std::tuple(a.run.first, a.code) < std::tuple(b.run.first, b.code);
  });
  std::vector<CodeHit> found;
  for (const auto& hit : hits)
    found.push_back({hit.run.first, hit.run.last, book->codes[static_cast<std::size_t>(hit.code)].id});
  return found;
}

std::map<std::string, int> counts_in(const std::string& yaml, const std::string& text) {
  std::map<std::string, int> counts;
  for (const CodeHit& hit : hits_in(yaml, text)) ++counts[hit.code];
  return counts;
}

TEST(ImportDictionary, MakesAListAndACodeOfEachCategory) {
  const auto made = imported("%\n1\tA category\n\t2\tR & D <new>\n%\nmore\t1\nlittle lamb*\t2\nmore\t2\n",
                             "folder/mary.dic");
  EXPECT_EQ(
      made.yaml,
      "# Imported from mary.dic, a dictionary of LIWC.\ncodebook: mary\ntitle: mary\nlanguage: en\n"
      "overlap: drop\nlists:\n  r-d-new:\n    - little lamb*\n    - more\ncodes:\n  a-category:\n"
      "    name: A category\n    codes:\n      r-d-new:\n        name: \"R & D <new>\"\n        rules:\n"
      "          - $r-d-new\n");
  EXPECT_EQ(made.categories, 2u);
  EXPECT_EQ(made.entries, 2u);
  EXPECT_TRUE(made.losses.empty());
}

TEST(ImportDictionary, GivesWeightsAndReferencesToRules) {
  const auto made = imported(
      "PRAISE\n\tGOOD (2)\n\t@A [KIND NEAR #STAFF /S3] (1)\nSTAFF\n\tTEACHER* (1)\n\t@B #PRAISE (1)\n",
      "w.cat");
  const auto book = codebook::parse_codebook(made.yaml, "w.yaml");
  ASSERT_TRUE(book) << book.error().line();
  ASSERT_EQ(book->codes.size(), 2u);
  EXPECT_EQ(book->codes[0].rules[0].text, "GOOD");
  EXPECT_EQ(book->codes[0].rules[0].weight, 2);
  EXPECT_EQ(book->codes[0].rules[1].text, "KIND inside (KIND near/3 <staff>) within sentence");
  EXPECT_EQ(book->codes[1].rules.size(), 1u) << "the rule that closes the circle is gone";
  EXPECT_NE(std::find_if(made.losses.begin(), made.losses.end(),
                         [](const auto& loss) {
                           return loss.line == 6 && loss.reason.find("circle") != std::string::npos;
                         }),
            made.losses.end());
}

TEST(ImportDictionary, MakesIdsValidAndUniqueAndKeepsNames) {
  std::string bytes;
  for (const char* name : {"a/b", "A-B", "a<b>", "*", "...", "管理", "Ünïcode", "null", "a b", "-x-"})
    bytes += std::string("+") + name + "\nword\n";
  bytes += "+" + std::string(5000, 'n') + "\nword\n";
  const auto made = imported(bytes, "names.lc3");
  const auto book = codebook::parse_codebook(made.yaml, "names.yaml");
  ASSERT_TRUE(book) << book.error().line();
  std::string ids;
  for (const auto& code : book->codes) ids += (ids.empty() ? "" : " ") + code.id;
  EXPECT_EQ(ids, "a-b a-b-2 a-b-3 code code-2 管理 Ünïcode null a-b-4 x " + std::string(64, 'n'));
  EXPECT_EQ(book->codes[2].name.at("en"), "a<b>");
  EXPECT_EQ(book->codes.back().name.at("en").size(), limits::name_bytes);
}

TEST(ImportDictionary, TakesTheDeepestTreeWithTheLongestNames) {
  std::string bytes;
  for (int level = 0; level < limits::dictionary_depth; ++level)
    bytes += std::string(static_cast<std::size_t>(level), '\t') + std::string(900, 'x') + "\n";
  bytes += std::string(static_cast<std::size_t>(limits::dictionary_depth), '\t') + "word (2)\n";
  const auto made = imported(bytes, "deep.cat");
  EXPECT_EQ(made.categories, static_cast<std::size_t>(limits::dictionary_depth));
  EXPECT_EQ(made.entries, 1u);
  const auto over = import_dictionary(
      bytes + std::string(static_cast<std::size_t>(limits::dictionary_depth), '\t') + "one more\n",
      "deep.cat");
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().place, "deep.cat:" + std::to_string(limits::dictionary_depth + 2));
}

TEST(ImportDictionary, LosesEntriesThatNoRuleCanSayWithTheirLines) {
  const auto made =
      imported("a: [good, $money, \"<x>\", /x/, ok, 'U.S. dollar']\nb: [\"*\", \"'tis\"]\n", "odd.yml");
  std::string lines;
  for (const auto& loss : made.losses) lines += std::to_string(loss.line) + ' ' + loss.what + '\n';
  EXPECT_EQ(lines, "1 $money\n1 <x>\n1 /x/\n1 U.S. dollar\n2 *\n");
  EXPECT_EQ(made.entries, 3u);
}

TEST(ImportDictionary, RefusesMoreRulesThanACodebookHas) {
  std::string bytes = "A\n";
  for (std::size_t i = 0; i < limits::rules; ++i) bytes += "\tw" + std::to_string(i) + " (2)\n";
  EXPECT_EQ(imported(bytes, "many.cat").entries, limits::rules);
  const auto over = import_dictionary(bytes + "\tone more (2)\n", "many.cat", {});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().fault, Fault::bad_input);
}

TEST(ImportDictionary, CodesWholePassagesWithRulesOfKhCoder) {
  const auto made =
      imported("*fund\nfund >= 2 or 'soup of'\n*both\n<*fund> and near(poor-people)[b3]\n", "r.cod");
  EXPECT_TRUE(made.losses.empty());
  EXPECT_EQ(counts_in(made.yaml, "The funds and the fund."), (std::map<std::string, int>{{"fund", 1}}));
  EXPECT_EQ(counts_in(made.yaml, "One fund. No soup of the day."),
            (std::map<std::string, int>{{"fund", 1}}));
  EXPECT_EQ(counts_in(made.yaml, "A fund and funds for poor young people."),
            (std::map<std::string, int>{{"fund", 1}, {"both", 1}}));
  EXPECT_EQ(counts_in(made.yaml, "A fund for poor people."), (std::map<std::string, int>{}));
}

TEST(ImportDictionary, FindsTheSameWithRegularExpressionsAsASearchInsideTheWord) {
  ImportOptions options;
  options.reading.patterns = exchange::PatternType::regex;
  const auto made = imported("a: ['^stat', 's$']\n", "re.yml", options);
  EXPECT_EQ(counts_in(made.yaml, "states status estate gas"), (std::map<std::string, int>{{"a", 3}}));
}

// -- quanteda's own cases
// -------------------------------------------------------------------------------------

std::string yaml_of(const Json& dictionary, int depth = 0) {
  std::string out;
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  for (const auto& [key, value] : dictionary.items()) {
    out += indent + key + ":\n";
    if (value.is_object())
      out += yaml_of(value, depth + 1);
    else
      for (const auto& one : value) out += indent + "  - '" + one.get<std::string>() + "'\n";
  }
  return out;
}

/// The key that quanteda shows for a code: the levels that were asked for, joined by dots.
std::string key_of(const std::string& id, const codebook::Codebook& book, const Json& levels) {
  std::vector<std::string> names;
  for (int at = book.find(id); at >= 0; at = book.codes[static_cast<std::size_t>(at)].parent)
    names.insert(names.begin(),
                 std::string(codebook::in_language(book.codes[static_cast<std::size_t>(at)].name, "en", "")));
  std::string key;
  for (std::size_t level = 1; level <= names.size(); ++level) {
    const bool wanted = levels.is_null() || std::find(levels.begin(), levels.end(), level) != levels.end();
    if (wanted) key += (key.empty() ? "" : ".") + names[level - 1];
  }
  return key;
}

/// What tokens_lookup makes of the hits of one document.
std::vector<std::string> lookup(const std::vector<CodeHit>& hits, const codebook::Codebook& book,
                                const Json& params, const std::vector<std::string>& tokens) {
  const Json levels = params.contains("levels") ? params["levels"] : Json();
  std::vector<std::string> out;
  const bool exclusive = params.value("exclusive", true);
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    bool covered = false;
    for (const CodeHit& hit : hits) {
      covered = covered || (hit.first <= at && at <= hit.last);
      std::string key = key_of(hit.code, book, levels);
      if (hit.first != at || key.empty()) continue;
      if (!exclusive)
        for (char& c : key) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      out.push_back(std::move(key));
    }
    if (covered) continue;
    if (!exclusive)
      out.push_back(tokens[at]);
    else if (params.contains("nomatch"))
      out.push_back(params["nomatch"].get<std::string>());
  }
  return out;
}

TEST(ImportDictionary, AgreesWithEveryVerifiedCaseOfQuanteda) {
  if (!test::have_shared_data()) GTEST_SKIP() << "SKIPPED: the vectors are not beside the checkout";
  const auto vectors = parse_json(test::slurp(test::shared_path("vectors/rules_dictionary.json")), "vectors");
  ASSERT_TRUE(vectors);
  int documents = 0;
  for (const auto& vector : (*vectors)["vectors"]) {
    const Json params = vector["params"];
    ImportOptions options;
    const std::string type = params.value("valuetype", "glob");
    options.reading.patterns = type == "regex"   ? exchange::PatternType::regex
                               : type == "fixed" ? exchange::PatternType::fixed
                                                 : exchange::PatternType::glob;
    options.reading.case_matters = !params.value("case_insensitive", true);
    if (params.value("nested_scope", "key") == "dictionary") options.conflict = codebook::Conflict::longest;
    const auto made = imported(yaml_of(vector["input"]["dictionary"]), "dictionary.yml", options);
    EXPECT_TRUE(made.losses.empty()) << vector["id"];
    const auto book = codebook::parse_codebook(made.yaml, "book.yaml");
    ASSERT_TRUE(book);
    for (const auto& [name, words] : vector["input"]["documents"].items()) {
      const auto tokens = words.get<std::vector<std::string>>();
      std::string text;
      for (const auto& token : tokens) text += (text.empty() ? "" : " ") + token;
      EXPECT_EQ(lookup(hits_in(made.yaml, text), *book, params, tokens),
                vector["expected"][name].get<std::vector<std::string>>())
          << vector["id"] << " " << name << "\n"
          << made.yaml;
      ++documents;
    }
  }
  EXPECT_GE(documents, 30);
}

// -- an independent counter
// -----------------------------------------------------------------------------------

bool glob_fits(const std::string& pattern, const std::string& word) {
  if (pattern.empty()) return word.empty();
  if (pattern.front() == '*') {
    for (std::size_t i = 0; i <= word.size(); ++i)
      if (glob_fits(pattern.substr(1), word.substr(i))) return true;
    return false;
  }
  return !word.empty() && (pattern.front() == '?' || pattern.front() == word.front()) &&
         glob_fits(pattern.substr(1), word.substr(1));
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

/// Longest match first, no word twice: what quanteda and LIWC do, written plainly. `crossing`: some matches
/// cross. What lies in a match that loses to another it crosses is counted there; our lists have dropped it
/// before (a list's longest entry wins).
int count_plainly(const std::vector<std::string>& patterns, const std::vector<std::string>& text,
                  bool& crossing) {
  std::vector<std::pair<std::size_t, std::size_t>> matches;  // length, begin
  for (const auto& pattern : patterns) {
    const auto words = words_of(pattern);
    for (std::size_t at = 0; at + words.size() <= text.size(); ++at) {
      bool fits = true;
      for (std::size_t i = 0; i < words.size(); ++i) fits = fits && glob_fits(words[i], text[at + i]);
      if (fits) matches.emplace_back(words.size(), at);
    }
  }
  std::sort(matches.begin(), matches.end(),
            [](auto a, auto b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  crossing = false;
  for (const auto& [length, begin] : matches)
    for (const auto& [other, at] : matches)
      crossing = crossing || (begin < at && at < begin + length && begin + length < at + other);
  std::vector<bool> taken(text.size());
  int count = 0;
  for (const auto& [length, begin] : matches) {
    const auto from = taken.begin() + static_cast<std::ptrdiff_t>(begin);
    if (std::find(from, from + static_cast<std::ptrdiff_t>(length), true) !=
        from + static_cast<std::ptrdiff_t>(length))
      continue;
    std::fill(from, from + static_cast<std::ptrdiff_t>(length), true);
    ++count;
  }
  return count;
}

TEST(ImportDictionary, CountsAsAPlainCounterDoesForRandomDictionariesOfLiwcAndQuanteda) {
  std::mt19937 random(7);
  int compared = 0;
  const auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  const std::vector<std::string> words{"ab", "abc", "b", "bab", "ca", "cab", "a"};
  const std::vector<std::string> endings{"", "", "", "*"};
  for (int round = 0; round < 300; ++round) {
    const bool liwc = round % 2 == 0;
    std::map<std::string, std::vector<std::string>> dictionary;
    for (const char* key : {"one", "two", "three"}) {
      std::set<std::string> patterns;
      for (std::size_t i = 0, count = 1 + random() % 4; i < count; ++i) {
        std::string pattern = pick(words) + pick(endings);
        if (!liwc && random() % 4 == 0 && pattern.size() > 2) pattern = "?" + pattern.substr(1);
        for (std::size_t more = random() % 3; more > 0; --more) pattern += ' ' + pick(words) + pick(endings);
        patterns.insert(pattern);
      }
      dictionary[key] = {patterns.begin(), patterns.end()};
    }
    std::string file, name;
    if (liwc) {
      file = "%\n1\tone\n2\ttwo\n3\tthree\n%\n";
      for (const auto& [key, patterns] : dictionary)
        for (const auto& pattern : patterns)
          file += pattern + '\t' + (key == "one" ? "1" : key == "two" ? "2" : "3") + '\n';
      name = "random.dic";
    } else {
      for (const auto& [key, patterns] : dictionary) {
        file += key + ":\n";
        for (const auto& pattern : patterns) file += "  - \"" + pattern + "\"\n";
      }
      name = "random.yml";
    }
    std::string text;
    for (std::size_t i = 0, count = 5 + random() % 20; i < count; ++i)
      text += (i > 0 ? " " : "") + pick(words);
    const auto made = imported(file, name);
    ASSERT_TRUE(made.losses.empty()) << file;
    auto counts = counts_in(made.yaml, text);
    for (const auto& [key, patterns] : dictionary) {
      bool crossing = false;
      const int expected = count_plainly(patterns, words_of(text), crossing);
      if (crossing) continue;
      ASSERT_EQ(counts[key], expected) << key << " in '" << text << "'\n" << file;
      ++compared;
    }
  }
  EXPECT_GT(compared, 600);
}

// -- and back
// -------------------------------------------------------------------------------------------------

TEST(ExportCodebook, WritesOutListsGapsAndAlternativesAndTellsTheRest) {
  const auto book = codebook::parse_codebook(R"(codebook: b
where: role != interviewer
lists:
  money: [fund*, "no cash"]
codes:
  a:
    name: {en: Means}
    rules:
      - $money or budget
      - '"lack [0-1] of {money|public funds}"'
      - fund* near/5 cut*
      - "'US'"
  b:
)",
                                             "b.yaml");
  ASSERT_TRUE(book) << book.error().line();
  const auto made = export_codebook(*book, exchange::DictionaryFormat::quanteda, "");
  EXPECT_EQ(
      made.text,
      "\"Means\":\n  - \"fund*\"\n  - \"no cash\"\n  - \"budget\"\n  - \"lack of money\"\n  - \"lack of "
      "public funds\"\n  - \"lack * of money\"\n  - \"lack * of public funds\"\n\"b\": []\n");
  std::string lost;
  for (const auto& loss : made.losses) lost += std::to_string(loss.line) + ' ' + loss.what + '\n';
  EXPECT_EQ(lost, "0 where: role != interviewer\n11 fund* near/5 cut*\n12 'US'\n");
}

TEST(ExportCodebook, ComesBackThroughEveryFormatWithTheSameCounts) {
  const auto book = codebook::parse_codebook(R"(codebook: b
lists:
  money: [fund*, cash, "no grant"]
codes:
  means:
    rules: [$money]
    codes:
      lack: {rules: [poor, '"short of"']}
  trust: {rules: [trust*]}
)",
                                             "b.yaml");
  ASSERT_TRUE(book) << book.error().line();
  const std::string text =
      "The funds are gone, no grant, poor clubs short of cash trust nobody; funding is trusted.";
  const std::map<std::string, int> expected{{"means", 4}, {"means/lack", 2}, {"trust", 2}};
  EXPECT_EQ(counts_in(book->text, text), expected);
  for (const auto format : {exchange::DictionaryFormat::liwc, exchange::DictionaryFormat::wordstat,
                            exchange::DictionaryFormat::yoshikoder, exchange::DictionaryFormat::quanteda}) {
    const auto written = export_codebook(*book, format, "");
    EXPECT_TRUE(written.losses.empty()) << name_of(format);
    ImportOptions options;
    options.reading.format = format;
    EXPECT_EQ(counts_in(imported(written.text, "b", options).yaml, text), expected) << written.text;
  }
}

}  // namespace
}  // namespace gloss::project
