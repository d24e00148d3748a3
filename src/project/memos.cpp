// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/memos.h"

#include <fmt/format.h>

#include <algorithm>

#include "codebook/spelling.h"
#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "project/find_code.h"
#include "project/find_coding.h"
#include "project/find_passage.h"
#include "project/find_source.h"

namespace gloss::project {
namespace {

Result<void> place_source(const Project& project, const std::string& target, model::Memo& memo) {
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const std::size_t found, find_source(sources, target));
  memo.at.source = sources[found].stored.name;
  return {};
}

Result<void> place_speaker(const Project& project, const std::string& target, model::Memo& memo) {
  const std::size_t colon = target.rfind(':');
  if (colon == std::string::npos)
    return Err(Fault::usage, target, "is not a speaker", "SOURCE:LABEL, e.g. p03.txt:P1");
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const std::size_t found, find_source(sources, target.substr(0, colon)));
  memo.at.source = sources[found].stored.name;
  memo.part = target.substr(colon + 1);
  const auto& speakers = sources[found].facts.speakers;
  if (std::none_of(speakers.begin(), speakers.end(), [&](const auto& s) { return s.label == memo.part; }))
    return Err(Fault::missing_input, target, fmt::format("{} has no speaker {}", memo.at.source, memo.part),
               fmt::format("gloss speakers {}", memo.at.source));
  return {};
}

Result<void> place_passage(const Project& project, const std::string& target, model::Memo& memo) {
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto found, find_passage(project, sources, target));
  const auto& stored = sources[found.source].stored;
  GLOSS_TRY(const auto* tokens, project.tokens());
  const auto& row = tokens->find(stored.text)->passages[found.passage];
  GLOSS_TRY(const auto text, project.file().read_text(stored.text));
  memo.at = model::anchor_at(stored.name, stored.text, text, text::byte_span(row.begin, row.end));
  return {};
}

Result<void> place_coding(const Project& project, const std::string& target, model::Memo& memo) {
  GLOSS_TRY(const auto coded, all_codings(project));
  GLOSS_TRY(const auto found, find_coding(coded, target));
  const model::Coding& coding = coded.coded[found.source].codings[found.coding].coding;
  const auto& stored = coded.sources[found.source].stored;
  GLOSS_TRY(const auto text, project.file().read_text(stored.text));
  memo.at = model::anchor_at(stored.name, stored.text, text, coding.span);
  memo.part = coding.code;
  return {};
}

Result<void> place_code(const Project& project, const std::string& target, model::Memo& memo) {
  GLOSS_TRY(const auto stored, project.file().codebook());
  if (!stored)
    return Err(Fault::bad_input, project.file().path(), "the project has no codebook yet",
               "gloss codebook use FILE");
  GLOSS_TRY(const auto codebook, codebook::parse_codebook(stored->yaml, stored->file));
  GLOSS_TRY(const std::size_t index, find_code(codebook, target));
  memo.name = codebook.codes[index].id;
  return {};
}

Result<void> place_case(const Project& project, const std::string& target, model::Memo& memo) {
  GLOSS_TRY(const auto cases, project.file().cases());
  std::vector<std::string> names;
  for (const auto& row : cases.rows)
    if (!row.name.empty()) names.push_back(row.name);
  if (std::find(names.begin(), names.end(), target) == names.end()) {
    const std::string close = codebook::nearest(target, names);
    return Err(Fault::missing_input, target, "is not a case of the project",
               close.empty() ? "gloss cases" : close);
  }
  memo.name = target;
  return {};
}

Result<void> place(const Project& project, const std::string& target, model::Memo& memo) {
  switch (memo.subject) {
    case model::Subject::project:
      if (!target.empty()) return Err(Fault::usage, target, "a memo on the project names nothing else");
      return {};
    case model::Subject::source:
      return place_source(project, target, memo);
    case model::Subject::speaker:
      return place_speaker(project, target, memo);
    case model::Subject::passage:
      return place_passage(project, target, memo);
    case model::Subject::coding:
      return place_coding(project, target, memo);
    case model::Subject::code:
      return place_code(project, target, memo);
    case model::Subject::case_:
      return place_case(project, target, memo);
  }
  return {};
}

Result<model::Memo> find_memo(const Project& project, std::int64_t number) {
  GLOSS_TRY(const auto work, project.file().hand_work());
  for (const auto& memo : work.memos)
    if (memo.number == number) return memo;
  return Err(Fault::missing_input, fmt::format("memo {}", number), "is not in the project",
             "gloss memo list");
}

