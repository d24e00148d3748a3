// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/code_passage.h"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/codings_table.h"
#include "project/all_codings.h"
#include "project/find_code.h"
#include "project/find_coding.h"
#include "project/find_passage.h"
#include "text/display.h"
#include "text/fold.h"
#include "text/offset_map.h"

namespace gloss::project {
namespace {

constexpr std::size_t quote_shown = 40;  ///< columns of a quote in the log

bool is_white(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Folded, and with every kind of double quotation mark made plain. Each byte knows where it came from.
struct Comparable {
  explicit Comparable(std::string_view source) : folded(source) {
    const std::string_view text = folded.text();
    for (std::size_t i = 0; i < text.size();) {
      std::size_t length = 1;
      while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) & 0xC0) == 0x80)
        ++length;
      const std::string_view one = text.substr(i, length);
      const bool quotation = one == "“" || one == "”" || one == "„" || one == "«" || one == "»";
      bytes += quotation ? std::string_view("\"") : one;
      for (std::size_t k = 0; k < (quotation ? 1 : length); ++k) from.push_back(i), to.push_back(i + length);
      i += length;
    }
  }
  text::FoldedText folded;
  std::string bytes;
  std::vector<std::size_t> from, to;  // by byte, in the folded text
};

/// One past the match of `quote` at `at`; 0 where there is none. A run of blanks matches any run.
std::size_t match_at(std::string_view text, std::size_t at, std::string_view quote) {
  std::size_t q = 0;
  while (q < quote.size()) {
    if (at == text.size()) return 0;
    if (is_white(quote[q])) {
      if (!is_white(text[at])) return 0;
      while (q < quote.size() && is_white(quote[q])) ++q;
      while (at < text.size() && is_white(text[at])) ++at;
    } else if (text[at++] != quote[q++]) {
      return 0;
    }
  }
  return at;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
}

/// The span of the quote in the passage.
Result<text::ByteSpan> find_quote(const std::string& passage_name, std::string_view passage,
                                  const Spot& spot) {
  const auto places = places_of(passage, spot.quote);
  if (places.empty())
    return Err(Fault::usage, passage_name, fmt::format("does not hold \"{}\"", text::one_line(spot.quote)),
               "words as they stand there: gloss show");
  if (spot.nth > static_cast<int>(places.size()))
    return Err(Fault::usage, passage_name,
               fmt::format("holds \"{}\" {} times", text::one_line(spot.quote), places.size()),
               fmt::format("--nth 1 to {}", places.size()));
  if (spot.nth == 0 && places.size() > 1)
    return Err(Fault::usage, passage_name,
               fmt::format("holds \"{}\" {} times", text::one_line(spot.quote), places.size()),
               "a longer quote, or --nth 1 for the first");
  return places[static_cast<std::size_t>(std::max(spot.nth, 1) - 1)];
}

/// "p03.txt:12 money: the hall is closed"
std::string in_words(const std::string& source, int passage, const std::string& code,
                     const std::string& quote) {
  return fmt::format("{} {}: {}", exchange::passage_name(source, passage), code,
                     text::cut_to_width(text::one_line(quote), quote_shown));
}

/// A hand coding that a person named.
Result<CodingPlace> find_hand_coding(const CodedProject& coded, const std::string& id) {
  GLOSS_TRY(const auto place, find_coding(coded, id));
  if (coded.coded[place.source].codings[place.coding].coding.origin != model::Origin::coder)
    return Err(Fault::usage, id, "is a coding of the rules",
               "gloss reject, which no run of the rules undoes");
  return place;
}

model::HandCoding as_stored(const CodedProject& coded, const CodingPlace& place) {
  const model::Coding& coding = coded.coded[place.source].codings[place.coding].coding;
  model::HandCoding row;
  row.at.source = coding.source;
  row.at.text = coded.sources[place.source].stored.text;
  row.at.span = coding.span;
  row.code = coding.code;
  row.coder = coding.coder;
  return row;
}

/// The row to store, and the coding's id.
struct NewCoding {
  model::HandCoding row;
  std::string id;
  int passage = 0;
};

Result<NewCoding> new_coding(const Project& project, const CodedProject& coded, const FoundSpot& spot,
                             const std::string& code, const std::string& coder) {
  const auto& stored = coded.sources[spot.source].stored;
  GLOSS_TRY(const auto text, project.file().read_text(stored.text));
  NewCoding made;
  made.row = {model::anchor_at(stored.name, stored.text, text, spot.span), code, coder};
  made.id = model::coding_id(stored.hash, *text::OffsetMap(text).code_points(spot.span), code,
                             model::Origin::coder, coder);
  const auto& passages = coded.coded[spot.source].passages;
  made.passage = 1 + static_cast<int>(std::partition_point(passages.begin(), passages.end(),
                                                           [&](const SourcePassage& p) {
                                                             return p.span.end <= spot.span.begin;
                                                           }) -
                                      passages.begin());
  for (const auto& one : coded.coded[spot.source].codings)
    if (one.coding.id == made.id)
      return Err(Fault::usage, made.id, fmt::format("{} has coded this already", coder),
                 "gloss why " + made.id);
  return made;
}

}  // namespace

