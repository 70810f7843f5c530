#include "mention/actor_people_list.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kNamesakes = 50;  ///< people of one surname looked at in one article

std::string last_word(std::string_view name) {
  UnitText text;
  text.assign(name);
  if (text.units.size() < 2) return "";
  return to_lower(text.folded_unit(text.units.size() - 1));
}

std::string folded_name(std::string_view name) {
  UnitText text;
  text.assign(name);
  std::string result;
  for (size_t i = 0; i < text.units.size(); ++i) {
    if (i > 0) result += ' ';
    result += to_lower(text.folded_unit(i));
  }
  return result;
}

bool is_full_name(const ActorDraft& draft) {
  if (!draft.senses.empty()) return draft.senses.front().form == NameForm::name;
  return draft.name_last - draft.name_first >= 2;
}

}  // namespace

void PeopleList::collect(std::vector<ActorDraft>& drafts) {
  for (ActorDraft& draft : drafts) {
    if (draft.type == ActorDraft::Type::person && is_full_name(draft)) add_full_name(draft);
  }
  for (ActorDraft& draft : drafts) {
    if (draft.type == ActorDraft::Type::person && !is_full_name(draft)) add_surname(draft);
    if (draft.type == ActorDraft::Type::state && draft.mention.kind == MentionKind::name) surname_like_state(draft);
  }
}

bool PeopleList::fits(const ActorEntry& entry, const ActorDraft& draft) const {
  if (draft.gender != 0 && entry.gender_known && (draft.gender == 'f') != entry.female) return false;
  if (!draft.affiliation.known() || draft.affiliation.code.empty()) return true;
  for (const ActorEntry::Term& term : entry.terms) {
    if (term.of == draft.affiliation.code) return true;
    const uint32_t body = lexicon_.by_id(term.of);
    if (body == ActorLexicon::kNone) continue;
    if (body == draft.affiliation.entry || lexicon_.entry(body).code == draft.affiliation.code ||
        lexicon_.entry(body).country == draft.affiliation.code) {
      return true;
    }
  }
  return false;
}

uint32_t PeopleList::known_full_name(const ActorDraft& draft) const {
  if (!draft.senses.empty()) {
    uint32_t best = ActorLexicon::kNone;
    int best_score = -1;
    for (const NameSense& sense : draft.senses) {
      const ActorEntry& entry = lexicon_.entry(sense.entry);
      if (entry.kind != ActorKind::person || sense.form != NameForm::name) continue;
      bool current = false;
      term(entry, draft.role != nullptr ? draft.role->office : "", current);
      const int score = (fits(entry, draft) ? 2 : 0) + (current ? 1 : 0);
      if (score > best_score) {
        best = sense.entry;
        best_score = score;
      }
    }
    return best;
  }
  // "Vladimir Putins" in a headline that lost its apostrophe; "Joseph R. Biden" for "Joseph Biden".
  UnitText text;
  std::vector<NameSense> senses;
  const auto find = [&](const std::string& name) {
    text.assign(name);
    const bool whole = lexicon_.match(text, 0, false, senses) == text.units.size();
    const bool person = whole && !senses.empty() && lexicon_.entry(senses.front().entry).kind == ActorKind::person &&
                        senses.front().form == NameForm::name;
    return person ? senses.front().entry : ActorLexicon::kNone;
  };
  if (draft.name.ends_with('s')) {
    const uint32_t found = find(draft.name.substr(0, draft.name.size() - 1));
    if (found != ActorLexicon::kNone) return found;
  }
  text.assign(draft.name);
  std::string plain;
  for (size_t i = 0; i < text.units.size(); ++i) {
    const std::string_view unit = text.folded_unit(i);
    const bool last = i + 1 == text.units.size();
    if ((i > 0 && !last && unit.size() == 1) || (i > 0 && last && (unit == "Jr" || unit == "Sr"))) continue;
    if (!plain.empty()) plain += ' ';
    plain += unit;
  }
  if (plain.find(' ') != std::string::npos && plain.size() < draft.name.size()) return find(plain);
  return ActorLexicon::kNone;
}

uint32_t PeopleList::add(ArticlePerson person) {
  const auto index = static_cast<uint32_t>(people_.size());
  by_id_[person.id] = index;
  by_surname_[person.surname].push_back(index);
  if (person.entry != ActorLexicon::kNone) by_entry_[person.entry] = index;
  people_.push_back(std::move(person));
  return index;
}

void PeopleList::add_full_name(ActorDraft& draft) {
  const uint32_t entry = known_full_name(draft);
  const std::string id = entry != ActorLexicon::kNone ? lexicon_.entry(entry).id : slug(draft.name);
  const auto known_id = by_id_.find(id);
  uint32_t index = known_id == by_id_.end() ? ActorLexicon::kNone : known_id->second;
  if (index == ActorLexicon::kNone) {
    ArticlePerson person;
    person.id = id;
    person.entry = entry;
    person.name = entry != ActorLexicon::kNone ? lexicon_.entry(entry).name : draft.name;
    person.surname = last_word(draft.name);
    if (entry != ActorLexicon::kNone) {
      const ActorEntry& known = lexicon_.entry(entry);
      person.code = known.code;
      if (known.gender_known) person.gender = known.female ? 'f' : 'm';
    }
    index = add(std::move(person));
  }
  draft.person = index;
  learn(people_[index], draft);
}

