// SPDX-License-Identifier: GPL-3.0-or-later
// What a paper's section on methods may say of a study, and what it may not: `gloss report methods`.
//
// Nothing is said that was not counted. Where something is missing (nobody has read a source to its end, say)
// the sentence says so, and the list of what is missing tells how to get it. Which statistics a paper uses is
// for its authors to say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/source.h"
#include "report/base_lines.h"
#include "report/prose.h"
#include "stats/rule_quality.h"

namespace gloss::report {

/// The sources of one kind in one language.
struct MaterialCount {
  model::Kind kind = model::Kind::interview;
  std::string language;  ///< "en", "zh", "und"
  std::int64_t sources = 0, passages = 0, words = 0;
};

struct CodebookCount {
  std::string id, title, hash;
  std::string unit = "passage";  ///< what rules look at
  std::int64_t codes = 0, codes_with_rules = 0, rules = 0, lists = 0;
  std::int64_t examples = 0, counterexamples = 0, failed = 0;  ///< run as tests; of both, those that fail
  std::int64_t without_examples = 0;                           ///< codes with rules and no example
};

struct ReaderCount {
  std::string coder;
  std::int64_t sources = 0, blind = 0;  ///< read to the end; of these, blind
};

/// Of coders on the sources that all of them have read, in passages, all codes together.
struct MeasuredAgreement {
  struct Coder {
    std::string name;
    std::int64_t not_blind = 0;  ///< of these sources
  };
  std::vector<Coder> coders;
  std::int64_t passages = 0, sources = 0;
  std::optional<double> alpha, percent;  ///< percent: a share, the mean over codes that somebody used
};

/// Rules against readers, in pairs of a passage and a code.
struct MeasuredRules {
  std::int64_t passages = 0;  ///< of the base, that somebody has read
  stats::Confusion pooled;
};

struct HashedText {
  std::string source;
  model::Kind kind = model::Kind::interview;
  std::string language;
  std::int64_t words = 0;
  std::string hash;  ///< SHA-256 of the text
};

struct MethodsFacts {
  std::string language = "en";  ///< of the words
  std::string program;          ///< "gloss 0.1.0"
  std::string state;            ///< SHA-256 over all that answers depend on
  CodebookCount codebook;
  std::vector<MaterialCount> material;  ///< interviews first, then by language
  std::int64_t speakers = 0;            ///< people in all sources, interviewers not counted
  std::int64_t unlabelled = 0;          ///< interviews in which nobody is named
  BaseCounts base;
  std::int64_t base_words = 0, base_speakers = 0;
  RecordCounts record;
  std::int64_t set_aside = 0;  ///< hand work on an earlier text or on a code that is not there
  std::int64_t read = 0,
               blind = 0;  ///< sources that somebody has read to the end; only by coders who read blind
  std::vector<ReaderCount> readers;
  std::vector<MeasuredAgreement>
      agreement;  ///< of all readers, or of pairs; none where nothing can be compared
  std::optional<MeasuredRules> rules;
  std::vector<HashedText> texts;

  std::int64_t sources() const { return static_cast<std::int64_t>(texts.size()); }
  std::int64_t codings() const { return record.hand + record.accepted + record.undecided; }
};

/// Something that a reader of the paper may ask for and that is not there.
struct Missing {
  std::string what;    ///< stable: "nothing_read"
  std::string words;   ///< for people
  std::string remedy;  ///< a command; may be empty
};

/// The sentences, in the language of the facts.
std::vector<Runs> methods_paragraphs(const MethodsFacts& facts);
std::vector<Missing> missing_from(const MethodsFacts& facts);
/// Of the measures that the paragraphs name.
std::vector<std::string> methods_references(const MethodsFacts& facts);

/// The paragraphs, what is missing, the counts, the texts with their hashes, the references.
Prose methods_prose(const MethodsFacts& facts);
/// The facts as members, with "paragraphs", "missing" {what, words, remedy} and "references". `more`: members
/// of the head.
std::string methods_json(const MethodsFacts& facts, const Json& more = Json::object());

}  // namespace gloss::report
