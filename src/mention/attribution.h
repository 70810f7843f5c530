#pragma once

#include <cstdint>
#include <vector>

#include "record/mention.h"
#include "record/parse.h"
#include "record/speech.h"

namespace demarche {

/// Words of one sentence that somebody else than the writer answers for, quoted or not.
struct Attribution {
  uint32_t sentence = 0;
  uint32_t first = 0;  ///< token range [first, last) of the content
  uint32_t last = 0;
  uint32_t cue_token = 0;  ///< head token of the cue: the verb, the noun, "according"
  CueClass cue_class = CueClass::say;
  int32_t source_mention = -1;  ///< index into mentions.all; -1 = no mention covers the source
  uint32_t source_first = 0;    ///< token range of the words that name the source; empty = none ("it is said")
  uint32_t source_last = 0;
  uint32_t piece = 0;   ///< ranges around the cue that are one content have the same number; grows with the sentence
  bool loose = false;   ///< a topic or a judgement ("criticised the plan", "spoke of peace"): nothing is asserted
  int32_t parent = -1;  ///< index, in the same vector, of the attribution whose content this one stands in
};

/// Reported speech and thought of an article ("X said that ...", "according to X", "X told Y ..."), sorted by sentence,
/// then by first content token, the wider first. The cue itself is never inside its own content. Const, thread-safe.
std::vector<Attribution> find_attributions(const Parse& parse, const Mentions& mentions);

/// Index of the innermost attribution whose content holds the token, or -1; loose ones do not count.
int32_t attribution_of(const std::vector<Attribution>& all, uint32_t sentence, uint32_t token);

}  // namespace demarche
