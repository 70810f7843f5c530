#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace demarche {

/// All bytes of a regular file. Errors: not_found, not_readable, too_large (over `limit` bytes).
Result<std::string> read_file(const std::filesystem::path& path, uint64_t limit = uint64_t{1} << 32);

/// Writes through a temporary file beside `path` and renames it, so that a half-written file never looks whole.
/// Errors: not_writable.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace demarche
