// SPDX-License-Identifier: GPL-3.0-or-later
// An odd code point sends its surroundings to the segmenter: from the white space or the character (Han,
// kana, Hangul) before it, to the white space or the character after it. No fold and no word reaches across
// those: white space joins nothing, a character is a position whatever stands before it, and the marks that
// follow it go with it.
#include "text/scanner.h"

#include "text/ascii_words.h"
#include "text/utf8_valid.h"

namespace gloss::text {
namespace {

class Scanner {
 public:
  Scanner(std::string_view source, CharClasses& classes, Segmenter& segmenter, Positions& out)
      : source_(source),
        classes_(classes),
        segmenter_(segmenter),
        out_(out),
        builder_(source, out, classes) {}

  void scan() {
    bool fresh = true;  // at the beginning, or behind white space
    for (std::size_t at = 0; at < source_.size();) {
      if (fresh) at = ascii_run(at);
      if (at == source_.size()) break;
      fresh = false;
      std::size_t next = at;
      const char32_t c = next_valid(source_, next);
      const CharClass found = classes_.of(c);
      if (in_word(found.kind)) {
        at = word(at);
      } else if (found.kind == Kind::character) {
        const std::size_t form_begin = out_.forms.size();
        append_form(at, next, c, found);
        builder_.add(at, next, form_begin, true);
        at = next;
      } else if (found.kind == Kind::odd) {
        at = odd_run(at);
      } else {
        fresh = c == ' ' || c == '\n';
        at = next;
      }
    }
    builder_.finish();
  }

 private:
  void append_form(std::size_t begin, std::size_t end, char32_t c, CharClass found) {
    if (!found.folds) {
      out_.forms.append(source_.data() + begin, end - begin);
    } else if (c < 0x80) {
      out_.forms.push_back(static_cast<char>(c + 32));
    } else {
      out_.forms += classes_.folded(c);
    }
  }

  /// Adds the words from `at` up to the last blank before a byte that is not ASCII; the place of that blank.
  std::size_t ascii_run(std::size_t at) {
    if (at < ascii_end_) return at;  // less than a word of ASCII is left
    ascii_end_ = at + ascii_prefix(source_.substr(at));
    std::size_t end = ascii_end_;
    if (end < source_.size())
      while (end > at && source_[end] != ' ' && source_[end] != '\n') --end;
    if (end > at) add_ascii_words(source_, at, end, builder_, out_);
    return end;
  }

  /// The word that begins at `at`; the byte behind it.
  std::size_t word(const std::size_t begin) {
    const std::size_t form_begin = out_.forms.size();
    bool solid = false;
    Kind last = Kind::unknown;
    std::size_t end = begin;
    while (end < source_.size()) {
      std::size_t next = end;
      const char32_t c = next_valid(source_, next);
      const CharClass found = classes_.of(c);
      if (in_word(found.kind)) {
        solid = solid || found.kind <= Kind::digit;
        last = found.kind;
      } else if (found.kind < Kind::mid_letter || found.kind > Kind::mid_both || next == source_.size() ||
                 !joins(last, found.kind, next)) {
        break;
      }
      append_form(end, next, c, found);
      end = next;
    }
    if (solid)
      builder_.add(begin, end, form_begin, false);
    else
      out_.forms.resize(form_begin);
    return end;
  }

  /// Whether a mark of kind `mid` joins what stands before it with what stands at byte `after`.
  bool joins(Kind before, Kind mid, std::size_t after) {
    const Kind next = classes_.of(next_valid(source_, after)).kind;
    const bool letters = (before == Kind::letter || before == Kind::at_sign) &&
                         (next == Kind::letter || next == Kind::at_sign);
    return (letters && mid != Kind::mid_number) ||
           (before == Kind::digit && next == Kind::digit && mid != Kind::mid_letter);
  }

  /// `odd` is the place of an odd code point. Positions already found near it are taken back.
  std::size_t odd_run(std::size_t odd) {
    std::size_t begin = odd;
    while (begin > done_) {
      const std::size_t before = before_valid(source_, begin);
      std::size_t at = before;
      const CharClass found = classes_.of(next_valid(source_, at));
      if (found.gap & gap_white) break;
      begin = before;
      if (found.kind == Kind::character) break;
    }
    std::size_t end = odd;
    while (end < source_.size()) {
      std::size_t next = end;
      const CharClass found = classes_.of(next_valid(source_, next));
      if (found.kind == Kind::character) break;
      // One run for neighbouring odd words: most of the cost is in starting.
      if ((found.gap & gap_white) && (next == source_.size() || kind_at(next) != Kind::odd)) break;
      end = next;
    }
    builder_.take_back(begin);
    segmenter_.add(source_, begin, end, builder_, out_);
    done_ = end;
    return end;
  }

  Kind kind_at(std::size_t at) { return classes_.of(next_valid(source_, at)).kind; }

  std::string_view source_;
  CharClasses& classes_;
  Segmenter& segmenter_;
  Positions& out_;
  PositionBuilder builder_;
  std::size_t done_ = 0;       // the end of the last odd run
  std::size_t ascii_end_ = 0;  // the end of the last stretch of ASCII
};

}  // namespace

void scan_positions(std::string_view source, CharClasses& classes, Segmenter& segmenter, Positions& out) {
  Scanner(source, classes, segmenter, out).scan();
}

}  // namespace gloss::text
