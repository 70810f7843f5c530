#include "mention/speech_search.h"

namespace demarche {

std::optional<CueHit> CueSearch::behind_dash(size_t passage) {
  const QuotedPassage& here = (*passages_)[passage];
  uint32_t sentence = sentence_at(here.outer.end - 1);
  if (sentence >= parse_.sentences.size()) return std::nullopt;
  if (parse_.sentences[sentence].span.end <= here.outer.end + 1) ++sentence;
  if (sentence >= parse_.sentences.size() || parse_.sentences[sentence].block != here.block) return std::nullopt;
  const SentenceTree& where = tree(sentence);
  TokenRange rest = tokens_in(sentence, {here.outer.end, parse_.sentences[sentence].span.end});
  while (!rest.empty() && where.token(rest.last - 1).form == ".") --rest.last;
  if (rest.empty() || rest.last - rest.first > 10) return std::nullopt;
  const std::string_view dash = where.token(rest.first).form;
  if (dash != "-" && dash != "–" && dash != "—" && dash != "--") return std::nullopt;
  CueHit out;
  out.sentence = sentence;
  out.strength = 0.8;
  out.source.range = {rest.first + 1, rest.last};
  if (out.source.range.empty()) return std::nullopt;
  for (uint32_t i = rest.first + 1; i < rest.last; ++i) {
    const Upos upos = where.token(i).upos;
    if (upos == Upos::VERB || upos == Upos::AUX || upos == Upos::PUNCT) return std::nullopt;
  }
  out.source.head = static_cast<int32_t>(where.head_of(out.source.range));
  find_source_mention(where, sentence, mentions_, out.source);
  out.source.range = {rest.first + 1, rest.last};
  return out;
}

}  // namespace demarche
