// SPDX-License-Identifier: GPL-3.0-or-later
// Writes HTML. The only place of the report room that knows what must be escaped where.
//
// Names of elements and attributes are literals, checked by the compiler to be so; everything else that comes
// in is text and leaves escaped. Attributes that a browser would run or load (href, src, style, on...) cannot
// be written, but for links to a place in the page itself.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace gloss::report {

/// A name that stands in the program's source, never in anybody's data.
class Literal {
 public:
  template <std::size_t size>
  consteval Literal(const char (&name)[size]) : name_(name, size - 1) {
    for (const char c : name_)
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) throw c;
    if (name_ == "href" || name_ == "src" || name_ == "style" || name_ == "xlink-href" ||
        name_.substr(0, 2) == "on")
      throw "browsers run or load what stands there";
  }
  constexpr std::string_view view() const { return name_; }

 private:
  std::string_view name_;
};

/// Text between tags: & < > escaped; invalid UTF-8, and control characters but tab and newline, as U+FFFD.
std::string html_text(std::string_view text);
/// Text between double quotes: also " ' ` and white space that a browser would fold.
std::string html_attribute(std::string_view text);

/// "sha256-...": how a content security policy names the one block that may run.
std::string csp_hash(std::string_view block);

class HtmlWriter {
 public:
  struct Attribute {
    Literal name;
    std::string value;
  };
  /// An attribute without a value is left out.
  using Attributes = std::initializer_list<Attribute>;

  HtmlWriter& open(Literal tag, Attributes attributes = {});
  HtmlWriter& close(Literal tag);
  HtmlWriter& text(std::string_view text);
  /// open, text, close.
  HtmlWriter& element(Literal tag, std::string_view text, Attributes attributes = {});
  /// An element that has no end tag in HTML (meta, input), or an empty one in SVG (rect).
  HtmlWriter& lone(Literal tag, Attributes attributes = {});
  /// A link to the element of this page with that id; closed with close("a").
  HtmlWriter& open_link(std::string_view id, Attributes attributes = {});
  HtmlWriter& link(std::string_view id, std::string_view text, Attributes attributes = {});
  /// REQUIRES: no "</" and no "<!--" in the content, and none of it is data.
  HtmlWriter& style(std::string_view content);
  HtmlWriter& script(std::string_view content);
  /// What another writer has written.
  HtmlWriter& append(std::string_view html);
  HtmlWriter& line();

  std::size_t size() const { return out_.size(); }
  std::string take() { return std::move(out_); }

 private:
  void attributes(Attributes attributes);
  HtmlWriter& block(std::string_view tag, std::string_view content);
  std::string out_;
};

}  // namespace gloss::report
