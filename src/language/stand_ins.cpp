#include "language/stand_ins.h"

#include <bitset>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "knowledge/embedded.h"

namespace demarche {
namespace {

constexpr char kJoint = '_';  ///< between the two words of a name

using Table = std::unordered_map<std::string_view, std::string_view>;

std::string_view next_part(std::string_view& text, char separator) {
  const size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return part;
}

/// Lines "stand-in: form form ...".
Table read_table(std::string_view text) {
  Table out;
  while (!text.empty()) {
    std::string_view line = next_part(text, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view name = next_part(line, ':');
    while (!line.empty()) {
      const std::string_view form = next_part(line, ' ');
      if (!form.empty()) out.emplace(form, name);
    }
  }
  return out;
}

const Table& shipped() {
  static const Table table = read_table(embedded_knowledge("language/stand_ins.txt"));
  return table;
}

size_t first_byte(std::string_view word) { return word.empty() ? 0 : static_cast<unsigned char>(word.front()); }

/// Names begin with few letters; most words begin with others and need not be looked up.
std::bitset<256> first_bytes_of(const Table& table) {
  std::bitset<256> out;
  for (const auto& [form, name] : table) out.set(first_byte(form));
  return out;
}

/// First words of the names of two words.
std::unordered_set<std::string_view> beginnings_of(const Table& table) {
  std::unordered_set<std::string_view> out;
  for (const auto& [form, name] : table) {
    const size_t joint = form.find(kJoint);
    if (joint != std::string_view::npos) out.insert(form.substr(0, joint));
  }
  return out;
}

}  // namespace

std::string_view stand_in(std::string_view form) {
  static const std::bitset<256> first_bytes = first_bytes_of(shipped());
  if (!first_bytes.test(first_byte(form))) return form;
  const auto found = shipped().find(form);
  return found == shipped().end() ? form : found->second;
}

std::string_view stand_in_of_pair(std::string_view first, std::string_view second) {
  static const std::unordered_set<std::string_view> beginnings = beginnings_of(shipped());
  static const std::bitset<256> first_bytes = [] {
    std::bitset<256> out;
    for (std::string_view word : beginnings) out.set(first_byte(word));
    return out;
  }();
  if (!first_bytes.test(first_byte(first)) || !beginnings.count(first)) return {};
  const auto found = shipped().find(std::string(first) + kJoint + std::string(second));
  return found == shipped().end() ? std::string_view() : found->second;
}

}  // namespace demarche
