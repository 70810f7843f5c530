#include "pipeline/knowledge.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/hash.h"

namespace demarche {
namespace {
namespace fs = std::filesystem;

/// Sub-folder `name` of ours and of those overlays that have it.
std::vector<fs::path> folders(const fs::path& ours, const std::vector<fs::path>& overlays, const char* name) {
  std::vector<fs::path> out{ours / name};
  std::error_code code;
  for (const fs::path& overlay : overlays) {
    if (fs::is_directory(overlay / name, code)) out.push_back(overlay / name);
  }
  return out;
}

/// Digest of every file under the folders, by relative name and content, so that a version names exactly what was read.
Result<std::string> digest(const fs::path& ours, const std::vector<fs::path>& overlays) {
  std::vector<fs::path> roots{ours};
  roots.insert(roots.end(), overlays.begin(), overlays.end());
  IdBuilder id("knowledge");
  for (const fs::path& root : roots) {
    std::vector<fs::path> files;
    std::error_code code;
    for (const auto& entry : fs::recursive_directory_iterator(root, code)) {
      if (entry.is_regular_file(code)) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      const auto bytes = read_file(file);
      if (!bytes) return bytes.error();
      id.add(fs::relative(file, root).generic_string()).add(hash64(*bytes));
    }
  }
  return id.id().substr(0, 8);
}

Result<std::string> manifest_version(const fs::path& file) {
  const auto text = read_file(file);
  if (!text) return text.error();
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object() || !json.contains("version") || !json["version"].is_string()) {
    return Error{ErrorCode::bad_format, "expected a JSON object with a string 'version'.", file.string()};
  }
  return json["version"].get<std::string>();
}

}  // namespace

Result<Knowledge> Knowledge::load(const fs::path& folder, const std::vector<fs::path>& overlays) {
  std::error_code code;
  for (const fs::path& overlay : overlays) {
    if (!fs::is_directory(overlay, code)) {
      return Error{ErrorCode::not_found,
                   "no such overlay folder. It holds sub-folders like knowledge/ (actors, frames).", overlay.string()};
    }
  }
  const auto version = manifest_version(folder / "manifest.json");
  if (!version) return version.error();
  const auto mark = digest(folder, overlays);
  if (!mark) return mark.error();
  const auto actor_folders = folders(folder, overlays, "actors");
  auto actors = ActorLexicon::load(actor_folders[0], std::span(actor_folders).subspan(1));
  if (!actors) return actors.error();
  const auto frame_folders = folders(folder, overlays, "frames");
  auto classes = LexicalClasses::load(frame_folders);
  if (!classes) return classes.error();
  auto holder = std::make_unique<const LexicalClasses>(std::move(*classes));
  auto frames = FrameSet::load(frame_folders, *holder);
  if (!frames) return frames.error();
  auto tables = CodingTables::load(frame_folders, *holder);
  if (!tables) return tables.error();
  auto pledges = PledgeRules::load(folders(folder, overlays, "pledges"), *holder);
  if (!pledges) return pledges.error();
  auto gazetteer = Gazetteer::load(folder / "places");
  if (!gazetteer) return gazetteer.error();
  const LexicalClasses& known = *holder;
  return Knowledge{std::move(*actors),    std::move(holder),     known,
                   std::move(*frames),    std::move(*tables),    std::move(*pledges),
                   std::move(*gazetteer), *version + "." + *mark};
}

}  // namespace demarche
