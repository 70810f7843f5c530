#include "mention/attribution.h"

#include <algorithm>

#include "base/utf8.h"
#include "mention/speech_cues.h"
#include "mention/speech_source.h"
#include "mention/speech_tree.h"

namespace demarche {
namespace {

/// A cue found in one sentence, before its content is known.
struct Cue {
  uint32_t token = 0;
  CueClass cue_class = CueClass::say;
  SpeechSource source;
  TokenRange own;  ///< tokens that belong to the cue and its source, never to the content
};

/// Collects the attributions of one sentence.
class SentenceReader {
 public:
  SentenceReader(const Sentence& sentence, uint32_t number, const Mentions& mentions, uint32_t& piece,
                 std::vector<Attribution>& out)
      : tree_(sentence), number_(number), mentions_(mentions), cues_(SpeechCues::shipped()), out_(out), piece_(piece) {}

  void run();

 private:
  void read_verb(uint32_t verb, CueClass cue_class);
  void read_noun(uint32_t noun, CueClass cue_class);
  void read_according(uint32_t token);
  void content_of_verb(const Cue& cue, uint32_t verb);
  bool takes_noun(CueClass cue_class, uint32_t verb, uint32_t child) const;
  /// Adds the part of `content` that does not belong to the cue, as one or two ranges.
  void add(const Cue& cue, TokenRange content, bool loose = false);
  void push(const Cue& cue, TokenRange content);
  bool worded(TokenRange range) const;

