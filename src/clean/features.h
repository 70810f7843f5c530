#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "clean/cues.h"
#include "clean/page.h"
#include "clean/word_weights.h"

namespace demarche {

/// What the phrases say of one line.
struct LineCues {
  std::array<uint8_t, kReasons> level{};  ///< per reason: 0 nothing, 1 a hint, 2 sure
  bool sure = false;
  bool opens = false;
  bool announces = false;             ///< begins with a pointer and a colon or bar: "Related: ...", "Tags | ..."
  Reason reason = Reason::furniture;  ///< of the strongest phrase
  uint32_t first_word = 0;            ///< the strongest phrase is words [first_word, last_word) of the page
  uint32_t last_word = 0;
};

/// What is known of one line by itself.
struct LineFacts {
  LineCues cues;
  float prose = 0;          ///< 0 to 1: how much it reads like running sentences
  float function = 0;       ///< share of function words
  float capital = 0;        ///< share of capitalised words among the others, the first left out
  float caps = 0;           ///< share of words in capitals only
  float second = 0;         ///< share of you, your, we, our, us
  float first = 0;          ///< share of I, my, me
  float mean_word = 0;      ///< bytes
  float calendar = 0;       ///< share of month names, weekdays and numbers
  float similar = 0;        ///< share of its content words that stand in prose lines elsewhere on the page
  float similar_names = 0;  ///< the same of its capitalised words
  uint64_t key = 0;         ///< equal for lines of equal words
  uint32_t same = 0;        ///< other lines with the same words
  bool same_as_previous = false;
  bool headline_like = false;  ///< long enough to be a headline and no sentence
};

/// Facts of all lines of a page.
std::vector<LineFacts> line_facts(const Page& page, const Cues& cues);

/// Names of the first forest's features, in order, and how many of its own the second one adds behind them.
const std::vector<std::string>& feature_names();
constexpr size_t kSecondStageFeatures = 23;
const std::vector<std::string>& score_feature_names();

/// Rows of features, `width` floats a line: those of the first forest, room for the second one's left at the end.
struct FeatureMatrix {
  size_t width = 0;
  std::vector<float> values;
  std::vector<uint32_t> stems;       ///< of the words that may carry meaning, line by line
  std::vector<uint32_t> first_stem;  ///< where each line's begin; one more than there are lines
  std::span<float> row(size_t i) { return {values.data() + i * width, width}; }
  std::span<const float> row(size_t i) const { return {values.data() + i * width, width}; }
};
/// Without `words` the features of what words say are 0.
FeatureMatrix feature_matrix(const Page& page, const std::vector<LineFacts>& facts, const WordWeights* words = nullptr);

/// Fills the second forest's own features from the first one's scores.
void add_scores(FeatureMatrix& matrix, std::span<const float> scores);

/// The stretch [first, last) of lines that holds most of the page's prose for its length; empty when there is none.
struct Stretch {
  uint32_t first = 0;
  uint32_t last = 0;
};
Stretch main_stretch(const Page& page, const std::vector<LineFacts>& facts);

}  // namespace demarche
