// SPDX-License-Identifier: GPL-3.0-or-later
// Portraits as a picture: sources one under another, in each a lane for each code that is in it. A lane has
// its name, and its marks have an outline, so that neither colour nor a light page is needed to read it.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "report/grouped.h"
#include "report/html.h"
#include "report/portrait_report.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr double strips_left = 276, strips_width = 800, lane_height = 10, lane_pitch = 16, block_head = 30,
                 block_gap = 16, thinnest_mark = 1.6, portrait_edge = 24, first_block = 84;
constexpr std::size_t lane_columns = 34, source_columns = 110, most_voices = 12, most_drawn = 200;

constexpr std::string_view portrait_style =
    "text{font-family:system-ui,'Noto Sans','Noto Sans CJK SC','WenQuanYi Zen Hei',sans-serif;font-size:12px;"
    "fill:#1d232b}.title{font-size:17px;font-weight:600}.source{font-size:14px;font-weight:600}"
    ".small{fill:#4a5563}.page{fill:#fff}.lane{fill:#eef1f5}.mark{stroke:#1d232b;stroke-width:.7}"
    ".voice{fill:#8b95a3}.edge{stroke:#c3cad4}"
    "@media(prefers-color-scheme:dark){text{fill:#e8ebef}.small{fill:#b3bdca}.page{fill:#14181e}"
    ".lane{fill:#262d37}.mark{stroke:#e8ebef}.voice{fill:#77818f}.edge{stroke:#3a4452}}";

struct DrawnLane {
  std::string name, color;  ///< color: empty = of a speaker
  WordRuns runs;
};

std::string strip_text(const char* look, double x, double y, std::string_view words,
                       std::string_view anchor = "start") {
  return fmt::format("<text class=\"{}\" x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", look, x,
                     y, anchor, html_text(words));
}

/// One path for all marks of a lane; marks that would touch are one.
std::string marks_path(const WordRuns& runs, std::uint32_t words, double top) {
  const auto place = [&](std::uint32_t word) {
    return strips_width * word / std::max<std::uint32_t>(words, 1);
  };
  std::string path;
  double begin = 0, end = -1;
  const auto draw = [&] {
    if (end > begin)
      path += fmt::format("M{:.1f} {:.1f}h{:.1f}v{}h-{:.1f}z", strips_left + begin, top, end - begin,
                          lane_height, end - begin);
  };
  for (const WordRun& run : runs) {
    const double first = std::min(place(run.first), strips_width - thinnest_mark);
    if (end < 0 || first > end) {
      draw();
      begin = first;
      end = first;
    }
    end = std::max({end, place(run.past), first + thinnest_mark});
  }
  draw();
  return path;
}

/// Draws a source after the other.
class PortraitPicture {
 public:
  PortraitPicture(const SourcePortraits& portraits, const PortraitOptions& options)
      : portraits_(portraits),
        all_(portraits.counter.frequencies()),
        options_(options),
        say_(options.language) {
    codes_ = portraits.counter.most_used(options.lanes);
  }

  std::string draw() {
    const std::size_t sources = portraits_.grounds.size(), drawn = std::min(sources, most_drawn);
    for (std::size_t i = 0; i < drawn; ++i) draw_source(i);
    if (sources == 0)
      body_ += strip_text("small", portrait_edge, (y_ += 20) - 8, say_("No source.", "没有来源。"));
    if (sources > drawn)
      body_ +=
          strip_text("small", portrait_edge, (y_ += 20) - 8,
                     say_("Not drawn: ", "未画出：") + grouped(static_cast<std::int64_t>(sources - drawn)) +
                         say_(" more sources.", " 个来源。"));
    for (const std::string& line : legend())
      body_ += strip_text("small", portrait_edge, (y_ += 18) - 6, line);
    return whole();
  }

