#pragma once

#include <vector>

#include "knowledge/coding_tables.h"
#include "knowledge/frames.h"
#include "knowledge/gazetteer.h"
#include "knowledge/lexical_classes.h"
#include "knowledge/pledge_rules.h"
#include "mention/attribution.h"
#include "mention/places.h"
#include "record/article.h"
#include "record/capture.h"
#include "record/event.h"
#include "record/parse.h"
#include "record/pledge.h"
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
  const std::vector<Quote>& quotes;  ///< direct and mixed: who answers for quoted words
  const std::vector<Quote>& spoken;  ///< all kinds, with content and addressee: who is spoken to
  const std::vector<Attribution>& attributions;
  const std::vector<TimeExpression>& times;
  const std::vector<PlaceMention>& places;
};

struct CodingOutput {
  std::vector<Event> events;    ///< in reading order, with ids
  std::vector<Pledge> pledges;  ///< the ledger, by first evidence, with ids
};

/// Codes PLOVER 2.0 events and the ledger of pledges from frames over the parse. Const and thread-safe; what it was
/// made from must outlive it.
class Coder {
 public:
  /// What is coded with.
  struct Rules {
    const FrameSet& frames;
    const LexicalClasses& classes;
    const CodingTables& tables;
    const PledgeRules& pledges;
    const SecondOpinion* second = nullptr;  ///< asked where frames join no parties; null = frames only
  };
  explicit Coder(const Rules& rules) : rules_(rules) {}

  /// Events and pledges of the article; `version` left empty.
  CodingOutput code(const CodingInput& input) const;

 private:
  Rules rules_;
};

}  // namespace demarche
