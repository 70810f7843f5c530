#include "language/word_features.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "language/word_form.h"

namespace demarche {
namespace {

// Kinds of sub-word pieces; each hashes with a seed of its own.
constexpr uint64_t kSuffix = 10, kPrefix = 20, kShape = 30, kShapeAndLength = 31, kTrigram = 40, kWord = 50;

void add_piece(WordFeatures& out, std::string_view piece, uint64_t kind) {
  if (out.subword_count == WordFeatures::kMaxSubwords) return;
  out.subwords[out.subword_count++] = static_cast<uint16_t>(hash64(piece, kind) % kSubwordRows);
}

}  // namespace

uint64_t word_table_key(std::string_view normal) { return hash64(normal, kWord); }

WordFeatures word_features(std::string_view canonical) {
  WordFeatures out;
  const std::string normal = normal_form(canonical);
  out.word_key = word_table_key(normal);
  out.lower_key = word_table_key(to_lower(canonical));
  out.shape = word_shape(canonical);
  for (size_t length = 1; length <= 4 && length <= normal.size(); ++length) {
    add_piece(out, std::string_view(normal).substr(normal.size() - length), kSuffix + length);
  }
  for (size_t length = 1; length <= 3 && length <= normal.size(); ++length) {
    add_piece(out, std::string_view(normal).substr(0, length), kPrefix + length);
  }
  const char shape[2] = {static_cast<char>('a' + out.shape),
                         static_cast<char>('a' + std::min<size_t>(normal.size(), 12))};
  add_piece(out, {shape, 1}, kShape);
  add_piece(out, {shape, 2}, kShapeAndLength);
  constexpr size_t kTrigramBytes = 16;
  std::string edged = '^' + normal + '$';
  if (edged.size() > kTrigramBytes) edged.resize(kTrigramBytes);
  for (size_t i = 0; i + 3 <= edged.size(); ++i) add_piece(out, std::string_view(edged).substr(i, 3), kTrigram);
  return out;
}

}  // namespace demarche
