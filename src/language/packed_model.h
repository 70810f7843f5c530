#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/architecture.h"
#include "language/integer_kernels.h"
#include "language/training_data.h"

namespace demarche {

/// An open-addressing table laid out in the model file: word_table_key to row. Slot = key mod size, then onwards.
struct KeyTable {
  struct Slot {
    uint32_t check;  ///< upper half of the key
    uint32_t row;    ///< kEmpty = no entry
  };
  static constexpr uint32_t kEmpty = 0xFFFFFFFF;
  const Slot* slots = nullptr;
  uint64_t mask = 0;  ///< count of slots - 1; a power of two

  /// Row of `key`, or kEmpty.
  uint32_t find(uint64_t key) const {
    uint64_t at = key & mask;
    while (slots[at].row != kEmpty && slots[at].check != static_cast<uint32_t>(key >> 32)) at = (at + 1) & mask;
    return slots[at].row;
  }
};

/// Rows of kWidth int8 numbers, each with a scale of its own.
struct RowTable {
  const int8_t* values = nullptr;
  const int16_t* scales = nullptr;
  size_t rows = 0;
};

/// The weights as they lie in the file; docs/formats/model.md describes every part. Views point into the file's bytes.
struct PackedModel {
  KeyTable word_keys, vector_keys;
  RowTable words, subwords, vectors;
  const uint8_t* capitalised = nullptr;  ///< one a row of `words`: 1 = mostly written with a capital inside sentences
  std::array<PackedMatrix, kLayers> layer;
  PackedMatrix tag, position, action;
  const int16_t* edge = nullptr;      ///< 2 * kPositions rows of kHidden
  const int16_t* label = nullptr;     ///< kLabelRows rows
  const int16_t* distance = nullptr;  ///< kDistances * kDistanceBuckets rows
  const int16_t* hidden_bias = nullptr;
  int embedding_shift = 0;  ///< sum of scaled rows to the encoder's 16-bit numbers
  std::array<int16_t, kLayers + 1>
      activation{};  ///< multiplier that quantises the input of each layer and of the heads
  int16_t hidden_activation = 0;
  const uint8_t* confidence = nullptr;  ///< 256 entries: margin / 2^kMarginShift to confidence
  std::vector<TagName> tags;
  std::vector<std::pair<Relation, Subtype>> relations;
  int root_relation = 0;
  std::string_view lemma_bytes;
};

constexpr int kMarginShift = 3;

/// Names and places of the parts of a model file.
class ModelFile {
 public:
  struct Part {
    std::string name;
    std::string bytes;
  };
  /// The bytes of a file with these parts, in order.
  static std::string pack(const std::vector<Part>& parts);

  /// Checks magic, format and checksum. `bytes` must outlive the object and start on a 64-byte boundary.
  /// Errors: bad_format, wrong_version.
  static Result<ModelFile> open(std::string_view bytes, const std::string& where);

  /// Bytes of a part, or nothing when it is missing.
  std::string_view part(std::string_view name) const;

 private:
  struct Entry {
    std::string_view name;
    std::string_view bytes;
  };
  std::vector<Entry> parts_;
};

/// Views of all weights in `file`, every size checked. Errors: bad_format.
Result<PackedModel> read_packed_model(const ModelFile& file, const std::string& where);

}  // namespace demarche