 private:
  std::string whole() const {
    const std::string title = say_("Portraits of the sources", "来源画像");
    const double width = strips_left + strips_width + portrait_edge, height = y_ + 14;
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
        "height=\"{1:.0f}\" role=\"img\" "
        "aria-label=\"{2}\"><title>{2}</title><desc>{3}</desc><style>{4}</style>\n"
        "<rect class=\"page\" width=\"{0:.0f}\" height=\"{1:.0f}\"/>\n",
        width, height, html_text(title), html_text(legend().front()), portrait_style);
    out += strip_text("title", portrait_edge, 34, title);
    double y = 54;
    for (const std::string& line : header_lines(all_.base(), all_.record(), options_.language)) {
      out += strip_text("small", portrait_edge, y, text::cut_to_width(line, 150));
      y += 16;
    }
    return out + body_ + "</svg>\n";
  }

  std::vector<DrawnLane> lanes_of(std::size_t source) const {
    std::vector<DrawnLane> drawn;
    const auto lanes = portraits_.counter.lanes(source, codes_);
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      const auto code = static_cast<std::size_t>(codes_[i]);
      if (!lanes[i].empty())
        drawn.push_back({shown_name(all_.codes()[code]), portraits_.colors[code], lanes[i]});
    }
    const auto& voices = portraits_.grounds[source].voices;
    for (std::size_t v = 0; v < std::min(voices.size(), most_voices); ++v)
      drawn.push_back({say_("speaks: ", "发言：") + voices[v].label, "", voices[v].runs});
    return drawn;
  }

  void draw_source(std::size_t source) {
    const PortraitGround& ground = portraits_.grounds[source];
    body_ += fmt::format("<path class=\"edge\" d=\"M{0:.0f} {1:.1f}H{2:.0f}\"/>", portrait_edge, y_,
                         strips_left + strips_width);
    body_ += strip_text("source", portrait_edge, y_ + 19, text::cut_to_width(ground.name, source_columns));
    const auto words = static_cast<std::int64_t>(ground.words);
    body_ += strip_text("small", strips_left + strips_width, y_ + 19,
                        say_(counted(words, "word", "words"), grouped(words) + " 词"), "end");
    y_ += block_head;
    const auto lanes = lanes_of(source);
    for (const DrawnLane& lane : lanes) draw_lane(lane, ground.words);
    if (std::none_of(lanes.begin(), lanes.end(), [](const DrawnLane& lane) { return !lane.color.empty(); }))
      body_ += strip_text("small", strips_left, (y_ += lane_pitch) - 6, say_("No code.", "没有代码。"));
    const std::size_t voices = ground.voices.size();
    if (voices > most_voices)
      body_ += strip_text("small", strips_left, (y_ += lane_pitch) - 6,
                          say_("more speakers: ", "其他说话人：") + std::to_string(voices - most_voices));
    y_ += block_gap;
  }

  void draw_lane(const DrawnLane& lane, std::uint32_t words) {
    std::int64_t carried = 0;
    for (const WordRun& run : lane.runs) carried += run.past - run.first;
    body_ += strip_text("name", strips_left - 8, y_ + 10,
                        text::cut_to_width(text::one_line(lane.name), lane_columns), "end");
    body_ += fmt::format("<rect class=\"lane\" x=\"{:.0f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{}\"/>",
                         strips_left, y_ + 1, strips_width, lane_height);
    body_ += fmt::format(
        "<path class=\"{}\"{} d=\"{}\"><title>{}</title></path>\n", lane.color.empty() ? "voice" : "mark",
        lane.color.empty() ? std::string() : fmt::format(" fill=\"{}\"", lane.color),
        marks_path(lane.runs, words, y_ + 1),
        html_text(lane.name + ": " + say_(counted(carried, "word", "words"), grouped(carried) + " 词")));
    y_ += lane_pitch;
  }

  std::vector<std::string> legend() const {
    std::vector<std::string> lines = {say_(
        "Each strip is a text from its first word to its last; a mark stands where words carry the code.",
        "每条代表一个来源从首词到末词；色块处的词带有该代码。")};
    if (const auto all = portraits_.counter.most_used().size(); all > codes_.size())
      lines.push_back(fmt::format(
          fmt::runtime(
              say_("Codes: {} of {}, those that cover the most words. Those that are not in a source have "
                   "no lane there.",
                   "代码：{}/{}，覆盖词数最多者；来源中没有的代码不占行。")),
          codes_.size(), all));
    else
      lines.push_back(say_("Codes that are not in a source have no lane there.", "来源中没有的代码不占行。"));
    return lines;
  }

  const SourcePortraits& portraits_;
  const FrequencyCounter& all_;
  const PortraitOptions& options_;
  const Wording say_;
  std::vector<std::int32_t> codes_;
  std::string body_;
  double y_ = first_block + 24;
};

}  // namespace

std::string portrait_svg(const SourcePortraits& portraits, const PortraitOptions& options) {
  return PortraitPicture(portraits, options).draw();
}

}  // namespace gloss::report
