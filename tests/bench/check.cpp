// SPDX-License-Identifier: GPL-3.0-or-later
// bench_check [FILE]: what `gloss codebook check` costs for a codebook of 200 codes, 5,000 rules and 2,000
// examples of invented words, every fifth code in Chinese: seconds of CPU for reading the YAML, running the
// examples, and looking for weak spots; median of nine. With FILE it only writes that codebook, to time the
// whole command. All examples pass, as they do on most days.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "base/file.h"
#include "codebook/codebook.h"
#include "codebook/lint.h"
#include "project/check_codebook.h"

namespace {

using namespace gloss;

constexpr int codes = 200, rules_of_a_code = 25, examples_of_a_code = 5, runs = 9;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Rules of words that no filler has, so that examples hit and counterexamples do not.
class Invention {
 public:
  std::string codebook() {
    std::string yaml = "codebook: bench\nlanguages: [en, zh]\nwhere: role != interviewer\ncodes:\n";
    for (int code = 0; code < codes; ++code) {
      chinese_ = code % 5 == 4;
      yaml += fmt::format("  c{}:\n    definition: Number {}.\n    rules:\n", code, code);
      std::vector<std::string> found;  // by each rule
      for (int i = 0; i < rules_of_a_code; ++i) yaml += "      - '" + rule(found) + "'\n";
      yaml += "    examples:\n";
      for (int i = 0; i < examples_of_a_code; ++i)
        yaml += "      - " + passage(found[below(found.size())]) + "\n";
      yaml += "    counterexamples:\n";
      for (int i = 0; i < examples_of_a_code; ++i) yaml += "      - " + passage("") + "\n";
    }
    return yaml;
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

  std::string word() {
    if (chinese_) {
      static const std::string characters =
          "经费资金场地街道体育局民政登记管理批准协会团队教练比赛公园广场器材";
      std::string made = "鑫";  // in no filler
      for (int i = 0; i < 2; ++i) made += characters.substr(3 * below(characters.size() / 3), 3);
      return made;
    }
    std::string made = "q";  // begins no word of the filler
    for (int i = 0; i < 4; ++i) made += {"bdfgklmnprstvw"[below(14)], "aeiou"[below(5)]};
    return made;
  }

  /// As many words, wildcards and phrases as in large dictionaries, and a fifth of relations.
  std::string rule(std::vector<std::string>& found) {
    const std::size_t kind = below(100);
    const std::string a = word(), b = word(), blank = chinese_ ? "" : " ";
    if (kind < 45) {
      found.push_back(a);
      return a;
    }
    if (kind < 55 && !chinese_) {
      found.push_back(a + "ing");
      return a + "*";
    }
    if (kind < 80) {
      found.push_back(a + blank + b);
      return "\"" + a + " " + b + "\"";
    }
    found.push_back(a + blank + (chinese_ ? "以后" : "and then") + blank + b);
    return a + " near/5 (" + b + " or " + word() + ")";
  }

  std::string passage(const std::string& within) {
    static const std::vector<std::string> english = {
        "the", "club",   "meets",     "on",   "the",   "square", "after", "work",  "and",   "we", "pay",
        "for", "lights", "ourselves", "they", "never", "asked",  "about", "rules", "there", "was"};
    static const std::vector<std::string> han = {"我们", "每天", "晚上", "都",   "在", "河边",
                                                 "跑步", "他们", "说",   "可以", "来"};
    std::string text;
    for (int i = 0; i < 14; ++i) {
      if (i == 7 && !within.empty()) text += (text.empty() || chinese_ ? "" : " ") + within;
      const auto& filler = chinese_ ? han : english;
      text += (text.empty() || chinese_ ? "" : " ") + filler[below(filler.size())];
    }
    return text + (chinese_ ? "。" : ".");
  }

  std::mt19937_64 random_{1};
  bool chinese_ = false;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int measure(const std::string& yaml) {
  std::vector<double> reading, running, linting;
  for (int i = 0; i < runs; ++i) {
    const double begun = cpu_seconds();
    const auto book = codebook::parse_codebook(yaml, "bench.yaml");
    const double read = cpu_seconds();
    if (!book) {
      fmt::print(stderr, "{}\n", book.error().line());
      return 1;
    }
    const auto check = project::check_codebook(*book, "bench.yaml");
    const double ran = cpu_seconds();
    if (!check || !check->failures.empty()) {
      fmt::print(stderr, "the examples do not pass\n");
      return 1;
    }
    const auto findings = codebook::lint(*book);
    reading.push_back(read - begun);
    running.push_back(ran - read);
    linting.push_back(cpu_seconds() - ran);
    if (i == 0)
      fmt::print("{} codes, {} rules, {} examples, {} warnings\n", check->codes, check->rules,
                 check->examples + check->counterexamples, findings.size());
  }
  fmt::print("CPU s, median of {}: read {:.3f}, examples {:.3f}, lint {:.3f}, all {:.3f} (aim: 0.3)\n", runs,
             median(reading), median(running), median(linting),
             median(reading) + median(running) + median(linting));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string yaml = Invention().codebook();
  if (argc < 2) return measure(yaml);
  const auto written = write_file(argv[1], yaml, Overwrite::yes);
  return written ? 0 : 1;
}
