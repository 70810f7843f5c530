#include "mention/quotes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "base/utf8.h"
#include "mention/quote_parts.h"
#include "mention/speech_source.h"

namespace demarche {
namespace {

constexpr double kIndirectConfidence = 0.8;  ///< a clause of a verb of speech with its speaker
constexpr double kLooseConfidence = 0.5;     ///< a topic instead of a clause
constexpr double kNobody = 0.6;              ///< factor: the text names no speaker

constexpr std::array<std::string_view, 6> kPronouns = {"he", "she", "it", "they", "we", "i"};

std::span<const Mention> mentions_in(const Mentions& mentions, uint32_t sentence) {
  if (sentence + 1 >= mentions.sentence_begin.size()) return {};
  const uint32_t begin = mentions.sentence_begin[sentence];
  return std::span(mentions.all).subspan(begin, mentions.sentence_begin[sentence + 1] - begin);
}

bool quote_mark(char32_t c) {
  return c == '"' || c == '\'' || c == '`' || c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f) || c == 0x2039 ||
         c == 0x203a;
}

class Assembly {
 public:
  Assembly(std::string_view text, const Parse& parse, const Mentions& mentions, std::vector<Quote> quoted,
           const std::vector<Attribution>& attributions)
      : text_(text), parse_(parse), mentions_(mentions), quotes_(std::move(quoted)), attributions_(attributions) {}

  std::vector<Quote> run();

 private:
  using Piece = std::vector<size_t>;  ///< the attributions that are one content, in text order

  void collect();
  Span bytes(const Attribution& one) const;
  bool quoted(Span span) const;
  size_t piece_of(const Quote& quote);
  void give_content(size_t index);
  void drop_fragments();
  void take_cue(const Attribution& from, Quote& quote) const;
  void add_indirect(const Piece& piece);
  void describe(Quote& quote);
  QuoteParty party(uint32_t sentence, TokenRange range, bool entities) const;
  void outer_sources(Quote& quote) const;
  void name_actors(Quote& quote) const;
  const SentenceTree& tree(uint32_t sentence);

