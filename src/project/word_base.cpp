// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/word_base.h"

#include <algorithm>

#include "base/parallel.h"
#include "codebook/parse_rule.h"
#include "project/count_codings.h"
#include "project/project_texts.h"

namespace gloss::project {
namespace {

constexpr std::size_t word_sources_ahead = 16;

std::vector<bool> find_roaming(const KnownSources& sources) {
  std::vector<bool> seen, roaming;
  for (const KnownSource& source : sources)
    for (const std::int32_t person : source.persons) {
      const auto number = static_cast<std::size_t>(person);
      if (seen.size() <= number) seen.resize(number + 1), roaming.resize(number + 1);
      if (seen[number]) roaming[number] = true;
      seen[number] = true;
    }
  return roaming;
}

/// The project's codebook; one without codes where there is none, since words need no codes.
Result<codebook::Codebook> codebook_if_any(const Project& project) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (stored) return codebook::parse_codebook(stored->yaml, stored->file);
  codebook::Codebook none;
  none.languages = {"en", "zh"};
  return none;
}

}  // namespace

Result<WordBase> WordBase::of(const Project& project, const WordSelection& selection) {
  WordBase base(project);
  base.selection_ = selection;
  GLOSS_TRY(base.codebook_, codebook_if_any(project));
  GLOSS_TRY(base.sources_, known_sources(project));
  GLOSS_TRY(base.tokens_, project.tokens());
  const auto& vocabulary = base.tokens_->vocabulary();
  base.language_ = report_language(base.codebook_, selection.language);
  Selection counted;
  counted.where = selection.where;
  counted.by = selection.target.empty() ? selection.by : "";
  GLOSS_TRY(auto selected, Selected::of(counted, base.codebook_, base.sources_, vocabulary));
  base.selected_.emplace(std::move(selected));
  base.groups_ = base.selected_->start(base.codebook_, base.language_).groups;
  if (!selection.target.empty()) {
    GLOSS_TRY(const auto condition,
              codebook::parse_condition(selection.target, {"--target", 1, 1, false, 1}));
    GLOSS_TRY(auto target, BasePassages::of(condition, selection.target, vocabulary));
    base.target_.emplace(std::move(target));
    base.groups_ = {selection.target, std::string(report::in_language(base.language_, "the rest", "其余"))};
  }
  GLOSS_TRY(auto layer, WordLayer::of(vocabulary, base.codebook_, selection.dictionary));
  base.words_ = std::make_unique<WordLayer>(std::move(layer));
  base.roaming_ = find_roaming(base.sources_);
  return base;
}

void WordBase::look(std::size_t source, WordLayer::Cutter& cutter, SourceWords& out) const {
  const ProjectTexts texts(*project_);
  const tagger::SourceView view = view_of(*tokens_, sources_[source], texts);
  out.source = source;
  out.known = &sources_[source];
  out.tokens = view.tokens;
  out.in_base = selected_->in_base(view);
  out.group.assign(view.tokens.passages.size(), -1);
  if (target_) {
    const std::vector<bool> in_target = target_->in(view);
    for (std::size_t p = 0; p < out.group.size(); ++p) out.group[p] = in_target[p] ? 0 : 1;
  } else if (has_groups()) {
    for (std::size_t p = 0; p < out.group.size(); ++p)
      out.group[p] = selected_->group_of(source, view.tokens.passages[p].speaker);
  }
  cutter.cut(view.tokens, out.in_base, out.lengths);
}

Result<void> WordBase::for_each_source(const std::function<void(const SourceWords&)>& use) {
  const Environment& environment = project_->environment();
  std::uint64_t total = 0;
  for (const KnownSource& source : sources_) total += static_cast<std::uint64_t>(source.stored.bytes);
  environment.progress->begin("Counting words", total, "bytes");
  std::vector<SourceWords> ahead(word_sources_ahead);  // a source's place is free again once it has been used
  std::vector<WordLayer::Cutter> cutters;
  for (std::size_t i = 0; i < word_sources_ahead; ++i) cutters.emplace_back(*words_);
  bool stopped = false;
  make_in_parallel(
      sources_.size(), environment.threads, word_sources_ahead,
      [&](std::size_t i) { look(i, cutters[i % word_sources_ahead], ahead[i % word_sources_ahead]); },
      [&](std::size_t i) {
        use(ahead[i % word_sources_ahead]);
        environment.progress->advance(static_cast<std::uint64_t>(sources_[i].stored.bytes));
        stopped = environment.progress->stopped();
        return !stopped;
      });
  environment.progress->end();
  if (stopped) return Err(Fault::stopped, project_->file().path(), "stopped");
  return {};
}

report::WordHead WordBase::head() const {
  report::WordHead head;
  head.language = language_;
  head.base.where = selected_->start(codebook_, language_).where;
  head.by = selection_.target.empty() ? selection_.by : "";
  for (const std::string& group : groups_) head.groups.push_back({group, {}, 0, 0, 0});
  head.has_han = words_->has_han();
  head.dictionary = words_->dictionary();
  head.terms = static_cast<std::int64_t>(words_->terms());
  return head;
}

}  // namespace gloss::project
