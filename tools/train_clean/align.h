#pragma once

#include <cstdint>
#include <vector>

namespace demarche {

/// For each word of `page`, is it part of the best in-order alignment with `gold`? Runs of equal words count more than
/// the same words apart (a run of k words is worth k - kOpening). Time and memory are page x gold; pages over
/// kMostCells fall back to equal runs of four words anywhere.
std::vector<uint8_t> aligned_words(const std::vector<uint32_t>& page, const std::vector<uint32_t>& gold);
constexpr float kOpening = 0.8F;
constexpr uint64_t kMostCells = 600000000;

}  // namespace demarche
