#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "knowledge/lexical_classes.h"
#include "record/parse.h"

namespace demarche {

using TokenIndex = int32_t;  ///< index into Sentence::tokens; -1 = none

/// A sentence's tree with its children at hand, and the grammar the coder asks of it: who is the subject of a
/// participle, what is the object of a passive, which phrase a preposition leads. Cheap to build, const afterwards. The
/// sentence and the classes must outlive it.
class SentenceView {
 public:
  SentenceView(const Sentence& sentence, const LexicalClasses& classes);

  const Sentence& sentence() const { return sentence_; }
  const Token& at(TokenIndex i) const { return sentence_.tokens[static_cast<size_t>(i)]; }
  TokenIndex size() const { return static_cast<TokenIndex>(sentence_.tokens.size()); }
  /// Children in text order.
  std::span<const TokenIndex> children(TokenIndex i) const {
    const auto at = static_cast<size_t>(i);
    return std::span(child_list_).subspan(child_begin_[at], child_begin_[at + 1] - child_begin_[at]);
  }
  TokenIndex child(TokenIndex i, Relation relation) const;
  TokenIndex child(TokenIndex i, Relation relation, Subtype subtype) const;
  bool has_child(TokenIndex i, Relation relation) const { return child(i, relation) >= 0; }
  /// Is `i` equal to or below `top`?
  bool below(TokenIndex i, TokenIndex top) const;
  bool in_class(TokenIndex i, std::string_view name) const { return classes_.contains(name, at(i).lemma); }
  const LexicalClasses& classes() const { return classes_; }

  /// A verb, or what the tagger took for a noun although it has an object: "Norland hands its ally tanks".
  bool is_verb(TokenIndex i) const {
    const Upos upos = at(i).upos;
    return upos == Upos::VERB || upos == Upos::AUX ||
           (upos == Upos::NOUN && has_child(i, Relation::obj) && has_child(i, Relation::nsubj));
  }
  bool is_noun(TokenIndex i) const {
    const Upos upos = at(i).upos;
    return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::PRON || upos == Upos::NUM;
  }
  bool is_passive(TokenIndex verb) const;
  /// Head of the first conjunct of the coordination that `i` belongs to; `i` itself when it is the first.
  TokenIndex first_conjunct(TokenIndex i) const;
  /// `i` and the conjuncts that hang from it.
  std::vector<TokenIndex> conjuncts(TokenIndex i) const;

  /// Logical subject: by-phrase of a passive, antecedent of a relative, controller of an infinitive or participle,
  /// subject shared by coordination, subject of a copula for nouns and adjectives. -1 when there is none.
  TokenIndex subject(TokenIndex predicate, int depth = 0) const;
  /// Logical object of a verb: the passive's subject, the noun a participle or relative clause modifies, an object
  /// shared by coordination. -1 when there is none.
  TokenIndex object(TokenIndex verb, int depth = 0) const;
  /// Heads of phrases led by preposition `lemma` that depend on `i`; a verb's object is asked too, since such phrases
  /// are often attached one word too low.
  std::vector<TokenIndex> prepositional(TokenIndex i, std::string_view lemma) const;
  /// Heads of clausal complements of `i` (ccomp, xcomp, infinitive or "of/from/against" + gerund).
  std::vector<TokenIndex> contents(TokenIndex i) const;
  /// For "tens of thousands of troops", "a series of attacks": the noun that carries the meaning.
  TokenIndex semantic_head(TokenIndex noun) const;
  /// The light verb that governs the noun ("launch" in "launched an attack"), or -1.
  TokenIndex light_verb(TokenIndex noun) const;
  /// A verb that is a word of a name ("Operation Hold the Line"): capitalised beside another such word inside a
  /// sentence that is no headline.
  bool in_name(TokenIndex i) const;
  /// Lemma of the preposition or marker that leads `i`'s phrase, "" = none.
  std::string_view case_lemma(TokenIndex i) const;

 private:
  /// A sentence's main verb that the parser hung from a noun: "Peru cut(amod) ties" with a subject of its own, or
  /// "The army(root) fired(acl, past tense) at ..." of a root noun.
  bool stray_verb(TokenIndex verb) const;
  bool joined_name(TokenIndex name, TokenIndex part) const;
  bool led_by_pair(TokenIndex i, std::string_view lemma) const;
  /// The nominal root that a mis-hung main verb belongs to, or -1.
  TokenIndex nominal_root_before(TokenIndex verb) const;
  /// Head of the noun phrase that ends right before the verb (commas aside) and has no preposition, or -1.
  TokenIndex noun_phrase_before(TokenIndex verb) const;
  TokenIndex relative_antecedent(TokenIndex verb) const;
  TokenIndex controlled_subject(TokenIndex verb, int depth) const;

  const Sentence& sentence_;
  const LexicalClasses& classes_;
  std::vector<uint32_t> child_begin_;  ///< by token, and the end: where its children begin in child_list_
  std::vector<TokenIndex> child_list_;
};

}  // namespace demarche
