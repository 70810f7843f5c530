// Makes an ActorLexicon of the rows that were read.
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "knowledge/actors_builder.h"

namespace demarche {
namespace {

/// The plainest surnames of a full name: its last word, and with the small words before it ("von der Leyen").
std::vector<std::string> surnames_of(std::string_view name, const std::vector<std::string>& particles) {
  std::vector<std::string> result;
  size_t begin = name.rfind(' ');
  // "John Paul II", "Alexy I": a number is no surname.
  if (begin == std::string_view::npos || name.find_first_not_of("IVX", begin + 1) == std::string_view::npos)
    return result;
  result.emplace_back(name.substr(begin + 1));
  while (begin != std::string_view::npos && begin > 0) {
    const size_t before = name.rfind(' ', begin - 1);
    if (before == std::string_view::npos) break;
    const std::string word = to_lower(name.substr(before + 1, begin - before - 1));
    if (std::find(particles.begin(), particles.end(), word) == particles.end()) break;
    result.emplace_back(name.substr(before + 1));
    begin = before;
  }
  return result;
}

/// PLOVER 2.0 table 5.1.
bool is_international(std::string_view code) {
  for (std::string_view each : {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}) {
    if (code == each) return true;
  }
  return false;
}

/// Readings of one name are tried in this order.
int rank(const EntryDraft& draft) {
  static constexpr int kRanks[] = {0, 1, 3, 2, 4, 5};  // country, organisation, person, group, region, city
  return kRanks[static_cast<size_t>(draft.entry.kind)] + (draft.ambiguous ? 10 : 0);
}

}  // namespace

Result<std::shared_ptr<const ActorLexicon>> ActorLexiconBuilder::finish() {
  std::vector<const EntryDraft*> order;
  order.reserve(drafts_.size());
  for (EntryDraft& each : drafts_) order.push_back(&each);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return rank(*a) < rank(*b); });
  made_->entries_.reserve(order.size());
  for (const EntryDraft* each : order) {
    made_->ids_[each->entry.id] = static_cast<uint32_t>(made_->entries_.size());
    made_->entries_.push_back(each->entry);
  }
  for (uint32_t i = 0; i < order.size(); ++i) {
    if (order[i]->entry.kind == ActorKind::country) made_->countries_[order[i]->entry.code].push_back(i);
  }
  if (Result<void> done = link_people(); !done) return done.error();
  for (const EntryDraft* each : order) {
    const ActorKind kind = each->entry.kind;
    if (kind != ActorKind::country && kind != ActorKind::region) continue;
    for (const NameDraft& name : each->names) places_.insert(name.name);
  }
  for (uint32_t i = 0; i < order.size(); ++i) {
    for (const NameDraft& name : order[i]->names) add_name(name, i);
    add_surnames(*order[i], i);
  }
  for (auto& [code, states] : made_->countries_) {
    std::stable_sort(states.begin(), states.end(), [&](uint32_t a, uint32_t b) {
      const Date left = made_->entries_[a].to;
      const Date right = made_->entries_[b].to;
      return left.known() != right.known() ? !left.known() : right < left;
    });
  }
  find_conflicts(order);
  add_roles();
  return std::shared_ptr<const ActorLexicon>(made_);
}

void ActorLexiconBuilder::add_name(const NameDraft& name, uint32_t index) {
  const auto sense = static_cast<uint32_t>(made_->senses_.size());
  made_->senses_.push_back({index, name.form, name.sector});
  made_->names_.add(name.name, sense, static_cast<uint8_t>(name.form), name.any_case);
}

