#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "language/packed_model.h"

namespace demarche {

/// The input rows of forms seen lately, so that common words are summed once. One per thread.
class FormCache {
 public:
  FormCache(const PackedModel& model, const IntegerKernels& kernels);

  /// kWidth numbers, the encoder's input for `form`; valid until the next call.
  const int16_t* row(std::string_view form);

 private:
  static constexpr size_t kEntries = 16384;
  void compute(std::string_view form, int16_t* out);

  const PackedModel& model_;
  const IntegerKernels& kernels_;
  std::vector<uint64_t> keys_;
  std::vector<int16_t> rows_;
  std::string buffer_;
};

}  // namespace demarche
