// SPDX-License-Identifier: GPL-3.0-or-later
// A portrait per source: a strip as long as the text, with a mark where a coded passage stands. One lane per
// branch of the codebook; a codebook of many branches shares one lane.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/grouped.h"
#include "report/page_parts.h"

namespace gloss::report {
namespace {

constexpr std::size_t most_lanes = 6;
constexpr std::int64_t strip_units = 1000, lane_units = 10, lane_gap = 3, narrowest = 4;

struct Mark {
  std::int64_t begin = 0, end = 0;  // units of the strip
  std::int32_t code = 0, passage = 0;
  std::int64_t passages = 1;  // more where several fall on one place
};

class Portraits {
 public:
  explicit Portraits(const Page& page) : page_(page), first_of_(page.input.sources.size() + 1) {
    for (const PagePassage& passage : page.input.passages)
      ++first_of_[static_cast<std::size_t>(passage.source) + 1];
    for (std::size_t i = 1; i < first_of_.size(); ++i) first_of_[i] += first_of_[i - 1];
    for (const std::int32_t branch : page.branches)
      if (!page.all[static_cast<std::size_t>(branch)].empty()) lanes_.push_back(branch);
    shared_ = lanes_.size() > most_lanes;
  }

  std::size_t coded(std::size_t source) const { return first_of_[source + 1] - first_of_[source]; }
  const std::vector<std::int32_t>& lanes() const { return lanes_; }
  bool has_lanes() const { return !shared_; }

  std::int64_t passages_in(std::size_t source, std::int32_t branch) const {
    const auto& all = page_.all[static_cast<std::size_t>(branch)];
    const auto from = std::lower_bound(all.begin(), all.end(), static_cast<std::int32_t>(first_of_[source]));
    const auto to =
        std::lower_bound(all.begin(), all.end(), static_cast<std::int32_t>(first_of_[source + 1]));
    return to - from;
  }

  void write_strip(HtmlWriter& out, std::size_t source, const PassageLists& lists) const {
    const std::size_t count = shared_ ? 1 : std::max<std::size_t>(lanes_.size(), 1);
    const std::int64_t height = static_cast<std::int64_t>(count) * (lane_units + lane_gap) - lane_gap;
    const std::string& name = page_.input.sources[source].name;
    out.open("svg", {{"class", "strip"},
                     {"viewBox", fmt::format("0 0 {} {}", strip_units, height)},
                     {"preserveAspectRatio", "none"},
                     {"width", "100%"},
                     {"height", std::to_string(height)},
                     {"role", "group"},
                     {"aria-label", fmt::format("{}: {}", page_.say("Portrait", "画像"), name)}});
    for (std::size_t lane = 0; lane < count; ++lane) {
      const auto top = static_cast<std::int64_t>(lane) * (lane_units + lane_gap);
      out.lone("rect", {{"class", "lane"},
                        {"y", std::to_string(top)},
                        {"width", std::to_string(strip_units)},
                        {"height", std::to_string(lane_units)}});
      for (const Mark& mark : marks(source, shared_ || lanes_.empty() ? -1 : lanes_[lane]))
        write_mark(out, mark, top, lists);
    }
    out.close("svg");
  }

 private:
  std::vector<Mark> marks(std::size_t source, std::int32_t branch) const {
    std::vector<Mark> marks;
    const std::int64_t bytes = std::max<std::int64_t>(page_.input.sources[source].bytes, 1);
    for (std::size_t p = first_of_[source]; p < first_of_[source + 1]; ++p) {
      const PagePassage& passage = page_.input.passages[p];
      const auto coding =
          std::find_if(passage.codings.begin(), passage.codings.end(), [&](const PageCoding& it) {
            return branch < 0 || page_.branch[static_cast<std::size_t>(it.code)] == branch;
          });
      if (coding == passage.codings.end()) continue;
      const std::int64_t begin =
          std::clamp<std::int64_t>(passage.begin * strip_units / bytes, 0, strip_units - narrowest);
      const auto length = static_cast<std::int64_t>(passage.text.size()) * strip_units / bytes;
      const std::int64_t end = std::min(strip_units, begin + std::max(length, narrowest));
      if (!marks.empty() && begin < marks.back().begin + narrowest) {
        ++marks.back().passages;
        marks.back().end = std::max(marks.back().end, end);
      } else {
        marks.push_back({begin, end, coding->code, static_cast<std::int32_t>(p), 1});
      }
    }
    return marks;
  }

  void write_mark(HtmlWriter& out, const Mark& mark, std::int64_t top, const PassageLists& lists) const {
    const PagePassage& passage = page_.input.passages[static_cast<std::size_t>(mark.passage)];
    const bool shown = lists.shown.count({mark.code, mark.passage}) > 0;
    std::string title = fmt::format("{} {}: {}", page_.say("Passage", "段落"), passage.number,
                                    page_.codes[static_cast<std::size_t>(mark.code)].name);
    if (mark.passages > 1)
      title += fmt::format(" ({}{})", page_.say("and more here: ", "此处共有："),
                           page_.count_of_passages(mark.passages));
    out.open_link(
        shown ? passage_place(mark.code, mark.passage) : group_place(mark.code, page_.group_of(passage)),
        {{"class", page_.color_class(mark.code)}});
    out.element("title", title);
    out.lone("rect", {{"x", std::to_string(mark.begin)},
                      {"y", std::to_string(top)},
                      {"width", std::to_string(mark.end - mark.begin)},
                      {"height", std::to_string(lane_units)}});
    out.close("a");
  }

