#include "golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace demarche::testing {
namespace fs = std::filesystem;
namespace {

std::string strip(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

void read_header(const std::string& line, GoldenCase& out) {
  std::string rest = line.substr(4);
  const size_t bracket = rest.find(" [");
  out.name = strip(rest.substr(0, bracket));
  size_t at = bracket;
  while (at != std::string::npos) {
    const size_t end = rest.find(']', at);
    const std::string pair = rest.substr(at + 2, end - at - 2);
    const size_t colon = pair.find(": ");
    if (end == std::string::npos || colon == std::string::npos) throw std::runtime_error("bad option in: " + line);
    out.options[pair.substr(0, colon)] = pair.substr(colon + 2);
    at = rest.find(" [", end);
  }
}

std::set<std::string> known_failures(const fs::path& folder) {
  std::set<std::string> out;
  std::ifstream in(folder / "known_failures");
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') out.insert(line);
  }
  return out;
}

void rewrite(const fs::path& file, const std::vector<GoldenCase>& cases, const std::vector<std::string>& answers,
             const std::string& preamble) {
  std::ofstream out(file);
  out << preamble;
  for (size_t i = 0; i < cases.size(); ++i) {
    out << "=== " << cases[i].name;
    for (const auto& [key, value] : cases[i].options) out << " [" << key << ": " << value << "]";
    out << "\n" << cases[i].input << "\n---\n" << (answers[i].empty() ? "*" : answers[i]) << "\n\n";
  }
}

std::string read_preamble(const fs::path& file) {
  std::ifstream in(file);
  std::string out;
  for (std::string line; std::getline(in, line) && line.rfind("=== ", 0) != 0;) out += line + "\n";
  return out;
}

}  // namespace

std::vector<GoldenCase> read_golden(const fs::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot open " + file.string());
  std::vector<GoldenCase> out;
  enum { before, input, expected } part = before;
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.rfind("=== ", 0) == 0) {
      if (part == input) throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": case without ---");
      out.emplace_back();
      out.back().file = file;
      out.back().line = number;
      read_header(line, out.back());
      part = input;
    } else if (line == "---" && part == input) {
      part = expected;
    } else if (part == input) {
      out.back().input += line + "\n";
    } else if (part == expected) {
      out.back().expected += line + "\n";
    }
  }
  if (part == input) throw std::runtime_error(file.string() + ": last case without ---");
  for (GoldenCase& one : out) {
    one.input = strip(one.input);
    one.expected = strip(one.expected);
    if (one.expected == "*") one.expected.clear();
  }
  return out;
}

void run_golden(const std::string& folder, const std::function<std::string(const GoldenCase&)>& answer) {
  const fs::path root = fs::path(DEMARCHE_SOURCE_DIR) / folder;
  const bool update = std::getenv("DEMARCHE_UPDATE_GOLDEN") != nullptr;
  const std::set<std::string> known = known_failures(root);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(root)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty()) << "no golden files under " << root;
  size_t cases = 0;
  for (const fs::path& file : files) {
    const std::vector<GoldenCase> all = read_golden(file);
    std::vector<std::string> answers;
    for (const GoldenCase& one : all) {
      ++cases;
      answers.push_back(strip(answer(one)));
      if (update) continue;
      if (known.count(one.name)) {
        EXPECT_NE(answers.back(), one.expected)
            << one.name << " passes now: take it out of " << folder << "/known_failures";
      } else {
        EXPECT_EQ(answers.back(), one.expected) << file.filename() << ":" << one.line << " " << one.name << "\n"
                                                << one.input;
      }
    }
    if (update) rewrite(file, all, answers, read_preamble(file));
  }
  EXPECT_GT(cases, 0u);
}

}  // namespace demarche::testing
