// SPDX-License-Identifier: GPL-3.0-or-later
// A small project in a fresh folder, for tests of what one can do with it.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/clock.h"
#include "base/file.h"
#include "base/progress.h"
#include "project/add_sources.h"
#include "project/project.h"
#include "support/shared_data.h"

namespace gloss::test {

/// Stops after so many calls of `advance`.
class StopAfter final : public ProgressSink {
 public:
  explicit StopAfter(int steps) : left_(steps) {}
  void begin(std::string_view, std::uint64_t, std::string_view) override {}
  void advance(std::uint64_t) override { --left_; }
  void end() override {}
  bool stopped() const override { return left_ <= 0; }

 private:
  int left_;
};

struct Study {
  FixedClock clock{1'767'225'600};
  NoProgress silent;
  std::string folder = temporary_folder();
  std::string path = folder + "/study.gloss";

  project::Environment environment(unsigned threads = 1) { return {&clock, &silent, "anna", threads}; }
  std::string texts() const { return folder + "/texts"; }
  void write(const std::string& name, const std::string& text) {
    const std::string file = texts() + "/" + name;
    ASSERT_TRUE(make_folder(file.substr(0, file.rfind('/'))));
    ASSERT_TRUE(write_file(file, text, Overwrite::yes));
  }
  project::Project create() {
    auto made = project::Project::create(path, environment());
    EXPECT_TRUE(made);
    return std::move(*made);
  }
};

}  // namespace gloss::test
