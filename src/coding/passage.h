#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coding/act.h"
#include "coding/sentence_view.h"
#include "coding/speakers.h"
#include "record/event.h"
#include "record/time.h"

namespace demarche {

/// A stretch of sentences that tells of the past, begun by a sentence whose main predicate is dated there.
struct Passage {
  uint32_t sentence = 0;  ///< that dates it
  std::string words;      ///< of the time expression
  TimeExpression time;    ///< without days when it is only known to be past ("decades ago")
  bool fronted = false;   ///< it opens its sentence, "In 2003 ...", and dates all of it whatever tree the parser made
};

/// Tells passages about the past from the current story: "In 2014 Norland annexed the islands. The parliament voted ...
/// On Tuesday ...". A passage goes on while the main predicate is told in the past without a time of its own, inside
/// the paragraph, or after it where the sentence says so ("Then", "two years later"). It ends with a time that is not
/// past, with a predicate of the present, and with somebody who speaks: news goes back to its own day with these.
class PassageReader {
 public:
  /// To be called for every sentence in order. The passage in which the sentence stands, its first one included, or
  /// null. Valid until the next call.
  const Passage* read(const SentenceView& view, uint32_t sentence, const Speakers& speakers,
                      const std::vector<TimeExpression>& times);

 private:
  std::optional<Passage> passage_;
  uint32_t block_ = 0;
};

/// An event of a passage that has no date of its own takes none from the day of publication: asserted becomes
/// historical, and the bracket is [the passage's first day, the day of publication]. In the
/// sentence that begins the passage it takes the day of the time expression that opens it.
void place_in_passage(const SentenceView& view, const Passage& passage, Date published, const Act& act, Event& event);

}  // namespace demarche