void PeopleList::learn(ArticlePerson& person, const ActorDraft& draft) {
  if (person.gender == 0) person.gender = draft.gender;
  if (!draft.affiliation.code.empty() && (person.code.empty() || person.entry == ActorLexicon::kNone)) {
    if (person.code.empty()) person.code = draft.affiliation.code;
  }
  if (person.body == ActorLexicon::kNone && draft.affiliation.entry != ActorLexicon::kNone &&
      lexicon_.entry(draft.affiliation.entry).kind == ActorKind::organisation) {
    person.body = draft.affiliation.entry;
  }
  person.former = person.former || draft.former;
  if (draft.role == nullptr) {
    if (person.sector.empty() && person.entry == ActorLexicon::kNone)
      person.sector = draft.affiliation.sector;  // a rank
    return;
  }
  if (person.told.empty() && !draft.former && !draft.role->office.empty()) person.told = draft.affiliation.code;
  if (!draft.role->office.empty() &&
      std::find(person.offices.begin(), person.offices.end(), draft.role->office) == person.offices.end()) {
    person.offices.push_back(draft.role->office);
  }
  if (person.office_phrase.empty())
    person.office_phrase = draft.role->office.empty() ? draft.role->phrase : draft.role->office;
  if (person.sector.empty()) {
    const bool of_body = lexicon_.in_list("body-sector", draft.role->phrase.substr(draft.role->phrase.rfind(' ') + 1));
    person.sector = of_body && !draft.affiliation.sector.empty() ? draft.affiliation.sector : draft.role->sector;
  }
}

bool PeopleList::surname_of_listed(ActorDraft& draft) {
  const std::string folded = folded_name(draft.name);
  const std::string bare = folded.ends_with('s') ? folded.substr(0, folded.size() - 1) : "";
  int best_score = 0;
  std::vector<uint32_t> candidates;
  for (const std::string& each : {folded, bare, last_word(draft.name)}) {
    const auto bearers = by_surname_.find(each);
    if (each.empty() || bearers == by_surname_.end()) continue;
    candidates.insert(candidates.end(), bearers->second.begin(),
                      bearers->second.begin() + static_cast<ptrdiff_t>(std::min(bearers->second.size(), kNamesakes)));
  }
  for (const NameSense& sense : draft.senses) {
    if (const auto known = by_entry_.find(sense.entry); known != by_entry_.end()) candidates.push_back(known->second);
  }
  for (uint32_t i : candidates) {
    ArticlePerson& person = people_[i];
    const std::string whole = folded_name(person.name);
    const bool last = !person.surname.empty() &&
                      (person.surname == folded || (!bare.empty() && person.surname == bare &&
                                                    whole.find(' ') != std::string::npos && draft.senses.empty()));
    bool lexical = false;
    for (const NameSense& sense : draft.senses) lexical = lexical || sense.entry == person.entry;
    const bool tail = folded.find(' ') != std::string::npos && whole.ends_with(" " + folded);
    if (!last && !lexical && !tail) continue;
    if (draft.gender != 0 && person.gender != 0 && draft.gender != person.gender) continue;
    if (!draft.affiliation.code.empty() && !person.code.empty() && draft.affiliation.code != person.code) continue;
    int score = 1;
    if (draft.role != nullptr && !draft.role->office.empty() && holds(person, "", draft.role->office, false))
      score += 4;
    if (lexical) score += 1;
    if (score > best_score) {
      best_score = score;
      draft.person = i;
    }
  }
  return best_score > 0;
}

void PeopleList::surname_like_state(ActorDraft& draft) {
  // After "Michael Jordan" the word "Jordan" alone is him.
  const NameSense& sense = draft.senses.front();
  if (sense.form != NameForm::name) return;
  const std::string folded = folded_name(lexicon_.entry(sense.entry).name);
  const auto bearers = by_surname_.find(folded);
  if (bearers == by_surname_.end()) return;
  draft.type = ActorDraft::Type::person;
  draft.person = bearers->second.front();
  draft.senses.clear();
}

