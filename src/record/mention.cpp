#include "record/mention.h"

namespace demarche {

bool same_entity(const Entity& a, const Entity& b) {
  return a.code == b.code && a.sector == b.sector && a.id == b.id &&
         !(a.code.empty() && a.id.empty() && a.text != b.text);
}

const char* to_string(MentionKind kind) {
  static constexpr const char* kNames[] = {"name", "nominal", "adjective", "pronoun"};
  return kNames[static_cast<size_t>(kind)];
}

const Mention* Mentions::headed_by(uint32_t sentence, uint32_t token) const {
  if (sentence + 1 >= sentence_begin.size()) return nullptr;
  for (uint32_t i = sentence_begin[sentence]; i < sentence_begin[sentence + 1]; ++i) {
    if (all[i].head == token) return &all[i];
  }
  return nullptr;
}

const Mention* Mentions::covering(uint32_t sentence, uint32_t token) const {
  if (sentence + 1 >= sentence_begin.size()) return nullptr;
  const Mention* best = nullptr;
  for (uint32_t i = sentence_begin[sentence]; i < sentence_begin[sentence + 1]; ++i) {
    const Mention& mention = all[i];
    if (mention.first > token) break;
    if (token < mention.last && (!best || mention.last - mention.first < best->last - best->first)) best = &mention;
  }
  return best;
}

void Mentions::index(size_t sentences) {
  sentence_begin.assign(sentences + 1, 0);
  for (const Mention& mention : all) ++sentence_begin[mention.sentence + 1];
  for (size_t i = 1; i <= sentences; ++i) sentence_begin[i] += sentence_begin[i - 1];
}

}  // namespace demarche
