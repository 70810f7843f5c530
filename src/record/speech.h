#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "record/mention.h"

namespace demarche {

/// direct: whole quoted sentences; mixed: quoted words inside a reporting clause; indirect: reported speech or stated
/// belief without quotation marks.
enum class QuoteType : uint8_t { direct, mixed, indirect };
const char* to_string(QuoteType type);
std::optional<QuoteType> parse_quote_type(std::string_view name);

/// What kind of reporting a cue does; the same words stand in knowledge/speech/cues.txt.
enum class CueClass : uint8_t {
  say,      ///< said, told, added, according to
  claim,    ///< claimed, alleged, insisted: the writer keeps a distance
  accuse,   ///< accused, blamed
  warn,     ///< warned, threatened
  deny,     ///< denied, rejected
  promise,  ///< promised, vowed
  demand,   ///< demanded, urged, asked for
  ask,      ///< asked, wondered
  write,    ///< wrote, tweeted
  believe,  ///< believes, thinks, fears: stated belief, no utterance
  report,   ///< a news outlet reports, quotes
  judge     ///< called, described, denounced: takes a noun, not a clause
};
const char* to_string(CueClass cue_class);
std::optional<CueClass> parse_cue_class(std::string_view name);

/// Words of the text that play a part in a quote: where they stand, and who they name as far as that is known.
struct QuoteParty {
  std::string text;  ///< the words as they stand
  Span span;
  std::vector<Entity> entities;  ///< resolved; empty = not known
};

/// Words attributed to a speaker.
struct Quote {
  std::string id;
  std::string doc;
  uint32_t sentence = 0;  ///< the sentence where the content begins
  Span sentence_span;
  /// direct and mixed: the quoted words without their marks, one record a sentence of the quotation; indirect: from the
  /// first to the last word of the reported content.
  Span span;
  QuoteType type = QuoteType::direct;
  std::vector<Span> content;  ///< all words that the speaker answers for, quoted or not, in text order; without the cue
  std::string cue;            ///< lemma of the verb or noun that reports it; "" = none
  CueClass cue_class = CueClass::say;
  Span cue_span;
  int32_t cue_sentence = -1;  ///< sentence and token of the cue; -1 = none; not stored
  int32_t cue_token = -1;
  std::vector<Entity> speaker;  ///< resolved; empty = not known
  Span source_span;             ///< the words that name the speaker; empty when carried over
  QuoteParty addressee;         ///< to whom: "told **reporters**"; no text = not said
  QuoteParty occasion;          ///< where it was said: "at **a press conference**"; no entities
  std::vector<QuoteParty> via;  ///< who reports that the speaker said it, nearest first; empty = the article alone
  std::vector<Entity> about;    ///< actors named in the content, each once
  double confidence = 1;
  std::string version;
};

}  // namespace demarche