std::vector<text::ByteSpan> places_of(std::string_view text, std::string_view quote) {
  const Comparable where(text);
  const std::string wanted = Comparable(trimmed(quote)).bytes;
  std::vector<text::ByteSpan> places;
  if (wanted.empty()) return places;
  for (std::size_t at = 0; at < where.bytes.size(); ++at) {
    const std::size_t end = match_at(where.bytes, at, wanted);
    if (end > at) places.push_back(where.folded.source_span(where.from[at], where.to[end - 1]));
  }
  return places;
}

Result<FoundSpot> find_spot(const Project& project, const std::vector<KnownSource>& sources,
                            const Spot& spot) {
  GLOSS_TRY(const auto* tokens, project.tokens());
  FoundSpot found;
  if (spot.characters) {
    GLOSS_TRY(found.source, find_source(sources, spot.place));
  } else {
    GLOSS_TRY(const auto passage, find_passage(project, sources, spot.place));
    found.source = passage.source;
    const auto& row = tokens->find(sources[found.source].stored.text)->passages[passage.passage];
    found.span = text::byte_span(row.begin, row.end);
    if (spot.quote.empty()) return found;
    GLOSS_TRY(const auto text, project.file().read_text(sources[found.source].stored.text));
    GLOSS_TRY(const auto quote,
              find_quote(spot.place, std::string_view(text).substr(row.begin, row.end - row.begin), spot));
    found.span = text::byte_span(row.begin + quote.begin.count, row.begin + quote.end.count);
    return found;
  }
  const auto& stored = sources[found.source].stored;
  GLOSS_TRY(const auto text, project.file().read_text(stored.text));
  const text::OffsetMap offsets(text);
  const auto span = offsets.bytes(*spot.characters);
  if (!span || span->empty() || span->end < span->begin)
    return Err(
        Fault::usage, stored.name,
        fmt::format("has no characters {}-{}", spot.characters->begin.count, spot.characters->end.count),
        fmt::format("START END from 0 to {}, START before END", offsets.length().count));
  found.span = *span;
  const auto passages = tokens->find(stored.text)->passages;
  if (std::none_of(passages.begin(), passages.end(), [&](const index::PassageRow& row) {
        return text::byte_span(row.begin, row.end).overlaps(*span);
      }))
    return Err(Fault::usage, stored.name,
               "these characters are in no passage (a heading, a label, a blank line)",
               "a span that meets what is said");
  return found;
}

Result<std::string> add_coding(Project& project, const Spot& spot, const std::string& code) {
  GLOSS_TRY(const auto coded, all_codings(project));
  GLOSS_TRY(const std::size_t index, find_code(*coded.codebook, code));
  const std::string& id = coded.codebook->codes[index].id;
  GLOSS_TRY(const auto found, find_spot(project, coded.sources, spot));
  GLOSS_TRY(const auto made, new_coding(project, coded, found, id, project.environment().who));
  store::HandChange change;
  change.codings_in.push_back(made.row);
  GLOSS_CHECK(project.file().change_hand_work(
      "add coding", in_words(made.row.at.source, made.passage, id, made.row.at.quote), change));
  return made.id;
}

Result<std::size_t> remove_codings(Project& project, const std::vector<std::string>& ids) {
  GLOSS_TRY(const auto coded, all_codings(project));
  store::HandChange change;
  std::string what;
  for (const auto& id : ids) {
    GLOSS_TRY(const auto place, find_hand_coding(coded, id));
    change.codings_out.push_back(as_stored(coded, place));
    const model::Coding& coding = coded.coded[place.source].codings[place.coding].coding;
    what = ids.size() == 1 ? in_words(coding.source, coding.passage, coding.code, coding.quote)
                           : fmt::format("{} codings", ids.size());
  }
  GLOSS_CHECK(project.file().change_hand_work("remove coding", what, change));
  return ids.size();
}

Result<std::string> move_coding(Project& project, const std::string& id, Spot spot) {
  GLOSS_TRY(const auto coded, all_codings(project));
  GLOSS_TRY(const auto place, find_hand_coding(coded, id));
  const model::Coding& coding = coded.coded[place.source].codings[place.coding].coding;
  if (spot.place.empty())
    spot.place = spot.characters ? coding.source : exchange::passage_name(coding.source, coding.passage);
  GLOSS_TRY(const auto found, find_spot(project, coded.sources, spot));
  GLOSS_TRY(const auto made, new_coding(project, coded, found, coding.code, coding.coder));
  store::HandChange change;
  change.codings_out.push_back(as_stored(coded, place));
  change.codings_in.push_back(made.row);
  GLOSS_TRY(const auto work, project.file().hand_work());
  for (model::Memo memo : work.memos) {
    if (memo.subject != model::Subject::coding || memo.part != coding.code ||
        memo.at.text != change.codings_out[0].at.text || memo.at.span != coding.span)
      continue;
    memo.at = made.row.at;
    change.memos_in.push_back(std::move(memo));
  }
  GLOSS_CHECK(project.file().change_hand_work(
      "move coding", in_words(made.row.at.source, made.passage, made.row.code, made.row.at.quote), change));
  return made.id;
}

}  // namespace gloss::project
