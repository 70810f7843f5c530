#pragma once

#include <CLI/CLI.hpp>

#include "capture/reader.h"

namespace demarche::cli {

/// The options that say how far compressed inputs may go.
inline void add_read_limits(CLI::App& verb, ReadOptions& read) {
  verb.add_option("--max-expansion", read.limits.expansion,
                  "bytes that may come out of one byte of a compressed file before it is taken for a bomb")
      ->check(CLI::Range(uint32_t{1}, UINT32_MAX))
      ->capture_default_str()
      ->group("Limits");
  verb.add_option("--max-expanded-bytes", read.limits.expanded_bytes,
                  "bytes that may come out of one compressed file or archive in all")
      ->check(CLI::Range(uint64_t{1}, uint64_t{1} << 62))
      ->capture_default_str()
      ->group("Limits");
}

}  // namespace demarche::cli
