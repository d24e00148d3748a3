// SPDX-License-Identifier: GPL-3.0-or-later
// A picture (SVG) taken into the page. As a file it has names and styles to itself; in a page it shares them
// with everything else. So `id="h1"` becomes `id="report-crosstab-h1"`, class `page` becomes `v-page`, the
// rule `text{...}` becomes `#report-crosstab-v text{...}`, and a style attribute, which the page's security
// policy forbids, becomes a rule of its own. Anything that our pictures do not contain is refused: then there
// is no picture rather than a hole in the page.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "report/page_sections.h"

namespace gloss::report {
namespace {

constexpr std::array<std::string_view, 22> drawn_tags{
    "a",      "circle", "clipPath",       "defs",    "desc",    "ellipse",  "g",    "line",
    "marker", "path",   "linearGradient", "pattern", "polygon", "polyline", "rect", "stop",
    "svg",    "symbol", "text",           "title",   "tspan",   "use"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_part(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }

std::string_view without_edges(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

/// Nothing that loads, imports or ends the block.
bool is_harmless_css(std::string_view css) {
  return css.find_first_of("<\\") == std::string_view::npos && css.find("url(") == std::string_view::npos &&
         css.find("@import") == std::string_view::npos && css.find("/*") == std::string_view::npos;
}

/// ".head,text" for the picture at #p: "#p .v-head,#p text".
std::string scoped_selectors(std::string_view selectors, const std::string& scope) {
  std::string out = scope + " ";
  for (std::size_t i = 0; i < selectors.size(); ++i) {
    out += selectors[i];
    if (selectors[i] == ',') out += scope + " ";
    if (selectors[i] == '.' && i + 1 < selectors.size() && is_letter(selectors[i + 1])) out += "v-";
  }
  return out;
}

/// The rules, each for this picture only; dark colours are for screens. False: not a style of ours.
bool scope_style(std::string_view css, const std::string& scope, std::string& out) {
  if (!is_harmless_css(css)) return false;
  int depth = 0;
  for (css = without_edges(css); !css.empty(); css = without_edges(css)) {
    const std::size_t mark = css.find_first_of("{}");
    if (mark == std::string_view::npos) return false;
    const std::string_view before = without_edges(css.substr(0, mark));
    const bool closes = css[mark] == '}';
    css.remove_prefix(mark + 1);
    if (closes) {
      if (!before.empty() || --depth < 0) return false;
      out += "}\n";
    } else if (before.starts_with("@media")) {
      const std::string_view query = without_edges(before.substr(6));
      out += fmt::format("@media {}{}{{\n", query.starts_with('(') ? "screen and " : "", query);
      ++depth;
    } else {
      const std::size_t end = css.find('}');
      if (before.empty() || before[0] == '@' || end == std::string_view::npos) return false;
      out += fmt::format("{}{{{}}}\n", scoped_selectors(before, scope), css.substr(0, end));
      css.remove_prefix(end + 1);
    }
  }
  return depth == 0;
}

/// Reads the SVG from its first tag to its last and writes it anew.
class PictureReader {
 public:
  PictureReader(std::string_view svg, const std::string& place)
      : rest_(svg), place_(place), scope_("#" + place + "-v") {}

  PagePicture read() {
    rest_.remove_prefix(std::min(rest_.find("<svg"), rest_.size()));
    if (rest_.empty()) return {};
    do {
      if (!tag()) return {};
      const auto text = rest_.substr(0, rest_.find('<'));
      if (depth_ > 0) out_ += text;
      rest_.remove_prefix(text.size());
    } while (depth_ > 0 && !rest_.empty());
    if (depth_ != 0 || !without_edges(rest_).empty()) return {};
    for (const auto& [look, number] : looks_)
      style_ += fmt::format("{} .v-look{}{{{}}}\n", scope_, number, look);
    return {std::move(out_), std::move(style_)};
  }

 private:
  using Attributes = std::vector<std::pair<std::string, std::string>>;

  bool skip(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }
  std::string_view name() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_name_part);
    const auto found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    return found;
  }
  /// What stands before the end tag of that name, which is passed over, too.
  bool content_until(std::string_view end_tag, std::string_view& content) {
    const std::size_t end = rest_.find(end_tag);
    if (end == std::string_view::npos) return false;
    content = rest_.substr(0, end);
    rest_.remove_prefix(end + end_tag.size());
    return true;
  }

  bool tag() {
    std::string_view content;
    if (skip("<style>")) return content_until("</style>", content) && scope_style(content, scope_, style_);
    if (skip("<metadata>")) return content_until("</metadata>", content);
    if (skip("</")) return end_tag();
    if (!skip("<")) return false;
    const std::string tag(name());
    if (std::find(drawn_tags.begin(), drawn_tags.end(), tag) == drawn_tags.end()) return false;
    Attributes attributes;
    while (rest_.starts_with(' ') || rest_.starts_with('\n')) {
      rest_.remove_prefix(1);
      if (!rest_.starts_with('>') && !rest_.starts_with('/') && !attribute(attributes)) return false;
    }
    if (depth_ == 0) name_the_picture(attributes);
    if (depth_ == 1 && (tag == "title" || tag == "desc")) attributes.emplace_back("id", place_ + "-" + tag);
    out_ += "<" + tag;
    for (const auto& [key, value] : attributes) out_ += fmt::format(" {}=\"{}\"", key, value);
    if (skip("/>")) {
      out_ += "/>";
      return depth_ > 0;
    }
    out_ += ">";
    open_.push_back(tag);
    ++depth_;
    return skip(">");
  }

  bool end_tag() {
    const std::string_view tag = name();
    if (open_.empty() || open_.back() != tag || !skip(">")) return false;
    out_ += fmt::format("</{}>", tag);
    open_.pop_back();
    --depth_;
    return true;
  }

  bool attribute(Attributes& attributes) {
    const std::string key(name());
    if (key == "xmlns" && skip("=\"http://www.w3.org/2000/svg\"")) return true;
    if (key.empty() || key.starts_with("on") || !skip("=\"")) return false;
    std::string value(rest_.substr(0, rest_.find('"')));
    rest_.remove_prefix(value.size());
    if (!skip("\"") || value.find_first_of("<>") != std::string::npos) return false;
    if (key == "style") return add_look(attributes, value);
    if (key == "href" && !value.starts_with('#')) return false;
    if (key == "id") value = place_ + "-" + value;
    if (key == "href") value = "#" + place_ + "-" + value.substr(1);
    if (key == "class") value = own_classes(value);
    if (const std::size_t url = value.find("url("); url != std::string::npos) {
      if (!value.starts_with("url(#")) return false;
      value.insert(5, place_ + "-");
    }
    if (key == "class") return add_class(attributes, value);
    attributes.emplace_back(key, value);
    return true;
  }

  static std::string own_classes(const std::string& classes) {
    std::string out;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if (classes[i] != ' ' && (i == 0 || classes[i - 1] == ' ')) out += "v-";
      out += classes[i];
    }
    return out;
  }

