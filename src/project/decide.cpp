// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "project/find_code.h"
#include "project/find_source.h"
#include "project/matches.h"
#include "report/code_glob.h"

namespace gloss::project {
namespace {

bool has_rule(const model::Coding& coding, int rule) {
  return (";" + coding.rule + ";").find(fmt::format(";{};", rule)) != std::string::npos;
}

/// By source, the passages that the query finds.
Result<std::vector<std::set<std::size_t>>> passages_found(const Project& project, const CodedProject& coded,
                                                          const std::string& query) {
  GLOSS_TRY(const auto matches, find_matches(project, query, Detail::passages));
  std::vector<std::set<std::size_t>> found(coded.sources.size());
  for (const auto& match : matches.passages) found[match.source].insert(match.passage);
  return found;
}

Result<std::vector<CodingPlace>> named(const CodedProject& coded, const std::vector<std::string>& ids) {
  std::vector<CodingPlace> places;
  for (const auto& id : ids) {
    GLOSS_TRY(const auto place, find_coding(coded, id));
    if (coded.coded[place.source].codings[place.coding].coding.origin == model::Origin::coder)
      return Err(Fault::usage, id, "was coded by hand: it needs no decision", "gloss coding remove");
    places.push_back(place);
  }
  return places;
}

Result<std::vector<CodingPlace>> fitting(const Project& project, const CodedProject& coded,
                                         const WhichCodings& selection) {
  GLOSS_TRY(const std::string codes, code_glob(*coded.codebook, selection.codes));
  std::size_t only = coded.sources.size();
  if (!selection.source.empty()) {
    GLOSS_TRY(only, find_source(coded.sources, selection.source));
  }
  std::vector<std::set<std::size_t>> found;
  if (!selection.query.empty()) {
    GLOSS_TRY(found, passages_found(project, coded, selection.query));
  }
  std::vector<CodingPlace> places;
  for (std::size_t i = 0; i < coded.coded.size(); ++i) {
    if (only != coded.sources.size() && only != i) continue;
    const auto& [passages, codings] = coded.coded[i];
    for (std::size_t k = 0; k < codings.size(); ++k) {
      const model::Coding& coding = codings[k].coding;
      if (coding.origin != model::Origin::rule) continue;
      if (!codes.empty() && !report::code_matches(codes, coding.code)) continue;
      if (selection.rule > 0 && !has_rule(coding, selection.rule)) continue;
      if (!selection.query.empty() &&
          std::none_of(found[i].begin(), found[i].end(), [&, &p = passages](std::size_t passage) {
            return p[passage].span.overlaps(coding.span);
          }))
        continue;
      places.push_back({i, k});
    }
  }
  return places;
}

/// The texts of the rules that hit, one a line.
std::string rules_of(const model::Coding& coding, const codebook::Code& code) {
  std::string texts;
  for (const auto& reason : coding.reasons) {
    std::string text = code.rules[static_cast<std::size_t>(reason.rule - 1)].text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    texts += (texts.empty() ? "" : "\n") + text;
  }
  return texts;
}

std::string_view kind_of(model::Decision decision) {
  return decision == model::Decision::accepted   ? "accept"
         : decision == model::Decision::rejected ? "reject"
                                                 : "withdraw";
}

}  // namespace

bool WhichCodings::empty() const {
  return ids.empty() && codes.empty() && rule == 0 && source.empty() && query.empty();
}

DecisionChange::Key DecisionChange::key(const CodingPlace& place) const {
  const model::Coding& one = coding(place).coding;
  return {coded_->sources[place.source].stored.text, one.span, one.code};
}

Result<DecisionChange> DecisionChange::on(const Project& project, const CodedProject& coded) {
  DecisionChange made(project, coded);
  made.now_ = utc_text(project.environment().clock->unix_seconds());
  GLOSS_TRY(auto work, project.file().hand_work());
  for (auto& one : work.decisions)
    if (one.coder == project.environment().who)
      made.own_.emplace(Key{one.at.text, one.at.span, one.code}, std::move(one));
  return made;
}

model::Decision DecisionChange::decided(const CodingPlace& place) const {
  const auto at = own_.find(key(place));
  return at == own_.end() ? model::Decision::none : at->second.decision;
}

Result<model::Anchor> DecisionChange::anchor(const CodingPlace& place) {
  const auto& stored = coded_->sources[place.source].stored;
  if (read_ != place.source) {
    GLOSS_TRY(text_, project_->file().read_text(stored.text));
    read_ = place.source;
  }
  return model::anchor_at(stored.name, stored.text, text_, coding(place).coding.span);
}

Result<bool> DecisionChange::add(const CodingPlace& place, model::Decision decision, const std::string& memo,
                                 store::HandChange& change) {
  const std::string& who = project_->environment().who;
  const SourceCoding& one = coding(place);
  if (decided(place) == decision && (decision == model::Decision::none || one.coding.decided_by == who))
    return false;
  GLOSS_TRY(const model::Anchor at, anchor(place));
  if (decision == model::Decision::none) {
    change.decisions_out.push_back(own_.at(key(place)));
  } else {
    const codebook::Code& code = coded_->codebook->codes[static_cast<std::size_t>(one.code)];
    change.decisions_in.push_back({at, one.coding.code, who, decision, rules_of(one.coding, code), 0});
  }
  if (!memo.empty())
    change.memos_in.push_back({0, model::Subject::coding, "", one.coding.code, at, who, now_, memo});
  return true;
}

Result<Decided> decide(Project& project, const WhichCodings& selection, model::Decision decision,
                       const std::string& memo) {
  if (selection.empty())
    return Err(Fault::usage, "", "which codings?",
               "the ids of codings, --code, --rule, --source or --all-of");
  if (!selection.ids.empty() && !WhichCodings{.codes = selection.codes,
                                              .rule = selection.rule,
                                              .source = selection.source,
                                              .query = selection.query}
                                     .empty())
    return Err(Fault::usage, "",
               "name codings by their ids, or by --code, --rule, --source, --all-of; not both");
  GLOSS_TRY(const auto coded, all_codings(project));
  GLOSS_TRY(const auto places,
            selection.ids.empty() ? fitting(project, coded, selection) : named(coded, selection.ids));
  if (places.empty())
    return Err(Fault::usage, "", "no coding of the rules fits all that was asked for",
               "gloss export codings");
  GLOSS_TRY(auto decisions, DecisionChange::on(project, coded));
  store::HandChange change;
  Decided done;
  std::string first;
  for (const CodingPlace& place : places) {
    GLOSS_TRY(const bool changed, decisions.add(place, decision, memo, change));
    ++(changed ? done.changed : done.as_before);
    if (!changed || !first.empty()) continue;
    const model::Coding& coding = coded.coded[place.source].codings[place.coding].coding;
    first = fmt::format("{} {}", exchange::passage_name(coding.source, coding.passage), coding.code);
  }
  if (change.empty()) return done;
  if (done.changed > 1) first += fmt::format(" and {} more", done.changed - 1);
  GLOSS_CHECK(project.file().change_hand_work(std::string(kind_of(decision)), first, change));
  return done;
}

}  // namespace gloss::project
