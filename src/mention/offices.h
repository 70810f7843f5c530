#pragma once

#include "base/date.h"
#include "knowledge/actors.h"
#include "record/mention.h"
#include "record/parse.h"

namespace demarche {

/// When the article can have been written, from the offices it names: a text that calls somebody chancellor is not
/// older than that chancellorship ("not before 2021-12-08"). Former, future and designated holders say nothing. Only a
/// lower end is given, since an article may look back on people who have left. No bracket when no dated holder is
/// named. Const, thread-safe.
DateBracket bracket_from_offices(const ActorLexicon& lexicon, const Parse& parse, const Mentions& mentions);

}  // namespace demarche
