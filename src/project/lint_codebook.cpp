// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the sources; of each rule only counts, a few passages, and who still may shadow it are kept.
#include "project/lint_codebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/parallel.h"
#include "project/base_passages.h"
#include "project/dead_words.h"
#include "project/facts.h"
#include "project/miss_text.h"
#include "project/near_words.h"
#include "project/project_texts.h"
#include "report/grouped.h"
#include "tagger/intervals.h"
#include "tagger/program.h"

namespace gloss::project {
namespace {

namespace finding = codebook::finding;

constexpr std::size_t passages_named = 3, words_named = 6, words_with_neighbours = 3, read_ahead = 16;

/// The numbers of passages in the project, 0 for the first.
struct PassageSet {
  std::int64_t count = 0;
  std::uint64_t sum = 0, mixed = 0;  // equal for equal sets; that others agree by chance does not happen
  std::vector<std::pair<std::size_t, std::size_t>> first;  // source, passage

  void add(std::size_t source, std::size_t passage, std::uint64_t number) {
    ++count;
    const auto mix = [](std::uint64_t x) {
      x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
      x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
      return x ^ (x >> 31);
    };
    sum += mix(number + 0x9E3779B97F4A7C15u);
    mixed += mix(number * 0xD6E8FEB86659FD93u + 1);
    if (first.size() < passages_named) first.emplace_back(source, passage);
  }
};

struct RuleFacts {
  std::int64_t hits = 0;
  PassageSet passages;                          ///< of the base
  std::optional<std::vector<int>> shadowed_by;  ///< rules that covered all hits so far; nullopt: no hit yet
};

class ProjectLint {
 public:
  ProjectLint(const codebook::Codebook& codebook, const std::string& file, const LintOptions& options)
      : codebook_(codebook), file_(file), options_(options), words_(codebook) {
    for (const codebook::Code& code : codebook.codes) rules_.emplace_back(code.rules.size());
    codes_.resize(codebook.codes.size());
  }

  Result<std::vector<codebook::Finding>> run(const Project& project) {
    GLOSS_TRY(const auto sources, known_sources(project));
    GLOSS_TRY(const auto* tokens, project.tokens());
    tagger::CompileOptions compile;
    compile.stem_languages = codebook_.languages;
    GLOSS_TRY(const auto program, tagger::Program::compile(codebook_, tokens->vocabulary(), file_, compile));
    GLOSS_TRY(const auto base, BasePassages::of(codebook_, tokens->vocabulary()));
    GLOSS_CHECK(words_.compile(tokens->vocabulary(), file_));
    for (const KnownSource& source : sources) names_.push_back(source.stored.name);

    const ProjectTexts reader(project);
    const auto views = views_of(*tokens, sources, reader);
    std::vector<std::vector<tagger::RuleHit>> hits(sources.size());
    std::vector<index::TextTokens> texts;
    const Environment& environment = project.environment();
    environment.progress->begin("Checking", sources.size(), "sources");
    bool stopped = false;
    const auto make = [&](std::size_t i) { hits[i] = program.run_rules(views[i]); };
    const auto use = [&](std::size_t i) {
      stopped = environment.progress->stopped();
      if (stopped) return false;
      const tagger::SourceView& view = views[i];
      texts.push_back(view.tokens);
      add_source(i, view, base.in(view), hits[i]);
      words_.look_into(view);
      hits[i] = {};
      environment.progress->advance(1);
      return true;
    };
    make_in_parallel(sources.size(), environment.threads, read_ahead, make, use);
    environment.progress->end();
    if (stopped) return Err(Fault::stopped, project.file().path(), "stopped");
    GLOSS_CHECK(reader.check());

    near_.emplace(tokens->vocabulary(), word_counts(tokens->vocabulary(), texts));
    find_rules();
    find_twins();
    find_dead_list_words();
    return in_order();
  }

 private:
  void add_source(std::size_t source, const tagger::SourceView& view, const std::vector<bool>& in_base,
                  const std::vector<tagger::RuleHit>& hits) {
    std::map<std::pair<int, int>, tagger::Runs> by_rule;
    for (const tagger::RuleHit& hit : hits) by_rule[{hit.code, hit.rule}].push_back(hit.run);
    std::map<int, std::set<std::size_t>> by_code;
    for (const auto& [place, runs] : by_rule) {
      RuleFacts& facts =
          rules_[static_cast<std::size_t>(place.first)][static_cast<std::size_t>(place.second - 1)];
      facts.hits += static_cast<std::int64_t>(runs.size());
      std::set<std::size_t> met;
      for (const tagger::Run run : runs)
        view.tokens.for_each_passage(run.first, run.last, [&](std::size_t passage) { met.insert(passage); });
      by_code[place.first].insert(met.begin(), met.end());
      for (const std::size_t passage : met)
        if (in_base[passage]) facts.passages.add(source, passage, passages_ + passage);
    }
    for (const auto& [code, met] : by_code)
      for (const std::size_t passage : met)
        codes_[static_cast<std::size_t>(code)].add(source, passage, passages_ + passage);
    narrow_shadows(by_rule);
    passages_ += in_base.size();
    base_ += std::count(in_base.begin(), in_base.end(), true);
  }

