// Reads every #include under src/ and checks it against cmake/layers.txt: DESIGN's dependency rule, tested on its own.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

namespace fs = std::filesystem;

TEST(Layers, IncludesPointUpwardsOnly) {
  const fs::path root = DEMARCHE_SOURCE_DIR;
  std::map<std::string, int> row;
  std::ifstream rows(root / "cmake/layers.txt");
  int number = 0;
  for (std::string line; std::getline(rows, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream folders(line);
    for (std::string folder; folders >> folder;) row[folder] = number;
    ++number;
  }
  ASSERT_GT(row.size(), 5u);
  const std::regex include("^#include \"([a-z_]+)/.*\"");
  size_t read = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root / "src")) {
    if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
    const std::string folder = fs::relative(entry.path(), root / "src").begin()->string();
    ASSERT_TRUE(row.count(folder)) << folder << " stands in no row of cmake/layers.txt";
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (!std::regex_search(line, match, include) || !row.count(match[1])) continue;
      ++read;
      if (match[1] == folder) continue;
      EXPECT_LT(row[match[1]], row[folder]) << entry.path() << ": " << line;
    }
  }
  EXPECT_GT(read, 20u);
}
