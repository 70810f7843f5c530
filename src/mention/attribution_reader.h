#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mention/attribution.h"
#include "mention/speech_cues.h"
#include "mention/speech_source.h"
#include "mention/speech_tree.h"

namespace demarche {

/// Classes whose cue reports a clause, as against naming or accusing.
inline bool reports_clause(CueClass cue_class) { return cue_class != CueClass::judge && cue_class != CueClass::accuse; }
inline bool finite(const Token& token) {
  return token.xpos == "VBD" || token.xpos == "VBZ" || token.xpos == "VBP" || token.xpos == "MD";
}
inline bool closing_mark(std::string_view form) {
  return form == "”" || form == "\"" || form == "’" || form == "''" || form == "»";
}

/// A cue found in one sentence, before its content is known.
struct Cue {
  uint32_t token = 0;
  CueClass cue_class = CueClass::say;
  SpeechSource source;
  TokenRange own;  ///< tokens that belong to the cue and its source, never to the content
};

/// Collects the attributions of one sentence.
class SentenceReader {
 public:
  SentenceReader(const Sentence& sentence, uint32_t number, const Mentions& mentions, uint32_t& piece,
                 std::vector<Attribution>& out)
      : tree_(sentence), number_(number), mentions_(mentions), cues_(SpeechCues::shipped()), out_(out), piece_(piece) {}

  void run();

 private:
  void read_verb(uint32_t verb, CueClass cue_class);
  void read_stance(uint32_t verb, CueClass cue_class);
  void read_topic(uint32_t verb);
  bool cites_words(uint32_t verb) const;
  SpeechSource who_says(uint32_t verb, CueClass cue_class) const;
  void read_noun(uint32_t noun, CueClass cue_class);
  bool read_noun_as_verb(uint32_t noun);
  void read_noun_topic(uint32_t noun, CueClass cue_class);
  void read_according(uint32_t token);
  bool read_view(uint32_t noun);
  void read_headline();
  bool names_speaker(TokenRange range) const;
  bool headline_part(TokenRange source, uint32_t mark, TokenRange content);

  // Content of a verb, most certain first; each says whether it found some.
  void content_of_verb(Cue& cue);
  bool clauses(const Cue& cue);
  bool charge(const Cue& cue);
  bool call_upon(const Cue& cue);
  bool raised(Cue& cue);
  bool judged(const Cue& cue);
  bool clause_behind_that(const Cue& cue);
  bool clause_taken_for_object(const Cue& cue);
  bool whole_sentence(Cue& cue);
  bool clause_above(const Cue& cue);
  bool judgement(const Cue& cue);
  bool topics(const Cue& cue);

  bool is_clause(const Cue& cue, uint32_t child) const;
  bool tells(const Cue& cue) const;
  bool asks(uint32_t clause) const;
  TokenRange noun_content(uint32_t noun, TokenRange range) const;
  bool stands_aside(const Cue& cue) const;
  std::optional<TokenRange> own_clause(const Cue& cue) const;
  bool goes_on(TokenRange own) const;
  bool closes_clause(uint32_t token) const;
  bool past(int32_t head) const;
  bool person_subject(uint32_t verb) const;
  uint32_t begin_of(const Cue& cue, uint32_t child, TokenRange range) const;
  uint32_t behind_person(const Cue& cue, uint32_t child, TokenRange range) const;
  bool takes_noun(CueClass cue_class, uint32_t verb, uint32_t child) const;
  /// End of a content that begins at `first` and that the tree ends at `last`: what the parser hung on the cue instead
  /// is taken in.
  uint32_t reach(const Cue& cue, uint32_t first, uint32_t last) const;
  /// First comma in [first, last) behind which the cue's own clause goes on ("..., adding that"), or last.
  uint32_t stop(const Cue& cue, uint32_t first, uint32_t last) const;
  std::string marker(uint32_t head, Relation relation) const;
  bool is(uint32_t token, std::string_view form) const;

  /// Adds the part of `content` that does not belong to the cue, as one or two ranges, or as several contents where
  /// "and that" begins another.
  void add(const Cue& cue, TokenRange content, bool loose = false);
  void push(const Cue& cue, TokenRange content);
  bool worded(TokenRange range) const;

  SentenceTree tree_;
  uint32_t number_;
  const Mentions& mentions_;
  const SpeechCues& cues_;
  std::vector<Attribution>& out_;
  uint32_t& piece_;  ///< number of the last content
  bool loose_ = false;
};

}  // namespace demarche