  const Page& page_;
  std::vector<std::size_t> first_of_;  // per source: its first passage in PageInput::passages
  std::vector<std::int32_t> lanes_;    // branches
  bool shared_ = false;
};

void write_source(HtmlWriter& out, const Page& page, const Portraits& portraits, std::size_t source,
                  const PassageLists& lists) {
  const PageSource& it = page.input.sources[source];
  out.line().open("tr").open("th", {{"scope", "row"}});
  out.element("bdi", it.name, {{"lang", page.language_of(it.name)}});
  const std::string_view kind =
      it.kind == model::Kind::interview ? page.say("interview", "访谈") : page.say("field note", "田野笔记");
  out.line().open("small").text(kind);
  if (!it.about.empty()) out.text(" · ").element("bdi", it.about, {{"lang", page.language_of(it.about)}});
  out.close("small").close("th").open("td", {{"class", "portrait"}});
  portraits.write_strip(out, source, lists);
  out.close("td").element("td", grouped(it.passages), {{"class", "n"}});
  out.element("td", grouped(static_cast<std::int64_t>(portraits.coded(source))), {{"class", "n"}});
  if (portraits.has_lanes())
    for (const std::int32_t lane : portraits.lanes())
      out.element("td", grouped(portraits.passages_in(source, lane)), {{"class", "n"}});
  out.close("tr");
}

/// The colours that a lane's marks may have: the branch's, and those of codes below it that have their own.
void write_key(HtmlWriter& out, const Page& page, std::int32_t lane) {
  constexpr std::size_t most = 16;
  std::set<std::size_t> shown;
  out.line().open("p", {{"class", "legend keys"}});
  for (std::size_t i = 0; i < page.codes.size() && shown.size() < most; ++i) {
    const auto code = static_cast<std::int32_t>(i);
    if (page.branch[i] != lane || page.all[i].empty() || !shown.insert(page.color_of[i]).second) continue;
    const std::string& name = page.codes[i].name;
    out.element("span", name,
                {{"class", "key-name " + page.color_class(code)}, {"lang", page.language_of(name)}});
    out.text(" ");
  }
  out.close("p");
}

}  // namespace

void write_portraits(HtmlWriter& out, const Page& page, const PassageLists& lists, std::size_t most_bytes) {
  const Portraits portraits(page);
  out.line().open("section", {{"id", "sources"}, {"aria-labelledby", "sources-h"}});
  out.element("h2", page.say("Portraits of the sources", "来源画像"), {{"id", "sources-h"}});
  out.open("p", {{"class", "note"}});
  out.text(page.say(
      "Each strip is a whole text from its first word to its last. A mark is a coded passage, and opens "
      "it. From top to bottom: ",
      "每条代表一个来源从头到尾的全文；色块为已编码的段落，点击可查看。自上而下："));
  out.close("p");
  for (const std::int32_t lane : portraits.lanes()) write_key(out, page, lane);
  out.line()
      .open("p", {{"class", "note"}})
      .link("passages", page.say("Skip the portraits", "跳过画像"), {{"class", "skip"}})
      .close("p");
  open_table(out, page.say("Where codes stand in each source", "各来源中编码的位置"), "sources-c",
             "portraits");
  out.open("thead").open("tr").element("th", page.say("Source", "来源"), {{"scope", "col"}});
  out.element("th", page.say("From start to end", "从头到尾"), {{"scope", "col"}});
  out.element("th", page.say("Passages", "段落"), {{"scope", "col"}, {"class", "n"}});
  out.element("th", page.say("Coded", "已编码"), {{"scope", "col"}, {"class", "n"}});
  if (portraits.has_lanes()) {
    for (const std::int32_t lane : portraits.lanes()) {
      const std::string& name = page.codes[static_cast<std::size_t>(lane)].name;
      out.element("th", name, {{"scope", "col"}, {"class", "n"}, {"lang", page.language_of(name)}});
    }
  }
  out.close("tr").close("thead").open("tbody");
  const std::size_t before = out.size();
  std::size_t source = 0;
  for (; source < page.input.sources.size() && out.size() - before < most_bytes; ++source)
    write_source(out, page, portraits, source, lists);
  close_table(out);
  if (const std::size_t rest = page.input.sources.size() - source; rest > 0) {
    out.element(
        "p",
        fmt::format("{}{}{}", page.say("Not shown, to keep the page small: ", "为控制页面大小，未显示 "),
                    rest, page.say(" more sources.", " 个来源。")),
        {{"class", "note"}});
  }
  out.close("section");
}

}  // namespace gloss::report
