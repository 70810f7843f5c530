#include "knowledge/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <tuple>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

constexpr std::array<const char*, 7> kKinds = {"country", "capital", "city", "region", "island", "water", "site"};

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> out;
  for (size_t at = 0;;) {
    const size_t end = text.find(mark, at);
    out.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return out;
    at = end + 1;
  }
}

std::optional<double> number(std::string_view text, double limit) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value >= -limit && value <= limit ? std::optional(value) : std::nullopt;
}

bool country_code(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_upper(c); });
}

Error bad(std::string_view where, size_t line, const std::string& message) {
  return Error{ErrorCode::bad_format, message + "; docs/formats/places.md says how",
               std::string(where) + ":" + std::to_string(line)};
}

/// The seven fields as an entry, or what is wrong with them.
Result<GazetteerEntry> read_entry(const std::vector<std::string_view>& fields, std::string_view where, size_t line) {
  if (fields.size() != 7) return bad(where, line, "found " + std::to_string(fields.size()) + " fields, expected 7");
  GazetteerEntry entry;
  entry.name = fields[0];
  if (entry.name.empty() || entry.name.size() > 80) return bad(where, line, "the name has no or more than 80 bytes");
  if (fields[2] != "-" && !country_code(fields[2]))
    return bad(where, line, "'" + std::string(fields[2]) + "' is no country code");
  if (fields[2] != "-") entry.country = fields[2];
  const auto kind = std::find(kKinds.begin(), kKinds.end(), fields[3]);
  if (kind == kKinds.end()) return bad(where, line, "unknown kind '" + std::string(fields[3]) + "'");
  entry.kind = static_cast<PlaceKind>(kind - kKinds.begin());
  const auto latitude = number(fields[4], 90), longitude = number(fields[5], 180), importance = number(fields[6], 9);
  if (!latitude || !longitude) return bad(where, line, "a coordinate is no number or out of range");
  if (!importance || *importance < 1) return bad(where, line, "the importance is not 1 to 9");
  entry.latitude = *latitude;
  entry.longitude = *longitude;
  entry.importance = static_cast<int>(*importance);
  entry.source = std::string(where) + ":" + std::to_string(line);
  return entry;
}

/// The first word of a name, as far as every tokeniser keeps it together.
std::string_view beginning(std::string_view name) {
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == ' ' || c == '-' || c == '.' || c == '\'' || name.substr(i, 3) == "’") return name.substr(0, i);
  }
  return name;
}

}  // namespace

const char* to_string(PlaceKind kind) { return kKinds[static_cast<size_t>(kind)]; }

Result<Gazetteer> Gazetteer::parse(std::string_view text, std::string_view where) {
  Gazetteer out;
  std::set<std::tuple<std::string, std::string, PlaceKind>> seen;
  size_t number_of_line = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number_of_line;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> fields = split(line, '\t');
    auto entry = read_entry(fields, where, number_of_line);
    if (!entry) return entry.error();
    if (!seen.emplace(entry->name, entry->country, entry->kind).second) {
      return bad(where, number_of_line, "'" + entry->name + "' stands twice with this country and kind");
    }
    std::vector<std::string_view> names = {fields[0]};
    if (fields[1] != "-") {
      for (std::string_view alias : split(fields[1], '|')) names.push_back(alias);
    }
    const uint32_t index = static_cast<uint32_t>(out.entries_.size());
    for (std::string_view name : names) {
      if (name.empty()) return bad(where, number_of_line, "an alias is empty");
      auto& list = out.by_name_[std::string(name)];
      if (std::find(list.begin(), list.end(), index) == list.end()) list.push_back(index);
      uint32_t& longest = out.longest_[std::string(beginning(name))];
      longest = std::max(longest, static_cast<uint32_t>(name.size()));
      out.beginnings_.add(beginning(name));
    }
    out.entries_.push_back(std::move(entry).value());
  }
  for (auto& [name, list] : out.by_name_) {
    std::stable_sort(list.begin(), list.end(),
                     [&](uint32_t a, uint32_t b) { return out.entries_[a].importance > out.entries_[b].importance; });
  }
  for (const auto& [name, list] : out.by_name_) {
    const auto [at, fresh] = out.by_lower_.emplace(to_lower(name), list.front());
    const auto better = [&](uint32_t a, uint32_t b) {
      const GazetteerEntry &x = out.entries_[a], &y = out.entries_[b];
      return x.importance != y.importance ? x.importance > y.importance : a < b;
    };
    if (!fresh && better(list.front(), at->second)) at->second = list.front();
  }
  return out;
}

Result<Gazetteer> Gazetteer::load(const std::filesystem::path& folder) {
  const auto text = read_file(folder / "places.tsv");
  if (!text) return text.error();
  return parse(*text, "places.tsv");
}

std::vector<const GazetteerEntry*> Gazetteer::find(std::string_view name) const {
  std::vector<const GazetteerEntry*> out;
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return out;
  for (uint32_t index : found->second) out.push_back(&entries_[index]);
  return out;
}

const GazetteerEntry* Gazetteer::best(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &entries_[found->second.front()];
}

const GazetteerEntry* Gazetteer::best_in_any_case(std::string_view lower) const {
  const auto found = by_lower_.find(lower);
  return found == by_lower_.end() ? nullptr : &entries_[found->second];
}

uint32_t Gazetteer::longest_from(std::string_view word) const {
  const std::string_view first = beginning(word);
  if (!beginnings_.may_hold(first)) return 0;
  const auto found = longest_.find(first);
  return found == longest_.end() ? 0 : found->second;
}

}  // namespace demarche
