#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/reader.h"
#include "clean/clean.h"

namespace demarche::cli {

/// Reads a file that `clean --learn-recurring` wrote; an empty path gives null. Errors: the file's.
Result<std::shared_ptr<const RecurringParagraphs>> read_recurring(const std::filesystem::path& file);

/// The first pass over files and folders: cleans every capture and finds the paragraphs that recur in documents of one
/// outlet. Inputs that cannot be read are left to the second pass to report. `stopped` ends it early.
RecurringParagraphs learn_recurring(const std::vector<std::string>& inputs, const ReadOptions& options,
                                    const Cleaner& cleaner, const std::function<bool()>& stopped);

}  // namespace demarche::cli
