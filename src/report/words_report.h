// SPDX-License-Identifier: GPL-3.0-or-later
// Which words are frequent, in all and by groups: `gloss report words`.
#pragma once

#include "report/word_list.h"

namespace gloss::report {

/// Columns word, frequency, per_1000, speakers, sources; by frequency. per_1000: of all words of the base,
/// function words included. Head: "base", "words" {words, different, speakers, function_words, chinese_by,
/// terms}, "by". With groups, a row a word and group in which it occurs: word, group, frequency, per_1000 (of
/// the words of the group), speakers, of_speakers, sources, of_sources.
Table words_report(const WordList& list, std::size_t text_rows = SIZE_MAX);
/// The text form of a project with groups: a row a word.
Table words_by_group(const WordList& list, std::size_t text_rows = SIZE_MAX);

}  // namespace gloss::report