  std::string_view text_;
  const Parse& parse_;
  const Mentions& mentions_;
  std::vector<Quote> quotes_;
  const std::vector<Attribution>& attributions_;
  std::vector<Piece> pieces_;
  std::vector<bool> used_;    ///< by piece: a direct or mixed quote holds it
  size_t quoted_ = 0;         ///< quotes_ before this index are direct and mixed
  std::vector<Span> spoken_;  ///< the quoted words of all quotes, in text order
  std::optional<SentenceTree> tree_;
  uint32_t tree_of_ = 0;
};

const SentenceTree& Assembly::tree(uint32_t sentence) {
  if (!tree_ || tree_of_ != sentence) tree_.emplace(parse_.sentences[sentence]);
  tree_of_ = sentence;
  return *tree_;
}

void Assembly::collect() {
  for (size_t i = 0; i < attributions_.size(); ++i) {
    if (attributions_[i].piece >= pieces_.size()) pieces_.resize(attributions_[i].piece + 1);
    pieces_[attributions_[i].piece].push_back(i);
  }
  pieces_.erase(std::remove_if(pieces_.begin(), pieces_.end(), [](const Piece& piece) { return piece.empty(); }),
                pieces_.end());
  used_.resize(pieces_.size());
  for (const Quote& quote : quotes_) {
    if (quote.confidence > 0) spoken_.push_back(quote.span);
  }
}

Span Assembly::bytes(const Attribution& one) const {
  const auto& tokens = parse_.sentences[one.sentence].tokens;
  return {tokens[one.first].span.begin, tokens[one.last - 1].span.end};
}

/// Do the words stand inside quoted speech?
bool Assembly::quoted(Span span) const {
  auto next = std::upper_bound(spoken_.begin(), spoken_.end(), span.begin,
                               [](uint32_t byte, Span one) { return byte < one.begin; });
  return next != spoken_.begin() && (--next)->contains(span);
}

/// Widens a content by the marks at its edges, with what stands between them and its words.
void take_marks(std::string_view text, Span quoted, Span& content) {
  const auto mark_before = [&](uint32_t at) {
    uint32_t start = at;
    while (start > 0 && at - start < 3) {
      --start;
      if ((static_cast<unsigned char>(text[start]) & 0xC0) != 0x80) break;
    }
    return start < at && quote_mark(decode_utf8(text, start).value) ? start : at;
  };
  if (content.begin >= quoted.begin && content.begin < quoted.end) content.begin = mark_before(quoted.begin);
  if (content.end > quoted.begin && content.end <= quoted.end) content.end = quoted.end;
  if (content.end == quoted.end && content.end < text.size()) {
    const CodePoint next = decode_utf8(text, content.end);
    if (quote_mark(next.value)) content.end += next.length;
    const bool doubled = next.value == '\'' || next.value == '`';
    if (doubled && content.end < text.size() && text[content.end] == text[content.end - 1]) ++content.end;
    if (doubled && content.begin > 0 && content.begin < quoted.begin && text[content.begin - 1] == text[content.begin])
      --content.begin;
  }
}

/// The content that a quote is a part of: one of its own cue, else the narrowest whose words hold the quoted ones.
size_t Assembly::piece_of(const Quote& quote) {
  size_t best = pieces_.size();
  uint32_t width = UINT32_MAX;
  const auto first = std::lower_bound(
      pieces_.begin(), pieces_.end(), quote.sentence,
      [&](const Piece& piece, uint32_t sentence) { return attributions_[piece.front()].sentence < sentence; });
  for (auto p = static_cast<size_t>(first - pieces_.begin()); p < pieces_.size(); ++p) {
    const Attribution& head = attributions_[pieces_[p].front()];
    if (head.sentence != quote.sentence) break;
    bool overlaps = false;
    uint32_t size = 0;
    for (size_t i : pieces_[p]) {
      overlaps = overlaps || bytes(attributions_[i]).overlaps(quote.span);
      size += bytes(attributions_[i]).size();
    }
    if (!overlaps || quoted(parse_.sentences[head.sentence].tokens[head.cue_token].span)) continue;
    const bool same = quote.cue_sentence == static_cast<int32_t>(head.sentence) &&
                      quote.cue_token == static_cast<int32_t>(head.cue_token);
    if (same) used_[p] = true;
    if (same) size = 0;
    const bool named = head.source_first < head.source_last;
    const bool fragment = quote.confidence == 0;
    if (fragment && head.loose && head.cue_class != CueClass::judge) continue;
    if (size >= width || (!same && (!named || quote.type == QuoteType::direct))) continue;
    best = p;
    width = size;
  }
  return best;
}

void Assembly::give_content(size_t index) {
  Quote& quote = quotes_[index];
  const size_t piece = piece_of(quote);
  if (quote.type == QuoteType::direct || piece == pieces_.size()) {
    Span span = quote.span;
    if (quote.type == QuoteType::mixed) take_marks(text_, quote.span, span);
    quote.content = {span};
    return;
  }
  const Attribution& head = attributions_[pieces_[piece].front()];
  if (quote.cue_token < 0 || quote.cue_token != static_cast<int32_t>(head.cue_token)) take_cue(head, quote);
  used_[piece] = true;
  for (size_t i : pieces_[piece]) {
    Span span = bytes(attributions_[i]);
    for (size_t k = index + 1; k-- > 0 && quotes_[k].sentence == quote.sentence;) {
      if (quotes_[k].span.overlaps(span)) take_marks(text_, quotes_[k].span, span);
    }
    for (size_t k = index + 1; k < quoted_ && quotes_[k].sentence == quote.sentence; ++k) {
      if (quotes_[k].span.overlaps(span)) take_marks(text_, quotes_[k].span, span);
    }
    if (!quote.content.empty() && span.begin <= quote.content.back().end) {
      quote.content.back().end = std::max(quote.content.back().end, span.end);
    } else {
      quote.content.push_back(span);
    }
  }
}

QuoteParty Assembly::party(uint32_t sentence, TokenRange range, bool entities) const {
  QuoteParty out;
  if (range.empty()) return out;
  const auto& tokens = parse_.sentences[sentence].tokens;
  out.span = {tokens[range.first].span.begin, tokens[range.last - 1].span.end};
  out.text = out.span.in(text_);
  if (!entities) return out;
  const Mention* best = nullptr;
  for (const Mention& mention : mentions_in(mentions_, sentence)) {
    const bool inside = mention.first >= range.first && mention.last <= range.last;
    if (!inside || mention.kind == MentionKind::adjective) continue;
    if (!best || mention.last - mention.first > best->last - best->first) best = &mention;
  }
  if (best && best->last - best->first + 2 >= range.last - range.first) out.entities = best->entities;
  return out;
}

void Assembly::name_actors(Quote& quote) const {
  for (const Span& span : quote.content) {
    auto at = std::lower_bound(parse_.sentences.begin(), parse_.sentences.end(), span.begin,
                               [](const Sentence& s, uint32_t byte) { return s.span.end <= byte; });
    for (; at != parse_.sentences.end() && at->span.begin < span.end; ++at) {
      for (const Mention& mention : mentions_in(mentions_, static_cast<uint32_t>(at - parse_.sentences.begin()))) {
        if (mention.kind == MentionKind::pronoun || !span.contains(at->tokens[mention.head].span)) continue;
        for (const Entity& entity : mention.entities) {
          const bool known = std::any_of(quote.about.begin(), quote.about.end(),
                                         [&](const Entity& one) { return same_entity(one, entity); });
          if (!known) quote.about.push_back(entity);
        }
      }
    }
  }
}

/// The sources of the attributions that hold this quote's cue, nearest first.
void Assembly::outer_sources(Quote& quote) const {
  const bool pronoun =
      quote.source_span.empty() || std::any_of(kPronouns.begin(), kPronouns.end(), [&](auto word) {
        return to_lower(quote.source_span.in(text_)) == word;  // "she said she hoped": one speaker, no chain
      });
  if (pronoun) return;
  const auto sentence = static_cast<uint32_t>(quote.cue_sentence);
  const auto cue = static_cast<uint32_t>(quote.cue_token);
  std::vector<const Attribution*> outer;
  auto at = std::lower_bound(attributions_.begin(), attributions_.end(), sentence,
                             [](const Attribution& a, uint32_t s) { return a.sentence < s; });
  for (; at != attributions_.end() && at->sentence == sentence; ++at) {
    const bool reports = !at->loose && at->cue_class != CueClass::believe && at->source_first < at->source_last;
    if (reports && at->first <= cue && cue < at->last) outer.push_back(&*at);
  }
  std::stable_sort(outer.begin(), outer.end(),
                   [](const auto* a, const auto* b) { return a->last - a->first < b->last - b->first; });
  for (const Attribution* one : outer) {
    QuoteParty next = party(sentence, {one->source_first, one->source_last}, false);
    if (one->source_mention >= 0) next.entities = mentions_.all[static_cast<size_t>(one->source_mention)].entities;
    const bool fresh = std::none_of(quote.via.begin(), quote.via.end(),
                                    [&](const QuoteParty& known) { return known.span.overlaps(next.span); });
    const bool himself =
        !next.entities.empty() && !quote.speaker.empty() && same_entity(next.entities[0], quote.speaker[0]);
    const std::string word = to_lower(next.text);
    const bool of_speech = word == "i" || word == "we" || word == "you";  // somebody inside quoted words
    if (fresh && !himself && !of_speech && !next.span.overlaps(quote.source_span)) quote.via.push_back(std::move(next));
  }
}

/// Quoted words that are no speech by themselves are so inside reported words; elsewhere they are dropped.
void Assembly::drop_fragments() {
  size_t kept = 0;
  for (size_t i = 0; i < quoted_; ++i) {
    const bool fragment = quotes_[i].confidence == 0;
    if (fragment && quotes_[i].cue_token < 0) continue;
    if (fragment) quotes_[i].confidence = kIndirectConfidence;
    if (kept != i) quotes_[kept] = std::move(quotes_[i]);
    ++kept;
  }
  quotes_.resize(kept);
  quoted_ = kept;
  spoken_.clear();
  for (const Quote& quote : quotes_) spoken_.push_back(quote.span);
}

void Assembly::describe(Quote& quote) {
  name_actors(quote);
  if (quote.cue_token < 0) return;
  const auto sentence = static_cast<uint32_t>(quote.cue_sentence);
  std::vector<TokenRange> content;
  for (const Span& span : quote.content) content.push_back(tokens_in(parse_.sentences[sentence], span));
  const SentenceTree& where = tree(sentence);
  const QuoteParts parts(where, SpeechCues::shipped(), static_cast<uint32_t>(quote.cue_token),
                         tokens_in(parse_.sentences[sentence], quote.source_span), std::move(content));
  const TokenRange cue = parts.cue_phrase();
  quote.cue_span = {where.token(cue.first).span.begin, where.token(cue.last - 1).span.end};
  quote.addressee = party(sentence, parts.addressee(), true);
  quote.occasion = party(sentence, parts.occasion(), false);
  for (const TokenRange& range : parts.via()) {
    QuoteParty next = party(sentence, range, true);
    if (!next.text.empty() && !next.span.overlaps(quote.source_span)) quote.via.push_back(std::move(next));
  }
  outer_sources(quote);
}

/// Cue and speaker of the attribution become the quote's.
void Assembly::take_cue(const Attribution& from, Quote& quote) const {
  const auto& sentence = parse_.sentences[from.sentence];
  const Token& cue = sentence.tokens[from.cue_token];
  const SpeechCues::Verb* verb = SpeechCues::shipped().verb(sentence, from.cue_token);
  const bool noun = !verb && SpeechCues::shipped().noun(cue);
  if (!verb && cue.upos != Upos::PUNCT && (!noun || from.source_last == from.cue_token))
    verb = SpeechCues::shipped().verb_like(sentence, from.cue_token);
  const bool mark = cue.upos == Upos::PUNCT;  // the colon of a headline
  quote.cue = mark                                     ? ""
              : is_according(sentence, from.cue_token) ? "according to"
              : verb                                   ? verb->lemma
                                                       : to_lower(cue.lemma);
  quote.cue_class = from.cue_class;
  quote.cue_sentence = static_cast<int32_t>(from.sentence);
  quote.cue_token = static_cast<int32_t>(from.cue_token);
  quote.cue_span = cue.span;
  quote.source_span = {};
  if (from.source_first < from.source_last)
    quote.source_span = {sentence.tokens[from.source_first].span.begin, sentence.tokens[from.source_last - 1].span.end};
  quote.speaker.clear();
  if (from.source_mention >= 0) quote.speaker = mentions_.all[static_cast<size_t>(from.source_mention)].entities;
}

void Assembly::add_indirect(const Piece& piece) {
  const Attribution& head = attributions_[piece.front()];
  const Sentence& sentence = parse_.sentences[head.sentence];
  if (quoted(sentence.tokens[head.cue_token].span)) return;
  Quote quote;
  for (size_t i : piece) quote.content.push_back(bytes(attributions_[i]));
  quote.span = {quote.content.front().begin, quote.content.back().end};
  if (quoted(quote.span)) return;
  quote.sentence = head.sentence;
  quote.sentence_span = sentence.span;
  quote.type = QuoteType::indirect;
  take_cue(head, quote);
  quote.confidence = (head.loose ? kLooseConfidence : kIndirectConfidence) * (quote.source_span.empty() ? kNobody : 1);
  quotes_.push_back(std::move(quote));
}

std::vector<Quote> Assembly::run() {
  collect();
  quoted_ = quotes_.size();
  for (size_t i = 0; i < quoted_; ++i) give_content(i);
  drop_fragments();
  for (size_t p = 0; p < pieces_.size(); ++p) {
    if (!used_[p]) add_indirect(pieces_[p]);
  }
  std::stable_sort(quotes_.begin(), quotes_.end(), [](const Quote& a, const Quote& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  for (Quote& quote : quotes_) describe(quote);
  return std::move(quotes_);
}

}  // namespace

std::vector<Quote> assemble_quotes(std::string_view text, const Parse& parse, const Mentions& mentions,
                                   std::vector<Quote> quoted, const std::vector<Attribution>& attributions) {
  return Assembly(text, parse, mentions, std::move(quoted), attributions).run();
}

}  // namespace demarche
