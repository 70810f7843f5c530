#pragma once

#include <string>
#include <vector>

#include "language/conllu.h"
#include "record/article.h"
#include "record/capture.h"

namespace demarche {

/// Counts of words, and of those that are right. Relations count without their subtypes.
struct TreeScores {
  size_t words = 0, upos = 0, xpos = 0, lemma = 0, heads = 0, relations = 0;
};

/// Scores trees whose tokens are the gold ones, sentence by sentence.
TreeScores score_trees(const std::vector<ConlluSentence>& gold, const std::vector<Sentence>& answers);

/// Gold sentences as running text: one block for each paragraph, with every word's place.
struct RunningText {
  Capture capture;
  Article article;
  struct Word {
    Span span;
    Span head;  ///< empty = root
    Upos upos = Upos::X;
    Relation relation = Relation::dep;
  };
  std::vector<Word> words;
  std::vector<Span> sentences;
};
RunningText running_text(const std::vector<ConlluSentence>& gold);

/// Harmonic mean of precision and recall in counts.
struct Overlap {
  size_t gold = 0, answered = 0, right = 0;
  double f1() const {
    return gold + answered == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(gold + answered);
  }
};

/// Words and sentences are aligned by their byte offsets, as in the CoNLL 2018 shared task. A head is right when the
/// words it names are aligned.
struct RawScores {
  Overlap words, sentences, upos, heads, relations;
};
RawScores score_raw(const RunningText& gold, const Parse& answer);

}  // namespace demarche
