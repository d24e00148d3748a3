// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs' rule languages find, on their own test texts. Vectors that are rules run as rules; the
// others through adapters of a few lines, which get every word and phrase from the engine.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>

#include "base/json.h"
#include "codebook/parse_rule.h"
#include "support/shared_data.h"
#include "tagger/oracle_sets.h"
#include "tagger/script.h"

namespace gloss::test {
namespace {

using namespace by_the_book;

/// Words as one text of one passage.
class Document {
 public:
  explicit Document(const std::vector<std::string>& words)
      : source_(script_of(words), tokenizer_, vocabulary_) {}

  Intervals spans(const std::string& rule) const {
    const auto parsed = codebook::parse_rule(rule, {.file = "vector"}, {});
    EXPECT_TRUE(parsed) << rule;
    auto program = tagger::Program::compile_query(*parsed, rule, vocabulary_, {});
    EXPECT_TRUE(program) << rule;
    Intervals found;
    for (const auto& row : program->run_query(source_.view()).rows)
      found.insert({static_cast<int>(row.run.first), static_cast<int>(row.run.last)});
    return found;
  }
  std::vector<tagger::Hit> hits(const codebook::Codebook& codebook) const {
    auto program = tagger::Program::compile(codebook, vocabulary_, "vector.yaml", {});
    EXPECT_TRUE(program) << (program ? "" : program.error().line());
    return program ? program->run(source_.view()) : std::vector<tagger::Hit>{};
  }

