// SPDX-License-Identifier: GPL-3.0-or-later
// Writing a segment: cells straight through, posting lists in two passes over them.
//
// The first pass counts, per word, its positions and the bytes that their differences take; the second writes
// each difference where its list stands. So the lists are built in place, and the peak beside the cells is
// what the lists themselves take, a byte or two per position.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <memory>

#include "index/segment.h"

namespace gloss::index {

namespace {

/// A new file that is summed while it is written. The first fault sticks and is told by finish().
class SummedFile {
 public:
  explicit SummedFile(std::string path) : path_(std::move(path)), sum_(XXH3_createState(), XXH3_freeState) {
    buffer_.reserve(buffer_bytes);
    if (sum_ == nullptr || XXH3_64bits_reset(sum_.get()) == XXH_ERROR) {
      failed_ = ENOMEM;
      return;
    }
    ::unlink(path_.c_str());  // left by a run that was killed
    fd_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd_ < 0) failed_ = errno;
  }
  ~SummedFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  SummedFile(const SummedFile&) = delete;
  SummedFile& operator=(const SummedFile&) = delete;

  void add(const void* bytes, std::size_t size) {
    if (size > buffer_bytes - buffer_.size()) flush();
    if (size >= buffer_bytes) {
      write_out(static_cast<const char*>(bytes), size);
    } else {
      buffer_.append(static_cast<const char*>(bytes), size);
    }
    bytes_ += size;
  }
  template <class T>
  void add(std::span<const T> values) {
    add(values.data(), values.size_bytes());
  }
  /// Zeros up to the next multiple of 8.
  void align() {
    const char zeros[8] = {};
    add(zeros, (8 - bytes_ % 8) % 8);
  }
  Result<SegmentName> finish(std::uint64_t generation) {
    flush();
    if (failed_ == 0 && ::fsync(fd_) != 0) failed_ = errno;
    if (fd_ >= 0 && ::close(fd_) != 0 && failed_ == 0) failed_ = errno;
    fd_ = -1;
    if (failed_ != 0) {
      ::unlink(path_.c_str());
      return Err(Fault::io, path_, fmt::format("cannot write: {}", std::strerror(failed_)));
    }
    return SegmentName{generation, bytes_, XXH3_64bits_digest(sum_.get())};
  }

 private:
  static constexpr std::size_t buffer_bytes = std::size_t{1} << 16;

  void flush() {
    write_out(buffer_.data(), buffer_.size());
    buffer_.clear();
  }
  void write_out(const char* bytes, std::size_t size) {
    if (failed_ != 0 || size == 0) return;
    XXH3_64bits_update(sum_.get(), bytes, size);
    while (size > 0) {
      const ssize_t n = ::write(fd_, bytes, size);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) {
        failed_ = errno;
        return;
      }
      bytes += n;
      size -= static_cast<std::size_t>(n);
    }
  }

  std::string path_;
  int fd_ = -1;
  int failed_ = 0;
  std::uint64_t bytes_ = 0;
  std::string buffer_;
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> sum_;
};

std::uint32_t varint_bytes(std::uint32_t value) {
  return (static_cast<std::uint32_t>(std::bit_width(value | 1)) + 6) / 7;
}

char* put_varint(char* at, std::uint32_t value) {
  while (value >= 0x80) {
    *at++ = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *at++ = static_cast<char>(value);
  return at;
}

struct PostingLists {
  std::vector<std::uint32_t> used, begin;
  std::string bytes;
};

PostingLists posting_lists(const SegmentContent& content) {
  struct Word {
    std::uint32_t count = 0, last = 0, bytes = 0;
  };
  const std::uint32_t known = content.first_word + static_cast<std::uint32_t>(content.word_begin.size() - 1);
  std::vector<Word> words(known);
  std::uint32_t position = 0;
  for (const auto& text : content.texts) {
    for (const Cell cell : text.cells) {
      Word& word = words[id_of(cell)];
      word.bytes += varint_bytes(position - word.last);
      word.last = position++;
      ++word.count;
    }
  }

  PostingLists lists;
  std::uint32_t at = 0;
  for (std::uint32_t id = 0; id < known; ++id) {
    Word& word = words[id];
    if (word.count == 0) continue;
    lists.used.push_back(id);
    lists.begin.push_back(at);
    at += varint_bytes(word.count) + word.bytes;
  }
  lists.begin.push_back(at);
  lists.bytes.resize(at);
  for (std::size_t i = 0; i < lists.used.size(); ++i) {
    Word& word = words[lists.used[i]];
    const char* after_count = put_varint(lists.bytes.data() + lists.begin[i], word.count);
    word.bytes =
        static_cast<std::uint32_t>(after_count - lists.bytes.data());  // from here on: where to write
    word.last = 0;
  }

  position = 0;
  char* const out = lists.bytes.data();
  for (const auto& text : content.texts) {
    for (const Cell cell : text.cells) {
      Word& word = words[id_of(cell)];
      word.bytes = static_cast<std::uint32_t>(put_varint(out + word.bytes, position - word.last) - out);
      word.last = position++;
    }
  }
  return lists;
}

std::vector<std::uint32_t> hash_table(const SegmentContent& content) {
  const std::size_t words = content.word_begin.size() - 1;
  if (words == 0) return {};
  std::vector<std::uint32_t> slots(std::bit_ceil(2 * words));
  for (std::size_t w = 0; w < words; ++w) {
    const auto word = std::string_view(content.words)
                          .substr(content.word_begin[w], content.word_begin[w + 1] - content.word_begin[w]);
    std::size_t i = word_hash(word) & (slots.size() - 1);
    while (slots[i] != 0) i = (i + 1) & (slots.size() - 1);
    slots[i] = static_cast<std::uint32_t>(w + 1);
  }
  return slots;
}

}  // namespace

Result<SegmentName> write_segment(const std::string& folder, std::uint64_t generation,
                                  const SegmentContent& content) {
  const PostingLists lists = posting_lists(content);
  const std::vector<std::uint32_t> slots = hash_table(content);
  SegmentHeader header;
  std::vector<TextRow> rows;
  rows.reserve(content.texts.size());
  for (const auto& text : content.texts) {
    TextRow row;
    row.text = text.text;
    row.first = static_cast<std::uint32_t>(header.positions);
    row.positions = static_cast<std::uint32_t>(text.cells.size());
    row.first_passage = static_cast<std::uint32_t>(header.passages);
    row.passages = static_cast<std::uint32_t>(text.passages.size());
    header.positions += row.positions;
    header.passages += row.passages;
    rows.push_back(row);
  }
  header.texts = rows.size();
  header.used = lists.used.size();
  header.list_bytes = lists.bytes.size();
  header.first_word = content.first_word;
  header.words = content.word_begin.size() - 1;
  header.word_bytes = content.words.size();
  header.slots = slots.size();

  SummedFile file(segment_path(folder, generation));
  const auto section = [&]<class T>(const std::vector<T>& values) {
    file.align();
    file.add(std::span<const T>(values));
  };
  file.add(&header, sizeof header);
  section(rows);
  file.align();
  for (const auto& text : content.texts) file.add(text.passages);
  file.align();
  for (const auto& text : content.texts) file.add(text.cells);
  section(lists.used);
  section(lists.begin);
  file.align();
  file.add(lists.bytes.data(), lists.bytes.size());
  section(content.word_begin);
  file.align();
  file.add(content.words.data(), content.words.size());
  section(slots);
  file.align();
  return file.finish(generation);
}

}  // namespace gloss::index
