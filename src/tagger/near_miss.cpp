// SPDX-License-Identifier: GPL-3.0-or-later
// All rules of a code against one passage, the nearest first.
#include "tagger/near_miss.h"

#include <algorithm>

#include "tagger/near_miss_assess.h"

namespace gloss::tagger {

using codebook::Unit;

struct NearMissFinder::Impl {
  Impl(const codebook::Codebook& book, const index::Vocabulary& vocabulary) : codebook(book), parts(book) {
    characters.reserve(vocabulary.size());
    for (std::uint32_t id = 0; id < vocabulary.size(); ++id)
      characters.push_back(characters_in(vocabulary.word(id)));
  }

  std::vector<int> codes_within(int code) const {
    std::vector<int> codes;
    for (int i = 0; i < static_cast<int>(codebook.codes.size()); ++i)
      if (codebook.is_within(i, code) && !codebook.codes[static_cast<std::size_t>(i)].rules.empty())
        codes.push_back(i);
    return codes;
  }

  const codebook::Codebook& codebook;
  std::vector<std::uint8_t> characters;  // by word, as in a plan
  RuleParts parts;
  std::optional<Program> program;
};

namespace {

/// Hits of other codes that `conflict: longest` prefers to this run.
std::optional<Displaced> displaced_by(const codebook::Codebook& codebook, const std::vector<Hit>& hits,
                                      int code, Run run) {
  if (codebook.conflict != codebook::Conflict::longest) return std::nullopt;
  for (const Hit& hit : hits)
    if (hit.code != code && hit.run != run && contains(hit.run, run))
      return Displaced{code, run, hit.code, hit.run};
  return std::nullopt;
}

}  // namespace

NearMissFinder::NearMissFinder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NearMissFinder::~NearMissFinder() = default;
NearMissFinder::NearMissFinder(NearMissFinder&&) noexcept = default;
NearMissFinder& NearMissFinder::operator=(NearMissFinder&&) noexcept = default;

Result<NearMissFinder> NearMissFinder::make(const codebook::Codebook& codebook, const std::vector<int>& codes,
                                            const index::Vocabulary& vocabulary, const std::string& file,
                                            const CompileOptions& options) {
  auto impl = std::make_unique<Impl>(codebook, vocabulary);
  for (const int code : codes)
    for (const int one : impl->codes_within(code))
      for (const codebook::Rule& rule : codebook.codes[static_cast<std::size_t>(one)].rules)
        impl->parts.add_rule(one, rule.expression);
  GLOSS_TRY(auto program, Program::compile(codebook, vocabulary, file, options, impl->parts.probes()));
  impl->program.emplace(std::move(program));
  return NearMissFinder(std::move(impl));
}

NearMiss NearMissFinder::find(int code, const SourceView& source, std::size_t passage,
                              std::optional<Run> words) const {
  NearMiss miss;
  const codebook::Codebook& codebook = impl_->codebook;
  const std::uint32_t first = source.tokens.passages[passage].first,
                      past = source.tokens.passage_end(passage);
  const std::vector<int> codes = impl_->codes_within(code);
  if (first == past || codes.empty()) return miss;
  const Run whole{first, past - 1};
  const Run wanted = words.value_or(whole);
  std::vector<Hit> all = impl_->program->run(source);
  const auto is_of_code = [&](const Hit& hit) { return codebook.is_within(hit.code, code); };
  for (const Hit& hit : all)
    if (is_of_code(hit) && overlap(hit.run, wanted)) miss.hits.push_back(hit);
  if (!miss.hits.empty()) return miss;

  Units units;
  units.start(source);
  const auto& probes = impl_->parts.probes();
  std::vector<Run> within;
  const auto region_of = [&](Unit unit) { return hull(whole, units.widened(unit, whole)); };
  Run widest = whole;
  for (const Probe& probe : probes) widest = hull(widest, region_of(probe.unit));
  within.assign(probes.size(), widest);
  const auto spans = impl_->program->probe(source, within);
  Assessment assessment(codebook, impl_->parts, impl_->characters, source, units, spans, whole);
  miss.base = assessment.refused_by_base(whole);
  for (const int one : codes) {
    int number = 0;
    for (const codebook::Rule& rule : codebook.codes[static_cast<std::size_t>(one)].rules) {
      RuleMiss near = assessment.of_rule(one, ++number, rule.expression);
      if (near.obstacles.empty()) {
        for (const Run run : assessment.hits_of(one, rule.expression)) {
          if (!overlap(run, wanted))
            near.elsewhere.push_back(run);
          else if (auto refused = assessment.refused_by_base(run); miss.base.empty() && !refused.empty())
            near.obstacles = std::move(refused);  // a span that reaches beyond the passage
          else if (const auto displaced = displaced_by(codebook, all, one, run))
            miss.displaced.push_back(*displaced);
        }
      }
      miss.rules.push_back(std::move(near));
    }
  }
  std::stable_sort(miss.rules.begin(), miss.rules.end(), [](const RuleMiss& a, const RuleMiss& b) {
    if (a.share() != b.share()) return a.share() > b.share();
    return a.obstacles.size() < b.obstacles.size();
  });
  return miss;
}

}  // namespace gloss::tagger
