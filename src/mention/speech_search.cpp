#include "mention/speech_search.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr uint32_t kShortSentence = 14;  ///< tokens; a reporting clause that the splitter made a sentence of its own
constexpr uint32_t kLongSentence = 36;   ///< tokens; the same behind a question or exclamation mark

bool is_mark(const Token& token) {
  return token.upos == Upos::PUNCT || token.form == "“" || token.form == "”" || token.form == "\"" ||
         token.form == "’" || token.form == "‘" || token.form == "''" || token.form == "``";
}

bool clause_end(const Token& token) { return token.form == ";" || token.form == ":"; }

/// Classes that report words, as against naming or feeling.
bool utters(CueClass cue_class) {
  return cue_class != CueClass::judge && cue_class != CueClass::believe && cue_class != CueClass::accuse;
}

bool finite(const Token& token) {
  return token.xpos == "VBD" || token.xpos == "VBZ" || token.xpos == "VBP" || token.xpos.empty() || token.xpos == "VBN";
}

}  // namespace

const SentenceTree& CueSearch::tree(uint32_t sentence) {
  if (!trees_[sentence]) trees_[sentence].emplace(parse_.sentences[sentence]);
  return *trees_[sentence];
}

uint32_t CueSearch::sentence_at(uint32_t byte) const {
  const auto& all = parse_.sentences;
  const auto found =
      std::upper_bound(all.begin(), all.end(), byte, [](uint32_t b, const Sentence& s) { return b < s.span.end; });
  return static_cast<uint32_t>(found - all.begin());
}

TokenRange CueSearch::tokens_in(uint32_t sentence, Span span) const {
  return demarche::tokens_in(parse_.sentences[sentence], span);
}

bool CueSearch::quoted(const Token& token) const {
  const auto& all = *passages_;
  auto next = std::upper_bound(all.begin(), all.end(), token.span.begin,
                               [](uint32_t byte, const QuotedPassage& p) { return byte < p.span.begin; });
  return next != all.begin() && (--next)->span.contains(token.span.begin);
}

std::optional<CueHit> CueSearch::hit(uint32_t sentence, uint32_t token, bool by_position) {
  const SentenceTree& where = tree(sentence);
  CueHit out;
  out.sentence = sentence;
  out.token = static_cast<int32_t>(token);
  out.strength = 1;
  if (is_according(where.sentence(), token)) {
    out.lemma = "according to";
    out.source = source_of_according(where, token);
  } else {
    const SpeechCues::Verb* verb = cues_.verb(where.sentence(), token);
    out.lemma = verb ? verb->lemma : std::string(where.token(token).lemma);
    if (verb) out.cue_class = verb->cue_class;
    out.source = source_of_verb(where, token, cues_, by_position);
    const auto inside = [&](const SpeechSource& source) {
      return source.head >= 0 && quoted(where.token(static_cast<uint32_t>(source.head))) && !quoted(where.token(token));
    };
    if (inside(out.source)) out.source = source_by_position(where, token);
    if (inside(out.source)) out.source = {};
    for (uint32_t i = token + 1; i < where.size() && i < token + 16; ++i) {  // "was quoted as **saying**"
      const SpeechCues::Verb* said = cues_.verb(where.sentence(), i);
      const bool relays = out.lemma == "quote" || out.lemma == "cite";
      if (!relays || !said || where.token(i).xpos != "VBG" || to_lower(where.token(i - 1).form) != "as") continue;
      out.token = static_cast<int32_t>(i);
      out.lemma = said->lemma;
      out.cue_class = said->cue_class;
      break;
    }
  }
  find_source_mention(where, sentence, mentions_, out.source);
  return out;
}

std::optional<CueHit> CueSearch::according(uint32_t sentence) {
  const Sentence& where = parse_.sentences[sentence];
  for (uint32_t i = 0; i < where.tokens.size(); ++i) {
    if (is_according(where, i) && !quoted(where.tokens[i])) return hit(sentence, i, false);
  }
  return std::nullopt;
}

