#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "store/sqlite.h"

namespace demarche {

/// Version of the tables that this program writes; `PRAGMA user_version` of a store. docs/formats/store.md.
inline constexpr int64_t kStoreVersion = 3;
/// `PRAGMA application_id` of a store: "dmch".
inline constexpr int64_t kStoreApplication = 0x646d6368;

/// What stands at a path before anything is opened.
enum class StoreFile : uint8_t { absent, empty, store };

/// Looks at the first bytes only. Errors: bad_format when the file is no demarche store, not_readable.
Result<StoreFile> inspect_store_file(const std::filesystem::path& path);

/// Brings an open file to kStoreVersion: makes the tables of a new store, or runs the numbered steps that an older one
/// lacks, in one transaction. Errors: wrong_version when the store is newer, not_writable.
Result<void> migrate(Connection& connection);

/// Only compares the version. Errors: wrong_version.
Result<void> check_version(const Connection& connection);

}  // namespace demarche