void ActorLexiconBuilder::add_surnames(const EntryDraft& draft, uint32_t index) {
  if (draft.entry.kind != ActorKind::person) return;
  const auto is_surname = [](const NameDraft& name) { return name.form == NameForm::surname; };
  if (std::any_of(draft.names.begin(), draft.names.end(), is_surname)) return;
  std::vector<std::string> surnames;
  for (const NameDraft& name : draft.names) {
    if (name.name.find(" of ") != std::string::npos) continue;  // "Constantine of Greece"
    for (std::string& each : surnames_of(name.name, particles_)) {
      if (std::find(surnames.begin(), surnames.end(), each) == surnames.end()) surnames.push_back(std::move(each));
    }
  }
  // A surname that is the name of a state or place would make every one of its mentions doubtful.
  for (const std::string& each : surnames) {
    if (places_.count(each) == 0) add_name({each, NameForm::surname, "", false}, index);
  }
}

Result<void> ActorLexiconBuilder::link_people() {
  for (uint32_t i = 0; i < made_->entries_.size(); ++i) {
    ActorEntry& person = made_->entries_[i];
    if (person.kind != ActorKind::person) continue;
    std::stable_sort(person.terms.begin(), person.terms.end(),
                     [](const auto& a, const auto& b) { return a.from < b.from; });
    for (uint32_t t = 0; t < person.terms.size(); ++t) {
      ActorEntry::Term& term = person.terms[t];
      if (term.sector.empty()) term.sector = "GOV";
      const uint32_t body = made_->by_id(term.of);
      const bool state = made_->countries_.count(term.of) != 0 || is_international(term.of);
      if (!state && body == ActorLexicon::kNone) {
        return Error{
            ErrorCode::bad_format,
            fmt::format("found an office of '{}', expected a country code or the id of an organisation", term.of),
            person.source};
      }
      person.code = state ? term.of : made_->entries_[body].code;
      person.country = is_international(term.of) ? "" : state ? term.of : made_->entries_[body].country;
      person.sector = term.sector;
      made_->holders_[term.of].push_back({i, t});
    }
  }
  return {};
}

void ActorLexiconBuilder::find_conflicts(const std::vector<const EntryDraft*>& order) {
  std::unordered_map<std::string_view, const EntryDraft*> owners;
  for (const EntryDraft* each : order) {
    if (each->ambiguous) continue;
    for (const NameDraft& name : each->names) {
      if (name.form == NameForm::surname) continue;
      const auto [place, fresh] = owners.try_emplace(name.name, each);
      const ActorEntry& first = place->second->entry;
      const bool both_people = first.kind == ActorKind::person && each->entry.kind == ActorKind::person;
      if (!fresh && (first.code != each->entry.code || (both_people && first.id != each->entry.id))) {
        made_->conflicts_.push_back(fmt::format("{}: {}, {}", name.name, first.source, each->entry.source));
      }
    }
  }
}

void ActorLexiconBuilder::add_roles() {
  UnitText text;
  for (auto& [phrase, role] : role_drafts_) {
    text.assign(phrase);
    if (text.units.empty()) continue;
    made_->first_role_nouns_.add(text.units.front().noun);
    role.plural_only = text.units.back().noun != text.units.back().key && role.kind != RoleNoun::Kind::person;
    made_->roles_.push_back(std::move(role));
    uint64_t key = 0;
    for (size_t i = 0; i < text.units.size(); ++i) {
      key = ActorLexicon::extend_role_key(key, text.units[i].noun);
      int32_t& slot = made_->role_keys_.try_emplace(key, -1).first->second;
      // The singular phrase, when the table has it too, covers both numbers.
      if (i + 1 == text.units.size() && (slot < 0 || !made_->roles_.back().plural_only)) {
        slot = static_cast<int32_t>(made_->roles_.size()) - 1;
      }
    }
  }
}

Result<std::shared_ptr<const ActorLexicon>> ActorLexicon::load(const std::filesystem::path& folder,
                                                               std::span<const std::filesystem::path> overlays) {
  ActorLexiconBuilder builder;
  if (Result<void> done = builder.read_folder(folder, false); !done) return done.error();
  for (const std::filesystem::path& overlay : overlays) {
    if (Result<void> done = builder.read_folder(overlay, true); !done) return done.error();
  }
  return builder.finish();
}

}  // namespace demarche
