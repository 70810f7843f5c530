#include "pipeline/relate.h"

#include <algorithm>
#include <cstdio>

#include "language/conllu.h"

namespace demarche {
namespace {

// How much less likely than the model's first choice a frame's answer may be and still stand: where the frame joins
// both parties, and elsewhere. Chosen on the odd half of PLV's training rows.
constexpr float kLinked = 0.15f;
constexpr float kElsewhere = 0.4f;

/// A sentence read for a pair.
struct ReadPair {
  Parse parse;
  std::optional<SentenceView> view;
  Mentions mentions;
  std::vector<PairAct> acts;
};

ReadPair read(const PairReader& reader, Analyzer& analyzer, std::string_view sentence, const GivenPair& pair) {
  ReadPair out;
  out.parse.sentences.push_back(analyzer.parse_sentence(sentence, out.parse));
  if (out.parse.sentences.front().tokens.empty()) return out;
  out.view.emplace(out.parse.sentences.front(), reader.classes);
  out.mentions = mentions_of(out.parse.sentences.front(), pair);
  out.acts =
      read_pair(reader.frames, reader.tables, *out.view, 0, out.mentions, find_attributions(out.parse, out.mentions));
  return out;
}

const Mention* mention_of(const Mentions& mentions, std::string_view id) {
  for (const Mention& mention : mentions.all) {
    if (mention.entities.front().id == id) return &mention;
  }
  return nullptr;
}

std::optional<PairFeatures> features_of(const PairReader& reader, const ReadPair& read) {
  const Mention* source = mention_of(read.mentions, kSourceId);
  const Mention* target = mention_of(read.mentions, kTargetId);
  if (!read.view || !source || !target) return std::nullopt;
  return find_pair_features(*read.view, find_pair_keys(*read.view, *source, *target), read.acts, reader.language);
}

}  // namespace

RelationAnswer answer_pair(const PairReader& reader, Analyzer& analyzer, std::string_view sentence,
                           const GivenPair& pair, bool trace) {
  const ReadPair found = read(reader, analyzer, sentence, pair);
  RelationAnswer out;
  if (!found.view) return out;
  if (!found.acts.empty()) {
    const PairAct& best = found.acts.front();
    out.type = best.act.type;
    out.frame = best.act.frame->id;
    out.confidence = best.links() ? best.act.frame->confidence : 0.5 * best.act.frame->confidence;
  }
  const std::optional<PairFeatures> features = features_of(reader, found);
  std::optional<RelationScores> scores;
  if (reader.relations && features) {
    scores = reader.relations->score(*features);
    const auto end = scores->begin() + kNoRelation;  // the question says that there is a relation
    const auto best = std::max_element(scores->begin(), end);
    const bool linked = !found.acts.empty() && found.acts.front().links();
    const bool trusted =
        out.type && (*scores)[static_cast<size_t>(*out.type)] >= *best * (linked ? kLinked : kElsewhere);
    if (!trusted) {
      out.type = static_cast<EventType>(best - scores->begin());
      out.frame = "model." + std::string(reader.relations->id());
      out.confidence = static_cast<double>(*best);
    }
  }
  if (!trace) return out;
  write_conllu(found.parse.sentences.front(), sentence, out.trace);
  for (const PairAct& act : found.acts) out.trace += describe(act, *found.view) + "\n";
  if (scores) {
    out.trace += "second opinion:";
    for (size_t c = 0; c < kRelationClasses; ++c) {
      if ((*scores)[c] < 0.05f) continue;
      char line[64];
      std::snprintf(line, sizeof line, " %s %.2f", c == kNoRelation ? "none" : to_string(static_cast<EventType>(c)),
                    static_cast<double>((*scores)[c]));
      out.trace += line;
    }
    out.trace += "\n";
  }
  return out;
}

std::optional<PairFeatures> pair_features(const PairReader& reader, Analyzer& analyzer, std::string_view sentence,
                                          const GivenPair& pair) {
  return features_of(reader, read(reader, analyzer, sentence, pair));
}

}  // namespace demarche
