#pragma once

#include <optional>
#include <vector>

#include "coding/act.h"
#include "coding/speakers.h"

namespace demarche {

/// Finds the frame that fits best at each token of a sentence. Const; arguments must outlive it.
class Matcher {
 public:
  Matcher(const FrameSet& frames, const SentenceView& view, const RoleFinder& roles, const Speakers& speakers)
      : frames_(frames), view_(view), roles_(roles), speakers_(speakers) {}

  /// Who fills the role `earlier` of a definite noun without an owner: "the demands".
  void set_earlier(std::vector<Entity> earlier) { earlier_ = std::move(earlier); }

  /// All acts of the sentence in text order, roles filled, status not yet read. `open` gets the words that could
  /// trigger a frame and did not, for want of parties or of fitting words.
  std::vector<Act> match(std::vector<TokenIndex>* open = nullptr) const;
  /// Every frame whose words fit at the token, the most specific first, with the roles filled as far as the mentions
  /// go; nothing is asked of the parties.
  std::vector<Act> readings(TokenIndex token) const;

 private:
  struct Option {
    const Frame* frame;
    TokenIndex last;
    int specificity;
  };
  std::vector<Option> options(TokenIndex token) const;
  std::optional<Act> at_token(TokenIndex token, bool& could) const;
  std::optional<TokenIndex> particle_end(TokenIndex token, std::string_view particle) const;
  bool fits(TokenIndex token, const Frame& frame) const;
  Act fill(TokenIndex token, TokenIndex last, const Frame& frame) const;
  /// Are the parties that the frame asks for there, and could they have done it? An actor without politics is taken
  /// out.
  bool accept(Act& act) const;
  /// Is the one who answers for the words the actor: "we will strike", he said?
  bool in_own_voice(const Act& act) const;
  /// A main verb in its base form without a subject: "Leave the island".
  bool is_imperative(TokenIndex verb) const;
  /// "the demands", "these calls": told before, and nobody's name to it.
  bool is_definite(TokenIndex noun) const;
  /// "asked his advisers to look": a request within one's own house.
  bool addresses_own_staff(const Act& act) const;

  const FrameSet& frames_;
  const SentenceView& view_;
  const RoleFinder& roles_;
  const Speakers& speakers_;
  std::vector<Entity> earlier_;
};

}  // namespace demarche
