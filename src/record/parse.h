#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "record/article.h"

namespace demarche {

/// Universal part-of-speech tags, UD v2, https://universaldependencies.org/u/pos/
enum class Upos : uint8_t {
  ADJ,
  ADP,
  ADV,
  AUX,
  CCONJ,
  DET,
  INTJ,
  NOUN,
  NUM,
  PART,
  PRON,
  PROPN,
  PUNCT,
  SCONJ,
  SYM,
  VERB,
  X
};
const char* to_string(Upos upos);

/// Universal dependency relations, UD v2, https://universaldependencies.org/u/dep/, without subtypes.
enum class Relation : uint8_t {
  acl,
  advcl,
  advmod,
  amod,
  appos,
  aux,
  case_,
  cc,
  ccomp,
  clf,
  compound,
  conj,
  cop,
  csubj,
  dep,
  det,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nsubj,
  nummod,
  obj,
  obl,
  orphan,
  parataxis,
  punct,
  reparandum,
  root,
  vocative,
  xcomp
};
/// The part after the colon ("nsubj:pass" is nsubj + pass).
enum class Subtype : uint8_t { none, pass, agent, poss, relcl, prt, unmarked, desc, outer, predet, preconj, other };

/// "nsubj:pass", "case", ...
std::string relation_name(Relation relation, Subtype subtype);

struct Token {
  Span span;               ///< into the capture's text
  std::string_view form;   ///< the text's own bytes
  std::string_view lemma;  ///< lower case except proper nouns; owned by the Parse's `strings` or by the language model
  Upos upos = Upos::X;
  std::string_view xpos;  ///< Penn tag; owned by the language model
  int32_t head = -1;      ///< index into Sentence::tokens; -1 = the sentence's root
  Relation relation = Relation::dep;
  Subtype subtype = Subtype::none;
  uint8_t confidence = 255;  ///< of the attachment, 0 to 255
  bool space_after = true;
};

struct Sentence {
  Span span;                              ///< first token's begin to last token's end
  uint32_t block = 0;                     ///< index into Article::body
  BlockKind kind = BlockKind::paragraph;  ///< kind of that block
  std::vector<Token> tokens;
};

/// Sentences of one article in reading order, numbered from 0. Views point into the capture's text, the language model
/// and `strings`, so both must outlive it. Movable, not copyable.
struct Parse {
  std::vector<Sentence> sentences;
  std::deque<std::string> strings;
  Parse() = default;
  Parse(Parse&&) = default;
  Parse& operator=(Parse&&) = default;
  Parse(const Parse&) = delete;
  Parse& operator=(const Parse&) = delete;
};

}  // namespace demarche