/// The cue in a token range that most likely reports `content`: near the root, near the passage, above its words.
std::optional<CueHit> CueSearch::best_in(uint32_t sentence, TokenRange range, bool behind, bool any_verb,
                                         Span content) {
  const SentenceTree& where = tree(sentence);
  const TokenRange words = tokens_in(sentence, content);
  const int32_t head = words.empty() ? -1 : static_cast<int32_t>(where.head_of(words));
  std::vector<std::pair<double, uint32_t>> ranked;
  uint32_t distance = 0;
  for (uint32_t k = 0; k < range.last - range.first; ++k) {
    const uint32_t i = behind ? range.first + k : range.last - 1 - k;
    const Token& token = where.token(i);
    if (quoted(token) || is_mark(token)) {
      if (clause_end(token) && (behind || k > 0)) break;
      continue;
    }
    ++distance;
    const bool report = is_according(where.sentence(), i);
    const SpeechCues::Verb* verb = cues_.verb(where.sentence(), i);
    const bool other = any_verb && !verb && token.upos == Upos::VERB && finite(token) && distance <= 6;
    if (!verb && !report && !other) continue;
    double score = -0.06 * distance - 0.5 * std::min(where.depth(i), 6u);
    if (report) score += behind ? 0.5 : -1;
    if (verb && !utters(verb->cue_class)) score -= verb->cue_class == CueClass::judge ? 1.5 : 0.5;
    if (other) score -= 2;
    if (token.xpos == "VB" || token.xpos == "VBN") score -= 1;
    if (token.relation == Relation::acl) score -= token.subtype == Subtype::relcl ? 2.5 : 1;
    if (head >= 0) {
      const uint32_t inner = static_cast<uint32_t>(head);
      if (where.dominates(i, inner)) score += 1;
      if (where.head(i) >= 0 && words.contains(static_cast<uint32_t>(where.head(i)))) score += 1;
    }
    ranked.emplace_back(-score, i);
  }
  if (ranked.empty()) return std::nullopt;
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::optional<CueHit> out;
  uint32_t best = 0;
  for (size_t k = 0; k < ranked.size() && k < 3 && (!out || out->source.head < 0); ++k) {  // one that names somebody
    auto next = hit(sentence, ranked[k].second, true);
    if (out && next->source.head < 0) continue;
    out = std::move(next);
    best = ranked[k].second;
  }
  const bool known = cues_.verb(where.sentence(), best) || is_according(where.sentence(), best);
  // A verb that is no cue reports only when it stands right there with a person as its subject.
  if (!known && (out->source.mention < 0 || !range.contains(static_cast<uint32_t>(out->source.head))))
    return std::nullopt;
  out->strength = known ? 1 : 0.7;
  return out;
}

std::optional<CueHit> CueSearch::behind(size_t passage) {
  const auto& all = *passages_;
  const QuotedPassage& here = all[passage];
  uint32_t sentence = sentence_at(here.outer.end - 1);
  if (sentence >= parse_.sentences.size()) return std::nullopt;
  const uint32_t stop = passage + 1 < all.size() ? all[passage + 1].outer.begin : UINT32_MAX;
  TokenRange rest = tokens_in(sentence, {here.outer.end, std::min(stop, parse_.sentences[sentence].span.end)});
  const auto worded = [&](uint32_t s, TokenRange range) {
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (!is_mark(parse_.sentences[s].tokens[i])) return true;
    }
    return false;
  };
  const std::string_view words = here.span.in(text_);
  const bool outside = here.outer.end < text_.size() && text_[here.outer.end] == ',';
  const bool comma = outside || words.back() == ',' || words.back() == '?' || words.back() == '!';
  if (worded(sentence, rest)) {
    auto verb = best_in(sentence, rest, true, comma, here.span);
    uint32_t first = rest.first;
    while (first < rest.last && is_mark(parse_.sentences[sentence].tokens[first])) ++first;
    const std::string_view lemma =
        first < rest.last ? parse_.sentences[sentence].tokens[first].lemma : std::string_view();
    const bool came = lemma == "come" || lemma == "be" || lemma == "run" || lemma == "go";
    for (uint32_t i = first; came && !verb && i < rest.last && i < first + 6; ++i) verb = noun_cue(sentence, i);
    return verb;  // a verb, or "came the reply from Oslo"
  }
  if (++sentence >= parse_.sentences.size()) return std::nullopt;
  const Sentence& next = parse_.sentences[sentence];
  if (next.block != here.block || next.span.begin >= stop || next.tokens.empty()) return std::nullopt;
  rest = tokens_in(sentence, {next.span.begin, std::min(stop, next.span.end)});
  const bool lower = is_ascii_lower(next.tokens[0].form.front());
  const uint32_t most = words.back() == '?' || words.back() == '!' ? kLongSentence : kShortSentence;
  if (!lower && (next.tokens.size() > most || rest.last < next.tokens.size())) return std::nullopt;
  auto found = best_in(sentence, rest, true, false, {0, 0});
  if (!found || found->token < 0) return std::nullopt;
  const uint32_t cue = static_cast<uint32_t>(found->token);
  const SentenceTree& where = tree(sentence);
  const bool has_content = where.child(cue, Relation::ccomp) >= 0 || where.child(cue, Relation::xcomp) >= 0 ||
                           where.child(cue, Relation::obj) >= 0;
  if (!utters(found->cue_class) || (!lower && has_content)) return std::nullopt;
  return found;
}

