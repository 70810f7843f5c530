#pragma once

#include <string_view>
#include <vector>

#include "mention/actor_draft.h"
#include "mention/actor_scan.h"
#include "mention/speech_tree.h"

namespace demarche {

/// Builds the actor phrases of one sentence: people with their titles, role nouns with their country, names, pronouns.
/// Reads parse and surface side by side, so that one wrong arc does not lose a phrase. Used for one sentence, then
/// gone.
class ActorPhrases {
 public:
  ActorPhrases(const ActorLexicon& lexicon, const ActorScan& scan, const SentenceTree& tree, uint32_t number);
  /// Appends the sentence's drafts to `out`, sorted by first token, longest first; no two share a head token.
  void build(std::vector<ActorDraft>& out);

 private:
  struct Title {
    uint32_t begin = 0;  ///< first token of the phrase
    const RoleSpan* role = nullptr;
    Affiliation affiliation;
    std::string_view body_sector;  ///< sector of a body that stands before the role
    int32_t owner = -1;
    bool comma = false;
    bool former = false;
    bool definite = false;
    char gender = 0;
    bool found = false;
  };

  // people, actor_people.cpp
  void build_people();
  void build_person(uint32_t first, uint32_t last, const NameSpan* known);
  Title title_before(uint32_t first) const;
  bool read_roles_before(uint32_t& at, Title& title) const;
  void read_modifiers(uint32_t& at, Title& title) const;
  bool apposition_after(uint32_t last, Title& title, uint32_t& end) const;
  bool looks_like_person(uint32_t first, uint32_t last, const Title& title) const;
  /// Does "of", "at" or "for" and a proper name the lexicon does not know follow? Then the office is of that body.
  bool of_unknown(uint32_t next) const;
  bool run_is_body(uint32_t first, uint32_t last) const;

  // role nouns, actor_nominals.cpp
  void build_nominals();
  void build_nominal(const RoleSpan& role);
  uint32_t phrase_begin(uint32_t head, uint32_t inner) const;
  void read_left(uint32_t begin, const RoleSpan& role, ActorDraft& draft) const;
  bool read_complement(const RoleSpan& role, ActorDraft& draft, uint32_t& end);
  /// Does "from" and a name say whose the role is?
  bool comes_from(const RoleSpan& role) const;
  /// "ministers of Peru, Chile and Ecuador": takes in the states after the first one; moves `end` to the right.
  void read_list(std::string_view preposition, ActorDraft& draft, uint32_t& end) const;
  /// "British and French troops": the states before the first one; moves `begin` to the left.
  void read_coordination(uint32_t& begin, ActorDraft& draft) const;
  void read_location(const RoleSpan& role, ActorDraft& draft) const;
  void inherit(const RoleSpan& role, ActorDraft& draft) const;

  // names, references and pronouns, actor_names.cpp
  void build_names();
  void build_name(const NameSpan& span);
  bool is_place_use(const NameSpan& span, uint32_t head, const NameSense& sense) const;
  void extend_body(const NameSpan& span, ActorDraft& draft) const;
  void build_references();
  void build_pronouns();

  /// Sorts a span's readings for the way it stands in the sentence.
  std::vector<NameSense> ordered(const NameSpan& span, bool modifier) const;
  /// Affiliation that a name gives to the noun it belongs to; unknown for people, groups and "pro-X", "X-backed".
  Affiliation affiliation_of(const NameSpan& span) const;
  bool is_modifier(uint32_t head) const;
  bool is_possessive(uint32_t last) const;
  bool listed(std::string_view list, uint32_t token) const;
  bool against(const NameSpan& span) const;
  bool backing(const NameSpan& span) const;
  /// Head of a token range: the noun nearest to the root, so that a stray adverb or conjunction cannot lead a phrase.
  uint32_t phrase_head(uint32_t first, uint32_t last) const;
  ActorDraft* headed(uint32_t token);
  const ActorDraft* headed(uint32_t token) const;
  /// Keeps the draft unless a draft with the same head is there; marks its tokens as used.
  void keep(ActorDraft draft, uint32_t first, uint32_t last);
  const Token& token(uint32_t i) const { return tree_.token(i); }
  const ActorEntry& entry(const NameSense& sense) const { return lexicon_.entry(sense.entry); }

  const ActorLexicon& lexicon_;
  const ActorScan& scan_;
  const SentenceTree& tree_;
  const uint32_t number_;
  const uint32_t size_;
  std::vector<ActorDraft> drafts_;
  std::vector<int32_t> head_draft_;  ///< draft by head token, or -1
  std::vector<char> used_;           ///< token is inside a phrase that needs no mention of its own for it
};

}  // namespace demarche
