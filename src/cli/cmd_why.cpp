// SPDX-License-Identifier: GPL-3.0-or-later
// gloss why CODING: the reason for a coding: rule, matched words, negation cues, and the passage with them
// marked.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/json.h"
#include "cli/command.h"
#include "project/all_codings.h"
#include "project/entries_matched.h"
#include "project/find_coding.h"
#include "text/display.h"

namespace gloss::cli {
namespace {

struct WhyOptions {
  std::string coding;
  OutputOptions output;
};

std::string words_at(const std::string& text, const std::vector<text::ByteSpan>& spans) {
  std::string out;
  for (const auto span : spans)
    out += (out.empty() ? "" : ", ") + text::one_line(text.substr(span.begin.count, span.length()));
  return out;
}

/// The passage with matched words in brackets and cues in braces.
std::string mark_passage(const std::string& text, text::ByteSpan passage, const model::Coding& coding) {
  std::vector<std::pair<text::ByteSpan, bool>> marks;
  for (const auto& reason : coding.reasons) {
    for (const auto leaf : reason.leaves) marks.emplace_back(leaf, false);
    for (const auto cue : reason.cues) marks.emplace_back(cue, true);
  }
  std::sort(marks.begin(), marks.end());
  std::string out;
  std::uint32_t at = passage.begin.count;
  for (const auto& [span, is_cue] : marks) {
    if (span.begin.count < at || span.end > passage.end) continue;
    out += text.substr(at, span.begin.count - at);
    out += is_cue ? "{" : "[";
    out += text.substr(span.begin.count, span.length());
    out += is_cue ? "}" : "]";
    at = span.end.count;
  }
  return text::one_line(out + text.substr(at, passage.end.count - at));
}

/// Who coded or decided, and what follows.
std::string standing(const model::Coding& coding) {
  std::string out;
  if (coding.origin == model::Origin::coder) return fmt::format("\ncoded by hand by {}\n", coding.coder);
  if (coding.decision != model::Decision::none)
    out = fmt::format("\n{} by {}\n", model::name_of(coding.decision), coding.decided_by);
  if (coding.reasons.empty()) out += "no rule of the present codebook finds it\n";
  return out;
}

using Entries = std::vector<project::EntryMatched>;

/// "$wish: 应该 (应该)": the words of the passage, and the entry where it is written otherwise.
std::string entries_in_words(const Entries& entries, int rule, const std::string& text) {
  std::string out;
  for (const auto& one : entries) {
    if (one.rule != rule) continue;
    const std::string words = text::one_line(text.substr(one.span.begin.count, one.span.length()));
    out += fmt::format("{}${}: {}", out.empty() ? "" : ", ", one.list, words);
    if (one.entry != words && one.entry != "\"" + words + "\"") out += fmt::format(" (entry {})", one.entry);
  }
  return out;
}

Json as_json(const model::Coding& coding, const codebook::Codebook& codebook, const codebook::Code& code,
             const Entries& entries, const std::string& text) {
  Json all = Json::object();
  all["schema"] = 1;
  all["coding"] = coding.id;
  all["code"] = coding.code;
  all["passage"] = fmt::format("{}:{}", coding.source, coding.passage);
  all["quote"] = coding.quote;
  all["origin"] = model::name_of(coding.origin);
  all["coder"] = coding.coder;
  all["decision"] = model::name_of(coding.decision);
  all["decided_by"] = coding.decided_by;
  all["weight"] = coding.weight;
  all["codebook"] = codebook.id;
  all["codebook_hash"] = codebook.hash;
  all["reasons"] = Json::array();
  for (const auto& reason : coding.reasons) {
    Json one = Json::object();
    one["rule"] = reason.rule;
    one["text"] = code.rules[static_cast<std::size_t>(reason.rule - 1)].text;
    one["matched"] = Json::array();
    for (const auto leaf : reason.leaves)
      one["matched"].push_back(text.substr(leaf.begin.count, leaf.length()));
    one["entries"] = Json::array();
    for (const auto& entry : entries)
      if (entry.rule == reason.rule)
        one["entries"].push_back({{"list", entry.list},
                                  {"entry", entry.entry},
                                  {"words", text.substr(entry.span.begin.count, entry.span.length())}});
    one["cues"] = Json::array();
    for (const auto cue : reason.cues) one["cues"].push_back(text.substr(cue.begin.count, cue.length()));
    all["reasons"].push_back(std::move(one));
  }
  return all;
}

Result<Exit> run(Session& session, const WhyOptions& options) {
  GLOSS_TRY(auto project, session.open(store::Access::read));
  GLOSS_TRY(const auto coded, project::all_codings(project));
  GLOSS_TRY(const auto found, project::find_coding(coded, options.coding));
  const project::SourceCoding& one = coded.coded[found.source].codings[found.coding];
  const model::Coding& coding = one.coding;
  const auto& source = coded.sources[found.source];
  GLOSS_TRY(const auto text, project.file().read_text(source.stored.text));
  const codebook::Code& code = coded.codebook->codes[static_cast<std::size_t>(one.code)];
  GLOSS_TRY(const auto entries, project::entries_matched(project, coded, found));
  if (options.output.format == "json") {
    GLOSS_CHECK(answer_text(session, json_text(as_json(coding, *coded.codebook, code, entries, text)),
                            options.output));
    return session.close(project, Exit::done);
  }
  const auto& passage = coded.coded[found.source].passages[static_cast<std::size_t>(coding.passage - 1)];
  const std::string speaker =
      passage.speaker < 0 ? ""
                          : "  " + source.facts.speakers[static_cast<std::size_t>(passage.speaker)].label;
  std::string out = fmt::format("{}  {} ({})\n{}:{}{}\n  {}\n", coding.id, coding.code,
                                codebook::in_language(code.name, session.language, code.id), coding.source,
                                coding.passage, speaker, mark_passage(text, passage.span, coding));
  out += standing(coding);
  for (const auto& reason : coding.reasons) {
    const codebook::Rule& rule = code.rules[static_cast<std::size_t>(reason.rule - 1)];
    out += fmt::format("\nrule {} (line {} of the codebook): {}\n", reason.rule, rule.line,
                       text::one_line(rule.text));
    if (!reason.leaves.empty()) out += "  matched [ ]: " + words_at(text, reason.leaves) + "\n";
    if (const auto words = entries_in_words(entries, reason.rule, text); !words.empty())
      out += "  from lists: " + words + "\n";
    if (!reason.cues.empty()) out += "  negated by { }: " + words_at(text, reason.cues) + "\n";
    if (!coded.codebook->where.empty())
      out += "  and the codebook's condition holds: " + coded.codebook->where_text + "\n";
  }
  if (!coding.reasons.empty())
    out += fmt::format("\ncodebook {}, {}\n", coded.codebook->id, coded.codebook->hash.substr(0, 12));
  const bool weighted = std::any_of(code.rules.begin(), code.rules.end(),
                                    [](const codebook::Rule& rule) { return rule.weight != 1; });
  if (weighted && !coding.reasons.empty()) out += fmt::format("\nweight {}\n", coding.weight);
  GLOSS_CHECK(answer_text(session, out, options.output));
  return session.close(project, Exit::done);
}

}  // namespace

extern const Command why_command = {
    "why", "Show the reason for a coding", "Searching and coding", [](CLI::App& app, Chosen& chosen) {
      auto options = std::make_shared<WhyOptions>();
      app.add_option("coding", options->coding,
                     "its id (or the beginning of it): the first column of gloss export codings")
          ->required();
      app.add_option("--format", options->output.format, "text or json")
          ->check(one_of({"text", "json"}))
          ->type_name("FORMAT")
          ->capture_default_str();
      app.add_option("-o,--output", options->output.file, "write to this file, not to the screen")
          ->type_name("FILE");
      app.add_flag("--force", options->output.force, "replace the output file if it exists");
      app.footer("Example:\n  gloss why 3f9a01c2d4e5");
      chosen.when(app, [options](Session& session) { return run(session, *options); });
    }};

}  // namespace gloss::cli
