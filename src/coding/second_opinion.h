#pragma once

#include <vector>

#include "coding/act.h"
#include "coding/given_pair.h"
#include "coding/relation_model.h"
#include "knowledge/coding_tables.h"
#include "knowledge/frames.h"
#include "language/analyzer.h"

namespace demarche {

/// Asks the trained model about parties of a sentence that no record joins. Const and thread-safe; what it was made
/// from must outlive it.
class SecondOpinion {
 public:
  SecondOpinion(const FrameSet& frames, const CodingTables& tables, const LanguageModel& language,
                const RelationModel& relations);

  /// Acts at the `open` words of one sentence (could trigger a frame and did not) between the parties around them that
  /// `known` does not join, where the model reads the type that a frame reads there, and is sure enough. Status and
  /// sources are not read yet. At most one act a word.
  std::vector<Act> find(const SentenceView& view, uint32_t sentence, const Mentions& mentions,
                        const std::vector<TokenIndex>& open, const std::vector<Act>& known) const;

 private:
  /// What frames and model say of a pair, whatever the word: kept while one sentence is read.
  struct Reading {
    const Mention* source;
    const Mention* target;
    std::vector<PairAct> acts;
    std::optional<RelationScores> scores;  ///< none before they are asked for
  };
  Reading read(const SentenceView& view, const Mention& source, const Mention& target) const;
  std::optional<Act> ask(const SentenceView& view, TokenIndex trigger, Reading& reading) const;
  const FrameSet& frames_;
  const CodingTables& tables_;
  const LanguageModel& language_;
  const RelationModel& relations_;
  Frame frame_;  ///< stands for the model in the acts it makes
};

}  // namespace demarche
