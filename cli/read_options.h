#pragma once

#include <CLI/CLI.hpp>

#include "capture/reader.h"

namespace demarche::cli {

/// Adds to a verb the options that say how captures are read: what is known of all of them, columns of tables, limits.
/// `options` must live as long as the verb.
void add_read_options(CLI::App& verb, ReadOptions& options);

}  // namespace demarche::cli
