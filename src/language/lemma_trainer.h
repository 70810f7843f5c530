#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/conllu.h"
#include "language/packed_model.h"

namespace demarche {

/// Derives the part "lemmas" from the treebank and from `irregular` (knowledge/language/irregular.txt). `model` tells
/// which words are known, as at run time; its lemma table is not used.
std::string train_lemmas(const std::vector<ConlluSentence>& treebank, std::string_view irregular,
                         const PackedModel& model);

}  // namespace demarche
