#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace demarche {

/// 64-bit XXH3 of the bytes. Same on every machine and byte order.
uint64_t hash64(std::string_view bytes, uint64_t seed = 0);

/// Content id: the first 80 bits of 128-bit XXH3 as 20 lower-case hexadecimal digits. Ids of records come from content
/// alone, so that any order, thread count or machine gives the same id.
std::string content_id(std::string_view bytes);

/// Collects the parts of an id; parts are length-prefixed so that ("ab","c") and ("a","bc") differ.
class IdBuilder {
 public:
  explicit IdBuilder(std::string_view kind) { add(kind); }
  IdBuilder& add(std::string_view part);
  IdBuilder& add(uint64_t number);
  std::string id() const { return content_id(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace demarche
