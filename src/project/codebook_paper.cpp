// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/codebook_paper.h"

#include "codebook/expression.h"
#include "project/count_codings.h"
#include "project/use_codebook.h"

namespace gloss::project {
namespace {

std::string in_words(const codebook::Localized& text, const std::string& language) {
  return std::string(codebook::in_language(text, language, ""));
}

std::vector<report::InLanguage> in_all(const codebook::Localized& text) {
  std::vector<report::InLanguage> all;
  for (const auto& [language, words] : text) all.push_back({language, words});
  return all;
}

std::vector<std::string> words_of(const std::vector<codebook::Example>& examples) {
  std::vector<std::string> words;
  for (const codebook::Example& example : examples) words.push_back(example.text);
  return words;
}

report::PaperCode paper_code(const codebook::Code& code, const report::CodeRow& row,
                             const std::string& language) {
  report::PaperCode paper;
  paper.id = code.id;
  paper.parent = row.parent;
  paper.depth = code.depth;
  paper.name = row.name;
  paper.names = in_all(code.name);
  paper.color = code.color;
  paper.definition = in_words(code.definition, language);
  paper.include = in_words(code.include, language);
  paper.exclude = in_words(code.exclude, language);
  paper.memo = code.memo;
  paper.span = codebook::name_of(code.span);
  for (const codebook::Rule& rule : code.rules) paper.rules.push_back(rule.text);
  paper.examples = words_of(code.examples);
  paper.counterexamples = words_of(code.counterexamples);
  return paper;
}

/// The head of the paper and its codes, as the selection has them; nothing is counted.
report::CodebookPaper paper_of(const codebook::Codebook& codebook, const std::vector<report::CodeRow>& codes,
                               const std::string& language) {
  report::CodebookPaper paper;
  paper.language = language;
  paper.id = codebook.id;
  paper.hash = codebook.hash;
  paper.title = codebook::in_language(codebook.title, language, codebook.id);
  paper.titles = in_all(codebook.title);
  paper.languages = codebook.languages;
  paper.unit = codebook::name_of(codebook.unit);
  paper.where = codebook.where_text;
  for (const report::CodeRow& row : codes)
    paper.codes.push_back(
        paper_code(codebook.codes[static_cast<std::size_t>(codebook.find(row.id))], row, language));
  return paper;
}

std::vector<report::PaperList> lists_of(const codebook::Codebook& codebook) {
  std::vector<report::PaperList> lists;
  for (const codebook::List& list : codebook.lists) {
    report::PaperList& paper = lists.emplace_back(report::PaperList{list.name, {}});
    for (const codebook::Expression& entry : list.entries) paper.entries.push_back(codebook::print(entry));
  }
  return lists;
}

report::PaperCounts counts_of(const report::FrequencyCounter& counter) {
  report::PaperCounts counts{counter.base(), counter.record(), {}};
  for (std::size_t code = 0; code < counter.codes().size(); ++code)
    counts.codes.push_back(counter.of(code, -1));
  return counts;
}

Result<std::vector<report::CodeRow>> chosen_codes(const Project& project, const Selection& selection,
                                                  const codebook::Codebook& codebook,
                                                  const std::string& language) {
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto* tokens, project.tokens());
  GLOSS_TRY(const auto selected, Selected::of(selection, codebook, sources, tokens->vocabulary()));
  return selected.start(codebook, language).codes;
}

}  // namespace

Result<report::CodebookPaper> codebook_paper(const Project& project, const CodebookPaperRequest& request) {
  GLOSS_TRY(const auto codebook, codebook_of(project));
  const std::string language = report_language(codebook, request.language);
  report::CodebookPaper paper;
  if (request.counts) {
    GLOSS_TRY(const auto counted,
              count_with<report::FrequencyCounter>(
                  project, {.selection = request.selection, .language = language, .leaves = false}));
    paper = paper_of(codebook, counted.counter.codes(), language);
    paper.counts = counts_of(counted.counter);
  } else {
    GLOSS_TRY(const auto codes, chosen_codes(project, request.selection, codebook, language));
    paper = paper_of(codebook, codes, language);
  }
  paper.rules = request.rules;
  if (request.rules) paper.lists = lists_of(codebook);
  return paper;
}

}  // namespace gloss::project
