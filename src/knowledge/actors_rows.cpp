// The rows of each table of knowledge/actors.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "base/utf8.h"
#include "knowledge/actors_builder.h"

namespace demarche {
namespace {

/// Reads YYYY, YYYY-MM or YYYY-MM-DD. The end of a range takes the last day of the month or year.
bool read_date(std::string_view text, bool end, Date& date) {
  date = {};
  if (text.empty()) return true;
  int parts[3] = {0, 0, 0};
  size_t count = 0;
  while (count < 3) {
    const size_t dash = text.find('-');
    const std::string_view part = text.substr(0, dash);
    const auto [last, error] = std::from_chars(part.data(), part.data() + part.size(), parts[count]);
    if (error != std::errc() || last != part.data() + part.size()) return false;
    ++count;
    if (dash == std::string_view::npos) break;
    text.remove_prefix(dash + 1);
    if (count == 3) return false;
  }
  if (parts[0] < 1000 || parts[0] > 9999 || (count > 1 && (parts[1] < 1 || parts[1] > 12)) ||
      (count > 2 && (parts[2] < 1 || parts[2] > 31))) {
    return false;
  }
  date.year = static_cast<int16_t>(parts[0]);
  date.month = static_cast<uint8_t>(count > 1 ? parts[1] : end ? 12 : 1);
  date.day = static_cast<uint8_t>(count > 2 ? parts[2] : end ? 31 : 1);
  return true;
}

Error bad(const ActorTable& table, size_t row, std::string message) {
  return Error{ErrorCode::bad_format, std::move(message), table.where(row)};
}

Result<void> read_range(const ActorTable& table, size_t row, size_t column, Date& from, Date& to) {
  if (read_date(table.cell(row, column), false, from) && read_date(table.cell(row, column + 1), true, to) &&
      (!from.known() || !to.known() || from <= to)) {
    return {};
  }
  return bad(
      table, row,
      fmt::format("found the time '{}' to '{}', expected YYYY, YYYY-MM or YYYY-MM-DD, the first not after the second",
                  table.cell(row, column), table.cell(row, column + 1)));
}

}  // namespace

Result<void> ActorLexiconBuilder::read_folder(const std::filesystem::path& folder, bool overlay) {
  struct Part {
    const char* file;
    std::vector<ActorColumn> columns;
    Reader reader;
  };
  const std::vector<Part> parts = {
      {"countries.tsv",
       {{"code", true}, {"name", true}, {"aliases"}, {"demonyms"}, {"people"}, {"metonyms"}, {"from"}, {"to"}, {"id"}},
       &ActorLexiconBuilder::read_countries},
      {"organisations.tsv",
       {{"id", true}, {"code"}, {"sector"}, {"name", true}, {"aliases"}, {"heads"}, {"country"}, {"from"}, {"to"}},
       &ActorLexiconBuilder::read_organisations},
      {"people.tsv",
       {{"id", true},
        {"name", true},
        {"aliases"},
        {"gender"},
        {"office", true},
        {"of", true},
        {"sector"},
        {"from"},
        {"to"}},
       &ActorLexiconBuilder::read_people},
      {"groups.tsv",
       {{"id", true}, {"name", true}, {"aliases"}, {"code"}, {"sector"}, {"heads"}},
       &ActorLexiconBuilder::read_groups},
      {"regions.tsv",
       {{"name", true}, {"aliases"}, {"code"}, {"kind", true}, {"flags"}},
       &ActorLexiconBuilder::read_regions},
      {"roles.tsv", {{"phrase", true}, {"sector"}, {"office"}, {"kind", true}}, &ActorLexiconBuilder::read_roles},
      {"words.tsv", {{"list", true}, {"words", true}}, &ActorLexiconBuilder::read_words},
  };
  for (const Part& part : parts) {
    std::error_code error;
    if (overlay && !std::filesystem::exists(folder / part.file, error)) continue;
    Result<ActorTable> table = ActorTable::read(folder / part.file, part.columns);
    if (!table) return table.error();
    if (Result<void> done = (this->*part.reader)(*table); !done) return done;
  }
  ++folder_;
  return {};
}

Result<EntryDraft*> ActorLexiconBuilder::draft(const ActorTable& table, size_t row, ActorEntry entry) {
  entry.source = table.where(row);
  const auto [place, fresh] = by_id_.try_emplace(entry.id, drafts_.size());
  if (fresh) {
    drafts_.emplace_back();
  } else if (const EntryDraft& old = drafts_[place->second]; old.folder == folder_) {
    return bad(table, row,
               fmt::format("found the id '{}' again, it stands at {} already; expected another id", entry.id,
                           old.entry.source));
  }
  EntryDraft& result = drafts_[place->second];
  result = {std::move(entry), {}, folder_, false};
  return &result;
}

void ActorLexiconBuilder::add_names(EntryDraft& draft, std::string_view cell, NameForm form, bool any_case) {
  for (std::string_view part : split_list(cell)) {
    NameDraft name{std::string(part), form, "", any_case};
    // "the Kremlin:GOV": a seat of government that stands for one part of the state.
    if (form == NameForm::metonym && part.size() > 4 && part[part.size() - 4] == ':') {
      name.sector = part.substr(part.size() - 3);
      name.name.resize(part.size() - 4);
    }
    draft.names.push_back(std::move(name));
  }
}

Result<void> ActorLexiconBuilder::read_countries(const ActorTable& table) {
  for (size_t row = 0; row < table.rows(); ++row) {
    ActorEntry entry;
    entry.kind = ActorKind::country;
    entry.code = table.cell(row, 0);
    entry.country = entry.code;
    entry.name = table.cell(row, 1);
    entry.id = table.cell(row, 8).empty() ? slug(entry.name) : std::string(table.cell(row, 8));
    if (entry.code.size() != 3)
      return bad(table, row, fmt::format("found the code '{}', expected three capitals", entry.code));
    if (Result<void> done = read_range(table, row, 6, entry.from, entry.to); !done) return done;
    const bool long_name = entry.name.find(' ') != std::string::npos;
    Result<EntryDraft*> made = draft(table, row, std::move(entry));
    if (!made) return made.error();
    EntryDraft& each = **made;
    add_names(each, table.cell(row, 1), NameForm::name, long_name);
    for (std::string_view alias : split_list(table.cell(row, 2)))
      add_names(each, alias, NameForm::name, alias.find(' ') != std::string::npos);
    add_names(each, table.cell(row, 3), NameForm::demonym, false);
    add_names(each, table.cell(row, 4), NameForm::people, false);
    add_names(each, table.cell(row, 5), NameForm::metonym, false);
  }
  return {};
}

Result<void> ActorLexiconBuilder::read_regions(const ActorTable& table) {
  for (size_t row = 0; row < table.rows(); ++row) {
    ActorEntry entry;
    const std::string_view kind = table.cell(row, 3);
    if (kind != "region" && kind != "city" && kind != "territory") {
      return bad(table, row, fmt::format("found the kind '{}', expected region, city or territory", kind));
    }
    entry.kind = kind == "city" ? ActorKind::city : ActorKind::region;
    entry.name = table.cell(row, 0);
    entry.code = table.cell(row, 2);
    entry.country = entry.code;
    entry.id = "place-" + slug(entry.name);  // actors' ids are theirs alone
    const auto same = by_id_.find(entry.id);
    if (same != by_id_.end() &&
        (drafts_[same->second].entry.kind != entry.kind || drafts_[same->second].folder == folder_)) {
      entry.id.append("-").append(to_lower(entry.code));
    }
    bool ambiguous = false;
    for (std::string_view flag : split_list(table.cell(row, 4))) {
      entry.disputed |= flag == "disputed";
      ambiguous |= flag == "ambiguous";
      if (flag != "disputed" && flag != "ambiguous") {
        return bad(table, row, fmt::format("found the flag '{}', expected disputed or ambiguous", flag));
      }
    }
    Result<EntryDraft*> made = draft(table, row, std::move(entry));
    if (!made) return made.error();
    (*made)->ambiguous = ambiguous;
    add_names(**made, table.cell(row, 0), NameForm::name, false);
    add_names(**made, table.cell(row, 1), NameForm::name, false);
  }
  return {};
}

Result<void> ActorLexiconBuilder::read_organisations(const ActorTable& table) {
  for (size_t row = 0; row < table.rows(); ++row) {
    ActorEntry entry;
    entry.kind = ActorKind::organisation;
    entry.id = table.cell(row, 0);
    entry.code = table.cell(row, 1);
    entry.sector = table.cell(row, 2);
    entry.name = table.cell(row, 3);
    entry.country = table.cell(row, 6);
    for (std::string_view head : split_list(table.cell(row, 5))) entry.heads.push_back(to_lower(head));
    if (Result<void> done = read_range(table, row, 7, entry.from, entry.to); !done) return done;
    Result<EntryDraft*> made = draft(table, row, std::move(entry));
    if (!made) return made.error();
    add_names(**made, table.cell(row, 3), NameForm::name, false);
    add_names(**made, table.cell(row, 4), NameForm::name, false);
  }
  return {};
}

Result<void> ActorLexiconBuilder::read_people(const ActorTable& table) {
  for (size_t row = 0; row < table.rows(); ++row) {
    ActorEntry::Term term{
        std::string(table.cell(row, 4)), std::string(table.cell(row, 5)), std::string(table.cell(row, 6)), {}, {}};
    if (Result<void> done = read_range(table, row, 7, term.from, term.to); !done) return done;
    const std::string id(table.cell(row, 0));
    const std::string_view gender = table.cell(row, 3);
    if (!gender.empty() && gender != "m" && gender != "f")
      return bad(table, row, fmt::format("found the gender '{}', expected m, f or nothing", gender));
    const auto known = by_id_.find(id);
    if (known == by_id_.end() || drafts_[known->second].folder != folder_) {
      ActorEntry entry;
      entry.kind = ActorKind::person;
      entry.id = id;
      entry.name = table.cell(row, 1);
      entry.female = gender == "f";
      entry.gender_known = !gender.empty();
      Result<EntryDraft*> made = draft(table, row, std::move(entry));
      if (!made) return made.error();
      add_names(**made, table.cell(row, 1), NameForm::name, false);
    }
    EntryDraft& each = drafts_[by_id_[id]];
    if (each.entry.kind != ActorKind::person || each.entry.name != table.cell(row, 1)) {
      return bad(table, row,
                 fmt::format("found '{}' for the id '{}', expected '{}' as at {}", table.cell(row, 1), id,
                             each.entry.name, each.entry.source));
    }
    for (std::string_view alias : split_list(table.cell(row, 2))) {
      const bool known_alias =
          std::any_of(each.names.begin(), each.names.end(), [&](const NameDraft& n) { return n.name == alias; });
      if (!known_alias)
        add_names(each, alias, alias.find(' ') == std::string_view::npos ? NameForm::surname : NameForm::name, false);
    }
    each.entry.terms.push_back(std::move(term));
  }
  return {};
}

Result<void> ActorLexiconBuilder::read_groups(const ActorTable& table) {
  for (size_t row = 0; row < table.rows(); ++row) {
    ActorEntry entry;
    entry.kind = ActorKind::group;
    entry.id = table.cell(row, 0);
    entry.name = table.cell(row, 1);
    entry.code = table.cell(row, 3);
    entry.sector = table.cell(row, 4);
    for (std::string_view head : split_list(table.cell(row, 5))) entry.heads.push_back(to_lower(head));
    Result<EntryDraft*> made = draft(table, row, std::move(entry));
    if (!made) return made.error();
    // "world powers" may stand in any case, "West" may not.
    for (size_t column : {size_t{1}, size_t{2}}) {
      for (std::string_view name : split_list(table.cell(row, column))) {
        add_names(**made, name, NameForm::name, name.find_first_of(" -") != std::string_view::npos);
      }
    }
  }
  return {};
}

Result<void> ActorLexiconBuilder::read_roles(const ActorTable& table) {
  static constexpr std::string_view kKinds[] = {"person", "body", "force", "people"};
  for (size_t row = 0; row < table.rows(); ++row) {
    RoleNoun role{to_lower(table.cell(row, 0)),
                  std::string(table.cell(row, 1)),
                  std::string(table.cell(row, 2)),
                  {},
                  false,
                  table.where(row)};
    const auto* kind = std::find(std::begin(kKinds), std::end(kKinds), table.cell(row, 3));
    if (kind == std::end(kKinds))
      return bad(table, row,
                 fmt::format("found the kind '{}', expected person, body, force or people", table.cell(row, 3)));
    role.kind = static_cast<RoleNoun::Kind>(kind - std::begin(kKinds));
    role_drafts_[role.phrase] = std::move(role);
  }
  return {};
}

Result<void> ActorLexiconBuilder::read_words(const ActorTable& table) {
  for (size_t row = 0; row < table.rows(); ++row) {
    const std::string_view list = table.cell(row, 0);
    for (std::string_view word : split_list(table.cell(row, 1))) {
      const std::string lower = to_lower(word);
      const uint64_t key = hash64(lower, hash64(list));
      made_->words_[key] = true;
      made_->listed_.add(key);
      if (list == "name-particle") particles_.push_back(lower);
    }
  }
  return {};
}

}  // namespace demarche
