#pragma once

#include <cstdint>

#include "mention/speech_cues.h"
#include "mention/speech_tree.h"
#include "record/mention.h"

namespace demarche {

/// The words that name who speaks.
struct SpeechSource {
  int32_t head = -1;     ///< head token; -1 = nobody is named
  TokenRange range;      ///< the whole phrase without relative clauses
  int32_t mention = -1;  ///< index into mentions.all, or -1
};

/// Who says what the verb `cue` reports: its subject (through relative clauses, participles and coordination), the
/// agent of a passive, or, when `by_position` and the tree names nobody, the noun phrase right before or after the
/// verb.
SpeechSource source_of_verb(const SentenceTree& tree, uint32_t cue, const SpeechCues& cues, bool by_position);

/// The noun phrase right before the verb ("Silva said"), or right behind it ("said Silva").
SpeechSource source_by_position(const SentenceTree& tree, uint32_t verb);

/// Whose statement, warning, demand a noun of speech is: possessive, or "by / of / from X".
SpeechSource source_of_noun(const SentenceTree& tree, uint32_t noun);

/// X in "according to X"; `cue` is the token "according".
SpeechSource source_of_according(const SentenceTree& tree, uint32_t cue);
/// Is this token the "according" of "according to"?
bool is_according(const Sentence& sentence, uint32_t token);

/// The phrase of a head token: without relative clauses, appositions behind a comma and prepositions in front. A head
/// of -1 gives nobody.
SpeechSource source_from_head(const SentenceTree& tree, int32_t head);

/// Fills `mention` with the mention that the phrase is.
void find_source_mention(const SentenceTree& tree, uint32_t sentence, const Mentions& mentions, SpeechSource& source);

}  // namespace demarche
