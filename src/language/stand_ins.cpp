#include "language/stand_ins.h"

#include <unordered_map>

#include "knowledge/embedded.h"

namespace demarche {
namespace {

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

}  // namespace

std::string_view stand_in(std::string_view form) {
  static const Table table = read_table(embedded_knowledge("language/stand_ins.txt"));
  const auto found = table.find(form);
  return found == table.end() ? form : found->second;
}

}  // namespace demarche
