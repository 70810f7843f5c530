#pragma once

#include <vector>

#include "knowledge/coding_tables.h"
#include "knowledge/frames.h"
#include "knowledge/gazetteer.h"
#include "knowledge/lexical_classes.h"
#include "mention/attribution.h"
#include "mention/places.h"
#include "record/article.h"
#include "record/capture.h"
#include "record/event.h"
#include "record/parse.h"
#include "record/speech.h"
#include "record/time.h"

namespace demarche {

class SecondOpinion;

/// Everything the coder reads of one article. All members must outlive the call.
struct CodingInput {
  const Capture& capture;
  const Article& article;
  const Parse& parse;
  const Mentions& mentions;
  const std::vector<Quote>& quotes;
  const std::vector<Attribution>& attributions;
  const std::vector<TimeExpression>& times;
  const std::vector<PlaceMention>& places;
};

/// Codes PLOVER 2.0 events from frames over the parse. Const and thread-safe; what it was made from must outlive it.
class Coder {
 public:
  /// `second` is asked where frames join no parties; null = frames only.
  Coder(const FrameSet& frames, const LexicalClasses& classes, const CodingTables& tables,
        const SecondOpinion* second = nullptr)
      : frames_(frames), classes_(classes), tables_(tables), second_(second) {}

  /// Events of the article in reading order, with ids; `version` left empty.
  std::vector<Event> code(const CodingInput& input) const;

 private:
  const FrameSet& frames_;
  const LexicalClasses& classes_;
  const CodingTables& tables_;
  const SecondOpinion* second_;
};

}  // namespace demarche
