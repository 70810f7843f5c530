#pragma once

#include <optional>
#include <string_view>

#include "coding/pair_features.h"
#include "coding/relation_model.h"
#include "language/analyzer.h"
#include "record/relation.h"

namespace demarche {

/// What reading a given pair needs. All must outlive the calls.
struct PairReader {
  const FrameSet& frames;
  const LexicalClasses& classes;
  const CodingTables& tables;
  const LanguageModel& language;
  const RelationModel* relations;  ///< null = frames only
};

/// Answers for a pair in one sentence of UTF-8 text: the frames where one links both parties and the second opinion
/// does not strongly disagree, else the second opinion.
RelationAnswer answer_pair(const PairReader& reader, Analyzer& analyzer, std::string_view sentence,
                           const GivenPair& pair, bool trace);

/// The features of the pair; nothing when a party covers no word of the sentence.
std::optional<PairFeatures> pair_features(const PairReader& reader, Analyzer& analyzer, std::string_view sentence,
                                          const GivenPair& pair);

}  // namespace demarche
