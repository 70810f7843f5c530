#pragma once

#include <vector>

#include "knowledge/actors.h"
#include "record/article.h"
#include "record/mention.h"
#include "record/parse.h"

namespace demarche {

/// What the offices that an article names say of the day it was written, in text order. A text that calls somebody
/// chancellor is not older than that chancellorship: "office". The words around the title say more, by the lists of
/// knowledge/actors/words.tsv:
///   "new-office"       the new chancellor X: not more than a year after the first day either
///   "elected-office"   the newly elected president X: not more than a year after the first day; elected before it
///   "coming-office"    president-elect X: not after the first day
///   "leaving-office"   the outgoing president X: not after the last day
///   "sitting-office"   the incumbent president X: not after the last day
///   "former-office"    former president X: not before the last day of the first term
/// "Then", "late", "acting", deputies and candidates say nothing, nor does a term without the day that is asked for.
/// Const, thread-safe.
std::vector<BracketFact> office_facts(const ActorLexicon& lexicon, const Parse& parse, const Mentions& mentions);

}  // namespace demarche