  /// Takes out of each rule's possible shadows those that leave one of its spans here uncovered.
  void narrow_shadows(const std::map<std::pair<int, int>, tagger::Runs>& by_rule) {
    std::map<std::pair<int, int>, tagger::Coverage> coverages;
    for (const auto& [place, runs] : by_rule) coverages.emplace(place, tagger::Coverage(runs));
    for (const auto& [place, runs] : by_rule) {
      auto& shadows =
          rules_[static_cast<std::size_t>(place.first)][static_cast<std::size_t>(place.second - 1)]
              .shadowed_by;
      if (!shadows) {
        shadows.emplace();
        for (auto at = by_rule.lower_bound({place.first, 0});
             at != by_rule.end() && at->first.first == place.first; ++at)
          if (at->first.second != place.second) shadows->push_back(at->first.second);
      }
      std::erase_if(*shadows, [&, code = place.first, &own = runs](int other) {
        const auto coverage = coverages.find({code, other});
        return coverage == coverages.end() || !std::all_of(own.begin(), own.end(), [&](tagger::Run run) {
                 return coverage->second.any_around(run);
               });
      });
    }
  }

  codebook::Finding finding_at(std::string_view kind, std::size_t code, std::size_t rule) const {
    const codebook::Code& its = codebook_.codes[code];
    const codebook::Rule& at = its.rules[rule];
    return {kind, at.line, at.column, its.id, static_cast<int>(rule + 1), {}, {}, {}};
  }

  std::vector<std::string> named(const PassageSet& passages) const {
    std::vector<std::string> names;
    for (const auto& [source, passage] : passages.first)
      names.push_back(fmt::format("{}:{}", names_[source], passage + 1));
    return names;
  }

  /// The rule that covers this one and is not covered by it, or is the earlier of two equals; 0: none.
  int shadow_of(std::size_t code, int rule) const {
    const auto& facts = rules_[code];
    const auto& shadows = facts[static_cast<std::size_t>(rule - 1)].shadowed_by;
    if (!shadows) return 0;
    for (const int other : *shadows) {
      const auto& back = facts[static_cast<std::size_t>(other - 1)].shadowed_by;
      const bool equal = back && std::find(back->begin(), back->end(), rule) != back->end();
      if (!equal || other < rule) return other;
    }
    return 0;
  }

  void find_rules() {
    for (std::size_t code = 0; code < rules_.size(); ++code) {
      const codebook::Code& its = codebook_.codes[code];
      for (std::size_t rule = 0; rule < rules_[code].size(); ++rule) {
        const RuleFacts& facts = rules_[code][rule];
        std::size_t all = 0;
        const auto dead = words_.dead_in_rule(code, rule, all);
        if (facts.hits == 0) {
          codebook::Finding silent = finding_at(finding::silent_rule, code, rule);
          silent.message = fmt::format("rule {} of '{}' never fires", rule + 1, its.id);
          if (!dead.empty()) silent.message += "; " + dead_text(dead, all);
          silent.remedy = "take it out, or ask gloss why-not about a passage it should find";
          add(std::move(silent), dead);
          continue;
        }
        if (!dead.empty()) {
          codebook::Finding one = finding_at(finding::dead_word, code, rule);
          one.message = fmt::format("rule {} of '{}': {}", rule + 1, its.id, dead_text(dead, all));
          one.remedy = "correct them, or take them out";
          add(std::move(one), dead);
        }
        find_rule(code, rule);
      }
    }
  }

  void find_rule(std::size_t code, std::size_t rule) {
    const codebook::Code& its = codebook_.codes[code];
    const RuleFacts& facts = rules_[code][rule];
    if (const int shadow = shadow_of(code, static_cast<int>(rule + 1)); shadow > 0) {
      codebook::Finding one = finding_at(finding::shadowed_rule, code, rule);
      const codebook::Rule& other = its.rules[static_cast<std::size_t>(shadow - 1)];
      one.message = fmt::format(
          "rule {} of '{}' adds nothing: rule {} (line {}) covers {}", rule + 1, its.id, shadow, other.line,
          facts.hits == 1 ? std::string("its only hit")
                          : fmt::format("all its {}", report::counted(facts.hits, "hit", "hits")));
      one.remedy = "take it out, or give an example that only it finds";
      one.passages = named(facts.passages);
      add(std::move(one));
    }
    const double share =
        base_ > 0 ? static_cast<double>(facts.passages.count) / static_cast<double>(base_) : 0;
    if (share > options_.broad && facts.passages.count >= options_.passages) {
      codebook::Finding one = finding_at(finding::broad_rule, code, rule);
      one.message = fmt::format("rule {} of '{}' fires on {:.0f} % of the base ({} of {})", rule + 1, its.id,
                                100 * share, report::grouped(facts.passages.count),
                                report::counted(base_, "passage", "passages"));
      one.remedy = "narrow it with near, without or where";
      one.passages = named(facts.passages);
      add(std::move(one));
    }
  }

