// SPDX-License-Identifier: GPL-3.0-or-later
// Counts that follow every edit of a rule: which passages carry a code, how many, and which codes together.
//
// All rules are run once; after that an edited rule is looked up by the postings of its words, and only the
// passages that change are counted anew. Each passage keeps a row of bits, one for each code, so that the
// pairs of codes in a changed passage are a handful. Rules that name other codes, and conflict: longest,
// reach further than one rule; then everything is coded anew, and the effect says so.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "codebook/codebook.h"
#include "project/project.h"

namespace gloss::project {

class LiveCoding {
 public:
  /// Faults: as apply_rules. REQUIRES: `project` outlives it and is not changed meanwhile.
  static Result<LiveCoding> start(const Project& project, codebook::Codebook codebook,
                                  const std::string& file);
  ~LiveCoding();
  LiveCoding(LiveCoding&&) noexcept;
  LiveCoding& operator=(LiveCoding&&) noexcept;

  /// What an edit changed. Passages are numbered over all sources in their order, from 0.
  struct Effect {
    bool looked_up = true;  ///< by postings; else all was coded anew
    std::vector<std::uint32_t> gained,
        lost;  ///< passages of the base that carry the code itself now, or no more
  };
  /// The code gets these rules. Those that it has already, by their text, are not looked for again. Faults:
  /// bad_configuration (a rule; nothing is changed then); as apply_rules.
  Result<Effect> set_rules(int code, std::vector<codebook::Rule> rules);
  /// Rule `rule` (from 1) of `code` becomes `text`; one more than the last adds a rule, an empty text takes
  /// it out.
  Result<Effect> edit(int code, int rule, const std::string& text);

  struct CodeEffect {
    int code = 0;
    Effect effect;
    std::int64_t passages_before = 0;  ///< as `passages` counted them
  };
  /// Takes over an edited codebook: per code whose rules changed, what that did, in codebook order. Nothing
  /// where more than rules, examples and descriptions changed; then all is coded anew.
  Result<std::optional<std::vector<CodeEffect>>> follow(codebook::Codebook edited);

  const codebook::Codebook& codebook() const;  ///< with the rules as they are now
  std::int64_t base() const;                   ///< passages
  /// Passages of the base that carry the code or one below it.
  std::int64_t passages(int code) const;
  /// Passages of the base that carry both, counted in the same way.
  std::int64_t together(int a, int b) const;
  /// "SOURCE:N"
  std::string passage_name(std::uint32_t passage) const;
  /// The words of the passage.
  Result<std::string> passage_text(std::uint32_t passage) const;

 private:
  struct Impl;
  explicit LiveCoding(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gloss::project
