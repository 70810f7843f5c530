#pragma once

#include <vector>

#include "coding/pledge_parts.h"
#include "record/pledge.h"

namespace demarche {

/// A pledge with the tokens it was read from.
struct PledgeFinding {
  Pledge pledge;
  TokenIndex trigger = -1;
  PledgeWords content;
  PledgeWords condition;
  bool own_frame = false;
  bool announces = false;  ///< "said it would ...": a pledge inside says more
};

/// Leaves of the findings of one sentence what stands for itself, in text order: one act of speech is one entry, of a
/// warning and the pledge inside it the pledge stays, and what became of a pledge ("withdrew its threat to ...") is
/// told at that pledge.
void settle_readings(const SentenceView& view, std::vector<PledgeFinding>& findings);

}  // namespace demarche
