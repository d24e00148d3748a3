// SPDX-License-Identifier: GPL-3.0-or-later
// Random codebook files as people write them: every style of scalar, keys in any order, brackets or lines,
// comments wherever YAML allows them. Each comment holds a number of its own, "#c12#".
#pragma once

#include <random>
#include <string>
#include <vector>

namespace gloss::test {

class RandomCodebook {
 public:
  explicit RandomCodebook(std::uint64_t seed) : random_(seed) {}

  /// `tidy`: no brackets around codes, so that codes can be edited.
  std::string file(bool tidy = false);

  int comments() const { return comments_; }  ///< in the last file
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  bool chance(int percent) { return below(100) < percent; }

 private:
  struct Member {
    std::string key;
    std::string value;  // lines from column 1, the first behind "key:" where `inside`
    bool inside = true;
  };
  std::string any(const std::vector<std::string>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }
  std::string comment();
  std::string notes();
  std::string line_end();
  std::string words(int most);
  std::string rule();
  std::string scalar(const std::string& text, bool rule);
  std::string word_list();
  std::string items(const std::vector<std::string>& items, bool rules);
  std::string localized(const std::string& text);
  std::string code(int depth, const std::string& id);
  std::string codes(int depth, const std::string& above);
  std::string members(std::vector<Member> all, bool shuffled);

  std::mt19937_64 random_;
  bool tidy_ = false;
  int comments_ = 0, names_ = 0;
  std::vector<std::string> referable_;
};

/// `lines`, each but empty ones with blanks before it.
std::string shifted(const std::string& lines, int blanks);

}  // namespace gloss::test
