// Runs the commands that README.md shows, as written but for the place of the command and the words that stand for the
// reader's own ("my-folder", "ID").
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

struct Output {
  int exit = -1;
  std::string text;
};

Output run(const std::string& command) {
  Output out;
  FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
  if (!pipe) return out;
  char buffer[4096];
  for (size_t got = fread(buffer, 1, sizeof buffer, pipe); got > 0; got = fread(buffer, 1, sizeof buffer, pipe)) {
    out.text.append(buffer, got);
  }
  const int status = pclose(pipe);
  out.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

/// Indented lines of the README that call the command, without their comments.
std::vector<std::string> commands() {
  std::ifstream in(fs::path(DEMARCHE_SOURCE_DIR) / "README.md");
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("    build/release/cli/demarche", 0) != 0) continue;
    const size_t comment = line.find("  #");
    out.push_back(line.substr(4, comment == std::string::npos ? comment : comment - 4));
  }
  return out;
}

}  // namespace

TEST(Readme, EveryCommandRuns) {
  const fs::path folder = fs::temp_directory_path() / ("demarche-readme-" + std::to_string(getpid()));
  fs::create_directories(folder / "my-folder");
  fs::create_directories(folder / "build");
  fs::create_directory_symlink(fs::path(DEMARCHE_SOURCE_DIR) / "examples", folder / "examples");
  std::ofstream(folder / "my-folder" / "note.txt")
      << "Russia threatened Ukraine with war on Monday, Kenyan officials said.\n";
  const auto all = commands();
  ASSERT_GE(all.size(), 5u);
  std::string id;
  for (const std::string& line : all) {
    std::string command = replaced(line, "build/release/cli/demarche", DEMARCHE_COMMAND);
    if (command.find("explain ID") != std::string::npos) {
      const Output events =
          run("cd " + folder.string() + " && " + DEMARCHE_COMMAND + " events --json --store build/october-1962.db");
      const size_t at = events.text.find("\"id\":\"");
      ASSERT_NE(at, std::string::npos) << "no event to explain";
      id = events.text.substr(at + 6, 20);
      command = replaced(command, "explain ID", "explain " + id);
    }
    const Output output = run("cd " + folder.string() + " && " + command);
    EXPECT_TRUE(output.exit == 0 || output.exit == 1) << line << " ended with " << output.exit;
    if (command.find('>') == std::string::npos) {
      EXPECT_FALSE(output.text.empty()) << line;
    }
  }
  EXPECT_FALSE(id.empty());
  fs::remove_all(folder);
}
