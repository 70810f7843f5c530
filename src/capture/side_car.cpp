#include "capture/side_car.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/utf8.h"
#include "capture/json_capture.h"

namespace demarche {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kEnding = ".meta.json";
constexpr uint64_t kLargest = uint64_t{1} << 20;

bool has_ending(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(kEnding) && name.size() > kEnding.size();
}

bool is_file(const fs::path& path) {
  std::error_code code;
  return fs::is_regular_file(path, code);
}

}  // namespace

std::optional<fs::path> side_car_of(const fs::path& file) {
  if (has_ending(file)) return std::nullopt;
  for (const fs::path& name : {file.filename(), file.stem()}) {
    fs::path one = file.parent_path() / name;
    one += kEnding;
    if (is_file(one)) return one;
  }
  return std::nullopt;
}

bool is_side_car(const fs::path& file) {
  if (!has_ending(file)) return false;
  const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
  std::vector<fs::path> entries{file};
  std::error_code code;
  for (fs::directory_iterator entry(folder, code); !code && entry != fs::directory_iterator(); entry.increment(code))
    if (!has_ending(entry->path())) entries.push_back(entry->path());
  drop_side_cars(entries);
  return std::find(entries.begin(), entries.end(), file) == entries.end();
}

void drop_side_cars(std::vector<fs::path>& entries) {
  if (std::none_of(entries.begin(), entries.end(), has_ending)) return;
  std::set<std::string> partners;
  for (const fs::path& one : entries) {
    if (has_ending(one) || !is_file(one)) continue;
    partners.insert(one.filename().string());
    partners.insert(one.stem().string());
  }
  std::erase_if(entries, [&](const fs::path& one) {
    const std::string name = one.filename().string();
    return has_ending(one) && partners.count(name.substr(0, name.size() - kEnding.size())) > 0;
  });
}

Result<void> read_side_car(const fs::path& side_car, Member& member) {
  Result<std::string> bytes = read_file(side_car, kLargest);
  if (!bytes) return bytes.error();
  std::string_view json = *bytes;
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  Result<JsonCapture> parsed = parse_json_capture(json);
  if (!parsed) {
    return Error{
        ErrorCode::bad_format,
        fmt::format("this should say what is known of {}, as JSON like {{\"title\":...,\"published\":...}}: {}",
                    fs::path(member.name).filename().string(), parsed.error().message),
        side_car.string()};
  }
  if (!parsed->ignored.empty()) return Error{ErrorCode::bad_format, parsed->ignored.front() + ".", side_car.string()};
  Capture& said = parsed->capture;
  member.id = std::move(said.id);
  member.title = std::move(said.title);
  member.byline = std::move(said.byline);
  member.url = std::move(said.url);
  member.outlet = std::move(said.outlet);
  member.published = std::move(said.published);
  member.modified = std::move(said.modified);
  member.captured = std::move(said.captured);
  member.language = std::move(said.language);
  return {};
}

}  // namespace demarche
