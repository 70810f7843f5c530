#include <algorithm>

#include "base/utf8.h"
#include "mention/attribution_reader.h"

namespace demarche {

/// Can a few words of a headline be somebody who speaks: no verb, and a person, an office or an organisation among
/// them? A country alone is a place line.
bool SentenceReader::names_speaker(TokenRange range) const {
  if (range.empty() || range.last - range.first > 8) return false;
  bool named = false;
  for (uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = tree_.token(i);
    if (token.upos == Upos::VERB || token.upos == Upos::AUX || token.upos == Upos::NUM || token.upos == Upos::PUNCT)
      return false;
    named = named || cues_.speaker(to_lower(token.lemma));
    const Mention* mention = mentions_.covering(number_, i);
    if (!mention || mention->entities.empty()) continue;
    const Entity& entity = mention->entities.front();
    const bool alone =
        entity.id.empty() && entity.sector.empty() && range.last - range.first == mention->last - mention->first;
    named = named || (!alone && entity.sector != "MED");
  }
  return named;
}

bool SentenceReader::headline_part(TokenRange source, uint32_t mark, TokenRange content) {
  if (!names_speaker(source)) return false;
  bool verb = false;
  for (uint32_t i = content.first; i < content.last; ++i) verb = verb || tree_.token(i).upos == Upos::VERB;
  if (content.empty() || (!verb && content.last - content.first < 3)) return false;
  Cue cue;
  cue.token = mark;
  cue.source.range = source;
  cue.source.head = static_cast<int32_t>(tree_.head_of(source));
  find_source_mention(tree_, number_, mentions_, cue.source);
  cue.source.range = source;
  cue.own = {mark, mark + 1};
  add(cue, content);
  return true;
}

/// "Minister: no new loans", "Dam will fill this year: engineer", "Truce holds - UN mission".
void SentenceReader::read_headline() {
  const BlockKind kind = tree_.sentence().kind;
  if (kind != BlockKind::title && kind != BlockKind::heading) return;
  uint32_t last = tree_.size();
  while (last > 0 && is(last - 1, ".")) --last;
  for (uint32_t i = 1; i + 1 < last; ++i) {
    if (!is(i, ":")) continue;
    if (!headline_part({0, i}, i, {i + 1, last})) headline_part({i + 1, last}, i, {0, i});
    return;
  }
  for (uint32_t i = last; i-- > 2;) {
    const bool dash = (is(i, "-") || is(i, "–") || is(i, "—")) && tree_.token(i - 1).space_after;
    if (!dash) continue;
    headline_part({i + 1, last}, i, {0, i});
    return;
  }
}

}  // namespace demarche