/// `Prime minister: "..."`: a short phrase and a colon, with a mention in it.
std::optional<CueHit> CueSearch::named_by_colon(uint32_t sentence, TokenRange range) {
  if (range.empty() || range.last - range.first > 8) return std::nullopt;
  if (parse_.sentences[sentence].tokens[range.last - 1].form != ":") return std::nullopt;
  for (uint32_t i = range.first; i < range.last; ++i) {
    const Upos upos = parse_.sentences[sentence].tokens[i].upos;
    if (upos == Upos::VERB || upos == Upos::AUX) return std::nullopt;
  }
  CueHit out;
  out.sentence = sentence;
  out.source.range = {range.first, range.last - 1};
  if (out.source.range.empty()) return std::nullopt;
  out.source.head = static_cast<int32_t>(tree(sentence).head_of(out.source.range));
  find_source_mention(tree(sentence), sentence, mentions_, out.source);
  out.strength = 0.8;
  for (uint32_t i = range.last - 1; i-- > range.first && out.source.mention < 0;) {  // "A warning from Silva: ..."
    out.source.head = static_cast<int32_t>(i);
    find_source_mention(tree(sentence), sentence, mentions_, out.source);
  }
  if (out.source.mention < 0) return std::nullopt;
  return out;
}

std::optional<CueHit> CueSearch::noun_cue(uint32_t sentence, uint32_t token, bool governed) {
  const CueClass* cue_class = cues_.noun(tree(sentence).token(token));
  if (!cue_class) return std::nullopt;
  CueHit out;
  out.sentence = sentence;
  out.token = static_cast<int32_t>(token);
  out.lemma = to_lower(tree(sentence).token(token).lemma);
  out.cue_class = *cue_class;
  out.source = source_of_noun(tree(sentence), token);
  const int32_t above = tree(sentence).head(token);
  const bool object = tree(sentence).token(token).relation == Relation::obj && above >= 0;
  if (out.source.head < 0 && governed && object)
    out.source = source_of_verb(tree(sentence), static_cast<uint32_t>(above), cues_, false);  // "put a question to X:"
  if (out.source.head < 0) return std::nullopt;
  find_source_mention(tree(sentence), sentence, mentions_, out.source);
  out.strength = 0.8;
  return out;
}

std::optional<CueHit> CueSearch::before(size_t passage) {
  const auto& all = *passages_;
  const QuotedPassage& here = all[passage];
  uint32_t sentence = sentence_at(here.outer.begin);
  if (sentence >= parse_.sentences.size()) return std::nullopt;
  const uint32_t start = passage > 0 ? all[passage - 1].outer.end : 0;
  TokenRange lead = tokens_in(sentence, {std::max(start, parse_.sentences[sentence].span.begin), here.outer.begin});
  while (!lead.empty() && parse_.sentences[sentence].tokens[lead.first].span.begin < start) ++lead.first;
  if (lead.empty()) {
    if (sentence == 0) return std::nullopt;
    --sentence;
    const Sentence& last = parse_.sentences[sentence];
    const bool near = last.block == here.block || last.block + 1 == here.block;
    if (!near || last.tokens.empty() || last.tokens.back().form != ":" || last.span.end <= start) return std::nullopt;
    lead = tokens_in(sentence, {std::max(start, last.span.begin), last.span.end});
  }
  if (lead.empty()) return std::nullopt;
  const Sentence& where = parse_.sentences[sentence];
  if (auto colon = named_by_colon(sentence, lead)) return colon;
  if (auto verb = best_in(sentence, lead, false, false, here.span)) return verb;
  if (!clause_end(where.tokens[lead.last - 1])) return std::nullopt;
  for (uint32_t i = lead.last; i-- > lead.first;) {
    if (auto noun = noun_cue(sentence, i, true)) return noun;
  }
  return std::nullopt;
}

std::optional<CueHit> CueSearch::above(size_t passage) {
  const QuotedPassage& here = (*passages_)[passage];
  const uint32_t sentence = sentence_at(here.span.begin);
  if (sentence >= parse_.sentences.size()) return std::nullopt;
  const SentenceTree& where = tree(sentence);
  const TokenRange words = tokens_in(sentence, here.span);
  if (words.empty()) return std::nullopt;
  bool named = false;
  std::optional<CueHit> weak;
  for (int32_t at = where.head(where.head_of(words)); at >= 0; at = where.head(static_cast<uint32_t>(at))) {
    const uint32_t token = static_cast<uint32_t>(at);
    if (quoted(where.token(token))) continue;
    if (cues_.gives_name(where.token(token).lemma)) named = true;
    const bool reduced = where.token(token).relation == Relation::acl && where.token(token).xpos == "VBN" &&
                         token > 0 && where.token(token - 1).form != ",";
    if (reduced) continue;  // "a message read on the radio"
    if (const SpeechCues::Verb* verb = cues_.verb(where.sentence(), token)) {
      const std::string_view tag = where.token(token).xpos;
      auto out = hit(sentence, token, tag == "VBD" || tag == "VBZ");
      if (out->source.head < 0) continue;
      out->strength = named ? 0.3 : 1;
      if (!cues_.weak(verb->lemma) && (!weak || utters(verb->cue_class))) return out;
      if (!weak) weak = std::move(out);
    } else if (auto noun = noun_cue(sentence, token); noun && !weak) {
      noun->strength = named ? 0.3 : 0.8;
      weak = std::move(noun);
    }
  }
  if (weak) return weak;
  return according(sentence);
}

