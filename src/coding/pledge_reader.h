#pragma once

#include <vector>

#include "coding/act.h"
#include "coding/coder.h"
#include "coding/roles.h"
#include "coding/scene.h"
#include "coding/speakers.h"
#include "knowledge/pledge_rules.h"
#include "record/pledge.h"

namespace demarche {

/// One sentence as the coder has read it.
struct ReadSentence {
  const SentenceView& view;
  uint32_t number;
  const RoleFinder& roles;
  const Speakers& speakers;
  const std::vector<TimeExpression>& times;  ///< of this sentence
  const std::vector<Act>& acts;              ///< composed and merged, those dropped too
  bool sport;                                ///< the article is about sport
  const Scene& scene;
  const std::vector<Pledge>& earlier;  ///< of the sentences before
};

/// Pledges of one sentence: from its acts by the rows of kinds.txt, and from the pledge frames. Const and thread-safe;
/// what it was made from must outlive it. docs/formats/pledges.md.
class PledgeReader {
 public:
  PledgeReader(const PledgeRules& rules, const FrameSet& events, const CodingInput& input)
      : rules_(rules), events_(events), input_(input) {}

  /// In text order, without ids and version; what one speech act says twice stands once.
  std::vector<Pledge> read(const ReadSentence& sentence) const;

 private:
  const PledgeRules& rules_;
  const FrameSet& events_;
  const CodingInput& input_;
};

}  // namespace demarche
