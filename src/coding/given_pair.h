#pragma once

#include <string_view>
#include <vector>

#include "coding/act.h"
#include "coding/sentence_view.h"
#include "knowledge/coding_tables.h"
#include "knowledge/frames.h"
#include "mention/attribution.h"
#include "record/mention.h"
#include "record/relation.h"

namespace demarche {

inline constexpr std::string_view kSourceId = "source";  ///< Entity::id of the two parties of a given pair
inline constexpr std::string_view kTargetId = "target";

/// The entity that stands for a party of a given pair: a state like no other.
Entity given_party(std::string_view id);

/// Mentions of the sentence that hold the two parties and nobody else, each headed by the top word of its span. A party
/// whose span covers no token has no mention.
Mentions mentions_of(const Sentence& sentence, const GivenPair& pair);

/// An act of the sentence as seen from a given pair.
struct PairAct {
  Act act;
  bool source_acts = false;      ///< the source is among the actors
  bool target_receives = false;  ///< the target is among the recipients, or the other party of a reciprocal act
  bool turned = false;           ///< the parties stand the other way round
  double score = 0;              ///< how well the act answers for the pair; higher is better
  bool links() const { return source_acts && target_receives; }
};

/// All acts that frames read in the sentence, composed, best answer first. Unlike Coder it keeps acts whose parties are
/// not those of the pair, with a low score: the grammar between the two may be more than the frames can follow. Const
/// and thread-safe in its arguments, which must outlive the result.
std::vector<PairAct> read_pair(const FrameSet& frames, const CodingTables& tables, const SentenceView& view,
                               uint32_t sentence, const Mentions& mentions,
                               const std::vector<Attribution>& attributions);

/// One line on an act for people: type, status, frame, trigger, which parties it joins, score.
std::string describe(const PairAct& act, const SentenceView& view);

/// Heads of the mentions of one party, in text order.
std::vector<TokenIndex> heads_of(const Mentions& mentions, uint32_t sentence, std::string_view id);

}  // namespace demarche