 private:
  static Script script_of(const std::vector<std::string>& words) {
    Script script;
    script.facts.language = "en";
    script.passages.emplace_back();
    for (const std::string& word : words)
      script.passages[0].text += (script.passages[0].text.empty() ? "" : " ") + word;
    return script;
  }
  text::Tokenizer tokenizer_;
  MemoryVocabulary vocabulary_;
  MemorySource source_;
};

Intervals intervals_in(const Json& json) {
  Intervals made;
  for (const Json& one : json) made.insert({one[0].get<int>(), one[1].get<int>()});
  return made;
}

// ---- Lucene: minimal intervals
// ------------------------------------------------------------------------------

/// An interval with the words in it that belong to none of its parts.
using Gapped = std::map<Interval, int>;

Gapped without_gaps(const Intervals& all) {
  Gapped made;
  for (const Interval& x : all) made[x] = 0;
  return made;
}
Intervals spans_of(const Gapped& all) {
  Intervals made;
  for (const auto& [span, gaps] : all) made.insert(span);
  return made;
}

/// Minimal hulls of one different interval of each operand, in order or not, at least `wanted` of them.
Gapped hulls(const std::vector<Gapped>& operands, bool ordered, bool disjoint, std::size_t wanted) {
  Gapped all;
  std::vector<Interval> taken;
  const auto choose = [&](auto&& self, std::size_t next) -> void {
    if (next == operands.size()) {
      if (taken.size() < wanted) return;
      Interval whole = taken[0];
      int inside = 0;
      for (const Interval& x : taken) {
        whole = hull(whole, x);
        inside += x.second - x.first + 1;
      }
      const int gaps = whole.second - whole.first + 1 - inside;
      const auto [at, fresh] = all.try_emplace(whole, gaps);
      at->second = std::min(at->second, gaps);
      return;
    }
    if (wanted < operands.size()) self(self, next + 1);
    for (const auto& [x, gaps] : operands[next]) {
      const bool fits = std::all_of(taken.begin(), taken.end(), [&](Interval t) {
        return ordered ? t.second < x.first : t != x && !(disjoint && overlap(t, x));
      });
      if (!fits) continue;
      taken.push_back(x);
      self(self, next + 1);
      taken.pop_back();
    }
  };
  choose(choose, 0);
  const Intervals kept = minimal(spans_of(all));
  std::erase_if(all, [&](const auto& one) { return !kept.contains(one.first); });
  return all;
}

Gapped lucene(const Json& query, const Document& document, int words) {
  const std::string op = query[0];
  const auto operand = [&](std::size_t i) { return lucene(query[i], document, words); };
  const auto from = [&](std::size_t i) {
    std::vector<Gapped> operands;
    for (; i < query.size(); ++i) operands.push_back(operand(i));
    return operands;
  };
  const auto keep = [](Gapped set, const auto& wanted) {
    std::erase_if(set, [&](const auto& one) { return !wanted(one.first); });
    return set;
  };
  const auto any = [](const Gapped& set, const auto& wanted) {
    return std::any_of(set.begin(), set.end(), [&](const auto& one) { return wanted(one.first); });
  };
  if (op == "term") return without_gaps(document.spans("\"" + query[1].get<std::string>() + "\""));
  if (op == "prefix") return without_gaps(document.spans(query[1].get<std::string>() + "*"));
  if (op == "regex") return without_gaps(document.spans("/" + query[1].get<std::string>() + "/"));
  if (op == "phrase") {
    std::string phrase;
    for (std::size_t i = 1; i < query.size(); ++i)
      phrase += (i > 1 ? " " : "") + query[i][1].get<std::string>();
    return without_gaps(document.spans("\"" + phrase + "\""));
  }
  if (op == "or") {
    Gapped all;
    for (Gapped& one : from(1)) all.merge(one);
    const Intervals kept = minimal(spans_of(all));
    return keep(all, [&](Interval x) { return kept.contains(x); });
  }
  if (op == "ordered") return hulls(from(1), true, false, query.size() - 1);
  if (op == "unordered") return hulls(from(1), false, false, query.size() - 1);
  if (op == "unorderedNoOverlaps") return hulls(from(1), false, true, query.size() - 1);
  if (op == "atLeast") return hulls(from(2), false, false, query[1].get<std::size_t>());
  if (op == "maxgaps") {
    Gapped set = operand(2);
    std::erase_if(set, [&](const auto& one) { return one.second > query[1].get<int>(); });
    return set;
  }
  if (op == "extend") {
    Gapped set;
    for (const auto& [x, gaps] : operand(1))
      set[{std::max(0, x.first - query[2].get<int>()), std::min(words - 1, x.second + query[3].get<int>())}] =
          0;
    return set;
  }
  const Gapped b = operand(op == "within" ? 3 : 2);
  return keep(operand(1), [&](Interval x) {
    if (op == "containedBy") return any(b, [&](Interval y) { return in(x, y); });
    if (op == "containing") return any(b, [&](Interval y) { return in(y, x); });
    if (op == "notContaining") return !any(b, [&](Interval y) { return in(y, x); });
    if (op == "overlapping") return any(b, [&](Interval y) { return overlap(x, y); });
    if (op == "after") return any(b, [&](Interval y) { return y.second < x.first; });
    if (op == "within")
      return any(b, [&](Interval y) {
        const int n = query[2].get<int>();
        return y.first - x.second <= n && x.first - y.second <= n;
      });
    ADD_FAILURE() << "no adapter for " << op;
    return false;
  });
}

/// The vectors of one file, or nothing where the file is not beside the checkout.
Json vectors_of(const std::string& file) {
  const std::string path = shared_path("vectors/" + file);
  if (!std::ifstream(path).good()) return {};
  auto read = parse_json(slurp(path), file);
  EXPECT_TRUE(read);
  return read ? (*read)["vectors"] : Json();
}

#define GLOSS_NEEDS_VECTORS(vectors) \
  if ((vectors).is_null())           \
  GTEST_SKIP() << "SKIPPED: ../shared/vectors is not beside the checkout; this test proved nothing"

TEST(Vectors, OfLuceneIntervals) {
  const Json vectors = vectors_of("rules_intervals.json");
  GLOSS_NEEDS_VECTORS(vectors);
  const Json& fields = vectors[0]["input"];
  int verified = 0, as_rules = 0;
  for (const Json& vector : vectors) {
    if (vector["status"] != "verified") continue;
    ++verified;
    const Json& documents = fields[vector["input"]["documents"].get<std::string>()];
    const Json& expected = vector["expected"];
    for (std::size_t d = 0; d < expected.size(); ++d) {
      if (expected[d].is_null()) continue;
      const auto words = documents[d].get<std::vector<std::string>>();
      const Document document(words);
      const Intervals right = intervals_in(expected[d]);
      EXPECT_EQ(spans_of(lucene(vector["input"]["query"], document, static_cast<int>(words.size()))), right)
          << vector["id"] << ' ' << d;
      if (vector.contains("rule")) {
        EXPECT_EQ(document.spans(vector["rule"]), right) << vector["id"] << ' ' << d;
      }
    }
    as_rules += vector.contains("rule") ? 1 : 0;
  }
  std::cout << "rules_intervals.json: " << verified << " verified vectors ran, " << as_rules
            << " of them as rules\n";
  EXPECT_EQ(verified, 28);
  EXPECT_GE(as_rules, 13);
}

// ---- Xapian: windows
// ----------------------------------------------------------------------------------------

TEST(Vectors, OfXapianWindows) {
  const Json vectors = vectors_of("rules_xapian_near.json");
  GLOSS_NEEDS_VECTORS(vectors);
  // A paragraph with each word where it stands, and fillers between.
  std::map<int, std::unique_ptr<Document>> paragraphs;
  for (const auto& [number, words] : vectors[0]["input"].items()) {
    std::vector<std::string> text(30, "filler");
    for (const auto& [word, places] : words.items())
      for (const int place : places) text[static_cast<std::size_t>(place - 1)] = word;
    paragraphs.emplace(std::stoi(number), std::make_unique<Document>(text));
  }
  int verified = 0;
  for (const Json& vector : vectors) {
    if (vector["status"] != "verified") continue;
    ++verified;
    const Json& input = vector["input"];
    std::vector<int> found;
    if (vector["measure"] == "query_parser_distance") {
      ASSERT_EQ(input["query"], "one NEAR/3 two");
      for (int apart = 1; apart <= 6; ++apart) {
        std::vector<std::string> text(static_cast<std::size_t>(apart + 1), "filler");
        text.front() = "two";
        text.back() = "one";
        if (!Document(text).spans("one near/3 two").empty()) found.push_back(apart);
      }
      EXPECT_EQ(found, vector["expected"].get<std::vector<int>>()) << vector["id"];
      continue;
    }
    const bool phrase = input["operator"] == "phrase";
    const int window = input["window"];
    for (const auto& [number, document] : paragraphs) {
      auto terms = input["terms"].get<std::vector<std::string>>();
      if (!phrase) std::sort(terms.begin(), terms.end());
      bool fits = false;
      do {
        std::string rule;
        for (const std::string& term : terms)
          rule = rule.empty() ? '"' + term + '"' : "(" + rule + " before \"" + term + "\")";
        for (const auto& [first, last] : document->spans(rule)) fits = fits || last - first < window;
      } while (!phrase && std::next_permutation(terms.begin(), terms.end()));
      if (fits) found.push_back(number);
    }
    EXPECT_EQ(found, vector["expected"].get<std::vector<int>>()) << vector["id"];
  }
  std::cout << "rules_xapian_near.json: " << verified << " verified vectors ran\n";
  EXPECT_EQ(verified, 18);
}

// ---- quanteda: dictionaries
// ---------------------------------------------------------------------------------

struct Key {
  std::vector<std::string> path;
  std::vector<std::string> patterns;
};

void add_keys(const Json& node, std::vector<std::string> path, std::vector<Key>& keys) {
  for (const auto& [name, value] : node.items()) {
    path.push_back(name);
    if (value.is_array())
      keys.push_back({path, value.get<std::vector<std::string>>()});
    else
      add_keys(value, path, keys);
    path.pop_back();
  }
}

/// One rule for a key: its patterns joined by `or`. Where case matters, words without wildcards are exact.
std::string rule_for(const Key& key, const std::string& type) {
  std::string rule;
  for (const std::string& pattern : key.patterns)
    rule +=
        (rule.empty() ? "" : " or ") + (type == "regex" ? "/.*(" + pattern + ").*/" : "\"" + pattern + "\"");
  return rule;
}

/// Where case matters, a hit must have the pattern's letters: globs as globs, word by word.
bool has_case_of(const Key& key, const std::vector<std::string>& words, tagger::Run run) {
  return std::any_of(key.patterns.begin(), key.patterns.end(), [&](const std::string& pattern) {
    std::string text;
    for (std::uint32_t i = run.first; i <= run.last; ++i) text += (text.empty() ? "" : " ") + words[i];
    return oracle_glob(pattern, text);
  });
}

TEST(Vectors, OfQuantedaDictionaries) {
  const Json vectors = vectors_of("rules_dictionary.json");
  GLOSS_NEEDS_VECTORS(vectors);
  int verified = 0;
  for (const Json& vector : vectors) {
    if (vector["status"] != "verified") continue;
    ++verified;
    const Json params = vector["params"];
    std::vector<Key> keys;
    add_keys(vector["input"]["dictionary"], {}, keys);
    codebook::Codebook codebook;
    codebook.id = "dictionary";
    codebook.languages = {"en"};
    if (params.value("nested_scope", "key") == "dictionary") codebook.conflict = codebook::Conflict::longest;
    for (const Key& key : keys) {
      codebook::Code code;
      code.id = "k" + std::to_string(codebook.codes.size());
      const std::string rule = rule_for(key, params["valuetype"]);
      auto parsed = codebook::parse_rule(rule, {.file = "vector"}, {});
      ASSERT_TRUE(parsed) << rule;
      code.rules.emplace_back();
      code.rules.back().expression = *parsed;
      codebook.codes.push_back(code);
    }
    const auto name_of = [&](const Key& key) {
      if (!params.contains("levels")) return key.path.back();
      std::string name;
      for (const std::size_t level : params["levels"])
        if (level <= key.path.size()) name += (name.empty() ? "" : ".") + key.path[level - 1];
      return name;
    };
    for (const auto& [id, json] : vector["input"]["documents"].items()) {
      const auto words = json.get<std::vector<std::string>>();
      std::vector<std::string> found;
      std::vector<bool> covered(words.size(), false);
      std::map<std::size_t, std::vector<std::string>> at;
      auto hits = Document(words).hits(codebook);
      std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
        return std::pair(a.run.first, a.code) < std::pair(b.run.first, b.code);
      });
      for (const tagger::Hit& hit : hits) {
        const Key& key = keys[static_cast<std::size_t>(hit.code)];
        if (!params["case_insensitive"].get<bool>() && !has_case_of(key, words, hit.run)) continue;
        if (const std::string name = name_of(key); !name.empty()) at[hit.run.first].push_back(name);
        for (std::uint32_t i = hit.run.first; i <= hit.run.last; ++i) covered[i] = true;
      }
      for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::string name : at[i]) {
          if (!params["exclusive"].get<bool>())
            std::transform(name.begin(), name.end(), name.begin(),
                           [](char c) { return static_cast<char>(std::toupper(c)); });
          found.push_back(name);
        }
        if (covered[i]) continue;
        if (!params["exclusive"].get<bool>())
          found.push_back(words[i]);
        else if (params.contains("nomatch"))
          found.push_back(params["nomatch"]);
      }
      EXPECT_EQ(found, vector["expected"][id].get<std::vector<std::string>>()) << vector["id"] << ' ' << id;
    }
  }
  std::cout << "rules_dictionary.json: " << verified << " verified vectors ran\n";
  EXPECT_EQ(verified, 17);
}

}  // namespace
}  // namespace gloss::test
