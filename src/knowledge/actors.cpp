#include "knowledge/actors.h"

#include "base/hash.h"

namespace demarche {
namespace {

uint64_t word_key(std::string_view list, std::string_view word) { return hash64(word, hash64(list)); }

}  // namespace

bool ActorEntry::Term::overlaps(Date first, Date last) const {
  if (from.known() && last.known() && last < from) return false;
  if (to.known() && first.known() && to < first) return false;
  return true;
}

uint32_t ActorLexicon::by_id(std::string_view id) const {
  const auto found = ids_.find(std::string(id));
  return found == ids_.end() ? kNone : found->second;
}

uint32_t ActorLexicon::country(std::string_view code, Date date) const {
  const auto found = countries_.find(std::string(code));
  if (found == countries_.end()) return kNone;
  if (date.known()) {
    for (uint32_t index : found->second) {
      const ActorEntry& each = entries_[index];
      if ((!each.from.known() || each.from <= date) && (!each.to.known() || date <= each.to)) return index;
    }
  }
  return found->second.front();
}

uint32_t ActorLexicon::match(const UnitText& text, size_t at, bool capitals, std::vector<NameSense>& senses) const {
  senses.clear();
  const NameIndex::Match found = names_.longest(text, at, capitals);
  for (int32_t n = found.first; n >= 0; n = names_.name(n).next) {
    const IndexedName& name = names_.name(n);
    if (!names_.fits(name, text, at, found.units, capitals)) continue;
    const Sense& sense = senses_[name.value];
    senses.push_back({sense.entry, sense.form, sense.sector});
  }
  return found.units;
}

ActorLexicon::RoleMatch ActorLexicon::match_role(const UnitText& text, size_t at) const {
  RoleMatch best;
  if (!first_role_nouns_.may_hold(text.units[at].noun)) return best;
  uint64_t key = 0;
  for (size_t i = at; i < text.units.size(); ++i) {
    if (i > at && text.units[i].break_before) break;
    key = extend_role_key(key, text.units[i].noun);
    const auto found = role_keys_.find(key);
    if (found == role_keys_.end()) break;
    if (found->second < 0) continue;
    const RoleNoun& role = roles_[static_cast<size_t>(found->second)];
    if (role.plural_only && !text.units[i].plural) continue;
    best = {static_cast<uint32_t>(i - at + 1), &role};
  }
  return best;
}

std::vector<ActorLexicon::Holder> ActorLexicon::holders(std::string_view of, std::string_view office) const {
  std::vector<Holder> result;
  const auto found = holders_.find(std::string(of));
  if (found == holders_.end()) return result;
  for (const Holder& holder : found->second) {
    if (office.empty() || entries_[holder.person].terms[holder.term].office == office) result.push_back(holder);
  }
  return result;
}

bool ActorLexicon::in_list(std::string_view list, std::string_view word) const {
  const uint64_t key = word_key(list, word);
  return listed_.may_hold(key) && words_.find(key) != words_.end();
}

}  // namespace demarche
