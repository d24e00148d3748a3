// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/check_codebook.h"

#include <algorithm>
#include <map>
#include <set>

#include "intake/read_source.h"
#include "project/miss_text.h"
#include "project/scratch_texts.h"
#include "tagger/program.h"
#include "text/display.h"
#include "text/language.h"

namespace gloss::project {
namespace {

/// Whether a speaker label can stand in it; most examples need no reading for that.
bool may_have_labels(std::string_view text) {
  return text.find_first_of(":[\t\n") != std::string_view::npos || text.find("：") != std::string_view::npos;
}

/// An example as a source of its own.
model::Source as_source(const std::string& text) {
  if (may_have_labels(text))
    if (auto read = intake::read_source("example.txt", text); read && !read->source.speakers.empty())
      return std::move(read->source);
  model::Source source;
  source.text = text;
  source.language = text::detect_language(text);
  source.speakers.push_back({"", model::Role::interviewee});
  source.turns.push_back({0, text::byte_span(0, text.size())});
  source.passages.push_back({text::byte_span(0, text.size()), 0, -1});
  return source;
}

tagger::SourceFacts facts_of(const model::Source& source) {
  tagger::SourceFacts facts;
  facts.name = "example";
  facts.language = source.language;
  for (const auto& speaker : source.speakers) facts.speakers.push_back({speaker.label, speaker.role, {}, {}});
  return facts;
}

struct Prepared {
  int code = 0;
  bool counterexample = false;
  const codebook::Example* example = nullptr;
  model::Source source;
  std::size_t number = 0;  ///< in the scratch texts
};

class Check {
 public:
  Check(const codebook::Codebook& codebook, const std::string& file) : codebook_(codebook), file_(file) {
    options_.stem_languages = codebook.languages;
  }

  Result<CodebookCheck> run() {
    for (std::size_t code = 0; code < codebook_.codes.size(); ++code) prepare(static_cast<int>(code));
    std::stable_sort(prepared_.begin(), prepared_.end(),
                     [](const Prepared& a, const Prepared& b) { return a.example->line < b.example->line; });
    GLOSS_TRY(const auto program, tagger::Program::compile(codebook_, texts_, file_, options_));
    std::vector<const Prepared*> missed;
    tagger::HitTable hits;
    for (const Prepared& one : prepared_) {
      const tagger::SourceFacts facts = facts_of(one.source);
      const tagger::SourceView view{texts_.tokens(one.number), &facts, &texts_};
      program.run(view, hits);
      const bool coded = std::any_of(hits.rows.begin(), hits.rows.end(),
                                     [&](const tagger::HitTable::Row& row) { return row.code == one.code; });
      ExampleRun run{its(one).id,       one.counterexample,  one.example->text,
                     one.example->line, one.example->column, SIZE_MAX};
      if (coded == one.counterexample) {
        run.failure = check_.failures.size();
        check_.failures.push_back(failure(one));
        if (coded)
          explain_hit(one, program.run(view), view, check_.failures.back());
        else
          missed.push_back(&one);
      }
      check_.runs.push_back(std::move(run));
    }
    GLOSS_CHECK(explain_misses(missed));
    return std::move(check_);
  }

 private:
  const codebook::Code& its(const Prepared& one) const {
    return codebook_.codes[static_cast<std::size_t>(one.code)];
  }

  void prepare(int index) {
    const codebook::Code& code = codebook_.codes[static_cast<std::size_t>(index)];
    ++check_.codes;
    check_.rules += code.rules.size();
    if (code.rules.empty()) {
      check_.not_run += code.examples.size() + code.counterexamples.size();
      return;
    }
    const auto add = [&](const std::vector<codebook::Example>& examples, bool counter) {
      for (const auto& example : examples) {
        prepared_.push_back({index, counter, &example, as_source(example.text), 0});
        prepared_.back().number = texts_.add(prepared_.back().source);
      }
    };
    add(code.examples, false);
    add(code.counterexamples, true);
    check_.examples += code.examples.size();
    check_.counterexamples += code.counterexamples.size();
  }

  ExampleFailure failure(const Prepared& one) const {
    ExampleFailure made;
    made.code = its(one).id;
    made.counterexample = one.counterexample;
    made.text = one.example->text;
    made.line = one.example->line;
    made.column = one.example->column;
    return made;
  }

