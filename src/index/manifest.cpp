// SPDX-License-Identifier: GPL-3.0-or-later
// Example:
//   gloss token store
//   layout 1
//   tokenizer 3f9a...      SHA-256 of tokenizer_fingerprint()
//   project 77b0...        SHA-256 of the project's id
//   generation 12
//   segment 11 524288 9c1185a5c5e9fc54
//   sum 2d06800538d394c2   XXH3 of all lines above
#include "index/manifest.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <charconv>

#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"

namespace gloss::index {

namespace {

constexpr std::string_view title = "gloss token store";
constexpr int layout = 1;

std::string path_in(const std::string& folder) { return folder + "/manifest"; }

std::string head(std::string_view project_id) {
  return fmt::format("{}\nlayout {}\ntokenizer {}\nproject {}\n", title, layout,
                     sha256_hex(text::tokenizer_fingerprint()), sha256_hex(project_id));
}

/// Reads the manifest's lines one after the other; whatever is not as written sticks as a fault.
class Lines {
 public:
  explicit Lines(std::string_view text) : left_(text) {}

  bool good() const { return good_; }
  bool at_end() const { return left_.empty(); }
  bool next_is(std::string_view key) const { return left_.starts_with(key); }
  /// The rest of the next line, which begins with `key`.
  std::string_view take(std::string_view key) {
    const std::size_t end = left_.find('\n');
    if (!left_.starts_with(key) || end == std::string_view::npos) {
      good_ = false;
      return {};
    }
    const std::string_view value = left_.substr(key.size(), end - key.size());
    left_.remove_prefix(end + 1);
    return value;
  }
  /// Takes a number, and the blank after it, off the front of `value`.
  std::uint64_t number(std::string_view& value, int base) {
    std::uint64_t n = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), n, base);
    if (fault != std::errc()) good_ = false;
    value.remove_prefix(static_cast<std::size_t>(end - value.data()));
    if (value.starts_with(' ')) value.remove_prefix(1);
    return n;
  }

 private:
  std::string_view left_;
  bool good_ = true;
};

}  // namespace

std::string manifest_text(std::string_view project_id, const Manifest& manifest) {
  std::string text = head(project_id) + fmt::format("generation {}\n", manifest.generation);
  for (const SegmentName& s : manifest.segments)
    text += fmt::format("segment {} {} {:016x}\n", s.generation, s.bytes, s.checksum);
  return text + fmt::format("sum {:016x}\n", XXH3_64bits(text.data(), text.size()));
}

Result<void> write_manifest(const std::string& folder, std::string_view project_id,
                            const Manifest& manifest) {
  return write_file(path_in(folder), manifest_text(project_id, manifest), Overwrite::yes);
}

Result<Manifest> read_manifest(const std::string& folder, std::string_view project_id) {
  const std::string path = path_in(folder);
  if (!is_file(path)) return Err(Fault::missing_input, path, "there is no token store");
  GLOSS_TRY(const std::string text, read_file(path, limits::MiB));
  const auto damaged = [&] {
    return Err(Fault::damaged, path, "the token store is damaged: its manifest cannot be read");
  };

  const std::size_t last = text.rfind("\nsum ");
  if (last == std::string::npos) return damaged();
  const std::string_view summed = std::string_view(text).substr(0, last + 1);
  if (text.substr(last + 1) != fmt::format("sum {:016x}\n", XXH3_64bits(summed.data(), summed.size())))
    return damaged();

  const std::string ours = head(project_id);
  if (!summed.starts_with(ours)) {
    const bool project_only = summed.starts_with(ours.substr(0, ours.find("project ")));
    return Err(Fault::bad_input, path,
               project_only ? "the token store belongs to another project"
                            : "the token store was made by another version of gloss or of ICU");
  }

  Manifest manifest;
  Lines lines(summed.substr(ours.size()));
  std::string_view generation = lines.take("generation ");
  manifest.generation = lines.number(generation, 10);
  while (lines.good() && !lines.at_end()) {
    std::string_view value = lines.take("segment ");
    SegmentName name;
    name.generation = lines.number(value, 10);
    name.bytes = lines.number(value, 10);
    name.checksum = lines.number(value, 16);
    manifest.segments.push_back(name);
  }
  if (!lines.good()) return damaged();
  return manifest;
}

}  // namespace gloss::index
