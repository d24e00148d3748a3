// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/strict_html.h"

#include <algorithm>

namespace gloss::test {
namespace {

const std::set<std::string, std::less<>> known_tags{
    "a",      "b",       "bdi",    "blockquote", "body",   "caption", "code",   "dd",    "div",
    "dl",     "dt",      "em",     "figcaption", "figure", "footer",  "h1",     "h2",    "h3",
    "h4",     "h5",      "h6",     "head",       "header", "html",    "i",      "input", "label",
    "li",     "main",    "mark",   "meta",       "nav",    "ol",      "option", "p",     "rect",
    "script", "section", "select", "small",      "span",   "strong",  "style",  "svg",   "table",
    "tbody",  "td",      "th",     "thead",      "title",  "tr",      "ul"};
const std::set<std::string, std::less<>> known_attributes{"aria-hidden",
                                                          "aria-label",
                                                          "aria-labelledby",
                                                          "autocomplete",
                                                          "charset",
                                                          "class",
                                                          "colspan",
                                                          "content",
                                                          "data-n",
                                                          "data-of",
                                                          "dir",
                                                          "for",
                                                          "height",
                                                          "hidden",
                                                          "href",
                                                          "http-equiv",
                                                          "id",
                                                          "lang",
                                                          "name",
                                                          "preserveAspectRatio",
                                                          "role",
                                                          "scope",
                                                          "tabindex",
                                                          "title",
                                                          "type",
                                                          "value",
                                                          "viewBox",
                                                          "width",
                                                          "x",
                                                          "y"};
const std::vector<std::pair<std::string, std::string>> entities{
    {"&amp;", "&"}, {"&lt;", "<"},  {"&gt;", ">"},  {"&quot;", "\""},
    {"&#39;", "'"}, {"&#96;", "`"}, {"&#9;", "\t"}, {"&#10;", "\n"}};

class Reader {
 public:
  explicit Reader(std::string_view html) : rest_(html) {}

  StrictHtml read() {
    if (!skip("<!DOCTYPE html>")) fail("no doctype");
    while (result_.fault.empty() && !rest_.empty()) {
      if (rest_.starts_with("</"))
        end_tag();
      else if (rest_.starts_with('<'))
        start_tag();
      else
        add_text(until('<'));
    }
    if (result_.fault.empty() && !open_.empty()) fail("not closed: " + open_.back());
    return std::move(result_);
  }

 private:
  void fail(const std::string& why) {
    if (result_.fault.empty()) result_.fault = why + " before: " + std::string(rest_.substr(0, 80));
  }
  bool skip(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }
  std::string_view until(char end) {
    const auto text = rest_.substr(0, rest_.find(end));
    rest_.remove_prefix(text.size());
    return text;
  }
  std::string_view name() {
    const auto is_name = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_name);
    const auto found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    return found;
  }

  void add_text(std::string_view raw) {
    std::string text;
    while (!raw.empty()) {
      if (raw[0] == '>') return fail("raw > in text");
      const auto control = static_cast<unsigned char>(raw[0]);
      if ((control < 0x20 && raw[0] != '\n' && raw[0] != '\t') || control == 0x7F)
        return fail("a control character");
      if (raw[0] != '&') {
        text += raw[0];
        raw.remove_prefix(1);
        continue;
      }
      const auto entity = std::find_if(entities.begin(), entities.end(),
                                       [&](const auto& one) { return raw.starts_with(one.first); });
      if (entity == entities.end()) return fail("an unknown entity: " + std::string(raw.substr(0, 12)));
      text += entity->second;
      raw.remove_prefix(entity->first.size());
    }
    result_.text += text + "\n";
    last_ = std::move(text);
  }

  void start_tag() {
    rest_.remove_prefix(1);
    const std::string tag(name());
    if (!known_tags.contains(tag)) return fail("unknown tag " + tag);
    ++result_.tags[tag];
    std::set<std::string> seen;
    while (skip(" ")) {
      const std::string attribute(name());
      if (!known_attributes.contains(attribute)) return fail("unknown attribute " + attribute);
      if (!seen.insert(attribute).second) return fail("twice: " + attribute);
      if (!skip("=\"")) return fail("no quoted value");
      const auto value = until('"');
      if (value.find_first_of("<>'`\n\t") != std::string_view::npos) return fail("raw characters in a value");
      add_text(value);
      if (!skip("\"")) return fail("no end of value");
      if (attribute == "id") result_.ids.insert(last_);
      if (attribute == "href") result_.links.push_back(last_);
    }
    if (skip("/>")) return;
    if (!skip(">")) return fail("no end of tag");
    if (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6')
      result_.headings.push_back(tag[1] - '0');
    open_.push_back(tag);
    if (tag == "script" || tag == "style") {
      const auto content = rest_.substr(0, rest_.find("</"));
      rest_.remove_prefix(content.size());
      (tag == "script" ? result_.scripts : result_.styles).emplace_back(content);
    }
  }

  void end_tag() {
    rest_.remove_prefix(2);
    const std::string tag(name());
    if (open_.empty() || open_.back() != tag) return fail("closes " + tag);
    open_.pop_back();
    if (!skip(">")) fail("no end of end tag");
  }

  std::string_view rest_;
  StrictHtml result_;
  std::vector<std::string> open_;
  std::string last_;
};

}  // namespace

StrictHtml read_strictly(std::string_view html) { return Reader(html).read(); }

}  // namespace gloss::test
