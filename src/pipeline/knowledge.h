#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "knowledge/actors.h"
#include "knowledge/coding_tables.h"
#include "knowledge/frames.h"
#include "knowledge/gazetteer.h"
#include "knowledge/lexical_classes.h"
#include "knowledge/pledge_rules.h"

namespace demarche {

/// All knowledge files of a folder, loaded together. Immutable; the frames point into the classes, so it does not move
/// once loaded (the parts that others point to live on the heap).
struct Knowledge {
  std::shared_ptr<const ActorLexicon> actors;
  std::unique_ptr<const LexicalClasses> classes_holder;
  const LexicalClasses& classes;
  FrameSet frames;
  CodingTables tables;
  PledgeRules pledges;
  Gazetteer gazetteer;
  std::string version;  ///< "1.0.<digest>": version of knowledge/manifest.json and a digest of all files read

  /// `overlays` are folders laid out like knowledge/ whose files are read after ours.
  /// Errors: not_found, bad_format ("file:line: found, expected").
  static Result<Knowledge> load(const std::filesystem::path& folder,
                                const std::vector<std::filesystem::path>& overlays);
};

}  // namespace demarche
