#pragma once

#include <string_view>
#include <vector>

#include "mention/attribution.h"
#include "record/mention.h"
#include "record/parse.h"
#include "record/speech.h"

namespace demarche {

/// All quotes of an article in text order: the direct and mixed ones of `quoted` with their whole content (those of
/// confidence 0, quoted fragments without a cue, only where an attribution holds them), and an
/// indirect one for each attribution that none of those holds. Fills content, the cue's phrase, addressee, occasion,
/// via and about of each. Attributions whose cue stands inside quotation marks are the speaker's own affair and no
/// records. Const, thread-safe, linear in the text.
std::vector<Quote> assemble_quotes(std::string_view text, const Parse& parse, const Mentions& mentions,
                                   std::vector<Quote> quoted, const std::vector<Attribution>& attributions);

}  // namespace demarche
