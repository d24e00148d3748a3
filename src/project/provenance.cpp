// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/provenance.h"

#include <fmt/format.h>

#include <initializer_list>
#include <string_view>
#include <unordered_map>

#include "base/hash.h"
#include "project/facts.h"
#include "report/base_lines.h"
#include "report/grouped.h"

namespace gloss::project {
namespace {

constexpr std::size_t digits_for_people = 12;

std::string shortened(const std::string& hash) { return hash.substr(0, digits_for_people); }

/// Takes in one thing after another.
class StateHash {
 public:
  explicit StateHash(const KnownSources& sources) {
    number(sources.size());
    for (const KnownSource& source : sources) {
      texts_.emplace(source.stored.text, source.stored.hash);
      take(source);
    }
  }

  void take(const model::HandWork& work) {
    for (const auto& coding : work.codings) {
      take(coding.at);
      words({"coding", coding.code, coding.coder});
    }
    for (const auto& decision : work.decisions) {
      take(decision.at);
      words({model::name_of(decision.decision), decision.code, decision.coder});
      number(static_cast<std::size_t>(decision.act));  // the newest counts
    }
    for (const auto& memo : work.memos) {
      take(memo.at);
      words({model::name_of(memo.subject), memo.name, memo.part, memo.coder, memo.words});
    }
    for (const auto& mark : work.read) words({"read", mark.source, mark.coder, mark.blind ? "blind" : ""});
  }

  void words(std::initializer_list<std::string_view> all) {
    for (const std::string_view one : all) hash_.add_field(one);
  }
  std::string hex() { return hash_.hex(); }

 private:
  void number(std::size_t count) { hash_.add_field(std::to_string(count)); }

  void take(const model::Variables& variables) {
    number(variables.size());
    for (const auto& [name, value] : variables) words({name, value});
  }

  void take(const KnownSource& source) {
    const tagger::SourceFacts& facts = source.facts;
    words({source.stored.name, source.stored.hash, model::name_of(facts.kind), facts.language});
    take(facts.variables);
    number(facts.speakers.size());
    for (const auto& speaker : facts.speakers) {
      words({speaker.label, model::name_of(speaker.role), speaker.case_name});
      take(speaker.variables);
    }
  }

  /// By the name of the text, not by its number in the file, which depends on the order of import.
  void take(const model::Anchor& at) {
    const auto text = texts_.find(at.text);
    words({at.source, text == texts_.end() ? std::string_view() : text->second, at.quote});
    number(at.span.begin.count);
    number(at.span.end.count);
  }

  Sha256 hash_;
  std::unordered_map<std::int64_t, std::string> texts_;
};

}  // namespace

Result<Provenance> provenance(const Project& project) {
  Provenance made{"gloss " GLOSS_VERSION, 0, {}, {}, {}};
  GLOSS_TRY(const auto sources, known_sources(project));
  GLOSS_TRY(const auto codebook, project.file().codebook());
  GLOSS_TRY(const auto work, project.file().hand_work());
  StateHash state(sources);
  made.sources = static_cast<std::int64_t>(sources.size());
  if (codebook) {
    made.codebook = codebook->id;
    made.codebook_hash = codebook->hash;
  }
  state.words({made.codebook_hash});
  state.take(work);
  made.state = state.hex();
  return made;
}

std::string in_words(const Provenance& made, const std::string& language) {
  const report::Wording say(language);
  const std::string sources =
      say(report::counted(made.sources, "source", "sources"), report::grouped(made.sources) + " 个来源");
  const std::string codebook =
      made.codebook.empty() ? ""
                            : fmt::format(fmt::runtime(say(", codebook {} ({})", "，编码手册 {}（{}）")),
                                          made.codebook, shortened(made.codebook_hash));
  return fmt::format(fmt::runtime(say("Made by {} from {}{}, state {}", "由 {} 生成：{}{}，状态 {}")),
                     made.program, sources, codebook, shortened(made.state));
}

Json as_json(const Provenance& made) {
  return Json{{"program", made.program},
              {"sources", made.sources},
              {"codebook", made.codebook},
              {"codebook_hash", made.codebook_hash},
              {"state", made.state}};
}

}  // namespace gloss::project
