#include "base/hash.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace demarche {

uint64_t hash64(std::string_view bytes, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string content_id(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:04x}", hash.high64, hash.low64 >> 48);
}

IdBuilder& IdBuilder::add(std::string_view part) {
  bytes_ += std::to_string(part.size());
  bytes_ += ':';
  bytes_ += part;
  return *this;
}

IdBuilder& IdBuilder::add(uint64_t number) { return add(std::to_string(number)); }

}  // namespace demarche
