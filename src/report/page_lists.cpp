// SPDX-License-Identifier: GPL-3.0-or-later
// The passages behind the pictures: by code, and within a code by group. What there is no room for is
// counted.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "report/grouped.h"
#include "report/page_parts.h"

namespace gloss::report {
namespace {

/// h3 for a branch, h4 below it, and so on; HTML ends at h6.
void write_heading(HtmlWriter& out, int level, const auto& write_content) {
  constexpr std::array<Literal, 4> tags{"h3", "h4", "h5", "h6"};
  const Literal tag = tags[static_cast<std::size_t>(std::clamp(level, 3, 6) - 3)];
  out.line().open(tag);
  write_content();
  out.close(tag);
}

using Lists = std::vector<std::vector<std::int32_t>>;  // per group

class ByCode {
 public:
  ByCode(const Page& page, std::size_t most_bytes) : page_(page), lists_(page.codes.size()) {
    std::vector<const std::vector<std::int32_t>*> all;
    for (std::size_t code = 0; code < page.codes.size(); ++code) {
      lists_[code].resize(page.group_names.size());
      for (const std::int32_t passage : page.own[code])
        lists_[code][page.group_of(page.input.passages[static_cast<std::size_t>(passage)])].push_back(
            passage);
      for (const auto& list : lists_[code]) all.push_back(&list);
    }
    most_ = items_that_fit(all, page, most_bytes);
    children_.resize(page.codes.size());
    for (std::size_t code = 0; code < page.codes.size(); ++code)
      if (page.codes[code].parent >= 0)
        children_[static_cast<std::size_t>(page.codes[code].parent)].push_back(
            static_cast<std::int32_t>(code));
  }

  PassageLists write() {
    for (const std::int32_t branch : page_.branches) write_code(branch);
    return {out_.take(), std::move(shown_)};
  }

 private:
  void write_code(std::int32_t code) {
    const auto i = static_cast<std::size_t>(code);
    const PageCode& it = page_.codes[i];
    const int level = 3 + static_cast<int>(page_.depth[i]);
    out_.line().open("section", {{"id", code_place(code)}, {"class", "code " + page_.color_class(code)}});
    write_heading(out_, level, [&] {
      out_.element("span", it.name, {{"class", "swatch"}, {"lang", page_.language_of(it.name)}});
      if (!it.other_name.empty())
        out_.text(" ").element("span", it.other_name, {{"class", "other"}, {"lang", it.other_language}});
    });
    out_.line().open("p", {{"class", "counts"}}).text(page_.count_of_passages(it.passages));
    if (it.passages > 0) {
      out_.text(fmt::format(" · {} {}", grouped(it.sources),
                            page_.say(it.sources == 1 ? "source" : "sources", "个来源")));
      out_.text(fmt::format(" · {} {}", grouped(it.speakers),
                            page_.say(it.speakers == 1 ? "speaker" : "speakers", "位说话者")));
    }
    out_.text(" · ").element("code", it.id).text(" · ");
    out_.link(bar_place(code), page_.say("to its bar", "回到条形"), {{"class", "back"}}).close("p");
    write_definition(it);
    write_rules(code);
    if (!children_[i].empty()) write_groups_of_parent(code);
    write_own_passages(code, level + 1);
    for (const std::int32_t child : children_[i]) write_code(child);
    out_.close("section");
  }

  void write_definition(const PageCode& code) {
    const std::array<std::pair<std::string_view, const std::string*>, 3> parts{
        {{"", &code.definition},
         {page_.say("Use it when: ", "使用："), &code.include},
         {page_.say("Not when: ", "不用："), &code.exclude}}};
    for (const auto& [heading, text] : parts) {
      if (text->empty()) continue;
      out_.line().open("p", {{"class", "definition"}, {"lang", page_.language_of(*text)}});
      if (!heading.empty()) out_.element("i", heading);
      out_.text(*text).close("p");
    }
  }

