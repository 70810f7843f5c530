#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/lexical_classes.h"
#include "record/event.h"
#include "record/pledge.h"

namespace demarche {

/// What kind of word triggers a frame.
enum class TriggerKind : uint8_t { verb, noun, adjective };

/// A set of lemmas: words written out and classes; "*" = any word.
struct WordSet {
  std::vector<std::string> words;
  std::vector<const LexicalClasses::Set*> classes;
  bool any = false;       ///< "*": the role must only be filled
  bool actor = false;     ///< "actor": the role must be filled by a resolved actor
  bool official = false;  ///< "official": by somebody who holds or holds forth for an office (a sector is known)
  bool contains(std::string_view lemma) const;
};

/// One "require" or "forbid" line: the word that fills `role` must (not) be in `words`.
/// Roles: subject object indirect content particle modifier determiner possessor, or a preposition.
struct Constraint {
  std::string role;
  WordSet words;
  bool required = true;
};

/// One "expect" line: what the example must yield. Codes are joined by '+'; "-" = none.
struct ExpectedRecord {
  EventType type;
  std::vector<std::string> mode;
  std::string actor;
  std::string recipient;
  Status status = Status::asserted;
};

/// What a frame says of the ledger: "pledge: demand", "pledge: threat hedged", "pledge: promise firm broken".
struct PledgeReading {
  PledgeKind kind = PledgeKind::demand;
  PledgeStrength strength = PledgeStrength::firm;
  PledgeStatus status = PledgeStatus::open;
};

/// One "expect" line of a pledge frame: "demand | RUS | IGO | firm".
struct ExpectedPledge {
  PledgeKind kind;
  std::string issuer;
  std::string addressee;
  PledgeStrength strength = PledgeStrength::firm;
  PledgeStatus status = PledgeStatus::open;
};

/// An event frame (docs/formats/frames.md) or a pledge frame (docs/formats/pledges.md).
struct Frame {
  std::string id;     ///< "accuse.condemn"
  std::string where;  ///< file:line
  TriggerKind kind = TriggerKind::verb;
  std::vector<std::string> lemmas;  ///< trigger lemmas; "push back" = verb + particle
  std::vector<Constraint> constraints;
  std::vector<std::string> actor;  ///< roles tried in order
  std::vector<std::string> recipient;
  std::vector<std::string> both;  ///< roles whose entities join the actors (reciprocal acts)
  bool needs_recipient = false;
  bool needs_other = false;             ///< a reciprocal act: no record unless two parties are known
  bool actorless = false;               ///< may be coded without a resolved actor when the recipient is resolved
  bool own_voice = false;               ///< the actor answers for the words himself: "we will strike", he said
  bool imperative = false;              ///< the trigger is an imperative inside a quotation
  bool passive = false;                 ///< the trigger is a passive: "were told to leave"
  bool fallback = false;                ///< of a pledge frame: gives way to a coded event at the same word
  std::optional<PledgeReading> pledge;  ///< a frame of the ledger; such a frame codes no event
  std::vector<std::string> content;     ///< of a pledge frame: roles where its content stands, tried in order
  std::vector<std::string> condition;   ///< of a pledge frame: roles where its condition stands
  EventType type = EventType::consult;
  std::vector<std::string> mode;
  std::string operation;    ///< row of the composition table that the frame's content goes through; "" = none
  double confidence = 0.8;  ///< prior that a match is right
  std::vector<std::string> examples;
  std::vector<ExpectedRecord> expected;          ///< one per example
  std::vector<ExpectedPledge> expected_pledges;  ///< the same for pledge frames
  std::vector<std::string> never;                ///< sentences in which this frame must not fire
  std::string text;                              ///< the frame as written, for `explain`
};

/// All frames with their index. Immutable after load; the classes it was loaded with must outlive it.
class FrameSet {
 public:
  /// Reads every *.frames file of the folders in name order; a frame id given again by a later folder replaces the
  /// first. Errors: not_found, bad_format ("file:line: found, expected").
  static Result<FrameSet> load(const std::vector<std::filesystem::path>& folders, const LexicalClasses& classes);
  Result<void> add(std::string_view text, const std::string& where, const LexicalClasses& classes);
  void index();

  const std::vector<Frame>& all() const { return frames_; }
  const Frame* find(std::string_view id) const;

  /// Frames whose trigger's first word is `lemma`, with the rest of the trigger ("" or the particle). The most specific
  /// first, else in the order of their ids.
  struct Candidate {
    const Frame* frame;
    std::string_view particle;
    int specificity;  ///< more bound words make a frame more specific: "open fire" before "open"
  };
  const std::vector<Candidate>* triggered_by(TriggerKind kind, std::string_view lemma) const;
  /// Frames of this kind that any word triggers ("verb: *"), or null.
  const std::vector<Candidate>* triggered_by_any(TriggerKind kind) const { return triggered_by(kind, "*"); }

 private:
  std::vector<Frame> frames_;
  std::map<std::string, size_t, std::less<>> by_id_;
  StringMap<std::vector<Candidate>> triggers_[3];
};

}  // namespace demarche
