// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/rule_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/json.h"
#include "codebook/parse_rule.h"
#include "codebook/spelling.h"
#include "project/all_codings.h"
#include "project/kwic.h"

namespace gloss::project {
namespace {

using Kind = codebook::Expression::Kind;

bool has_unit(const codebook::Expression& expression) {
  if (expression.kind == Kind::within) return true;
  return expression.kind == Kind::where && has_unit(expression.operands.front());
}

/// `within passage` stands before `where`.
codebook::Expression within_passage(codebook::Expression expression) {
  if (expression.kind == Kind::where) {
    expression.operands.front() = within_passage(std::move(expression.operands.front()));
    return expression;
  }
  codebook::Expression made;
  made.kind = Kind::within;
  made.unit = codebook::Unit::passage;
  made.operands.push_back(std::move(expression));
  return made;
}

/// Per passage of a source, whether a coding of the code or of one below it meets it.
std::vector<bool> carried(const CodedProject& coded, std::size_t source, int code) {
  const CodedSource& one = coded.coded[source];
  std::vector<bool> carries(one.passages.size(), false);
  for (const auto& coding : one.codings) {
    if (coding.coding.decision == model::Decision::rejected) continue;
    if (!coded.codebook->is_within(coding.code, code)) continue;
    for (std::size_t i = 0; i < carries.size(); ++i)
      if (one.passages[i].span.overlaps(coding.coding.span)) carries[i] = true;
  }
  return carries;
}

}  // namespace

std::string rule_scalar(const std::string& text) {
  const bool plain =
      std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (!plain) return "- " + json_line(Json(text));  // double quotes and escapes mean the same in both
  std::string out = "- '";
  for (const char c : text) {
    if (c == '\'') out += c;
    out += c;
  }
  return out + "'";
}

Result<RuleLine> rule_line(const Project& project, const std::string& query, const std::string& code) {
  GLOSS_TRY(const auto matches, find_matches(project, query));
  GLOSS_TRY(const auto* tokens, project.tokens());
  RuleLine answer;
  answer.passages = static_cast<std::int64_t>(matches.passages.size());
  for (const auto& match : matches.passages)
    answer.matches += static_cast<std::int64_t>(
        nodes_of(matches, match, *tokens->find(matches.sources[match.source].stored.text)).size());
  // As typed, if that is a rule, too; else as the parser understood it.
  codebook::Expression rule = matches.query;
  std::string text = codebook::parse_rule(query, {.file = "query"}) ? query : codebook::print(rule);
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (stored) {
    GLOSS_TRY(const auto coded, all_codings(project));
    if (coded.codebook->unit != codebook::Unit::passage && !has_unit(rule)) {
      rule = within_passage(std::move(rule));
      text = codebook::print(rule);
    }
    const int index = coded.codebook->find(code);
    answer.has_code = index >= 0;
    answer.where = coded.codebook->where_text;
    if (answer.has_code) {
      std::vector<bool> carries;
      std::size_t source_of = coded.sources.size();
      for (const auto& match : matches.passages) {
        if (source_of != match.source) carries = carried(coded, source_of = match.source, index);
        if (carries[match.passage])
          ++answer.carried;
        else if (!coded.coded[match.source].passages[match.passage].in_base)
          ++answer.outside;
        else
          answer.added.push_back(
              fmt::format("{}:{}", matches.sources[match.source].stored.name, match.passage + 1));
      }
    } else {
      std::vector<std::string> ids;
      for (const auto& one : coded.codebook->codes) ids.push_back(one.id);
      answer.nearest = codebook::nearest(code, ids);
    }
  }
  answer.line = rule_scalar(text);
  return answer;
}

}  // namespace gloss::project
