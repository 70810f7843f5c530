#include "clean/forest.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

bool parse_float(const std::string& text, float& out) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  return code == std::errc() && end == text.data() + text.size();
}

/// Reads what follows "tree". An empty string when it is well formed, else what is wrong.
std::string parse_tree(std::istringstream& fields, std::span<const std::string> names, Forest& forest) {
  Forest::Tree tree;
  tree.values = static_cast<uint32_t>(forest.values.size());
  std::string word;
  while (fields >> word && word != ":") {
    const auto name = std::find(names.begin(), names.end(), word);
    if (name == names.end()) return "unknown feature '" + word + "'";
    if (tree.depth == Forest::kMaxDepth) return "too many questions in one tree";
    float above = 0;
    if (!(fields >> word) || !parse_float(word, above)) return "a number was expected after a feature";
    tree.feature[tree.depth] = static_cast<uint16_t>(name - names.begin());
    tree.above[tree.depth++] = above;
  }
  size_t count = 0;
  for (; fields >> word; ++count) {
    float value = 0;
    if (!parse_float(word, value)) return "'" + word + "' is no number";
    forest.values.push_back(value);
  }
  if (tree.depth == 0 || count != size_t{1} << tree.depth)
    return fmt::format("{} values do not fit {} questions", count, tree.depth);
  forest.trees.push_back(tree);
  return "";
}

}  // namespace

float Forest::score(std::span<const float> features) const {
  float sum = bias;
  for (const Tree& tree : trees) {
    uint32_t leaf = 0;
    for (uint32_t level = 0; level < tree.depth; ++level) {
      leaf |= static_cast<uint32_t>(features[tree.feature[level]] > tree.above[level]) << level;
    }
    sum += values[tree.values + leaf];
  }
  return sum;
}

Result<std::vector<Forest>> read_forests(const std::filesystem::path& file, std::span<const std::string> names) {
  Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.error();
  std::vector<Forest> out;
  std::istringstream in(*bytes);
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (trim(line).empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string kind;
    fields >> kind;
    std::string fault;
    if (kind == "forest") {
      std::string name;
      std::string bias;
      Forest forest;
      if (!(fields >> name >> bias) || !parse_float(bias, forest.bias)) fault = "expected 'forest NAME BIAS'";
      out.push_back(std::move(forest));
    } else if (kind == "tree" && !out.empty()) {
      fault = parse_tree(fields, names, out.back());
    } else {
      fault = "expected 'forest' or 'tree', found '" + kind + "'";
    }
    if (!fault.empty()) return Error{ErrorCode::bad_format, fault, fmt::format("{}:{}", file.string(), number)};
  }
  return out;
}

std::string write_forests(std::span<const Forest> forests, std::span<const std::string> names) {
  std::string out;
  for (size_t f = 0; f < forests.size(); ++f) {
    out += fmt::format("forest stage{} {:.4f}\n", f + 1, forests[f].bias);
    for (const Forest::Tree& tree : forests[f].trees) {
      out += "tree";
      for (uint32_t level = 0; level < tree.depth; ++level)
        out += fmt::format(" {} {:.6g}", names[tree.feature[level]], tree.above[level]);
      out += " :";
      for (size_t leaf = 0; leaf < size_t{1} << tree.depth; ++leaf)
        out += fmt::format(" {:.4f}", forests[f].values[tree.values + leaf]);
      out += "\n";
    }
  }
  return out;
}

}  // namespace demarche