  void explain_hit(const Prepared& one, const std::vector<tagger::Hit>& hits, const tagger::SourceView& view,
                   ExampleFailure& failure) const {
    SourceText text(one.source.text, view.tokens);
    const auto hit =
        std::find_if(hits.begin(), hits.end(), [&](const tagger::Hit& h) { return h.code == one.code; });
    const std::size_t passage = view.tokens.passage_of(hit->run.first);
    const text::ByteSpan whole = text.passage(passage);
    failure.passage = text.slice(whole);
    const auto quote_all = [&](const std::vector<tagger::Run>& runs, std::vector<Mark>& marks) {
      std::vector<std::string> quotes;
      for (const tagger::Run run : runs) {
        const text::ByteSpan span = text.span(run);
        quotes.push_back(text::one_line(text.slice(span)));
        if (span.begin >= whole.begin && span.end <= whole.end)
          marks.emplace_back(span.begin.count - whole.begin.count, span.end.count - whole.begin.count);
      }
      return quotes;
    };
    std::map<int, FiredRule> fired;
    for (const tagger::Hit& each : hits) {
      if (each.code != one.code) continue;
      for (const auto& reason : each.reasons) {
        const codebook::Rule& rule = its(one).rules[static_cast<std::size_t>(reason.rule - 1)];
        FiredRule& its_rule =
            fired
                .try_emplace(
                    reason.rule,
                    FiredRule{reason.rule, rule.line, rule.column, text::one_line(rule.text), {}, {}})
                .first->second;
        for (std::string& quote : quote_all(reason.leaves, failure.marks))
          its_rule.matched.push_back(std::move(quote));
        for (std::string& quote : quote_all(reason.cues, failure.cues))
          its_rule.cues.push_back(std::move(quote));
      }
    }
    for (auto& [number, rule] : fired) failure.fired.push_back(std::move(rule));
  }

  /// The failures without a reason, in the order of `missed`.
  Result<void> explain_misses(const std::vector<const Prepared*>& missed) {
    if (missed.empty()) return {};
    std::set<int> codes;
    for (const Prepared* one : missed) codes.insert(one->code);
    GLOSS_TRY(const auto finder,
              tagger::NearMissFinder::make(codebook_, {codes.begin(), codes.end()}, texts_, file_, options_));
    auto next = missed.begin();
    for (ExampleFailure& failure : check_.failures)
      if (!failure.counterexample) explain_miss(**next++, finder, failure);
    return {};
  }

  /// Of several passages the one that comes nearest.
  void explain_miss(const Prepared& one, const tagger::NearMissFinder& finder,
                    ExampleFailure& failure) const {
    const tagger::SourceFacts facts = facts_of(one.source);
    const tagger::SourceView view{texts_.tokens(one.number), &facts, &texts_};
    SourceText text(one.source.text, view.tokens);
    tagger::NearMiss best;
    std::size_t best_passage = 0;
    double best_share = -1;
    for (std::size_t passage = 0; passage < view.tokens.passages.size(); ++passage) {
      tagger::NearMiss miss = finder.find(one.code, view, passage, std::nullopt);
      // The code itself is meant, not those below it.
      std::erase_if(miss.rules, [&](const tagger::RuleMiss& rule) { return rule.code != one.code; });
      if (miss.rules.empty()) continue;
      const double share = miss.base.empty() ? miss.rules.front().share() : 0;
      if (share <= best_share) continue;
      best_share = share;
      best = std::move(miss);
      best_passage = passage;
    }
    if (best.rules.empty()) {
      failure.passage = failure.text;
      return;
    }
    failure.passage = text.slice(text.passage(best_passage));
    const MissText words(text, best_passage, texts_, nullptr);
    for (const tagger::Obstacle& refused : best.base) failure.base.push_back(words.of(refused));
    best.rules.resize(1);
    failure.nearest = missed_rules(codebook_, best, text, best_passage, texts_, nullptr).front();
    failure.marks = failure.nearest->marks;
    failure.cues = failure.nearest->cues;
  }

  const codebook::Codebook& codebook_;
  const std::string& file_;
  tagger::CompileOptions options_;
  ScratchTexts texts_;
  std::vector<Prepared> prepared_;
  CodebookCheck check_;
};

}  // namespace

Result<CodebookCheck> check_codebook(const codebook::Codebook& codebook, const std::string& file) {
  return Check(codebook, file).run();
}

}  // namespace gloss::project
