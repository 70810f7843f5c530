#include "mention/stage.h"

#include <algorithm>

#include "mention/actor_dateline.h"
#include "mention/actor_people_list.h"
#include "mention/actor_phrases.h"
#include "mention/actor_resolver.h"
#include "mention/actor_scan.h"
#include "mention/speech_finder.h"
#include "mention/speech_tree.h"

namespace demarche {
namespace {

ArticleTime time_of(const Article& article) {
  if (article.published.known()) return {article.published, article.published};
  return {article.bracket.from, article.bracket.to};
}

/// A lone proper noun that turned out to be nobody's surname is no mention.
bool nobody(const ActorDraft& draft) {
  return draft.type == ActorDraft::Type::person && draft.person == ActorLexicon::kNone;
}
/// A description or pronoun that points at nothing we know.
bool pointless(const ActorDraft& draft) {
  return draft.type == ActorDraft::Type::reference && draft.mention.entities.empty();
}

/// The mentions without their entities, which the search for speech does not ask for.
Mentions bare_mentions(const std::vector<ActorDraft>& drafts, size_t sentences) {
  Mentions mentions;
  mentions.all.reserve(drafts.size());
  for (const ActorDraft& draft : drafts) {
    const Mention& from = draft.mention;
    mentions.all.push_back({from.sentence, from.first, from.last, from.head, from.kind, from.plural, from.group, {}});
  }
  mentions.index(sentences);
  return mentions;
}

Mentions take_mentions(std::vector<ActorDraft>& drafts, size_t sentences) {
  Mentions mentions;
  mentions.all.reserve(drafts.size());
  for (ActorDraft& draft : drafts) {
    if (!pointless(draft)) mentions.all.push_back(std::move(draft.mention));
  }
  mentions.index(sentences);
  return mentions;
}

}  // namespace

MentionOutput find_mentions(const ActorLexicon& lexicon, const Capture& capture, const Article& article,
                            const Parse& parse) {
  std::vector<SentenceTree> trees;
  trees.reserve(parse.sentences.size());
  std::vector<ActorDraft> drafts;
  ActorScan scan(lexicon);
  for (uint32_t s = 0; s < parse.sentences.size(); ++s) {
    trees.emplace_back(parse.sentences[s]);
    scan.read(capture.text, parse.sentences[s]);
    ActorPhrases(lexicon, scan, trees.back(), s).build(drafts);
  }
  PeopleList people(lexicon, time_of(article));
  people.collect(drafts);
  drafts.erase(std::remove_if(drafts.begin(), drafts.end(), nobody), drafts.end());

  ActorResolver resolver(lexicon, capture.text, trees, people, drafts);
  resolver.set_dateline(find_dateline(lexicon, capture, article));
  resolver.resolve_names();
  const std::vector<SpeechFinding> found =
      find_speech(capture, article, parse, bare_mentions(drafts, parse.sentences.size()));
  std::vector<SpeechFinding> speech;
  MentionOutput output;
  for (const SpeechFinding& each : found) {
    if (each.fragment) {
      output.fragments.push_back(each.quote);
    } else {
      speech.push_back(each);
    }
  }
  resolver.resolve_references(speech);

  for (const SpeechFinding& each : speech) {
    output.quotes.push_back(each.quote);
    if (each.speaker_mention >= 0 && static_cast<size_t>(each.speaker_mention) < drafts.size()) {
      output.quotes.back().speaker = drafts[static_cast<size_t>(each.speaker_mention)].mention.entities;
    }
  }
  output.mentions = take_mentions(drafts, parse.sentences.size());
  return output;
}

}  // namespace demarche
