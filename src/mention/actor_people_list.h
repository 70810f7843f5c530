#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mention/actor_draft.h"
#include "record/parse.h"

namespace demarche {

/// The days an article may have been written: its date, or what is known of it. "No date" leaves an end open.
struct ArticleTime {
  Date first;
  Date last;
  bool known() const { return first.known() || last.known(); }
};

/// One person an article names.
struct ArticlePerson {
  std::string id;
  std::string name;
  std::string surname;  ///< folded, lower case; "" when the name is one word
  uint32_t entry = ActorLexicon::kNone;
  std::string code;  ///< as the text or the lexicon says; "" = not known
  std::string told;  ///< code of the body or state that the text gives with an office; "" = none
  std::string sector;
  uint32_t body = ActorLexicon::kNone;  ///< organisation the person belongs to
  std::vector<std::string> offices;     ///< canonical offices that the text gives
  std::string office_phrase;            ///< the title as the role table has it
  char gender = 0;
  bool former = false;
};

/// People by the names one article uses for them: full name once, surname or title later. Fills `person` of the person
/// drafts; a lone proper noun that is nobody's surname keeps kNone.
class PeopleList {
 public:
  PeopleList(const ActorLexicon& lexicon, ArticleTime time) : lexicon_(lexicon), time_(time) {}
  void collect(std::vector<ActorDraft>& drafts);

  const std::vector<ArticlePerson>& all() const { return people_; }
  const ArticlePerson& at(uint32_t person) const { return people_[person]; }
  /// Does the text or the lexicon give this person the office? With `dated` the lexicon's term must fit the time.
  bool holds(const ArticlePerson& person, std::string_view code, std::string_view office, bool dated) const;
  /// The entity of a person, without text and span; `draft` adds what stands with this mention of them.
  Entity entity(uint32_t person, const ActorDraft* draft) const;
  /// Entity of a lexicon entry that is a person, in the given office.
  Entity entity(const ActorLexicon::Holder& holder) const;
  const ArticleTime& time() const { return time_; }
  /// "president of Russia".
  std::string office_name(std::string_view office, std::string_view of) const;

 private:
  void add_full_name(ActorDraft& draft);
  void add_surname(ActorDraft& draft);
  bool surname_of_listed(ActorDraft& draft);
  void surname_like_state(ActorDraft& draft);
  bool surname_of_lexicon(ActorDraft& draft);
  void learn(ArticlePerson& person, const ActorDraft& draft);
  uint32_t known_full_name(const ActorDraft& draft) const;
  const ActorEntry::Term* term(const ActorEntry& entry, std::string_view office, bool& current) const;
  bool fits(const ActorEntry& entry, const ActorDraft& draft) const;

  const ActorLexicon& lexicon_;
  ArticleTime time_;
  uint32_t add(ArticlePerson person);
  std::vector<ArticlePerson> people_;
  std::unordered_map<std::string, uint32_t> by_id_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_surname_;
  std::unordered_map<uint32_t, uint32_t> by_entry_;
};

}  // namespace demarche
