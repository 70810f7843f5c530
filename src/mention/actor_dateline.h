#pragma once

#include <string>

#include "knowledge/actors.h"
#include "record/article.h"
#include "record/capture.h"

namespace demarche {

/// Where an article was written, as it says itself.
struct Dateline {
  std::string code;  ///< of the state; "" = no dateline, or a place that the tables do not know
  Span span;         ///< the words before the dash
};

/// The dateline ("NAIROBI, Kenya (ZPA) - ...") that opens one of the article's first blocks. Const, thread-safe.
Dateline find_dateline(const ActorLexicon& lexicon, const Capture& capture, const Article& article);

}  // namespace demarche
