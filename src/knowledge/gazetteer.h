#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"

namespace demarche {

enum class PlaceKind : uint8_t { country, capital, city, region, island, water, site };
const char* to_string(PlaceKind kind);

/// One place of knowledge/places/places.tsv, docs/formats/places.md.
struct GazetteerEntry {
  std::string name;     ///< canonical English name
  std::string country;  ///< ISO 3166-1 alpha-3; "" for seas and for regions of several states
  PlaceKind kind = PlaceKind::city;
  double latitude = 0;   ///< degrees, north positive
  double longitude = 0;  ///< degrees, east positive
  int importance = 0;    ///< 1 (village) to 9 (country); the higher wins among equal names
  std::string source;    ///< file:line
};

/// The places that the engine knows by name. Immutable after load, thread-safe.
class Gazetteer {
 public:
  /// Reads `folder`/places.tsv. Errors: not_found, not_readable, bad_format naming the line.
  static Result<Gazetteer> load(const std::filesystem::path& folder);
  /// Reads the same format from memory; `where` names it in errors.
  static Result<Gazetteer> parse(std::string_view text, std::string_view where);

  /// Entries with this name or alias, most important first; empty when there is none. Exact spelling, one space between
  /// words. The entries live as long as the gazetteer.
  std::vector<const GazetteerEntry*> find(std::string_view name) const;
  /// The most important of find(name), or null.
  const GazetteerEntry* best(std::string_view name) const;
  /// The same with letters of any case, for datelines ("KYIV, Feb. 3"); `lower` is in lower case.
  const GazetteerEntry* best_in_any_case(std::string_view lower) const;
  /// Bytes of the longest name that begins like `word`, up to its first space, hyphen, full stop or apostrophe; 0 when
  /// no name does.
  uint32_t longest_from(std::string_view word) const;
  size_t size() const { return entries_.size(); }
  const std::vector<GazetteerEntry>& entries() const { return entries_; }

 private:
  std::vector<GazetteerEntry> entries_;
  StringMap<std::vector<uint32_t>> by_name_;
  StringMap<uint32_t> by_lower_;
  StringMap<uint32_t> longest_;
  WordFilter beginnings_;  ///< the keys of longest_
};

}  // namespace demarche
