#include "clean/word_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

uint32_t slot_of(uint32_t kind, uint32_t first, uint32_t second) {
  uint64_t key = (static_cast<uint64_t>(first) << 32 | second) + kind * 0x51ED270B35AE5B4Dull;
  key = (key ^ (key >> 29)) * 0xBF58476D1CE4E5B9ull;
  return static_cast<uint32_t>(key >> 40) % WordWeights::kSlots;
}

}  // namespace

void word_slots(const Page& page, const PageLine& line, std::vector<uint32_t>& slots) {
  slots.clear();
  if (line.words() == 0) return;
  const uint32_t last = std::min(line.last_word, line.first_word + WordWeights::kMostWords);
  for (uint32_t i = line.first_word; i < last; ++i) slots.push_back(slot_of(1, page.words[i].hash, 0));
  const uint32_t first = page.words[line.first_word].hash;
  slots.push_back(slot_of(2, first, 0));
  if (line.words() > 1) slots.push_back(slot_of(3, first, page.words[line.first_word + 1].hash));
  slots.push_back(slot_of(4, page.words[line.last_word - 1].hash, 0));
  slots.push_back(slot_of(5, static_cast<uint32_t>(line.end), std::min<uint32_t>(line.words(), 12)));
}

float WordWeights::score(const Page& page, const PageLine& line) const {
  if (weights.empty() || line.words() == 0) return 0;
  thread_local std::vector<uint32_t> slots;
  word_slots(page, line, slots);
  float sum = 0;
  for (const uint32_t slot : slots) sum += weights[slot];
  return bias + sum / std::sqrt(static_cast<float>(slots.size()));
}

Result<WordWeights> read_word_weights(const std::filesystem::path& file) {
  Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.error();
  WordWeights out;
  std::istringstream in(*bytes);
  bool headed = false;
  for (std::string line; std::getline(in, line);) {
    if (trim(line).empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string word;
    int hundredths = 0;
    if (!headed) {
      if (!(fields >> word >> hundredths) || word != "words")
        return Error{ErrorCode::bad_format, "expected 'words BIAS' first", file.string()};
      out.bias = static_cast<float>(hundredths) / 100;
      headed = true;
      continue;
    }
    while (fields >> hundredths) out.weights.push_back(static_cast<float>(hundredths) / 100);
    if (!fields.eof() || out.weights.size() > WordWeights::kSlots) break;
  }
  if (out.weights.size() != WordWeights::kSlots) {
    return Error{ErrorCode::bad_format,
                 fmt::format("found {} weights, expected {}. Train it anew.", out.weights.size(), WordWeights::kSlots),
                 file.string()};
  }
  return out;
}

std::string write_word_weights(const WordWeights& words) {
  constexpr size_t kInRow = 32;
  const auto hundredths = [](float value) { return static_cast<int>(std::lround(value * 100)); };
  std::string out = fmt::format("words {}\n", hundredths(words.bias));
  for (size_t i = 0; i < words.weights.size(); ++i)
    out += fmt::format("{}{}", hundredths(words.weights[i]), (i + 1) % kInRow == 0 ? "\n" : " ");
  return out;
}

}  // namespace demarche
