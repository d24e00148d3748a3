// SPDX-License-Identifier: GPL-3.0-or-later
// The passages behind the heat map, by pair of codes. Sums over several pairs lead to these.
#include <fmt/format.h>

#include "report/grouped.h"
#include "report/page_parts.h"

namespace gloss::report {
namespace {

std::string pair_name(const Page& page, const PagePair& pair) {
  return page.codes[static_cast<std::size_t>(pair.row)].name + " × " +
         page.codes[static_cast<std::size_t>(pair.column)].name;
}

void write_pairs_below(HtmlWriter& out, const Page& page, const PagePairs& pairs, const PagePair& pair) {
  for (std::size_t i = 0; i < pair.below.size(); ++i) {
    const PagePair& other = pairs.pairs[pair.below[i]];
    const std::string name = pair_name(page, other);
    if (i > 0) out.text(", ");
    out.link(other.place, name, {{"lang", page.language_of(name)}});
    out.text(" " + grouped(static_cast<std::int64_t>(other.passages.size())));
  }
}

void write_pair(HtmlWriter& out, const Page& page, const PagePairs& pairs, const PagePair& pair,
                std::size_t most) {
  const std::string& row = page.codes[static_cast<std::size_t>(pair.row)].name;
  const std::string& column = page.codes[static_cast<std::size_t>(pair.column)].name;
  out.line()
      .open("section", {{"id", pair.place}, {"class", "pair"}})
      .open("h3", {{"lang", page.language_of(row)}});
  out.element("span", row, {{"class", "swatch " + page.color_class(pair.row)}}).text(" × ");
  out.element("span", column, {{"class", "swatch " + page.color_class(pair.column)}}).close("h3");
  out.open("p", {{"class", "counts"}}).text(page.count_of_passages(pair.both));
  if (pair.shared > 0)
    out.text(
        fmt::format("{}{}", page.say("; on the same words: ", "；依据相同词语："), grouped(pair.shared)));
  if (!pair.below.empty()) {
    out.text(page.say(" · see also ", " · 另见 "));
    write_pairs_below(out, page, pairs, pair);
  }
  out.text(" · ").link("together", page.say("to the heat map", "回到热图"), {{"class", "back"}}).close("p");
  const auto chosen = spread(pair.passages, most);
  write_rest(out, page, chosen.size(), pair.passages.size());
  out.line().open("ol", {{"class", "passages"}});
  for (const std::int32_t passage : chosen)
    write_passage(out, page, passage, {pair.row, pair.column}, fmt::format("{}p{}", pair.place, passage),
                  true);
  out.close("ol").close("section");
}

}  // namespace

std::string passages_by_pair(const Page& page, const PagePairs& pairs, std::size_t most_bytes) {
  std::vector<const std::vector<std::int32_t>*> lists;
  bool any_sum = false;
  const auto is_sum = [](const PagePair& pair) { return pair.passages.empty() && pair.below.size() != 1; };
  for (const PagePair& pair : pairs.pairs) {
    lists.push_back(&pair.passages);
    any_sum = any_sum || is_sum(pair);
  }
  const std::size_t most = items_that_fit(lists, page, most_bytes);
  HtmlWriter out;
  for (const PagePair& pair : pairs.pairs)
    if (!pair.passages.empty()) write_pair(out, page, pairs, pair, most);
  if (!any_sum) return out.take();
  out.line().open("section", {{"class", "sums-of-pairs"}});
  out.element("h3", page.say("Sums over several pairs", "多对编码的合计")).open("ul", {{"class", "sums"}});
  for (const PagePair& pair : pairs.pairs) {
    if (!is_sum(pair)) continue;
    const std::string name = pair_name(page, pair);
    out.line()
        .open("li", {{"id", pair.place}})
        .element("b", name, {{"lang", page.language_of(name)}})
        .text(": ");
    write_pairs_below(out, page, pairs, pair);
    out.close("li");
  }
  out.close("ul").close("section");
  return out.take();
}

}  // namespace gloss::report
