#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "record/speech.h"

namespace demarche::gold {

/// One attribution: who (source) is said by which words (cue) to have said or thought what (content). Spans are byte
/// offsets into the article's text, sorted, and each part may have several or none.
struct QuotedTurn {
  std::vector<Span> source;
  std::vector<Span> cue;
  std::vector<Span> content;
  QuoteType type = QuoteType::direct;  ///< of ours as coded; of gold set by score_quotes
  CueClass cue_class = CueClass::say;  ///< ours only
  std::string speaker;                 ///< ours only: what the speaker resolved to
};

/// One line of a file of gold attributions.
struct GoldQuotes {
  std::string id;
  std::string text;
  std::vector<QuotedTurn> turns;
};

/// Reads JSON Lines `{"id","text","attributions":[{"source":[[b,e]..],"cue":..,"content":..}]}`. Errors: bad_format
/// naming the line, also for a span outside the text.
Result<std::vector<GoldQuotes>> read_gold_quotes(std::string_view lines, const std::string& where);

/// Our quotes of one article as attributions: those with the same cue are one, and those that carry a speaker on belong
/// to the one before.
std::vector<QuotedTurn> turns_of(const std::vector<Quote>& quotes);

/// Counts of one measure over words.
struct WordCounts {
  size_t found = 0;  ///< gold's words that ours cover
  size_t gold = 0;   ///< gold's words
  size_t right = 0;  ///< our words that gold covers
  size_t coded = 0;  ///< our words
  double precision() const;
  double recall() const;
  double f1() const;
};

/// What comes of comparing. A word is a longest run of letters and digits. Content is counted as the union of an
/// article's words. Attributions are matched one to one, greatest overlap of content first; of matched ones the overlap
/// of source and of cue is the F1 of their words (of their bytes where neither holds a word, as a bare colon), two
/// empty ones agree. Gold's type comes from its quotation marks: direct when all words of the content stand inside
/// some, mixed when some do. By type, `found` of `gold` are gold's words of that type that any of ours covers, and
/// `right` of `coded` our words of that type that any content of gold covers.
struct QuoteScore {
  WordCounts content;
  std::array<WordCounts, 3> by_type;  ///< by QuoteType
  std::array<size_t, 3> gold_of_type{};
  std::array<size_t, 3> coded_of_type{};
  size_t articles = 0;
  size_t gold = 0;
  size_t coded = 0;
  size_t matched = 0;
  double source_overlap = 0;  ///< sums over matched pairs
  double cue_overlap = 0;
  size_t gold_sources_empty = 0;  ///< of matched pairs
  size_t our_sources_empty = 0;
  size_t gold_cues_empty = 0;
  size_t our_cues_empty = 0;
  struct Error {
    size_t words = 0;  ///< of its content that the other side lacks
    bool missed = false;
    std::string line;
  };
  std::vector<Error> errors;  ///< attributions most of whose content the other side lacks, in text order
};

/// Adds one article to `score`.
void score_quotes(const GoldQuotes& gold, std::vector<QuotedTurn> ours, QuoteScore& score);

/// The table that `demarche eval quotes` prints.
std::string quote_score_lines(const QuoteScore& score);
/// The `most` greatest errors, those with most words first.
std::string quote_error_lines(const QuoteScore& score, size_t most);
/// One JSON line in gold's own format with type, class and speaker of each.
std::string quote_prediction_line(const std::string& id, const std::vector<QuotedTurn>& turns);

}  // namespace demarche::gold