  bool add_class(Attributes& attributes, const std::string& value) {
    for (auto& [key, has] : attributes)
      if (key == "class") {
        has += " " + value;
        return true;
      }
    attributes.emplace_back("class", value);
    return true;
  }

  /// Colours come from codebooks, so that only what a plain declaration can hold is let in.
  bool add_look(Attributes& attributes, const std::string& look) {
    const bool plain = std::all_of(look.begin(), look.end(), [](char c) {
      return is_name_part(c) || std::string_view("#:;., %").find(c) != std::string_view::npos;
    });
    if (!plain) return true;
    const auto number = looks_.emplace(look, looks_.size()).first->second;
    return add_class(attributes, fmt::format("v-look{}", number));
  }

  /// A picture to who listens: its title, and its description where it has one.
  void name_the_picture(Attributes& attributes) {
    std::erase_if(attributes,
                  [](const auto& one) { return one.first.starts_with("aria-") || one.first == "role"; });
    const bool described = rest_.find("<desc>") != std::string_view::npos;
    attributes.emplace_back("role", "img");
    attributes.emplace_back("aria-labelledby",
                            described ? fmt::format("{0}-title {0}-desc", place_) : place_ + "-title");
  }

  std::string_view rest_;
  std::string place_, scope_;
  int depth_ = 0;
  std::vector<std::string> open_;
  std::map<std::string, std::size_t> looks_;
  std::string out_, style_;
};

}  // namespace

PagePicture picture_on_page(std::string_view svg, const std::string& place) {
  return PictureReader(svg, place).read();
}

}  // namespace gloss::report
