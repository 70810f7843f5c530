#pragma once

#include <vector>

#include "knowledge/actors.h"
#include "record/article.h"
#include "record/capture.h"
#include "record/mention.h"
#include "record/parse.h"
#include "record/speech.h"

namespace demarche {

/// What the mention stage adds to an article.
struct MentionOutput {
  Mentions mentions;             ///< resolved, coreference included
  std::vector<Quote> quotes;     ///< direct and mixed speech with its speaker, in reading order
  std::vector<Quote> fragments;  ///< quoted words without a cue, which are speech inside reported words only
};

/// Finds actors, attributes quoted speech, then resolves descriptions and pronouns (first and second person by the
/// speaker of the quote they stand in). Const and thread-safe; `lexicon` must outlive it.
MentionOutput find_mentions(const ActorLexicon& lexicon, const Capture& capture, const Article& article,
                            const Parse& parse);

}  // namespace demarche
