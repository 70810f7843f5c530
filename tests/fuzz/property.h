#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the process when a property does not hold; a fuzzer takes that for a crash.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "property broken: %s\n", what);
  std::abort();
}
