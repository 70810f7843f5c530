#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/string_map.h"
#include "mention/attribution.h"
#include "record/parse.h"

namespace demarche {

/// The words that report speech, knowledge/speech/cues.txt; docs/formats/speech.md. Immutable, thread-safe.
class SpeechCues {
 public:
  /// Reads the list from memory; `where` names it in errors. Errors: bad_format naming the line.
  static Result<SpeechCues> parse(std::string_view text, std::string_view where);
  /// The list that is compiled in.
  static const SpeechCues& shipped();

  struct Verb {
    CueClass cue_class;
    std::string lemma;  ///< "call for" for a verb with its particle
  };
  /// The cue that this token is, or null: a verb of the lists, with its particle where the list wants one.
  const Verb* verb(const Sentence& sentence, uint32_t token) const;
  /// The same for a token of any part of speech: "Oslo **vows** to" read as a noun.
  const Verb* verb_like(const Sentence& sentence, uint32_t token) const;
  /// The class of a noun of speech, or null. Takes the token because "words" counts only in the plural.
  const CueClass* noun(const Token& token) const;
  /// The class of a verb that tells a stance, an intention or a finding without an utterance, or null.
  const CueClass* stance(const Token& token) const;
  /// Is the verb as often a deed as an act of speech? Takes Verb::lemma.
  bool weak(std::string_view lemma) const { return weak_.count(lemma) != 0; }
  bool gives_name(std::string_view lemma) const { return names_.count(lemma) != 0; }
  /// Does the verb take the person who is told as its object?
  bool tells(std::string_view lemma) const { return tells_.count(lemma) != 0; }
  /// Is the noun an act of speech that one can speak in or at: a statement, a press conference?
  bool occasion(std::string_view lemma) const { return occasions_.count(lemma) != 0; }
  /// Does the noun name who speaks in a headline: "**Minister**: no new loans"?
  bool speaker(std::string_view lemma) const { return speakers_.count(lemma) != 0; }
  /// Can the noun be claimed in words: "claimed **responsibility**"?
  bool claimed(std::string_view lemma) const { return claimed_.count(lemma) != 0; }
  /// Does the verb judge only with a predicate: "called the vote **illegal**"?
  bool predicates(std::string_view lemma) const { return predicates_.count(lemma) != 0; }
  /// Does the verb take a topic: "mention" with "", as its object, or "speak" with "of"?
  bool topic(std::string_view lemma, std::string_view preposition) const;
  bool has_topic(std::string_view lemma) const { return topical_.count(lemma) != 0; }
  bool titled_noun(std::string_view lemma) const { return title_nouns_.count(lemma) != 0; }

 private:
  Result<void> add(std::string_view section, std::string_view entry, const std::string& where);

  StringMap<Verb> verbs_;  ///< by lemma, or by "lemma+particle"
  StringMap<CueClass> nouns_;
  StringMap<CueClass> stances_;
  StringMap<bool> weak_;
  StringMap<bool> names_;
  StringMap<bool> title_nouns_;
  StringMap<bool> tells_;
  StringMap<bool> occasions_;
  StringMap<bool> claimed_;
  StringMap<bool> speakers_;
  StringMap<bool> predicates_;
  StringMap<bool> topical_;        ///< the lemmas of topics_
  StringMap<bool> topics_;         ///< by lemma, or by "lemma+preposition"
  StringMap<bool> with_particle_;  ///< lemmas that have an entry with a particle
};

}  // namespace demarche
