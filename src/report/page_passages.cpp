// SPDX-License-Identifier: GPL-3.0-or-later
// One passage on the page: where it stands, the question before, its words with what was coded and matched,
// and the reasons. Also: how many passages a page has room for.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/page_parts.h"

namespace gloss::report {
namespace {

constexpr std::size_t longest_passage = 2400, context = 500, longest_question = 400;  // bytes

/// The same place, moved back into the text and to the start of a character.
std::size_t character_start(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

text::ByteSpan cut(std::string_view text, text::ByteSpan span) {
  const std::size_t begin = character_start(text, span.begin.count);
  return text::byte_span(begin, std::max(begin, character_start(text, span.end.count)));
}

bool wanted(const std::vector<std::int32_t>& codes, std::int32_t code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// What is shown of a text that may be very long: the stretch around the codings.
text::ByteSpan shown_part(const PagePassage& passage, const std::vector<std::int32_t>& codes) {
  const std::string& text = passage.text;
  if (text.size() <= longest_passage) return text::byte_span(0, text.size());
  std::size_t begin = text.size(), end = 0;
  for (const PageCoding& coding : passage.codings) {
    if (!wanted(codes, coding.code)) continue;
    begin = std::min<std::size_t>(begin, coding.span.begin.count);
    end = std::max<std::size_t>(end, coding.span.end.count);
  }
  begin = begin > context ? begin - context : 0;
  end = std::clamp(end + context, std::min(begin + context, text.size()), begin + longest_passage);
  return cut(text, text::byte_span(begin, end));
}

/// Coded stretches and the matched words in them: the text is cut at every border of either.
struct Stretches {
  std::vector<std::pair<text::ByteSpan, std::int32_t>> coded;  // with the code
  std::vector<text::ByteSpan> matched;
  std::vector<std::size_t> borders;
};

Stretches stretches_of(const PagePassage& passage, const std::vector<std::int32_t>& codes,
                       text::ByteSpan part) {
  Stretches found;
  const auto border = [&](text::ByteSpan span) {
    for (const std::size_t at : {span.begin.count, span.end.count})
      found.borders.push_back(std::clamp<std::size_t>(at, part.begin.count, part.end.count));
  };
  border(part);
  for (const PageCoding& coding : passage.codings) {
    if (!wanted(codes, coding.code)) continue;
    found.coded.emplace_back(cut(passage.text, coding.span), coding.code);
    border(found.coded.back().first);
    for (const PageReason& reason : coding.reasons) {
      for (const text::ByteSpan matched : reason.matched) {
        found.matched.push_back(cut(passage.text, matched));
        border(found.matched.back());
      }
    }
  }
  std::sort(found.borders.begin(), found.borders.end());
  found.borders.erase(std::unique(found.borders.begin(), found.borders.end()), found.borders.end());
  return found;
}

void write_text(HtmlWriter& out, const Page& page, const PagePassage& passage,
                const std::vector<std::int32_t>& codes) {
  const text::ByteSpan part = shown_part(passage, codes);
  const Stretches found = stretches_of(passage, codes, part);
  const std::string_view text = passage.text;
  if (part.begin.count > 0) out.text("[…] ");
  std::string open_class;
  const auto mark = [&](const std::string& wanted_class) {
    if (wanted_class == open_class) return;
    if (!open_class.empty()) out.close("mark");
    if (!wanted_class.empty()) out.open("mark", {{"class", wanted_class}});
    open_class = wanted_class;
  };
  for (std::size_t i = 0; i + 1 < found.borders.size(); ++i) {
    const auto piece = text::byte_span(found.borders[i], found.borders[i + 1]);
    const auto coded = std::find_if(found.coded.begin(), found.coded.end(),
                                    [&](const auto& one) { return one.first.contains(piece); });
    mark(coded == found.coded.end() ? std::string() : page.color_class(coded->second));
    const bool matched = std::any_of(found.matched.begin(), found.matched.end(),
                                     [&](text::ByteSpan span) { return span.contains(piece); });
    const std::string_view words = text.substr(piece.begin.count, piece.length());
    if (matched)
      out.element("b", words);
    else
      out.text(words);
  }
  mark("");
  if (part.end.count < text.size()) out.text(" […]");
}

void write_question(HtmlWriter& out, const Page& page, const PagePassage& passage) {
  if (passage.question.empty()) return;
  std::string_view question = passage.question;
  const bool too_long = question.size() > longest_question;
  if (too_long) question.remove_prefix(character_start(question, question.size() - longest_question));
  const std::string language = page.language_of(page.input.sources[static_cast<std::size_t>(passage.source)]);
  out.line().open("p", {{"class", "q"}, {"lang", language}});
  if (!passage.question_speaker.empty())
    out.element("bdi", passage.question_speaker, {{"class", "who"}}).text(" ");
  out.text(too_long ? "[…] " : "").text(question).close("p");
}

/// The matched words of one reason, each once: "没登记 … 民政".
std::string matched_words(const PagePassage& passage, const PageReason& reason) {
  std::string words;
  std::vector<std::string_view> seen;
  for (const text::ByteSpan span : reason.matched) {
    const text::ByteSpan whole = cut(passage.text, span);
    const std::string_view word = std::string_view(passage.text).substr(whole.begin.count, whole.length());
    if (word.empty() || std::find(seen.begin(), seen.end(), word) != seen.end()) continue;
    seen.push_back(word);
    if (!words.empty()) words += " … ";
    words += word;
  }
  return words;
}

void write_reasons(HtmlWriter& out, const Page& page, const PagePassage& passage, const PageCoding& coding) {
  bool first = true;
  for (const PageReason& reason : coding.reasons) {
    if (reason.rule <= 0) continue;
    out.text(first ? "" : "; ");
    first = false;
    out.link(fmt::format("{}r{}", code_place(coding.code), reason.rule),
             fmt::format("{} {}", page.say("rule", "规则"), reason.rule));
    const std::string words = matched_words(passage, reason);
    if (words.empty()) continue;
    out.text(page.say(" matched ", " 匹配 "));
    out.element("b", words, {{"lang", page.language_of(words)}});
  }
  if (!coding.coder.empty()) {
    out.text(first ? "" : "; ").text(page.say("coded by hand: ", "手工编码："));
    out.element("bdi", coding.coder, {{"lang", page.language_of(coding.coder)}});
  } else if (first) {
    out.text(page.say("no reason is stored", "未存理由"));
  }
  if (coding.accepted) out.text(page.say(" (accepted)", "（已接受）"));
}

void write_why(HtmlWriter& out, const Page& page, const PagePassage& passage,
               const std::vector<std::int32_t>& codes) {
  out.line().open("p", {{"class", "why"}});
  bool first = true;
  for (const PageCoding& coding : passage.codings) {
    if (!wanted(codes, coding.code)) continue;
    if (!first) out.text(" · ");
    first = false;
    const std::string& name = page.codes[static_cast<std::size_t>(coding.code)].name;
    if (codes.size() > 1) out.element("i", name, {{"lang", page.language_of(name)}}).text(": ");
    write_reasons(out, page, passage, coding);
  }
  std::vector<std::int32_t> others;
  for (const PageCoding& coding : passage.codings)
    if (!wanted(codes, coding.code) && !wanted(others, coding.code)) others.push_back(coding.code);
  for (std::size_t i = 0; i < others.size(); ++i) {
    const std::string& name = page.codes[static_cast<std::size_t>(others[i])].name;
    out.text(i == 0 ? page.say(" · also: ", " · 另有：") : page.say(", ", "，"));
    out.link(code_place(others[i]), name, {{"lang", page.language_of(name)}});
  }
  out.close("p");
}

}  // namespace

void write_passage(HtmlWriter& out, const Page& page, std::int32_t index,
                   const std::vector<std::int32_t>& codes, const std::string& place, bool with_group) {
  const PagePassage& passage = page.input.passages[static_cast<std::size_t>(index)];
  const PageSource& source = page.input.sources[static_cast<std::size_t>(passage.source)];
  out.line().open("li", {{"id", place}, {"class", "p"}}).open("p", {{"class", "where"}});
  out.element("bdi", source.name, {{"lang", page.language_of(source.name)}});
  out.text(fmt::format(" · {} {}", page.say("passage", "段落"), passage.number));
  if (!passage.speaker.empty())
    out.text(" · ").element("bdi", passage.speaker, {{"lang", page.language_of(passage.speaker)}});
  if (with_group && passage.group >= 0) {
    const std::string& group = page.group_names[page.group_of(passage)];
    out.text(" · ").element("span", group, {{"lang", page.language_of(group)}});
  }
  out.close("p");
  write_question(out, page, passage);
  out.line().open("blockquote", {{"dir", "auto"}, {"lang", page.language_of(source)}});
  write_text(out, page, passage, codes);
  out.close("blockquote");
  write_why(out, page, passage, codes);
  out.close("li");
}

std::size_t passage_bytes(const Page& page, std::int32_t index) {
  const PagePassage& passage = page.input.passages[static_cast<std::size_t>(index)];
  const PageSource& source = page.input.sources[static_cast<std::size_t>(passage.source)];
  return std::min(passage.text.size(), longest_passage) +
         std::min(passage.question.size(), longest_question) + source.name.size() + 560 +
         110 * passage.codings.size();
}

std::size_t items_that_fit(const std::vector<const std::vector<std::int32_t>*>& lists, const Page& page,
                           std::size_t most_bytes) {
  constexpr std::array<std::size_t, 14> tries{SIZE_MAX, 200, 150, 100, 70, 50, 35, 25, 18, 12, 8, 5, 3, 2};
  for (const std::size_t most : tries) {
    std::size_t bytes = 0;
    for (const auto* list : lists)
      for (const std::int32_t passage : spread(*list, most)) bytes += passage_bytes(page, passage);
    if (bytes <= most_bytes) return most;
  }
  return 1;
}

std::vector<std::int32_t> spread(const std::vector<std::int32_t>& items, std::size_t most) {
  if (items.size() <= most) return items;
  std::vector<std::int32_t> chosen;
  for (std::size_t i = 0; i < most; ++i) chosen.push_back(items[i * items.size() / most]);
  return chosen;
}

}  // namespace gloss::report
