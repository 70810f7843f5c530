#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace demarche::testing {

/// One block of a golden file:
///   === name [key: value] [key: value]
///   input, any number of lines
///   ---
///   expected, any number of lines; a single line "*" means: must yield nothing
struct GoldenCase {
  std::string name;
  std::map<std::string, std::string> options;
  std::string input;
  std::string expected;
  std::filesystem::path file;
  size_t line = 0;
};

/// Reads one golden file. Throws std::runtime_error naming file and line when a block is malformed.
std::vector<GoldenCase> read_golden(const std::filesystem::path& file);

/// Runs `answer` on every case of every *.txt under `folder` (given from the source folder) as GoogleTest expectations.
/// A case named in `folder`/known_failures (one name a line) must fail, and the run reports when it starts to pass.
/// With DEMARCHE_UPDATE_GOLDEN=1 in the environment the expected parts are rewritten instead; read the diff.
void run_golden(const std::string& folder, const std::function<std::string(const GoldenCase&)>& answer);

}  // namespace demarche::testing
