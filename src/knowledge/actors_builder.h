#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "knowledge/actors.h"
#include "knowledge/actors_table.h"

namespace demarche {

struct NameDraft {
  std::string name;
  NameForm form = NameForm::name;
  std::string sector;
  bool any_case = false;
};

struct EntryDraft {
  ActorEntry entry;
  std::vector<NameDraft> names;
  size_t folder = 0;       ///< 0 = the main folder, then the overlays
  bool ambiguous = false;  ///< its names may be another entry's, which then comes first
};

/// Collects the rows of all folders, then makes the lexicon.
class ActorLexiconBuilder {
 public:
  Result<void> read_folder(const std::filesystem::path& folder, bool overlay);
  Result<std::shared_ptr<const ActorLexicon>> finish();

 private:
  using Reader = Result<void> (ActorLexiconBuilder::*)(const ActorTable&);
  Result<void> read_countries(const ActorTable& table);
  Result<void> read_regions(const ActorTable& table);
  Result<void> read_organisations(const ActorTable& table);
  Result<void> read_people(const ActorTable& table);
  Result<void> read_groups(const ActorTable& table);
  Result<void> read_roles(const ActorTable& table);
  Result<void> read_words(const ActorTable& table);

  Result<EntryDraft*> draft(const ActorTable& table, size_t row, ActorEntry entry);
  static void add_names(EntryDraft& draft, std::string_view cell, NameForm form, bool any_case);
  void add_entry(EntryDraft& draft);
  void add_surnames(const EntryDraft& draft, uint32_t index);
  void add_name(const NameDraft& name, uint32_t index);
  void find_conflicts(const std::vector<const EntryDraft*>& order);
  Result<void> link_people();
  void add_roles();

  size_t folder_ = 0;
  std::vector<EntryDraft> drafts_;
  std::unordered_map<std::string, size_t> by_id_;
  std::map<std::string, RoleNoun> role_drafts_;
  std::unordered_set<std::string_view> places_;  ///< names of states and regions, while names are added
  std::vector<std::string> particles_;
  std::shared_ptr<ActorLexicon> made_ = std::make_shared<ActorLexicon>();
};

}  // namespace demarche
