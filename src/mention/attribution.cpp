#include "mention/attribution.h"

#include <algorithm>

#include "base/utf8.h"
#include "mention/attribution_reader.h"

namespace demarche {

/// The source of a verb, where the tree can be trusted and where it cannot.
SpeechSource SentenceReader::who_says(uint32_t verb, CueClass cue_class) const {
  const std::string_view tag = tree_.token(verb).xpos;
  const bool told = tag == "VBD" || tag == "VBZ";
  const bool reports = cue_class != CueClass::judge && cue_class != CueClass::accuse && cue_class != CueClass::believe;
  const int32_t subject = tree_.child(verb, Relation::nsubj);
  if (subject >= 0 && !tree_.passive(verb) && tree_.token(verb).lemma == "cite" && !cites_words(verb))
    return source_from_head(tree_, subject);  // "cited the war as a reason": the object says nothing
  const SpeechSource out = source_of_verb(tree_, verb, cues_, told && cue_class != CueClass::judge);
  if (out.head < 0 || !reports || !told) return out;
  if (out.range.last < verb) {
    // "The bridge, the minister told the BBC, had been paid for": the tree may take the bridge for the speaker.
    const SpeechSource near = source_by_position(tree_, verb);
    const bool bounded =
        near.head >= 0 && near.range.first > out.range.last && near.range.last <= verb && is(near.range.first - 1, ",");
    if (bounded) return near;
  }
  if (tree_.token(verb).relation == Relation::conj && tag == "VBD" && subject < 0 &&
      (!person_subject(verb) || !past(tree_.head(verb)))) {
    // "said the strike was over and warned that ...": the strike warns nobody.
    const int32_t above = tree_.head(verb);
    const int32_t outer = above < 0 ? -1 : tree_.head(static_cast<uint32_t>(above));
    const bool reported = outer >= 0 && tree_.token(static_cast<uint32_t>(above)).relation == Relation::ccomp &&
                          tree_.token(static_cast<uint32_t>(outer)).xpos == "VBD" &&
                          cues_.verb(tree_.sentence(), static_cast<uint32_t>(outer));
    if (reported) return source_of_verb(tree_, static_cast<uint32_t>(outer), cues_, true);
  }
  return out;
}

void SentenceReader::read_verb(uint32_t verb, CueClass cue_class) {
  Cue cue;
  cue.token = verb;
  cue.cue_class = cue_class;
  const std::string_view tag = tree_.token(verb).xpos;
  cue.source = who_says(verb, cue_class);
  const bool imperative = cue.source.head < 0 && (tag == "VB" || tag == "VBP") && !tree_.passive(verb);
  if (imperative) return;  // "Read also: ..."
  find_source_mention(tree_, number_, mentions_, cue.source);
  cue.own = {verb, verb + 1};
  const Relation relation = tree_.token(verb).relation;
  const bool aside = relation == Relation::parataxis || relation == Relation::advcl || relation == Relation::ccomp;
  if (aside && tree_.child(verb, Relation::ccomp) < 0 && tree_.child(verb, Relation::xcomp) < 0)
    cue.own = tree_.subtree(verb);
  if (!cue.source.range.empty() && aside) {
    cue.own = {std::min(cue.own.first, cue.source.range.first), std::max(cue.own.last, cue.source.range.last)};
  }
  content_of_verb(cue);
}

/// "discussed the treaty", "pointed to the map": a verb that names a topic and reports no clause.
void SentenceReader::read_topic(uint32_t verb) {
  Cue cue;
  cue.token = verb;
  cue.source = source_of_verb(tree_, verb, cues_, false);
  if (cue.source.head < 0) return;
  find_source_mention(tree_, number_, mentions_, cue.source);
  cue.own = {verb, verb + 1};
  topics(cue);
}

/// "Peru wants to leave", "the survey found that ...": nobody utters it, and no event is according to it.
void SentenceReader::read_stance(uint32_t verb, CueClass cue_class) {
  Cue cue;
  cue.token = verb;
  cue.cue_class = cue_class;
  cue.source = source_of_verb(tree_, verb, cues_, false);
  if (cue.source.head < 0) return;
  find_source_mention(tree_, number_, mentions_, cue.source);
  cue.own = {verb, verb + 1};
  if (cue_class == CueClass::report && whole_sentence(cue)) return;
  for (uint32_t child : tree_.children(verb)) {
    const Relation relation = tree_.token(child).relation;
    const bool clause = relation == Relation::ccomp || relation == Relation::xcomp;
    if (!clause || child < verb) continue;
    TokenRange range = tree_.subtree(child);
    const int32_t object = tree_.child(verb, Relation::obj);
    if (relation == Relation::xcomp && object > static_cast<int32_t>(verb) && object < static_cast<int32_t>(child))
      range.first = tree_.subtree(static_cast<uint32_t>(object)).first;
    range.first = std::max(range.first, verb + 1);
    return add(cue, {range.first, reach(cue, range.first, range.last)}, true);
  }
}

/// "In the view of the court, the law is void."
bool SentenceReader::read_view(uint32_t noun) {
  const std::string_view lemma = tree_.token(noun).lemma;
  if (lemma != "view" && lemma != "opinion" && lemma != "judgement" && lemma != "judgment") return false;
  if (marker(noun, Relation::case_) != "in" || noun > 6) return false;
  Cue cue;
  cue.token = noun;
  cue.cue_class = CueClass::believe;
  cue.source = source_of_noun(tree_, noun);
  for (uint32_t child : tree_.children(noun)) {
    if (cue.source.head < 0 && marker(child, Relation::case_) == "of")
      cue.source = source_from_head(tree_, static_cast<int32_t>(child));
  }
  if (cue.source.head < 0) return false;
  find_source_mention(tree_, number_, mentions_, cue.source);
  cue.own = {0, std::max(noun + 1, cue.source.range.last)};
  if (tree_.subtree(noun).first != 0) return false;
  add(cue, {0, tree_.size()});
  return true;
}

/// "A promise to cap rents has vanished": where the tree gives the sentence's own verb to the clause of a noun that
/// opens the sentence, the content ends before that verb.
TokenRange SentenceReader::noun_content(uint32_t noun, TokenRange range) const {
  for (uint32_t i = 0; i < tree_.size(); ++i) {
    const std::string_view tag = tree_.token(i).xpos;
    const bool outside = !range.contains(i) && (tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD");
    if (outside) return range;
  }
  if (tree_.subtree(noun).first > 1 || range.last + 1 < tree_.size()) return range;
  const bool infinitive = is(range.first, "to");
  bool first = !infinitive;  // a clause with "that" has a verb of its own
  for (uint32_t i = range.first + 1; i < range.last; ++i) {
    const Token& token = tree_.token(i);
    const bool relative = is(i, "that") || is(i, "who") || is(i, "which") || is(i, "and");
    if (relative) first = true;
    const bool auxiliary = token.upos == Upos::AUX;
    const bool verb = finite(tree_.token(i));
    if (!verb) continue;
    if (!first) return {range.first, i};
    first = false;
    while (auxiliary && i + 1 < range.last && tree_.token(i).upos != Upos::VERB && tree_.token(i + 1).upos != Upos::DET)
      ++i;  // to the verb that the auxiliary helps
  }
  return range;
}

/// "X's claim that ...", "a warning from X that ...".
void SentenceReader::read_noun(uint32_t noun, CueClass cue_class) {
  if (read_view(noun)) return;
  const int32_t governor_of = tree_.head(noun);
  const bool in = marker(noun, Relation::case_) == "in" || marker(noun, Relation::case_) == "at";
  if (in && governor_of >= 0 && cues_.verb(tree_.sentence(), static_cast<uint32_t>(governor_of)))
    return;  // "said in an interview that": the verb reports
  for (uint32_t child : tree_.children(noun)) {
    const Token& token = tree_.token(child);
    const bool clause = token.relation == Relation::acl || token.relation == Relation::ccomp;
    if (!clause || child < noun) continue;
    const uint32_t opens = tree_.subtree(child).first;
    const bool whole = is(opens, "that") && tree_.token(opens).relation != Relation::nsubj &&
                       tree_.child(child, Relation::nsubj) > static_cast<int32_t>(opens);
    if ((token.subtype == Subtype::relcl || token.xpos == "VBN") && !whole) continue;
    const std::string word = marker(child, Relation::mark);
    if (!whole && word != "that" && word != "to") continue;
    Cue cue;
    cue.token = noun;
    cue.cue_class = cue_class;
    cue.source = source_of_noun(tree_, noun);
    const int32_t verb = tree_.head(noun);
    if (cue.source.head < 0 && verb >= 0 &&
        tree_.token(noun).relation == Relation::obj) {  // "repeated a demand that ..."
      const SpeechCues::Verb* governor = cues_.verb(tree_.sentence(), static_cast<uint32_t>(verb));
      const bool refuses = governor && governor->cue_class == CueClass::deny;
      if (!refuses) cue.source = source_of_verb(tree_, static_cast<uint32_t>(verb), cues_, false);
    }
    const bool outlet = cue.source.head < 0 && noun > 0 && tree_.token(noun - 1).upos == Upos::PROPN &&
                        tree_.head(noun - 1) == static_cast<int32_t>(noun);
    if (outlet) {  // "the Herald reports that ...", read as a noun
      cue.source.head = static_cast<int32_t>(noun - 1);
      cue.source.range = {tree_.subtree(noun - 1).first, noun};
    }
    find_source_mention(tree_, number_, mentions_, cue.source);
    cue.own = {noun, noun + 1};
    add(cue, noun_content(noun, tree_.subtree(child)));
    return;
  }
  read_noun_topic(noun, cue_class);
}

/// "his criticism of the deal", "Peru's demands for aid".
void SentenceReader::read_noun_topic(uint32_t noun, CueClass cue_class) {
  Cue cue;
  cue.token = noun;
  cue.cue_class = cue_class;
  cue.source = source_of_noun(tree_, noun);
  if (cue.source.head < 0) return;
  for (uint32_t child : tree_.children(noun)) {
    const std::string word = marker(child, Relation::case_);
    const bool topic = word == "of" || word == "for" || word == "about" || word == "against" || word == "over";
    if (child < noun || tree_.token(child).relation != Relation::nmod || !topic) continue;
    if (cue.source.range.contains(child)) continue;
    find_source_mention(tree_, number_, mentions_, cue.source);
    cue.own = {noun, noun + 1};
    const TokenRange range = tree_.subtree(child);
    return add(cue, {range.first + 1, stop(cue, range.first, range.last)}, true);
  }
}

/// "Herders fear that ...", "PM vows to ...": a verb of the present that the tagger took for the noun at the root.
bool SentenceReader::read_noun_as_verb(uint32_t noun) {
  if (tree_.token(noun).upos != Upos::NOUN || tree_.head(noun) >= 0 || noun == 0 || noun + 1 >= tree_.size())
    return false;
  const SpeechCues::Verb* verb = cues_.verb_like(tree_.sentence(), noun);
  if (!verb) return false;
  const bool subject =
      tree_.child(noun, Relation::nsubj) >= 0 && tree_.child(noun, Relation::nsubj) < static_cast<int32_t>(noun);
  bool clause = false;  // a finite verb before the content makes it a noun after all
  for (uint32_t i = 0; i < tree_.size() && !clause; ++i) {
    if (i > noun && (is(i, "that") || is(i, ","))) break;
    clause = tree_.token(i).xpos == "VBD" || tree_.token(i).xpos == "VBZ" || tree_.token(i).xpos == "VBP" ||
             tree_.token(i).xpos == "MD";
  }
  const bool plural = tree_.token(noun).xpos == "NNS";
  const Upos left = tree_.token(noun - 1).upos;
  const bool named = left == Upos::PROPN || left == Upos::NOUN;
  if (clause || !named || (!subject && !plural)) return false;
  Cue cue;
  cue.token = noun;
  cue.cue_class = verb->cue_class;
  cue.source = source_by_position(tree_, noun);
  if (cue.source.head < 0 || cue.source.range.last > noun) return false;
  cue.source.range.first = 0;
  find_source_mention(tree_, number_, mentions_, cue.source);
  cue.own = {noun, noun + 1};
  uint32_t first = noun + 1;
  const bool particle = verb->lemma.find(' ') != std::string::npos;
  if (!particle && !is(first, "that") && !is(first, "to") && !is(first, "of") && !is(first, "against")) return false;
  if (particle) ++first;
  add(cue, {first, tree_.size()});
  return true;
}

void SentenceReader::read_according(uint32_t token) {
  Cue cue;
  cue.token = token;
  cue.source = source_of_according(tree_, token);
  if (cue.source.head < 0) return;
  find_source_mention(tree_, number_, mentions_, cue.source);
  const uint32_t head = static_cast<uint32_t>(cue.source.head);
  cue.own = {token, std::max(token + 2, cue.source.range.last)};
  if (tree_.subtree(head).first >= token) cue.own.last = std::max(cue.own.last, tree_.subtree(head).last);
  TokenRange whole{0, tree_.size()};
  const int32_t above = tree_.head(head);
  // Inside a longer sentence the phrase speaks for its own clause only.
  const bool clause = above >= 0 && tree_.token(head).relation == Relation::obl &&
                      (tree_.token(static_cast<uint32_t>(above)).relation == Relation::ccomp ||
                       tree_.token(static_cast<uint32_t>(above)).relation == Relation::conj);
  if (clause) whole = tree_.subtree(static_cast<uint32_t>(above));
  const uint32_t last = cue.own.last;
  const bool relative = last < tree_.size() && (is(last, "who") || is(last, "which") || is(last, "that"));
  while (relative && cue.own.last < tree_.size() && !is(cue.own.last, ",")) ++cue.own.last;
  for (uint32_t i = token; i-- > 0;) {  // inside brackets: what stands before it there
    if (is(i, ")")) break;
    if (is(i, "(")) whole = {i + 1, std::max(i + 1, token)};
  }
  add(cue, whole);
}

/// "cited the governor as saying"
bool SentenceReader::cites_words(uint32_t verb) const {
  for (uint32_t i = verb + 1; i + 1 < tree_.size() && i < verb + 16; ++i) {
    if (is(i, "as") && cues_.verb(tree_.sentence(), i + 1) && tree_.token(i + 1).xpos == "VBG") return true;
  }
  return false;
}

void SentenceReader::run() {
  read_headline();
  for (uint32_t i = 0; i < tree_.size(); ++i) {
    if (is_according(tree_.sentence(), i)) {
      read_according(i);
    } else if (const SpeechCues::Verb* verb = cues_.verb(tree_.sentence(), i)) {
      read_verb(i, verb->cue_class);
    } else if (const CueClass* stance = cues_.stance(tree_.token(i))) {
      read_stance(i, *stance);
    } else if (tree_.token(i).upos == Upos::VERB && cues_.has_topic(to_lower(tree_.token(i).lemma))) {
      read_topic(i);
    } else if (read_noun_as_verb(i)) {
      continue;
    } else if (const CueClass* cue_class = cues_.noun(tree_.token(i))) {
      read_noun(i, *cue_class);
    }
  }
}

namespace {

/// Sorts the attributions of one sentence and links each to the narrowest one that holds its cue or its words.
void link(std::vector<Attribution>& all, size_t begin) {
  const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin);
  std::stable_sort(from, all.end(), [](const Attribution& a, const Attribution& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  for (size_t i = begin; i < all.size(); ++i) {
    for (size_t k = begin; k < all.size(); ++k) {
      if (k == i || all[k].loose || all[k].cue_token == all[i].cue_token) continue;
      const bool holds = all[k].first <= all[i].cue_token && all[i].cue_token < all[k].last;
      if (!holds) continue;
      const bool mutual = all[i].first <= all[k].cue_token && all[k].cue_token < all[i].last;
      if (mutual) continue;
      const int32_t now = all[i].parent;
      const auto width = [&](size_t at) { return all[at].last - all[at].first; };
      if (now < 0 || width(k) < width(static_cast<size_t>(now))) all[i].parent = static_cast<int32_t>(k);
    }
  }
}

constexpr size_t kMostPerSentence = 64;  ///< a longer list is no prose; the rest is dropped

}  // namespace

std::vector<Attribution> find_attributions(const Parse& parse, const Mentions& mentions) {
  std::vector<Attribution> out;
  uint32_t piece = 0;
  for (uint32_t s = 0; s < parse.sentences.size(); ++s) {
    const size_t begin = out.size();
    SentenceReader(parse.sentences[s], s, mentions, piece, out).run();
    if (out.size() - begin > kMostPerSentence) out.resize(begin + kMostPerSentence);
    link(out, begin);
  }
  return out;
}

int32_t attribution_of(const std::vector<Attribution>& all, uint32_t sentence, uint32_t token) {
  auto at = std::lower_bound(all.begin(), all.end(), sentence,
                             [](const Attribution& a, uint32_t s) { return a.sentence < s; });
  int32_t best = -1;
  for (; at != all.end() && at->sentence == sentence; ++at) {
    if (at->loose || token < at->first || token >= at->last) continue;
    const auto width = [&](int32_t i) { return all[static_cast<size_t>(i)].last - all[static_cast<size_t>(i)].first; };
    if (best < 0 || at->last - at->first <= width(best)) best = static_cast<int32_t>(at - all.begin());
  }
  return best;
}

}  // namespace demarche