  /// Codes with the same passages, each told with the first of them.
  void find_twins() {
    std::map<std::tuple<std::int64_t, std::uint64_t, std::uint64_t>, std::size_t> first;
    for (std::size_t code = 0; code < codes_.size(); ++code) {
      const PassageSet& passages = codes_[code];
      if (passages.count < options_.passages) continue;
      const auto [at, fresh] = first.try_emplace({passages.count, passages.sum, passages.mixed}, code);
      const auto a = static_cast<int>(code), b = static_cast<int>(at->second);
      if (fresh || codebook_.is_within(a, b) || codebook_.is_within(b, a)) continue;
      const codebook::Code& its = codebook_.codes[code];
      add({finding::twin_codes, its.line, its.column, its.id, 0,
           fmt::format("'{}' fires on the same {} as '{}'", its.id,
                       report::counted(passages.count, "passage", "passages"),
                       codebook_.codes[at->second].id),
           "merge them, or tell them apart by counterexamples", named(passages)});
    }
  }

  void find_dead_list_words() {
    for (std::size_t i = 0; i < codebook_.lists.size(); ++i) {
      const codebook::List& list = codebook_.lists[i];
      std::size_t all = 0;
      const auto dead = words_.dead_in_list(i, all);
      if (dead.empty()) continue;
      add({finding::dead_word,
           list.line,
           list.column,
           {},
           0,
           fmt::format("list '{}': {}", list.name, dead_text(dead, all)),
           "correct them, or take them out",
           {}},
          dead);
    }
  }

  static std::string dead_text(const std::vector<std::string>& dead, std::size_t all) {
    std::string text = all == 1 ? std::string("its word never occurs: ")
                                : fmt::format("{} of its {} words never {}: ", dead.size(), all,
                                              dead.size() == 1 ? "occurs" : "occur");
    for (std::size_t i = 0; i < dead.size() && i < words_named; ++i) text += (i > 0 ? ", " : "") + dead[i];
    if (dead.size() > words_named) text += fmt::format(" and {} more", dead.size() - words_named);
    return text;
  }

  struct Found {
    codebook::Finding finding;
    std::vector<std::string> dead;
  };
  void add(codebook::Finding finding, std::vector<std::string> dead = {}) {
    found_.push_back({std::move(finding), std::move(dead)});
  }

  /// By place; the first ones with what is spelt nearly like their dead words.
  std::vector<codebook::Finding> in_order() {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return codebook::comes_before(a.finding, b.finding);
    });
    std::map<std::string_view, std::size_t> told;
    std::vector<codebook::Finding> findings;
    for (Found& one : found_) {
      if (!one.dead.empty() && told[one.finding.kind]++ < options_.with_neighbours)
        for (std::size_t i = 0; i < one.dead.size() && i < words_with_neighbours; ++i) add_neighbours(one, i);
      findings.push_back(std::move(one.finding));
    }
    return findings;
  }

  void add_neighbours(Found& one, std::size_t word) const {
    codebook::Expression expression;
    expression.text = one.dead[word];
    const auto plain = plain_words(expression);
    if (plain.size() != 1) return;
    std::string near;
    for (const std::string& other : near_->near(plain.front(), passages_named))
      near += (near.empty() ? "" : ", ") + other;
    if (!near.empty()) one.finding.message += fmt::format("; spelt nearly like {}: {}", one.dead[word], near);
  }

  const codebook::Codebook& codebook_;
  const std::string& file_;
  const LintOptions& options_;
  CodebookWords words_;
  std::vector<std::string> names_;             // of sources
  std::vector<std::vector<RuleFacts>> rules_;  // by code, rule
  std::vector<PassageSet> codes_;              // by code: of all passages
  std::uint64_t passages_ = 0;                 // of the sources so far
  std::int64_t base_ = 0;
  std::optional<NearWords> near_;
  std::vector<Found> found_;
};

}  // namespace

Result<std::vector<codebook::Finding>> lint_codebook(const Project& project,
                                                     const codebook::Codebook& codebook,
                                                     const std::string& file, const LintOptions& options) {
  return ProjectLint(codebook, file, options).run(project);
}

}  // namespace gloss::project
