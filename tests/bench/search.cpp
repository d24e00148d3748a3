// SPDX-License-Identifier: GPL-3.0-or-later
// bench_search PROJECT [QUERIES [KIND]]: asks queries made of the project's own words, and prints for each
// kind the median and the 99th percentile of the time of one search, in milliseconds of wall clock: all
// passages that match counted, the first ten filled in. The project is opened and every kind asked some
// before; queries are parsed, compiled and answered anew each time. Words are drawn from running text, so a
// word that is twice as frequent comes twice as often; "telling" ones are none of the 200 most frequent,
// about what a stop list holds. Beside words and `and`, what Xapian alone takes for the same on the same
// passages (BM25, first ten, all counted).
#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/progress.h"
#include "project/project.h"
#include "project/search.h"

namespace {

using namespace gloss;

double milliseconds(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

double percentile(std::vector<double> times, double share) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1) + 0.5)];
}

/// Words of the texts, as running text has them.
class Words {
 public:
  explicit Words(const index::TokenStore& tokens) : tokens_(tokens), texts_(tokens.texts()) {
    std::vector<std::uint64_t> frequency(tokens.vocabulary().size());
    for (const auto text : texts_) {
      const auto cells = tokens.find(text)->cells;
      for (const auto cell : cells) ++frequency[index::id_of(cell)];
    }
    std::vector<std::uint64_t> sorted = frequency;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    const std::uint64_t limit = sorted[std::min<std::size_t>(200, sorted.size() - 1)];
    for (const auto count : frequency) frequent_.push_back(count > limit);
  }

  std::string any() { return quoted(id_at(place())); }
  std::string telling() {
    for (;;)
      if (const auto id = id_at(place()); !frequent_[id]) return quoted(id);
  }
  /// A telling word of at least seven letters without its last two.
  std::string wildcard() {
    for (;;) {
      const auto id = id_at(place());
      const auto form = tokens_.vocabulary().word(id);
      const bool plain = std::all_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (plain && !frequent_[id] && form.size() >= 7)
        return std::string(form.substr(0, form.size() - 2)) + "*";
    }
  }
  /// So many neighbours, a telling word among them.
  std::string phrase(std::size_t length) {
    for (;;) {
      const auto [text, at] = place();
      const auto cells = tokens_.find(text)->cells;
      if (at + length > cells.size()) continue;
      std::string words;
      bool tells = false;
      for (std::size_t i = at; i < at + length; ++i) {
        tells = tells || !frequent_[index::id_of(cells[i])];
        words += i == at ? "" : " ";
        words += tokens_.vocabulary().word(index::id_of(cells[i]));
      }
      if (tells) return "\"" + words + "\"";
    }
  }

 private:
  struct Place {
    std::int64_t text = 0;
    std::size_t at = 0;
  };
  Place place() {
    for (;;) {
      const auto text = texts_[random_() % texts_.size()];
      if (const auto size = tokens_.find(text)->cells.size(); size > 0) return {text, random_() % size};
    }
  }
  std::uint32_t id_at(Place place) const { return index::id_of(tokens_.find(place.text)->cells[place.at]); }
  std::string quoted(std::uint32_t id) const {
    return "\"" + std::string(tokens_.vocabulary().word(id)) + "\"";
  }

  const index::TokenStore& tokens_;
  std::vector<std::int64_t> texts_;
  std::vector<bool> frequent_;
  std::mt19937_64 random_{11};
};

struct Kind {
  std::string name;
  std::function<std::string()> draw;
  int rival_words = 0;  ///< how many words Xapian can be asked for the same with; 0 = it cannot
};

std::string_view bare(std::string_view quoted) { return quoted.substr(1, quoted.size() - 2); }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 4) return 64;
  int queries = 300;
  if (argc > 2) std::from_chars(argv[2], argv[2] + std::string_view(argv[2]).size(), queries);
  SystemClock clock;
  NoProgress silent;
  auto project = project::Project::open(argv[1], store::Access::read, {&clock, &silent, "bench", 1});
  if (!project) return fmt::print(stderr, "{}\n", project.error().line()), 1;
  const auto tokens = project->tokens();
  const auto passages = project->passage_index();
  if (!tokens || !passages) return 1;
  Words words(**tokens);
  const Xapian::Database database(project->index_folder() + "/passages");

  std::string first, second;
  const std::vector<Kind> kinds = {
      {"word", [&] { return first = words.telling(); }, 1},
      {"A and B", [&] { return (first = words.telling()) + " and " + (second = words.telling()); }, 2},
      {"phrase of two", [&] { return words.phrase(2); }},
      {"phrase of three", [&] { return words.phrase(3); }},
      {"A near/10 B", [&] { return words.telling() + " near/10 " + words.telling(); }},
      {"A near/10 B, B any word", [&] { return words.telling() + " near/10 " + words.any(); }},
      {"A without B, B any word", [&] { return words.telling() + " without " + words.any(); }},
      {"wildcard", [&] { return words.wildcard(); }},
      {"A where role = interviewee", [&] { return words.telling() + " where role = interviewee"; }},
      {"stress: any word", [&] { return first = words.any(); }, 1},
      {"stress: A and B, any words", [&] { return (first = words.any()) + " and " + (second = words.any()); },
       2},
  };
  fmt::print("{} passages of {} sources; {} queries of each kind\n\n", (*passages)->passages(),
             (*passages)->texts().size(), queries);
  fmt::print(
      "| query | p50 ms | p99 ms | most ms | passages, median | Xapian p50 | Xapian p99 "
      "|\n|---|---|---|---|---|---|---|\n");
  std::vector<double> all;
  for (const Kind& kind : kinds) {
    if (argc > 3 && kind.name != argv[3]) continue;
    std::vector<double> times, rival, found;
    for (int i = -queries / 10; i < queries; ++i) {
      const std::string query = kind.draw();
      std::size_t total = 0;
      const double time = milliseconds([&] {
        const auto answer = project::search(*project, query, {});
        if (!answer) fmt::print(stderr, "{}: {}\n", query, answer.error().line());
        total = answer ? answer->total : 0;
      });
      double rival_time = 0;
      if (kind.rival_words > 0)
        rival_time = milliseconds([&] {
          Xapian::Query asked{std::string(bare(first))};
          if (kind.rival_words > 1) asked &= Xapian::Query(std::string(bare(second)));
          Xapian::Enquire enquire(database);
          enquire.set_query(asked);
          (void)enquire.get_mset(0, 10, database.get_doccount());
        });
      if (i < 0) continue;
      times.push_back(time);
      found.push_back(static_cast<double>(total));
      if (kind.rival_words > 0) rival.push_back(rival_time);
    }
    if (!kind.name.starts_with("stress")) all.insert(all.end(), times.begin(), times.end());
    fmt::print("| {} | {:.2f} | {:.1f} | {:.1f} | {:.0f} | {} | {} |\n", kind.name, percentile(times, 0.5),
               percentile(times, 0.99), percentile(times, 1), percentile(found, 0.5),
               rival.empty() ? "" : fmt::format("{:.2f}", percentile(rival, 0.5)),
               rival.empty() ? "" : fmt::format("{:.1f}", percentile(rival, 0.99)));
  }
  fmt::print("| **all but stress** | **{:.2f}** | **{:.1f}** | {:.1f} | | | |\n", percentile(all, 0.5),
             percentile(all, 0.99), percentile(all, 1));
  return 0;
}