bool PeopleList::surname_of_lexicon(ActorDraft& draft) {
  std::vector<uint32_t> fitting;
  const std::string surname = folded_name(draft.name);
  const std::string office = draft.role != nullptr ? draft.role->office : "";
  const bool common = lexicon_.in_list("common-surname", surname);
  const bool leader = draft.role != nullptr && lexicon_.in_list("leader-noun", draft.role->phrase);
  for (const NameSense& sense : draft.senses) {
    const ActorEntry& entry = lexicon_.entry(sense.entry);
    if (entry.kind != ActorKind::person || !fits(entry, draft)) continue;
    bool office_fits = false;
    for (const ActorEntry::Term& each : entry.terms) {
      if (time_.known() && !draft.former && !each.overlaps(time_.first, time_.last)) continue;
      office_fits = office_fits || each.office == office || (leader && lexicon_.in_list("leader-office", each.office));
    }
    if (!office.empty() || leader) {
      if (!office_fits) continue;
    } else if (time_.known()) {
      bool current = false;
      term(entry, "", current);
      if (!current && (draft.senses.size() > 1 || common)) continue;
    }
    if (std::find(fitting.begin(), fitting.end(), sense.entry) == fitting.end()) fitting.push_back(sense.entry);
  }
  if (fitting.size() != 1) return false;
  // Without a title that agrees, only a surname nobody else is likely to bear will do.
  const bool agreed = !office.empty() || leader || draft.affiliation.known();
  if (!agreed && common) return false;
  if (!agreed && draft.titled && draft.role != nullptr) return false;  // some other title: another person of that name
  const ActorEntry& entry = lexicon_.entry(fitting.front());
  ArticlePerson person;
  person.id = entry.id;
  person.name = entry.name;
  person.surname = surname;
  person.entry = fitting.front();
  person.code = entry.code;
  if (entry.gender_known) person.gender = entry.female ? 'f' : 'm';
  draft.person = add(std::move(person));
  return true;
}

void PeopleList::add_surname(ActorDraft& draft) {
  if (surname_of_listed(draft) || (!draft.senses.empty() && surname_of_lexicon(draft))) {
    learn(people_[draft.person], draft);
    return;
  }
  if (!draft.titled || (draft.role == nullptr && draft.gender == 0)) return;
  ArticlePerson person;
  person.id = slug(draft.name);
  person.name = draft.name;
  person.surname = folded_name(draft.name);
  draft.person = add(std::move(person));
  learn(people_[draft.person], draft);
}

const ActorEntry::Term* PeopleList::term(const ActorEntry& entry, std::string_view office, bool& current) const {
  const ActorEntry::Term* best = nullptr;
  int best_score = -1;
  for (const ActorEntry::Term& each : entry.terms) {
    const bool now = !time_.known() || each.overlaps(time_.first, time_.last);
    const int score = (!office.empty() && each.office == office ? 4 : 0) + (now ? 2 : 0);
    if (score >= best_score) {  // later terms win
      best = &each;
      best_score = score;
      current = now;
    }
  }
  return best;
}

bool PeopleList::holds(const ArticlePerson& person, std::string_view code, std::string_view office, bool dated) const {
  if (!code.empty() && person.code != code) return false;
  if (std::find(person.offices.begin(), person.offices.end(), office) != person.offices.end()) return true;
  if (person.entry == ActorLexicon::kNone) return false;
  for (const ActorEntry::Term& each : lexicon_.entry(person.entry).terms) {
    if (each.office != office) continue;
    if (!dated || !time_.known() || each.overlaps(time_.first, time_.last)) return true;
  }
  return false;
}

std::string PeopleList::office_name(std::string_view office, std::string_view of) const {
  if (office.empty()) return "";
  std::string result(office);
  uint32_t owner = lexicon_.country(of, time_.last);
  if (owner == ActorLexicon::kNone) owner = lexicon_.by_id(of);
  if (owner != ActorLexicon::kNone) result.append(" of ").append(lexicon_.entry(owner).name);
  return result;
}

Entity PeopleList::entity(const ActorLexicon::Holder& holder) const {
  const ActorEntry& entry = lexicon_.entry(holder.person);
  const ActorEntry::Term& term = entry.terms[holder.term];
  Entity result;
  result.code = entry.code;
  result.sector = term.sector;
  result.id = entry.id;
  result.name = entry.name;
  result.office = office_name(term.office, term.of);
  result.how = "office: " + entry.source;
  return result;
}

Entity PeopleList::entity(uint32_t index, const ActorDraft* draft) const {
  const ArticlePerson& person = people_[index];
  Entity result;
  result.id = person.id;
  result.name = person.name;
  result.code = person.code;
  result.sector = person.sector;
  result.office = office_name(person.office_phrase,
                              person.body != ActorLexicon::kNone ? lexicon_.entry(person.body).id : person.code);
  result.how = "person named in the text";
  if (person.entry != ActorLexicon::kNone) {
    const ActorEntry& entry = lexicon_.entry(person.entry);
    const std::string office = person.offices.empty() ? "" : person.offices.front();
    bool current = false;
    const ActorEntry::Term* held = term(entry, office, current);
    if (held != nullptr) {
      const bool over = time_.first.known() && held->to.known() && held->to < time_.first;
      const uint32_t body = lexicon_.by_id(held->of);
      result.code = lexicon_.country(held->of) != ActorLexicon::kNone || body == ActorLexicon::kNone
                        ? held->of
                        : lexicon_.entry(body).code;
      if (!person.told.empty()) result.code = person.told;
      if (result.sector.empty()) result.sector = over ? "ELI" : held->sector;
      if (result.office.empty() && !over) result.office = office_name(held->office, held->of);
    }
    result.how = "person: " + entry.source;
  }
  const bool former = draft != nullptr && draft->titled ? draft->former : person.former && person.offices.size() < 2;
  if (former) result.sector = "ELI";
  return result;
}

}  // namespace demarche
