#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coding/sentence_view.h"
#include "knowledge/frames.h"
#include "record/mention.h"

namespace demarche {

/// Who fills a role of a frame.
struct RoleFill {
  std::vector<Entity> entities;
  TokenIndex token = -1;  ///< head of the phrase that fills it
  bool indirect = false;  ///< reached through a possessor, an adjective or a phrase inside the argument
  std::string how;        ///< the role, and the way taken, for `explain`
  bool filled() const { return !entities.empty(); }
};

/// Finds what fills the roles that frames name (docs/formats/frames.md, "Roles"): tokens by grammar, entities by the
/// mentions headed there or, where the argument is no actor, by those inside it. Const; view and mentions must outlive
/// it.
class RoleFinder {
 public:
  RoleFinder(const SentenceView& view, const Mentions& mentions, uint32_t sentence)
      : view_(view), mentions_(mentions), sentence_(sentence) {}

  /// Head tokens that fill `role` of the predicate at `trigger`, in text order; conjuncts not included.
  std::vector<TokenIndex> tokens(TokenIndex trigger, std::string_view role) const;
  /// What a search for entities passes over.
  struct Search {
    bool places = false;         ///< do locations ("in Moscow") count?
    std::vector<Entity> except;  ///< the actors already found: a recipient is none of their own side
  };
  /// Entities of the first role that has any.
  RoleFill fill(TokenIndex trigger, const std::vector<std::string>& roles, const Search& search) const;
  /// Entities of the phrase headed by `token`, conjuncts included; where it is no actor, of those inside it.
  RoleFill resolve(TokenIndex token, const Search& search) const;
  /// First actor named at or below `top` in text order that none of `except` stands for.
  RoleFill inside(TokenIndex top, const std::vector<Entity>& except) const;
  /// Does the phrase that fills the role meet the constraint?
  bool meets(TokenIndex trigger, const Constraint& constraint) const;
  /// The modal verbs and negators that a required constraint asks for by name.
  std::vector<TokenIndex> used_by(TokenIndex trigger, const Constraint& constraint) const;

 private:
  /// In a relative clause ("a law that harms Peru"), two nouns deep or in a comparison ("more than Peru") below `top`.
  bool in_aside(TokenIndex token, TokenIndex top) const;
  bool own_entities(TokenIndex token, const Search& search, RoleFill& out) const;
  bool through_phrase(TokenIndex token, const Search& search, RoleFill& out) const;
  RoleFill owner(TokenIndex token, const Search& search) const;
  /// A place or person before a noun of combat, which tells where or whom and not who: "the Oslo attacks".
  bool is_where(TokenIndex token) const;
  RoleFill inside_content(TokenIndex trigger, const Search& search) const;
  RoleFill inside_condition(TokenIndex trigger, const Search& search) const;
  std::vector<TokenIndex> owners(TokenIndex noun) const;
  std::vector<TokenIndex> subjects(TokenIndex trigger) const;
  /// The object, then what else is handed over: "was given **two boats**".
  std::vector<TokenIndex> objects(TokenIndex trigger) const;
  bool word_meets(TokenIndex token, const WordSet& words) const;

  const SentenceView& view_;
  const Mentions& mentions_;
  uint32_t sentence_;
};

}  // namespace demarche
