// SPDX-License-Identifier: GPL-3.0-or-later
// argv in, exit code out.
#include <sys/resource.h>

#include "base/file.h"
#include "cli/commands.h"

int main(int argc, char** argv) {
  gloss::make_files_private();
  const rlimit no_core{0, 0};  // a core dump would hold interviews
  setrlimit(RLIMIT_CORE, &no_core);
  return gloss::cli::run(argc, argv);
}
