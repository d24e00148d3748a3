// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/dendrogram_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "report/name_placement.h"
#include "report/svg_page.h"
#include "text/display.h"

namespace gloss::report {
namespace {

constexpr double tree_margin = 24, thing_apart = 22, scale_height = 72, tree_pixels = 560;
constexpr std::size_t most_name_columns = 44;

/// A round step such that the scale has 3 to 8 of them.
double scale_step(double highest) {
  double step = std::pow(10, std::floor(std::log10(highest)));
  while (highest / step < 3) step /= 2;
  while (highest / step > 8) step *= 2;
  return step;
}

/// Draws one tree.
class TreePicture {
 public:
  TreePicture(const Profiles& profiles, const ClusterTree& tree, const ClustersOptions& options)
      : profiles_(profiles), tree_(tree), say_(profiles.language) {
    double widest = 60;
    for (const std::size_t row : tree.rows) {
      names_.push_back(text::cut_to_width(profiles.names[row], most_name_columns));
      widest = std::max(widest, name_width(names_.back()));
    }
    page_.title = clusters_title(profiles);
    page_.lines = {profiles.head.headers.empty() ? "" : profiles.head.headers.front(),
                   method_of(profiles, options)};
    page_.description =
        say_("A tree: the farther right two lines meet, the less alike are those on the left.",
             "树状图：两线相交处越靠右，左侧各项越不相似。");
    left_ = tree_margin + widest + 10;
    page_.width = left_ + tree_pixels + tree_margin + 20;
    page_.height = top() + static_cast<double>(tree.rows.size()) * thing_apart + scale_height;
  }

  std::string draw() const {
    std::string out = svg_begin(page_);
    for (std::size_t r = 0; r < tree_.order.size(); ++r)
      out +=
          svg_text({"name", left_ - 8, y_of(static_cast<double>(r)) + 4.5, "end"}, names_[tree_.order[r]]) +
          "\n";
    if (!tree_.merges.empty()) out += scale() + branches();
    return out + svg_end();
  }

 private:
  double top() const { return head_height(page_) + 8; }
  double y_of(double row) const { return top() + (row + 0.5) * thing_apart; }
  double x_of(double height) const {
    return left_ + (tree_.highest() > 0 ? height / tree_.highest() * tree_pixels : 0);
  }

  /// Each cluster's line leaves from the middle between its two parts.
  std::string branches() const {
    struct Stem {
      double x, y;
    };
    std::vector<Stem> stems(tree_.rows.size());
    for (std::size_t r = 0; r < tree_.order.size(); ++r)
      stems[tree_.order[r]] = {left_, y_of(static_cast<double>(r))};
    std::string out;
    for (const stats::Merge& merge : tree_.merges) {
      const Stem a = stems[merge.left], b = stems[merge.right];
      const double x = x_of(merge.height);
      out += fmt::format("<path class=\"line\" d=\"M{:.1f} {:.1f}H{:.1f}V{:.1f}H{:.1f}\"/>\n", a.x, a.y, x,
                         b.y, b.x);
      stems.push_back({x, (a.y + b.y) / 2});
    }
    return out + svg_line("line", stems.back().x, stems.back().y, stems.back().x + 12, stems.back().y) + "\n";
  }

  std::string scale() const {
    if (tree_.highest() <= 0) return {};
    const double bottom = y_of(static_cast<double>(tree_.rows.size()) - 0.5) + 6,
                 step = scale_step(tree_.highest());
    std::string out;
    for (int i = 0; i * step <= tree_.highest() * (1 + 1e-9); ++i) {
      out += svg_line("grid", x_of(i * step), top(), x_of(i * step), bottom) +
             svg_text({"small", x_of(i * step), bottom + 16, "middle"}, fmt::format("{:.4g}", i * step)) +
             "\n";
    }
    return out +
           svg_text({"small", left_, bottom + 36},
                    say_("0 = the same; the farther right two lines meet, the less alike.",
                         "0 = 相同；两线相交处越靠右越不相似。")) +
           "\n";
  }

  const Profiles& profiles_;
  const ClusterTree& tree_;
  const Wording say_;
  SvgPage page_;
  std::vector<std::string> names_;  // by thing
  double left_ = 0;
};

}  // namespace

std::string dendrogram_svg(const Profiles& profiles, const ClusterTree& tree,
                           const ClustersOptions& options) {
  return TreePicture(profiles, tree, options).draw();
}

}  // namespace gloss::report
