// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/entries_matched.h"

#include <algorithm>
#include <tuple>

#include "project/project_texts.h"
#include "project/source_text.h"
#include "tagger/program.h"

namespace gloss::project {
namespace {

void lists_in(const codebook::Expression& expression, std::vector<std::string>& names) {
  if (expression.kind == codebook::Expression::Kind::list) names.push_back(expression.text);
  for (const auto& operand : expression.operands) lists_in(operand, names);
}

struct Wanted {
  int rule = 0;
  const codebook::List* list = nullptr;
  const codebook::Expression* entry = nullptr;
};

/// Every entry of every list that the rules of the coding name.
std::vector<Wanted> entries_of(const codebook::Codebook& codebook, const SourceCoding& one) {
  std::vector<Wanted> wanted;
  for (const model::Reason& reason : one.coding.reasons) {
    const auto& rules = codebook.codes[static_cast<std::size_t>(one.code)].rules;
    std::vector<std::string> names;
    lists_in(rules[static_cast<std::size_t>(reason.rule - 1)].expression, names);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const std::string& name : names)
      if (const codebook::List* list = codebook.find_list(name))
        for (const auto& entry : list->entries) wanted.push_back({reason.rule, list, &entry});
  }
  return wanted;
}

}  // namespace

Result<std::vector<EntryMatched>> entries_matched(const Project& project, const CodedProject& coded,
                                                  const CodingPlace& place) {
  std::vector<EntryMatched> found;
  const SourceCoding& one = coded.coded[place.source].codings[place.coding];
  const std::vector<Wanted> wanted = entries_of(*coded.codebook, one);
  if (wanted.empty()) return found;
  GLOSS_TRY(const auto* tokens, project.tokens());
  std::vector<tagger::Probe> probes;
  for (const Wanted& entry : wanted) probes.push_back({one.code, entry.entry, codebook::Unit::source});
  tagger::CompileOptions options;
  options.stem_languages = coded.codebook->languages;
  GLOSS_TRY(const auto program, tagger::Program::compile(*coded.codebook, tokens->vocabulary(),
                                                         project.file().path(), options, probes));
  const ProjectTexts reader(project);
  const tagger::SourceView view = view_of(*tokens, coded.sources[place.source], reader);
  SourceTexts texts(project, *tokens, coded.sources);
  GLOSS_TRY(SourceText * text, texts.open(place.source));

  const auto last = static_cast<std::uint32_t>(view.tokens.cells.size() - 1);
  const auto spans = program.probe(view, std::vector<tagger::Run>(probes.size(), {0, last}));
  GLOSS_CHECK(reader.check());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto reason = std::find_if(one.coding.reasons.begin(), one.coding.reasons.end(),
                                     [&](const model::Reason& r) { return r.rule == wanted[i].rule; });
    for (const auto& span : spans[i]) {
      const text::ByteSpan at = text->span(span.run);
      if (std::find(reason->leaves.begin(), reason->leaves.end(), at) == reason->leaves.end()) continue;
      const bool is_named = std::any_of(found.begin(), found.end(), [&](const EntryMatched& other) {
        return other.rule == wanted[i].rule && other.list == wanted[i].list->name && other.span == at;
      });
      if (!is_named) found.push_back({wanted[i].rule, wanted[i].list->name, print(*wanted[i].entry), at});
    }
  }
  std::sort(found.begin(), found.end(), [](const EntryMatched& a, const EntryMatched& b) {
    return std::tie(a.rule, a.span, a.list) < std::tie(b.rule, b.span, b.list);
  });
  return found;
}

}  // namespace gloss::project
