#include "knowledge/frames.h"

#include <algorithm>

#include "base/file.h"

namespace demarche {

namespace {

int specificity(const Frame& frame, bool particle) {
  int out = particle ? 2 : 0;
  for (const Constraint& constraint : frame.constraints) {
    if (constraint.required) out += constraint.words.any || constraint.words.actor ? 1 : 2;
  }
  return out;
}

}  // namespace

bool WordSet::contains(std::string_view lemma) const {
  if (any) return true;
  if (std::find(words.begin(), words.end(), lemma) != words.end()) return true;
  return std::any_of(classes.begin(), classes.end(), [&](const auto* set) { return set->contains(lemma); });
}

Result<FrameSet> FrameSet::load(const std::vector<std::filesystem::path>& folders, const LexicalClasses& classes) {
  FrameSet out;
  for (const auto& folder : folders) {
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
      if (entry.path().extension() == ".frames") files.push_back(entry.path());
    }
    if (code) return Error{ErrorCode::not_found, "no folder with frames here: " + code.message(), folder.string()};
    std::sort(files.begin(), files.end());
    const size_t first = out.frames_.size();
    for (const auto& file : files) {
      const auto text = read_file(file);
      if (!text) return text.error();
      if (const auto added = out.add(*text, file.string(), classes); !added) return added.error();
    }
    std::map<std::string_view, const Frame*> seen;
    for (size_t i = first; i < out.frames_.size(); ++i) {
      const Frame& frame = out.frames_[i];
      if (const auto [other, fresh] = seen.emplace(frame.id, &frame); !fresh) {
        return Error{ErrorCode::bad_format,
                     "frame " + frame.id + " stands at " + other->second->where + " already. Give it another id.",
                     frame.where};
      }
    }
  }
  out.index();
  return out;
}

void FrameSet::index() {
  by_id_.clear();
  for (auto& map : triggers_) map.clear();
  for (size_t i = 0; i < frames_.size(); ++i) by_id_[frames_[i].id] = i;
  for (const auto& [id, i] : by_id_) {
    const Frame& frame = frames_[i];
    for (const std::string& lemma : frame.lemmas) {
      const size_t blank = lemma.find(' ');
      const std::string_view particle =
          blank == std::string::npos ? std::string_view() : std::string_view(lemma).substr(blank + 1);
      triggers_[static_cast<size_t>(frame.kind)][lemma.substr(0, blank)].push_back(
          {&frame, particle, specificity(frame, !particle.empty())});
    }
  }
  const auto before = [](const Candidate& a, const Candidate& b) { return a.specificity > b.specificity; };
  for (auto& map : triggers_) {
    for (auto& [lemma, candidates] : map) std::stable_sort(candidates.begin(), candidates.end(), before);
  }
}

const Frame* FrameSet::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &frames_[found->second];
}

const std::vector<FrameSet::Candidate>* FrameSet::triggered_by(TriggerKind kind, std::string_view lemma) const {
  const auto& map = triggers_[static_cast<size_t>(kind)];
  const auto found = map.find(lemma);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace demarche
