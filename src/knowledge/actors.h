#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "knowledge/actors_names.h"

namespace demarche {

enum class ActorKind : uint8_t {
  country,
  organisation,
  person,
  group,   ///< a group that stays a group: the West, world powers
  region,  ///< a part of a country
  city     ///< a town that is no seat of government
};

/// One actor the lexicon knows. docs/formats/actors.md specifies the tables.
struct ActorEntry {
  ActorKind kind = ActorKind::country;
  std::string id;    ///< "vladimir-putin", "nato", "west"; for a country its lower-case name with hyphens
  std::string code;  ///< PLOVER country name code; "" for groups without one
  std::string sector;
  std::string name;
  std::string country;             ///< for organisations and people: the country they belong to, else ""
  std::vector<std::string> heads;  ///< nouns that may describe it later: "alliance", "bloc" for NATO
  struct Term {
    std::string office;  ///< "president", "prime minister", "foreign minister", "secretary general"
    std::string of;      ///< country code or organisation id
    std::string sector;  ///< sector while in that office
    Date from;           ///< no date = open
    Date to;             ///< last day; no date = open
    /// Surely in office on some day of [first, last]; "no date" as an end of the range leaves it open.
    bool overlaps(Date first, Date last) const;
  };
  std::vector<Term> terms;  ///< for people, oldest first
  Date from;                ///< years a state or organisation existed; no date = open
  Date to;
  bool female = false;
  bool gender_known = false;
  bool disputed = false;  ///< a partially recognised entity, PLOVER section 5.1.3
  std::string source;     ///< file:line
};

/// How a matched name relates to its entry.
enum class NameForm : uint8_t {
  name,     ///< Russia, NATO, Vladimir Putin
  demonym,  ///< Russian (adjective)
  people,   ///< Russians, the French
  metonym,  ///< Moscow, the Kremlin, Downing Street
  surname   ///< Putin; only valid when unambiguous or introduced in the article
};

/// One reading of a matched name.
struct NameSense {
  uint32_t entry = 0;
  NameForm form = NameForm::name;
  std::string_view sector;  ///< of a metonym that stands for a part of the state ("the Kremlin" GOV); else ""
};

/// A generic noun phrase head that denotes an actor once a country or organisation is known: "troops" -> MIL,
/// "foreign ministry" -> GOV, "lawmakers" -> LEG, "spokesman", "leader".
struct RoleNoun {
  std::string phrase;  ///< lemma or lemmas joined by a space
  std::string sector;
  std::string office;  ///< canonical office for office words ("president"), else ""
  enum class Kind : uint8_t { person, body, force, people } kind = Kind::person;
  bool plural_only = false;  ///< written in the plural in the table: "forces" is no reading of "force"
  std::string source;
};

/// The tables of knowledge/actors: who acts in the news and by which names. Immutable after load; safe to share between
/// threads. Views and pointers it hands out live as long as it does.
class ActorLexicon {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  /// Reads the tables of `folder`, then those present in each overlay; a later entry replaces one with the same id.
  /// Errors: not_found, not_readable, bad_encoding, bad_format (file and line, what was found, what was expected).
  static Result<std::shared_ptr<const ActorLexicon>> load(const std::filesystem::path& folder,
                                                          std::span<const std::filesystem::path> overlays = {});

  size_t size() const { return entries_.size(); }
  size_t name_count() const { return names_.size(); }
  const ActorEntry& entry(uint32_t index) const { return entries_[index]; }
  /// The entry with this id, or kNone. Ids of people, organisations, groups and countries share one space.
  uint32_t by_id(std::string_view id) const;
  /// The state with this code that existed on `date` (today's when there is no date), or kNone.
  uint32_t country(std::string_view code, Date date = {}) const;

  /// The longest name that begins at unit `at`: its readings in `senses` (cleared first) and how many units it takes;
  /// 0 = none. `capitals`: the text around is all in capitals, so case tells nothing.
  uint32_t match(const UnitText& text, size_t at, bool capitals, std::vector<NameSense>& senses) const;

  struct RoleMatch {
    uint32_t units = 0;
    const RoleNoun* role = nullptr;
  };
  /// The longest role phrase that begins at unit `at`; plural nouns match their singular.
  RoleMatch match_role(const UnitText& text, size_t at) const;

  /// People who hold or held `office` ("" = any) of a country code or organisation id, in table order.
  struct Holder {
    uint32_t person = 0;
    uint32_t term = 0;  ///< index into its terms
  };
  std::vector<Holder> holders(std::string_view of, std::string_view office) const;

  /// Is `word` (lower case) in the list of words.tsv with this name?
  bool in_list(std::string_view list, std::string_view word) const;
  /// Names that two entries with different codes claim, for the table's editors: "name: file:line, file:line".
  const std::vector<std::string>& conflicts() const { return conflicts_; }

 private:
  friend class ActorLexiconBuilder;
  static uint64_t extend_role_key(uint64_t key, uint64_t noun) { return key * 0x9E3779B97F4A7C15u + noun; }
  struct Sense {
    uint32_t entry = 0;
    NameForm form = NameForm::name;
    std::string sector;
  };
  std::vector<ActorEntry> entries_;
  std::vector<Sense> senses_;
  NameIndex names_;
  std::vector<RoleNoun> roles_;
  HashFilter first_role_nouns_;
  std::unordered_map<uint64_t, int32_t> role_keys_;  ///< noun keys of a phrase or its beginning -> role, -1 = beginning
  std::unordered_map<std::string, uint32_t> ids_;
  std::unordered_map<std::string, std::vector<uint32_t>> countries_;  ///< by code, current state first
  std::unordered_map<std::string, std::vector<Holder>> holders_;      ///< by `of`
  std::unordered_map<uint64_t, bool> words_;                          ///< hash of list and word
  HashFilter listed_;                                                 ///< a first look before words_
  std::vector<std::string> conflicts_;
};

}  // namespace demarche
