#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mention/speech_marks.h"
#include "mention/speech_source.h"
#include "record/article.h"
#include "record/mention.h"
#include "record/parse.h"

namespace demarche {

/// A cue with its speaker.
struct CueHit {
  uint32_t sentence = 0;
  int32_t token = -1;  ///< -1: a bare colon names the speaker ("Minister: ...")
  std::string lemma;
  CueClass cue_class = CueClass::say;
  SpeechSource source;
  double strength = 0;
};

/// Looks for the words around quoted passages that say who speaks. Holds what all searches of one article share.
class CueSearch {
 public:
  CueSearch(std::string_view text, const Parse& parse, const Mentions& mentions, const SpeechCues& cues)
      : text_(text), parse_(parse), mentions_(mentions), cues_(cues), trees_(parse.sentences.size()) {}

  /// The passages of the article; searches skip words inside them. Set again whenever a passage is cut.
  void set_passages(const std::vector<QuotedPassage>& passages) { passages_ = &passages; }

  const SentenceTree& tree(uint32_t sentence);
  /// Index of the sentence that holds the byte, or of the next one; parse.sentences.size() when there is none.
  uint32_t sentence_at(uint32_t byte) const;
  /// Tokens of a sentence that begin inside the span.
  TokenRange tokens_in(uint32_t sentence, Span span) const;
  bool quoted(const Token& token) const;

  /// The reporting clause behind a passage: `... ,” said X`, and a short sentence of its own: `...” X said.`
  std::optional<CueHit> behind(size_t passage);
  /// `“...” — Minister Silva`: a name behind a dash.
  std::optional<CueHit> behind_dash(size_t passage);
  /// The reporting clause before it: `X said: “...`, also a sentence before it that ends in a colon.
  std::optional<CueHit> before(size_t passage);
  /// The cue whose content the passage is a part of, found by climbing the tree; `according to` counts for the
  /// sentence.
  std::optional<CueHit> above(size_t passage);
  std::optional<CueHit> sentence_before(size_t passage);
  /// Where a reporting clause begins inside a passage that lacks a mark; no value when there is none.
  struct Cut {
    uint32_t at;  ///< byte
    CueHit hit;
  };
  std::optional<Cut> clause_inside(size_t passage);

 private:
  std::optional<CueHit> best_in(uint32_t sentence, TokenRange range, bool behind, bool any_verb, Span content);
  std::optional<CueHit> hit(uint32_t sentence, uint32_t token, bool by_position);
  std::optional<CueHit> according(uint32_t sentence);
  std::optional<CueHit> named_by_colon(uint32_t sentence, TokenRange range);
  /// `governed`: the subject of the verb that takes the noun may be who speaks ("X put a question: ...").
  std::optional<CueHit> noun_cue(uint32_t sentence, uint32_t token, bool governed = false);
  std::optional<Cut> cut_at(uint32_t sentence, uint32_t token);

  std::string_view text_;
  const Parse& parse_;
  const Mentions& mentions_;
  const SpeechCues& cues_;
  const std::vector<QuotedPassage>* passages_ = nullptr;
  std::vector<std::optional<SentenceTree>> trees_;
};

}  // namespace demarche