  SentenceTree tree_;
  uint32_t number_;
  const Mentions& mentions_;
  const SpeechCues& cues_;
  std::vector<Attribution>& out_;
  uint32_t& piece_;  ///< number of the last content
  bool loose_ = false;
};

bool SentenceReader::worded(TokenRange range) const {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (tree_.token(i).upos != Upos::PUNCT) return true;
  }
  return false;
}

void SentenceReader::push(const Cue& cue, TokenRange content) {
  while (!content.empty() && tree_.token(content.first).upos == Upos::PUNCT) ++content.first;
  while (!content.empty() && tree_.token(content.last - 1).upos == Upos::PUNCT) --content.last;
  if (content.empty() || !worded(content)) return;
  Attribution out;
  out.sentence = number_;
  out.first = content.first;
  out.last = content.last;
  out.cue_token = cue.token;
  out.cue_class = cue.cue_class;
  out.source_mention = cue.source.mention;
  out.source_first = cue.source.range.first;
  out.source_last = cue.source.range.last;
  out.piece = piece_;
  out.loose = loose_;
  out_.push_back(out);
}

void SentenceReader::add(const Cue& cue, TokenRange content, bool loose) {
  loose_ = loose;
  ++piece_;
  const bool apart = cue.own.last <= content.first || content.last <= cue.own.first;
  if (apart) return push(cue, content);
  push(cue, {content.first, std::max(content.first, std::min(content.last, cue.own.first))});
  push(cue, {std::min(content.last, std::max(content.first, cue.own.last)), content.last});
}

/// Classes whose infinitive is what is promised, demanded, threatened or believed; elsewhere it is a deed ("continued
/// to fire").
bool takes_infinitive(CueClass cue_class) {
  return cue_class == CueClass::promise || cue_class == CueClass::demand || cue_class == CueClass::warn ||
         cue_class == CueClass::claim || cue_class == CueClass::believe || cue_class == CueClass::accuse;
}

/// "denied any role", "accused X of arming Y", "called for talks": classes whose content may be a noun phrase.
bool SentenceReader::takes_noun(CueClass cue_class, uint32_t verb, uint32_t child) const {
  const Token& token = tree_.token(child);
  if (child < verb) return false;
  const int32_t marker = tree_.child(child, Relation::case_);
  const std::string preposition = marker < 0 ? "" : to_lower(tree_.token(static_cast<uint32_t>(marker)).form);
  const bool object = token.relation == Relation::obj;
  const bool oblique = token.relation == Relation::obl || token.relation == Relation::nmod;
  switch (cue_class) {
    case CueClass::accuse:
      return oblique && (preposition == "of" || preposition == "for" || preposition == "with" || preposition == "over");
    case CueClass::warn:
      return oblique && (preposition == "of" || preposition == "about" || preposition == "against");
    case CueClass::demand:
      return object ? tree_.child(verb, Relation::xcomp) < 0 : oblique && (preposition == "for" || preposition == "to");
    case CueClass::deny:
    case CueClass::promise:
    case CueClass::claim:
      return object;
    case CueClass::believe:
      return object || (oblique && preposition == "for");
    default:
      return false;
  }
}

void SentenceReader::content_of_verb(const Cue& cue, uint32_t verb) {
  bool found = false;
  for (uint32_t child : tree_.children(verb)) {
    const Token& token = tree_.token(child);
    bool content = token.relation == Relation::ccomp;
    if (token.relation == Relation::xcomp) content = takes_infinitive(cue.cue_class) && token.upos != Upos::ADJ;
    if (token.relation == Relation::parataxis) content = true;
    // "said, claiming that ...": a second cue and no content.
    if (content && token.xpos == "VBG" && cues_.verb(tree_.sentence(), child) &&
        tree_.child(child, Relation::mark) < 0 && token.relation != Relation::xcomp) {
      content = false;
    }
    if (token.relation == Relation::parataxis && cues_.verb(tree_.sentence(), child)) content = false;
    if (token.relation == Relation::advcl && child > verb) {
      const int32_t mark = tree_.child(child, Relation::mark);
      const std::string word = mark < 0 ? "" : to_lower(tree_.token(static_cast<uint32_t>(mark)).form);
      content = (cue.cue_class == CueClass::accuse && (word == "of" || word == "for")) ||
                (cue.cue_class == CueClass::warn && (word == "of" || word == "against")) || word == "that";
    }
    if (!content && !takes_noun(cue.cue_class, verb, child)) continue;
    found = true;
    TokenRange range = tree_.subtree(child);
    const int32_t that = tree_.child(child, Relation::mark);
    if (that > static_cast<int32_t>(range.first) && to_lower(tree_.token(static_cast<uint32_t>(that)).form) == "that") {
      range.first = static_cast<uint32_t>(that);  // "said Thursday that ..."
    }
    add(cue, range);
  }
  // The cue hangs on its own content: "The troops left, officials said."
  const int32_t head = tree_.head(verb);
  const Relation relation = tree_.token(verb).relation;
  if (found || head < 0) return;
  const uint32_t opens = std::min(tree_.subtree(verb).first, verb);
  const std::string_view before = opens > 0 ? tree_.token(opens - 1).form : std::string_view();
  const bool behind_mark = before == "," || before == "”" || before == "\"" || before == "’";
  const bool aside = relation == Relation::parataxis ||
                     (relation == Relation::ccomp && static_cast<int32_t>(verb) > head && behind_mark) ||
                     (relation == Relation::advcl && tree_.child(verb, Relation::mark) >= 0 &&
                      to_lower(tree_.token(static_cast<uint32_t>(tree_.child(verb, Relation::mark))).form) == "as");
  const SpeechCues::Verb* known = cues_.verb(tree_.sentence(), verb);
  const bool after_quote = before == "”" || before == "\"" || before == "’";
  const bool firm =
      known && (!cues_.weak(known->lemma) || after_quote);  // "..., and Oslo will respond" reports nothing
  const bool reports = firm && cue.cue_class != CueClass::judge && cue.cue_class != CueClass::accuse;
  if (aside && reports) add(cue, tree_.subtree(static_cast<uint32_t>(head)));
}

void SentenceReader::read_verb(uint32_t verb, CueClass cue_class) {
  Cue cue;
  cue.token = verb;
  cue.cue_class = cue_class;
  const std::string_view tag = tree_.token(verb).xpos;
  const bool told = tag == "VBD" || tag == "VBZ";
  cue.source = source_of_verb(tree_, verb, cues_, told && cue_class != CueClass::judge);
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
  content_of_verb(cue, verb);
}

/// "X's claim that ...", "a warning from X that ...".
void SentenceReader::read_noun(uint32_t noun, CueClass cue_class) {
  for (uint32_t child : tree_.children(noun)) {
    const Token& token = tree_.token(child);
    const bool clause = token.relation == Relation::acl || token.relation == Relation::ccomp;
    if (!clause || token.subtype == Subtype::relcl || child < noun || token.xpos == "VBN") continue;
    const int32_t mark = tree_.child(child, Relation::mark);
    const std::string word = mark < 0 ? "" : to_lower(tree_.token(static_cast<uint32_t>(mark)).form);
    if (word != "that" && word != "to") continue;
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
    add(cue, tree_.subtree(child));
    return;
  }
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
  add(cue, whole);
}

void SentenceReader::run() {
  for (uint32_t i = 0; i < tree_.size(); ++i) {
    if (is_according(tree_.sentence(), i)) {
      read_according(i);
    } else if (const SpeechCues::Verb* verb = cues_.verb(tree_.sentence(), i)) {
      read_verb(i, verb->cue_class);
    } else if (const CueClass* cue_class = cues_.noun(tree_.token(i))) {
      read_noun(i, *cue_class);
    }
  }
}

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
