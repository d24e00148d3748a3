// SPDX-License-Identifier: GPL-3.0-or-later
// Random studies that are known before anybody reads them: who says which sentence, who codes what.
//
// A study is made up first and named afterwards, so that it can be written down again with other names or in
// another order; and where each word, sentence and passage stands is known from the writing, not from the
// program that reads it.
//
//     s0.txt                                  known:
//     Interviewer: hall money because fee?    one passage of speaker 0, one sentence, four words
//
//     P1: trust 经费! fee, hall。              one passage of speaker 1, two sentences, two words each
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "project/project.h"
#include "project/study.h"
#include "text/offset.h"

namespace gloss::test {

struct WrittenSentence {
  std::vector<std::string> words;  ///< the first is no smiley
  std::string mark;                ///< that ends it
};
struct WrittenPassage {
  int speaker = 0;  ///< 0 = the interviewer, -1 = nobody
  std::vector<WrittenSentence> sentences;
  bool asks() const { return sentences.back().mark.find('?') == 0 || sentences.back().mark == "？"; }
};
struct WrittenSource {
  std::vector<WrittenPassage> passages;
  bool field_note = false;
  std::string date;
};
/// Who a speaker is; speaker -1: said of the source.
struct WrittenCase {
  std::size_t source = 0;
  int speaker = 1;
  std::string name, group;
};
struct WrittenCode {
  std::string name;
  std::vector<std::string> rules;
  std::string span;  ///< empty = match
  std::vector<WrittenCode> codes;
};
/// Words [first, last] of the source, counted through it.
struct WrittenCoding {
  std::size_t coder = 0, source = 0, first = 0, last = 0;
  std::string code;
};

struct WrittenStudy {
  std::vector<WrittenSource> sources;
  std::vector<WrittenCase> cases;
  std::vector<WrittenCode> codes;
  std::string head;  ///< of the codebook: lines before "codes:"
  std::vector<WrittenCoding> codings;
  std::size_t coders = 2;    ///< the first reads all but the last source, the second all but the first
  std::uint64_t salt = 0;    ///< which codings of the rules are accepted and rejected; 0 = none
  std::size_t speakers = 3;  ///< with the interviewer
};
WrittenStudy random_written_study(std::mt19937_64& random);

/// What things are called, and what comes first.
struct WrittenNames {
  std::vector<std::string> sources, speakers, coders;  ///< by number
  std::vector<std::size_t> imported;                   ///< sources in the order in which they are added
  bool siblings_reversed = false;                      ///< codes of one parent
};
WrittenNames usual_names(const WrittenStudy& study);

/// A source as it stands in its file.
struct RenderedSource {
  struct Passage {
    text::ByteSpan span;
    int speaker = 0;
    std::vector<text::ByteSpan> sentences;
  };
  std::string text;
  std::vector<Passage> passages;
  std::vector<text::ByteSpan> words;
};
RenderedSource rendered(const WrittenSource& source, const WrittenNames& names);
std::string codebook_of(const WrittenStudy& study, const WrittenNames& names);
/// Ids in codebook order.
std::vector<std::string> code_ids(const std::vector<WrittenCode>& codes, const std::string& above = "");

/// The study in a project, with everything that its coders did.
struct MadeStudy : Study {
  MadeStudy(const WrittenStudy& written, const WrittenNames& names);
  ~MadeStudy();
  void become(const std::string& coder);
  std::vector<RenderedSource> sources;  ///< by number
  project::Project file;

 private:
  void work(const WrittenStudy& written, const WrittenNames& names, std::size_t coder);
  void decide_as(const WrittenStudy& written, const WrittenNames& names, std::size_t coder);
};

}  // namespace gloss::test
