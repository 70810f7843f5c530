#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "capture/content.h"

namespace demarche {

/// The file that says what is known of `file` from outside: NAME.meta.json beside NAME, or beside a NAME with any last
/// extension. No value when there is none.
std::optional<std::filesystem::path> side_car_of(const std::filesystem::path& file);

/// Is this such a file of another one that exists?
bool is_side_car(const std::filesystem::path& file);

/// Takes those out of the entries of one folder that are side-cars of others among them.
void drop_side_cars(std::vector<std::filesystem::path>& entries);

/// Puts what it says into `member`. Errors: not_readable, too_large, bad_format.
Result<void> read_side_car(const std::filesystem::path& side_car, Member& member);

}  // namespace demarche
