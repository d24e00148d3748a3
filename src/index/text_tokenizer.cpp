// SPDX-License-Identifier: GPL-3.0-or-later
// One text to cells: positions from text/, then each form to a number through a table that outlives the text.
//
// The table keeps the words of earlier texts, for most words of the next text are among them; a stamp in the
// number's upper half says whether this text has used the word already.
#include <cassert>

#include "index/form_map.h"
#include "index/token_store.h"

namespace gloss::index {

namespace {
// Beyond this the table is begun anew: one that outgrows the processor's cache costs more than filling it
// again.
constexpr std::size_t words_kept = 4096;
constexpr std::size_t bytes_per_position = 5;  // a guess for the first reservation
}  // namespace

struct TextTokenizer::Impl {
  text::Tokenizer tokenizer;
  text::Positions positions;
  FormMap map;  // number = stamp << 32 | local id
  std::uint32_t stamp = 0;
};

TextTokenizer::TextTokenizer() : impl_(std::make_unique<Impl>()) {}
TextTokenizer::~TextTokenizer() = default;

TokenizedText TextTokenizer::tokenize(std::int64_t text_id, const model::Source& source) {
  Impl& my = *impl_;
  if (my.map.size() > words_kept || my.stamp == UINT32_MAX) {
    my.map.clear();
    my.stamp = 0;
  }
  const std::uint64_t stamp = ++my.stamp;

  TokenizedText out;
  out.text = text_id;
  out.passages.reserve(source.passages.size());
  out.local.reserve(source.text.size() / bytes_per_position);
  const std::string_view whole = source.text;
  for (const model::Passage& passage : source.passages) {
    const std::string_view text = whole.substr(passage.span.begin.count, passage.span.length());
    my.tokenizer.positions(text, my.positions);
    my.tokenizer.mark_sentences(text, source.language, my.positions);

    PassageRow row{};
    row.first = static_cast<std::uint32_t>(out.local.size());
    row.begin = passage.span.begin.count;
    row.end = passage.span.end.count;
    row.turn = passage.turn;
    row.section = passage.section;
    row.speaker = passage.turn >= 0 && static_cast<std::size_t>(passage.turn) < source.turns.size()
                      ? source.turns[static_cast<std::size_t>(passage.turn)].speaker
                      : -1;
    out.passages.push_back(row);

    if (my.positions.items.empty()) continue;
    my.positions.items.front().flags |= text::flag::passage_start;
    my.positions.forms.append(FormMap::padding, '\0');
    const char* forms = my.positions.forms.data();
    for (const auto& item : my.positions.items) {
      std::uint64_t& number = my.map.at_padded(forms + item.form_begin, item.form_length);
      if ((number >> 32) != stamp) {
        number = (stamp << 32) | out.word_begin.size();
        out.word_begin.push_back(static_cast<std::uint32_t>(out.words.size()));
        out.words.append(forms + item.form_begin, item.form_length);
      }
      out.local.push_back(make_cell(static_cast<std::uint32_t>(number), item.flags));
    }
  }
  // limits::text_bytes keeps both far below what 24 and 32 bits hold.
  assert(out.word_begin.size() <= id_mask);
  out.word_begin.push_back(static_cast<std::uint32_t>(out.words.size()));
  return out;
}

}  // namespace gloss::index