/// `Silva shook his head. "We stay."`: who the sentence before a passage is about, when its subject is a mention.
std::optional<CueHit> CueSearch::sentence_before(size_t passage) {
  const QuotedPassage& here = (*passages_)[passage];
  const uint32_t sentence = sentence_at(here.outer.begin);
  if (sentence == 0 || sentence > parse_.sentences.size()) return std::nullopt;
  const Sentence& last = parse_.sentences[sentence - 1];
  if (last.block != here.block || last.tokens.empty() || quoted(last.tokens[0])) return std::nullopt;
  const SentenceTree& where = tree(sentence - 1);
  auto found = best_in(sentence - 1, {0, where.size()}, true, false, {0, 0});
  if (found && (!utters(found->cue_class) || found->source.mention < 0)) found.reset();
  if (!found) {
    const uint32_t root = where.head_of({0, where.size()});
    const int32_t subject = where.child(root, Relation::nsubj);
    if (subject < 0) return std::nullopt;
    found = CueHit();
    found->sentence = sentence - 1;
    found->source.head = subject;
    found->source.range = {static_cast<uint32_t>(subject), static_cast<uint32_t>(subject) + 1};
    find_source_mention(where, sentence - 1, mentions_, found->source);
    if (found->source.mention < 0) return std::nullopt;
  }
  found->token = -1;
  found->lemma.clear();
  found->strength = 0.5;
  return found;
}

std::optional<CueSearch::Cut> CueSearch::cut_at(uint32_t sentence, uint32_t token) {
  const SentenceTree& where = tree(sentence);
  const SpeechCues::Verb* verb = cues_.verb(where.sentence(), token);
  if (!verb || !utters(verb->cue_class) || !finite(where.token(token)) || token == 0) return std::nullopt;
  const auto byte_before = [&](uint32_t i) {
    return where.token(i - 1).form.empty() ? ' ' : where.token(i - 1).form.back();
  };
  const auto parts = [](char c) { return c == ',' || c == '?' || c == '!'; };
  if (parts(byte_before(token))) {  // `..., said X`
    auto found = hit(sentence, token, true);
    if (found->source.head <= static_cast<int32_t>(token)) return std::nullopt;
    return Cut{where.token(token - 1).span.end, *found};
  }
  uint32_t first = token;
  while (first > 0 && where.token(first - 1).upos == Upos::ADV) --first;
  while (first > 0 && token - first < 8) {
    const Token& left = where.token(first - 1);
    const bool part = left.upos == Upos::PROPN || left.upos == Upos::DET || left.upos == Upos::ADJ ||
                      left.upos == Upos::NOUN || left.upos == Upos::ADP ||
                      (left.upos == Upos::PRON && left.form != "I");
    if (!part) break;
    --first;
    const bool glued = first > 0 && !where.token(first - 1).space_after && is_ascii_upper(left.form.front()) &&
                       is_ascii_lower(byte_before(first));
    if (glued || (first > 0 && parts(byte_before(first)))) {
      auto found = hit(sentence, token, true);
      return Cut{where.token(first - 1).span.end, *found};
    }
  }
  // Words glued inside one token: "appropriateSmith said".
  const Token& left = where.token(token - 1);
  for (size_t i = 1; i + 1 < left.form.size(); ++i) {
    if (i >= 3 && is_ascii_lower(left.form[i - 1]) && is_ascii_upper(left.form[i]) &&
        is_ascii_lower(left.form[i + 1])) {
      return Cut{left.span.begin + static_cast<uint32_t>(i), *hit(sentence, token, true)};
    }
  }
  return std::nullopt;
}

std::optional<CueSearch::Cut> CueSearch::clause_inside(size_t passage) {
  const Span span = (*passages_)[passage].span;
  for (uint32_t s = sentence_at(span.begin); s < parse_.sentences.size() && parse_.sentences[s].span.begin < span.end;
       ++s) {
    const TokenRange range = tokens_in(s, span);
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (auto cut = cut_at(s, i); cut && cut->at > span.begin) return cut;
    }
  }
  return std::nullopt;
}

}  // namespace demarche
