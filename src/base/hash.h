// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256: the name of a text, of a codebook version, of a coding (FIPS 180-4, from OpenSSL's libcrypto).
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace gloss {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The same over several pieces. Each field is preceded by its length, so that fields cannot run together.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  Sha256& add(std::string_view bytes);  ///< raw bytes, no length prefix
  Sha256& add_field(std::string_view bytes);
  std::string hex();  ///< ends the computation

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gloss
