// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/check_codebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "codebook/expression.h"
#include "intake/read_source.h"
#include "project/scratch_texts.h"
#include "tagger/places.h"
#include "tagger/program.h"
#include "text/display.h"
#include "text/language.h"

namespace gloss::project {
namespace {

/// An example as a source of its own.
model::Source as_source(const std::string& text) {
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

/// The text of one example.
class ExampleText final : public tagger::TextReader {
 public:
  explicit ExampleText(const std::string& text) : text_(text) {}
  bool read(std::int64_t, std::string& out) const override {
    out = text_;
    return true;
  }

 private:
  const std::string& text_;
};

struct Prepared {
  std::size_t code = 0;
  bool counterexample = false;
  const codebook::Example* example = nullptr;
  model::Source source;
  std::size_t number = 0;
};

void warn(const codebook::Codebook& codebook, std::vector<CodebookWarning>& warnings) {
  std::map<std::string, const codebook::Code*> code_of_rule;
  for (const auto& code : codebook.codes) {
    if (code.rules.empty()) continue;
    if (code.examples.empty())
      warnings.push_back({code.line, code.column, fmt::format("'{}' has rules but no examples", code.id),
                          "add passages it must find"});
    if (code.counterexamples.empty())
      warnings.push_back({code.line, code.column,
                          fmt::format("'{}' has rules but no counterexamples", code.id),
                          "add passages it must leave alone"});
    for (const auto& rule : code.rules) {
      const auto [at, fresh] = code_of_rule.try_emplace(codebook::print(rule.expression), &code);
      if (!fresh)
        warnings.push_back({rule.line, rule.column,
                            fmt::format("this rule of '{}' is also a rule of '{}'", code.id, at->second->id),
                            "keep it in one place"});
    }
  }
}

}  // namespace

Result<CodebookCheck> check_codebook(const codebook::Codebook& codebook, const std::string& file) {
  CodebookCheck check;
  check.codes = codebook.codes.size();
  ScratchTexts texts;
  std::vector<Prepared> prepared;
  for (std::size_t c = 0; c < codebook.codes.size(); ++c) {
    const codebook::Code& code = codebook.codes[c];
    check.rules += code.rules.size();
    if (code.rules.empty()) {
      check.not_run += code.examples.size() + code.counterexamples.size();
      continue;
    }
    const auto prepare = [&](const std::vector<codebook::Example>& examples, bool counter) {
      for (const auto& example : examples) {
        Prepared one{c, counter, &example, as_source(example.text), 0};
        one.number = texts.add(one.source);
        prepared.push_back(std::move(one));
      }
    };
    prepare(code.examples, false);
    prepare(code.counterexamples, true);
    check.examples += code.examples.size();
    check.counterexamples += code.counterexamples.size();
  }

  tagger::CompileOptions options;
  options.stem_languages = codebook.languages;
  GLOSS_TRY(const auto program, tagger::Program::compile(codebook, texts, file, options));
  for (const Prepared& one : prepared) {
    const tagger::SourceFacts facts = facts_of(one.source);
    const auto tokens = texts.tokens(one.number);
    const ExampleText text(one.source.text);
    const auto hits = program.run({tokens, &facts, &text});
    const auto hit = std::find_if(hits.begin(), hits.end(), [&](const tagger::Hit& h) {
      return static_cast<std::size_t>(h.code) == one.code;
    });
    if ((hit != hits.end()) != one.counterexample) continue;
    ExampleFailure failure{codebook.codes[one.code].id,
                           one.counterexample,
                           one.example->text,
                           one.example->line,
                           one.example->column,
                           {},
                           {}};
    if (hit != hits.end()) {
      tagger::Places places(one.source.text, tokens);
      for (const auto& reason : hit->reasons) {
        failure.rules.push_back(reason.rule);
        for (const auto leaf : reason.leaves) {
          const auto span = places.span(leaf);
          failure.matched.push_back(text::one_line(one.source.text.substr(span.begin.count, span.length())));
        }
      }
    }
    check.failures.push_back(std::move(failure));
  }
  std::stable_sort(check.failures.begin(), check.failures.end(),
                   [](const ExampleFailure& a, const ExampleFailure& b) { return a.line < b.line; });
  warn(codebook, check.warnings);
  std::stable_sort(check.warnings.begin(), check.warnings.end(),
                   [](const CodebookWarning& a, const CodebookWarning& b) { return a.line < b.line; });
  return check;
}

}  // namespace gloss::project
