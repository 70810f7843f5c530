// People with a name: title before it, apposition after it, or the bare name.
#include <algorithm>

#include "base/utf8.h"
#include "mention/actor_phrases.h"

namespace demarche {
namespace {

constexpr uint32_t kAppositionReach = 12;  ///< tokens an apposition may take

bool is_text(const Token& token, std::string_view text) { return token.form == text; }

bool is_determiner(const Token& token) {
  const std::string form = to_lower(token.form);
  return form == "the" || form == "a" || form == "an" || form == "this";
}

bool is_possessive_pronoun(const Token& token) {
  const std::string form = to_lower(token.form);
  return form == "his" || form == "her" || form == "its" || form == "their" || form == "our" || form == "my";
}

}  // namespace

void ActorPhrases::build_people() {
  const auto& names = scan_.names();
  for (uint32_t t = 0; t < size_;) {
    if (const int32_t run = scan_.run_at(t); run >= 0) {
      const ProperRun& each = scan_.runs()[static_cast<size_t>(run)];
      if (!used_[each.first]) build_person(each.first, each.last, nullptr);
      t = std::max(t + 1, each.last);
      continue;
    }
    if (const int32_t name = scan_.name_at(t); name >= 0) {
      const NameSpan& span = names[static_cast<size_t>(name)];
      const bool person = !span.senses.empty() && entry(span.senses.front()).kind == ActorKind::person;
      if (person && !used_[span.first]) build_person(span.first, span.last, &span);
      t = std::max(t + 1, span.last);
      continue;
    }
    ++t;
  }
}

bool ActorPhrases::read_roles_before(uint32_t& at, Title& title) const {
  bool any = false;
  while (at > 0) {
    const int32_t index = scan_.role_at(at - 1);
    if (index >= 0) {
      const RoleSpan& role = scan_.roles()[static_cast<size_t>(index)];
      if (role.last != at || role.role->kind != RoleNoun::Kind::person || role.plural) break;
      // The office nearest to the country is the one that counts; a rank alone gives way to it.
      if (title.role == nullptr || title.role->role->office.empty()) title.role = &role;
      at = role.first;
      any = true;
      continue;
    }
    if (listed("honorific", at - 1) || listed("rank", at - 1)) {
      for (const char* list : {"rank-mil", "rank-leg", "rank-gov"}) {
        if (title.body_sector.empty() && listed(list, at - 1)) {
          title.body_sector = std::string_view(list) == "rank-mil"   ? "MIL"
                              : std::string_view(list) == "rank-leg" ? "LEG"
                                                                     : "GOV";
        }
      }
      if (listed("honorific-female", at - 1)) title.gender = 'f';
      if (listed("honorific-male", at - 1)) title.gender = 'm';
      --at;
      any = true;
      continue;
    }
    if (token(at - 1).form == "." && at > 1 && (listed("honorific", at - 2) || listed("rank", at - 2))) {
      --at;
      continue;
    }
    const bool joined = any && at > 1 && (is_text(token(at - 1), "and") || is_text(token(at - 1), "-"));
    if (joined && scan_.role_at(at - 2) >= 0 &&
        scan_.roles()[static_cast<size_t>(scan_.role_at(at - 2))].last == at - 1 &&
        scan_.roles()[static_cast<size_t>(scan_.role_at(at - 2))].role->kind == RoleNoun::Kind::person &&
        !scan_.roles()[static_cast<size_t>(scan_.role_at(at - 2))].plural) {
      --at;
      continue;
    }
    break;
  }
  return any;
}

void ActorPhrases::read_modifiers(uint32_t& at, Title& title) const {
  bool possessed = false;
  while (at > 0) {
    const uint32_t t = at - 1;
    const int32_t name = scan_.name_at(t);
    if (name >= 0) {
      const NameSpan& span = scan_.names()[static_cast<size_t>(name)];
      if (!span.senses.empty() && entry(span.senses.front()).kind == ActorKind::person && !possessed) break;
      const Affiliation found = affiliation_of(span);
      if (found.known()) title.affiliation = found;
      at = span.first;
      possessed = false;
      continue;
    }
    if (is_possessive(t)) {
      // "Turkey's foreign minister": only a name or a body may own the title.
      if (t == 0 || (scan_.name_at(t - 1) < 0 && scan_.role_at(t - 1) < 0 && scan_.run_at(t - 1) < 0)) break;
      possessed = true;
      at = t;
      continue;
    }
    const int32_t role = scan_.role_at(t);
    if (role >= 0) {
      const RoleSpan& span = scan_.roles()[static_cast<size_t>(role)];
      if (span.last != at) break;
      if (span.role->kind == RoleNoun::Kind::person && !possessed) break;
      title.body_sector = span.role->sector;
      at = span.first;
      possessed = false;
      continue;
    }
    if (scan_.run_at(t) >= 0) {
      at = scan_.runs()[static_cast<size_t>(scan_.run_at(t))].first;
      possessed = false;
      continue;
    }
    if (is_possessive_pronoun(token(t))) {
      title.owner = static_cast<int32_t>(t);
      title.definite = true;
      at = t;
      break;
    }
    if (is_determiner(token(t))) {
      title.definite = to_lower(token(t).form) == "the";
      at = t;
      break;
    }
    if (listed("title-modifier", t)) {
      title.former = title.former || listed("former-only", t);
      at = t;
      continue;
    }
    const Upos upos = token(t).upos;
    const int32_t above = tree_.head(t);
    const bool inside = above > static_cast<int32_t>(t) &&
                        (upos == Upos::ADJ || upos == Upos::NOUN || upos == Upos::PROPN) &&
                        (token(t).relation == Relation::amod || token(t).relation == Relation::compound);
    if (inside || (is_text(token(t), "-") && t > 0 && token(t - 1).upos != Upos::VERB && !token(t - 1).space_after)) {
      at = t;
      continue;
    }
    break;
  }
}

ActorPhrases::Title ActorPhrases::title_before(uint32_t first) const {
  Title title;
  title.begin = first;
  uint32_t at = first;
  if (at > 1 && is_text(token(at - 1), ",")) {
    title.comma = true;
    --at;
  }
  const uint32_t name_begin = at;
  bool found = read_roles_before(at, title);
  if (!found && !title.comma && at > 2) {
    // "President of Russia Vladimir Putin"
    const int32_t name = scan_.name_at(at - 1);
    if (name >= 0) {
      const NameSpan& span = scan_.names()[static_cast<size_t>(name)];
      uint32_t before = span.first;
      if (before > 0 && is_determiner(token(before - 1))) --before;
      if (before > 1 && is_text(token(before - 1), "of") && scan_.role_at(before - 2) >= 0) {
        uint32_t role_end = before - 1;
        if (read_roles_before(role_end, title)) {
          title.affiliation = affiliation_of(span);
          at = role_end;
          found = true;
        }
      }
    }
  }
  if (!found) return Title{first, nullptr, {}, {}, -1, false, false, false, 0, false};
  const uint32_t roles_begin = at;
  const Affiliation of = title.affiliation;
  read_modifiers(at, title);
  if (of.known()) title.affiliation = of;
  if (title.comma) {
    // Only a full description in front of the comma is an apposition; "said the minister, Smith added" is none.
    const bool arc =
        title.role != nullptr &&
        (tree_.head(title.role->head) == static_cast<int32_t>(first) ||
         (tree_.head(first) == static_cast<int32_t>(title.role->head) && token(first).relation == Relation::appos));
    const bool described = at < roles_begin && (title.definite || title.owner >= 0 || title.affiliation.known());
    if (title.role == nullptr || !(arc || described) || title.role->plural) {
      return Title{first, nullptr, {}, {}, -1, false, false, false, 0, false};
    }
  }
  (void)name_begin;
  title.begin = at;
  title.found = true;
  return title;
}

bool ActorPhrases::apposition_after(uint32_t last, Title& title, uint32_t& end) const {
  if (last + 2 >= size_ || !is_text(token(last), ",")) return false;
  const RoleSpan* role = nullptr;
  for (uint32_t t = last + 1; t < std::min(size_, last + kAppositionReach); ++t) {
    if (const int32_t index = scan_.role_at(t); index >= 0) {
      const RoleSpan& span = scan_.roles()[static_cast<size_t>(index)];
      if (span.role->kind == RoleNoun::Kind::person) {
        role = &span;
        break;
      }
      t = span.last - 1;
      continue;
    }
    const Upos upos = token(t).upos;
    const bool inner = upos == Upos::DET || upos == Upos::ADJ || upos == Upos::PROPN || upos == Upos::NOUN ||
                       upos == Upos::PART || upos == Upos::NUM || is_possessive(t) || is_possessive_pronoun(token(t)) ||
                       is_text(token(t), "-") || scan_.name_at(t) >= 0 || listed("title-modifier", t);
    if (!inner) return false;
  }
  if (role == nullptr || role->plural) return false;
  uint32_t begin = role->first;
  Title found;
  read_modifiers(begin, found);
  if (begin != last + 1) return false;
  end = role->last;
  if (end + 1 < size_ && (is_text(token(end), "of") || is_text(token(end), "for"))) {
    uint32_t t = end + 1;
    while (t < size_ && t < end + 4 && scan_.name_at(t) < 0 && (is_determiner(token(t)) || token(t).upos == Upos::ADJ))
      ++t;
    if (t < size_ && scan_.name_at(t) >= 0) {
      const NameSpan& span = scan_.names()[static_cast<size_t>(scan_.name_at(t))];
      const Affiliation of = affiliation_of(span);
      if (of.known()) {
        if (!found.affiliation.known()) found.affiliation = of;
        end = span.last;
      }
    }
  }
  const int32_t above = tree_.head(role->head);
  const bool arc = token(role->head).relation == Relation::appos && above >= 0 && static_cast<uint32_t>(above) < last;
  const bool closed =
      end >= size_ || token(end).upos == Upos::PUNCT || is_text(token(end), "who") || is_text(token(end), "whose");
  const bool described = found.definite || found.affiliation.known() || found.owner >= 0;
  if (!arc && !(closed && described)) return false;
  if (end < size_ && is_text(token(end), "and") && !arc) return false;
  if (of_unknown(role->last)) return false;
  title.role = role;
  title.affiliation = found.affiliation;
  title.body_sector = found.body_sector;
  title.owner = found.owner;
  title.former = found.former;
  title.found = true;
  return true;
}

bool ActorPhrases::run_is_body(uint32_t first, uint32_t last) const {
  for (uint32_t t = first; t < last; ++t) {
    if (token(t).upos == Upos::NUM) return true;
    // "R-MI", "F-16": letters and a code, no name
    if (t > first && token(t).form == "-" && token(t - 1).form.size() == 1) return true;
  }
  // "Justice Party": a body noun right after the run belongs to its name.
  if (last < size_ && scan_.role_at(last) >= 0) {
    const RoleSpan& role = scan_.roles()[static_cast<size_t>(scan_.role_at(last))];
    return role.role->kind != RoleNoun::Kind::person && is_ascii_upper(token(role.head).form.front());
  }
  return false;
}

bool ActorPhrases::looks_like_person(uint32_t first, uint32_t last, const Title& title) const {
  if (run_is_body(first, last)) return false;
  if (title.found) return true;
  const std::string given = to_lower(token(first).form);
  if (last - first >= 2 && (lexicon_.in_list("first-name-male", given) || lexicon_.in_list("first-name-female", given)))
    return true;
  for (uint32_t t = first; t < last; ++t) {
    if (token(t).relation == Relation::flat && last - first >= 2) return true;
  }
  return false;
}

void ActorPhrases::build_person(uint32_t first, uint32_t last, const NameSpan* known) {
  Title title = title_before(first);
  uint32_t end = last;
  uint32_t apposition_end = last;
  Title after;
  if (!title.found || title.role == nullptr) {
    if (apposition_after(last, after, apposition_end)) {
      end = apposition_end;
      after.begin = title.begin;
      after.gender = title.gender;
      title = after;
    }
  }
  if (known == nullptr && !looks_like_person(first, last, title)) {
    // A lone surname, or something else: kept for the article's list of people, which knows the full names.
    if (last - first > 1 || run_is_body(first, last)) return;
  }
  if (title.found && !title.affiliation.known() && end == last) {
    // "Senator Ann Howe of Vermont"
    if (last + 1 < size_ && is_text(token(last), "of") && scan_.name_at(last + 1) >= 0) {
      const NameSpan& home = scan_.names()[static_cast<size_t>(scan_.name_at(last + 1))];
      title.affiliation = affiliation_of(home);
      if (title.affiliation.known()) end = home.last;
    }
  }
  ActorDraft draft;
  draft.type = ActorDraft::Type::person;
  draft.how = title.comma   ? "title, name"
              : title.found ? (end > last ? "name, description" : "title and name")
                            : "name";
  draft.mention.kind = MentionKind::name;
  draft.mention.first = title.begin;
  draft.mention.last = end;
  draft.mention.head = phrase_head(title.begin, end);
  if (known != nullptr) draft.senses = known->senses;
  for (uint32_t t = first; t < last; ++t) {
    if (t > first && token(t - 1).space_after) draft.name += ' ';
    draft.name += token(t).form;
  }
  draft.name_first = first;
  draft.name_last = last;
  draft.role = title.role != nullptr ? title.role->role : nullptr;
  draft.affiliation = title.affiliation;
  if (!title.body_sector.empty() && draft.affiliation.sector.empty()) draft.affiliation.sector = title.body_sector;
  draft.owner = title.owner;
  draft.titled = title.found;
  draft.former = title.former;
  draft.gender = title.gender;
  const std::string given = to_lower(token(first).form);
  if (draft.gender == 0 && last - first >= 2) {
    const bool male = lexicon_.in_list("first-name-male", given);
    const bool female = lexicon_.in_list("first-name-female", given);
    if (male != female) draft.gender = male ? 'm' : 'f';
  }
  // Inside the phrase only possessors stay mentions of their own.
  const uint32_t begin = draft.mention.first;
  keep(std::move(draft), begin, end);
  for (uint32_t t = begin; t + 1 < end; ++t) {
    if (scan_.name_at(t) >= 0 && is_possessive(scan_.names()[static_cast<size_t>(scan_.name_at(t))].last)) used_[t] = 0;
    if (is_possessive_pronoun(token(t))) used_[t] = 0;
  }
}

}  // namespace demarche