Result<std::vector<std::string>> names_of(const Project& project, const std::vector<std::string>& given) {
  GLOSS_TRY(const auto sources, known_sources(project));
  std::vector<std::string> names;
  for (const auto& one : given) {
    GLOSS_TRY(const std::size_t found, find_source(sources, one));
    names.push_back(sources[found].stored.name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string sources_in_words(const std::vector<model::ReadMark>& marks) {
  return marks.size() == 1 ? marks[0].source
                           : fmt::format("{} and {} more", marks[0].source, marks.size() - 1);
}

}  // namespace

Result<std::int64_t> add_memo(Project& project, model::Subject subject, const std::string& target,
                              const std::string& words) {
  model::Memo memo;
  memo.subject = subject;
  memo.coder = project.environment().who;
  memo.made = utc_text(project.environment().clock->unix_seconds());
  memo.words = words;
  GLOSS_CHECK(place(project, target, memo));
  store::HandChange change;
  change.memos_in.push_back(memo);
  GLOSS_TRY(const auto about, subject_in_words(project, memo));
  GLOSS_CHECK(project.file().change_hand_work("memo", "new, on " + about, change));
  GLOSS_TRY(const auto work, project.file().hand_work());
  return work.memos.back().number;
}

Result<void> edit_memo(Project& project, std::int64_t number, const std::string& words) {
  GLOSS_TRY(auto memo, find_memo(project, number));
  if (memo.words == words) return {};
  memo.words = words;
  store::HandChange change;
  change.memos_in.push_back(memo);
  return project.file().change_hand_work("memo", fmt::format("edit {}", number), change);
}

Result<void> remove_memo(Project& project, std::int64_t number) {
  GLOSS_TRY(const auto memo, find_memo(project, number));
  store::HandChange change;
  change.memos_out.push_back(memo);
  return project.file().change_hand_work("memo", fmt::format("remove {}", number), change);
}

Result<std::string> subject_in_words(const Project& project, const model::Memo& memo) {
  switch (memo.subject) {
    case model::Subject::project:
      return std::string("the project");
    case model::Subject::source:
      return memo.at.source;
    case model::Subject::speaker:
      return memo.at.source + ":" + memo.part;
    case model::Subject::code:
    case model::Subject::case_:
      return memo.name;
    case model::Subject::passage:
    case model::Subject::coding:
      break;
  }
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto* tokens, project.tokens());
  std::string place = memo.at.source;
  for (const auto& source : sources) {
    if (source.stored.name != memo.at.source) continue;
    if (source.stored.text != memo.at.text) {
      place += " (an earlier version)";
      break;
    }
    const auto passages = tokens->find(source.stored.text)->passages;
    for (std::size_t i = 0; i < passages.size(); ++i) {
      if (!text::byte_span(passages[i].begin, passages[i].end).overlaps(memo.at.span)) continue;
      place = exchange::passage_name(memo.at.source, static_cast<std::int64_t>(i) + 1);
      break;
    }
  }
  return memo.part.empty() ? place : place + " " + memo.part;
}

Result<std::size_t> mark_read(Project& project, const std::vector<std::string>& sources, bool blind) {
  GLOSS_TRY(const auto names, names_of(project, sources));
  GLOSS_TRY(const auto work, project.file().hand_work());
  store::HandChange change;
  for (const auto& name : names) {
    const model::ReadMark mark{name, project.environment().who, blind};
    if (std::find(work.read.begin(), work.read.end(), mark) == work.read.end())
      change.read_in.push_back(mark);
  }
  if (!change.empty())
    GLOSS_CHECK(project.file().change_hand_work("mark read", sources_in_words(change.read_in), change));
  return change.read_in.size();
}

Result<std::size_t> unmark_read(Project& project, const std::vector<std::string>& sources) {
  GLOSS_TRY(const auto names, names_of(project, sources));
  GLOSS_TRY(const auto work, project.file().hand_work());
  store::HandChange change;
  for (const auto& mark : work.read)
    if (mark.coder == project.environment().who &&
        std::find(names.begin(), names.end(), mark.source) != names.end())
      change.read_out.push_back(mark);
  if (!change.empty())
    GLOSS_CHECK(
        project.file().change_hand_work("mark read", "not " + sources_in_words(change.read_out), change));
  return change.read_out.size();
}

}  // namespace gloss::project
