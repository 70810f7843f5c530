#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "coding/event_gold.h"

namespace demarche::gold {

/// Counts behind the printed shares. Events that may be found count when they are found, never when they are missed.
struct EventCounts {
  size_t must = 0, hit = 0, strict = 0;  ///< gold events that must be found; found; found with recipient, status, type
  size_t coded = 0, good = 0, status_right = 0;  ///< coded events; that meet a gold event; that also have its status
  size_t from_furniture = 0;                     ///< coded events that begin in a line to be dropped
  size_t quotes = 0, quotes_hit = 0, quotes_coded = 0, quotes_good = 0, speakers_right = 0;
  size_t pledges = 0, pledges_hit = 0;
  size_t body_lines = 0, body_kept = 0, drop_lines = 0, dropped = 0;
};

enum class Verdict { met, extra, missed };
/// The enumerator's own name.
const char* to_string(Verdict verdict);

/// What became of one coded event, or of one gold event that nothing met.
struct EventVerdict {
  size_t article = 0;  ///< how many articles were scored before this one
  std::string doc;
  Verdict verdict = Verdict::met;
  int gold = -1;   ///< index into the article's gold events; -1 for extra
  int coded = -1;  ///< index into the document's coded events; -1 for missed
  bool must = false;
  bool status_right = false;
  bool recipient_right = false;
  std::string type;      ///< the coded type, for missed the gold type
  std::string trigger;   ///< likewise
  std::string sentence;  ///< its first 160 characters
};

struct EventScore {
  size_t articles = 0;
  EventCounts counts;
  std::vector<EventVerdict> verdicts;  ///< by article, coded events in their order, then what was missed
};

/// Compares the records of one article with its gold and adds to `score`. `text` is the article's file, valid UTF-8
/// with LF line ends; all ranges are byte offsets into it. A coded event meets a gold event when its sentence covers
/// the middle of the gold sentence (or the other way round), its type is the gold type or one of `also`, and an actor
/// agrees: same code, or overlapping words where the gold code is empty. Each gold event serves one coded event. A
/// quote is found when 0.8 of it is covered. Errors: bad_format when an event's sentence is not among the gold's
/// sentences.
Result<void> score_article(const GoldArticle& gold, const CodedDoc& coded, std::string_view text, EventScore& score);

/// The summary: a line each for events, quotes and pledges, and one for lines when gold names furniture.
std::string score_lines(const EventCounts& counts);

/// Up to `limit` extra and missed events, one a line: document, what, type, trigger, sentence, with tabs between.
std::string error_lines(const EventScore& score, size_t limit);

}  // namespace demarche::gold
