#pragma once

#include <optional>
#include <vector>

#include "mention/speech_cues.h"
#include "mention/speech_tree.h"

namespace demarche {

/// What a reporting clause says besides its content, as token ranges of one sentence. `cue` is the cue's head token;
/// nothing is read from inside `content`.
class QuoteParts {
 public:
  QuoteParts(const SentenceTree& tree, const SpeechCues& cues, uint32_t cue, TokenRange source,
             std::vector<TokenRange> content)
      : tree_(tree), cues_(cues), cue_(cue), source_(source), content_(std::move(content)) {}

  /// The cue with its auxiliaries, adverbs and particles, and the verbs that carry it: "went on to say", "has said".
  TokenRange cue_phrase() const;
  /// To whom: "told **reporters**", "said to **the council**", "urged **Peru** to leave". Empty = not said.
  TokenRange addressee() const;
  /// Where: "in **a statement**", "at **a press conference**", "in **an interview with X**". Empty = not said.
  TokenRange occasion() const;
  /// Who passes it on: "quoted by **X**", "**X** quoted Y as saying", "through **a spokesman**".
  std::vector<TokenRange> via() const;

 private:
  TokenRange told() const;
  bool usable(uint32_t token) const;
  TokenRange phrase(uint32_t head) const;
  std::string preposition(uint32_t head) const;

  const SentenceTree& tree_;
  const SpeechCues& cues_;
  uint32_t cue_;
  TokenRange source_;
  std::vector<TokenRange> content_;
};

}  // namespace demarche