  /// The rules that fired, with the number of passages each accounts for.
  void write_rules(std::int32_t code) {
    std::map<int, std::int64_t> fired;
    for (const std::int32_t passage : page_.own[static_cast<std::size_t>(code)]) {
      std::map<int, bool> here;
      for (const PageCoding& coding : page_.input.passages[static_cast<std::size_t>(passage)].codings)
        if (coding.code == code)
          for (const PageReason& reason : coding.reasons)
            if (reason.rule > 0) here[reason.rule] = true;
      for (const auto& [rule, yes] : here) ++fired[rule];
    }
    if (fired.empty()) return;
    const auto& rules = page_.codes[static_cast<std::size_t>(code)].rules;
    out_.line().open("ol", {{"class", "rules"}});
    for (const auto& [rule, passages] : fired) {
      out_.line().open(
          "li", {{"id", fmt::format("{}r{}", code_place(code), rule)}, {"value", std::to_string(rule)}});
      if (static_cast<std::size_t>(rule) <= rules.size())
        out_.element("code", rules[static_cast<std::size_t>(rule) - 1]).text(" ");
      out_.element("small", page_.count_of_passages(passages)).close("li");
    }
    out_.close("ol");
  }

  /// A parent's cells lead here, and from here to the codes below that make them up.
  void write_groups_of_parent(std::int32_t code) {
    out_.line().open("ul", {{"class", "sums"}});
    for (std::size_t group = 0; group < page_.group_names.size(); ++group) {
      bool first = true;
      for (std::size_t other = 0; other < lists_.size(); ++other) {
        const auto below = static_cast<std::int32_t>(other);
        if (lists_[other][group].empty() || below == code || !page_.is_within(below, code)) continue;
        if (first) {
          const std::string& name = page_.group_names[group];
          // With passages of its own, the place is the heading above those.
          const bool own = !lists_[static_cast<std::size_t>(code)][group].empty();
          out_.line().open("li", {{"id", own ? "" : group_place(code, group)}});
          if (page_.input.groups.empty())
            out_.text(page_.say("In it: ", "包括："));
          else
            out_.element("b", name, {{"lang", page_.language_of(name)}}).text(": ");
        } else {
          out_.text(", ");
        }
        first = false;
        const std::string& name = page_.codes[other].name;
        out_.link(group_place(below, group), name, {{"lang", page_.language_of(name)}});
        out_.text(" " + grouped(static_cast<std::int64_t>(lists_[other][group].size())));
      }
      if (!first) out_.close("li");
    }
    out_.close("ul");
  }

  void write_own_passages(std::int32_t code, int level) {
    const auto& lists = lists_[static_cast<std::size_t>(code)];
    for (std::size_t group = 0; group < lists.size(); ++group) {
      if (lists[group].empty()) continue;
      const auto chosen = spread(lists[group], most_);
      out_.line().open("div", {{"id", group_place(code, group)}, {"class", "group"}});
      write_heading(out_, level, [&] {
        const std::string& name = page_.group_names[group];
        if (lists.size() > 1) out_.element("span", name, {{"lang", page_.language_of(name)}}).text(" · ");
        out_.text(page_.count_of_passages(static_cast<std::int64_t>(lists[group].size())));
      });
      write_rest(out_, page_, chosen.size(), lists[group].size());
      out_.line().open("ol", {{"class", "passages"}});
      for (const std::int32_t passage : chosen) {
        write_passage(out_, page_, passage, {code}, passage_place(code, passage), false);
        shown_.emplace(code, passage);
      }
      out_.close("ol").close("div");
    }
  }

  const Page& page_;
  std::vector<Lists> lists_;  // per code
  std::vector<std::vector<std::int32_t>> children_;
  std::size_t most_ = 0;
  HtmlWriter out_;
  std::set<std::pair<std::int32_t, std::int32_t>> shown_;
};

}  // namespace

PassageLists passages_by_code(const Page& page, std::size_t most_bytes) {
  return ByCode(page, most_bytes).write();
}

}  // namespace gloss::report
