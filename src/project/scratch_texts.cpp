// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/scratch_texts.h"

namespace gloss::project {

std::size_t ScratchTexts::add(const model::Source& source) {
  const index::TokenizedText made = tokenizer_.tokenize(static_cast<std::int64_t>(texts_.size()), source);
  std::vector<std::uint32_t> id_of;
  for (std::size_t i = 0; i + 1 < made.word_begin.size(); ++i) {
    const auto word =
        std::string_view(made.words).substr(made.word_begin[i], made.word_begin[i + 1] - made.word_begin[i]);
    const auto [at, fresh] = ids_.try_emplace(std::string(word), static_cast<std::uint32_t>(words_.size()));
    if (fresh) words_.emplace_back(word);
    id_of.push_back(at->second);
  }
  Text text;
  text.text = source.text;
  text.passages = made.passages;
  for (const auto cell : made.local)
    text.cells.push_back(index::make_cell(id_of[index::id_of(cell)], index::flags_of(cell)));
  texts_.push_back(std::move(text));
  return texts_.size() - 1;
}

index::TextTokens ScratchTexts::tokens(std::size_t number) const {
  index::TextTokens view;
  view.text = static_cast<std::int64_t>(number);
  view.cells = texts_[number].cells;
  view.passages = texts_[number].passages;
  return view;
}

std::optional<std::uint32_t> ScratchTexts::find(std::string_view folded) const {
  const auto found = ids_.find(folded);
  if (found == ids_.end()) return {};
  return found->second;
}

bool ScratchTexts::read(std::int64_t text, std::string& out) const {
  out = texts_[static_cast<std::size_t>(text)].text;
  return true;
}

}  // namespace gloss::project
