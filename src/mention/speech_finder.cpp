#include "mention/speech_finder.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/utf8.h"
#include "mention/speech_search.h"
#include "mention/speech_shape.h"
#include "mention/speech_turns.h"

namespace demarche {
namespace {

constexpr uint32_t kFragmentWords = 4;  ///< shorter fragments without a cue are scare quotes

/// A passage with what has been found out about it.
struct Turn {
  bool speech = false;
  bool fragment = false;  ///< quoted words without a cue
  bool direct = false;
  bool carried = false;
  std::optional<CueHit> cue;
  int32_t speaker = -1;
  double confidence = 1;
};

class Finder {
 public:
  Finder(const Capture& capture, const Article& article, const Parse& parse, const Mentions& mentions)
      : text_(capture.text),
        mentions_(mentions),
        article_(article),
        parse_(parse),
        cues_(SpeechCues::shipped()),
        search_(capture.text, parse, mentions, cues_),
        passages_(find_quoted_passages(capture.text, article.body)) {}

  std::vector<SpeechFinding> run();

 private:
  void mend_marks();
  void read_label(size_t i);
  bool name_speaker(size_t i, Span label);
  void narrow_orphan(QuotedPassage& passage);
  bool stands_alone(size_t i, const Shape& shape) const;
  char32_t lead_char(const QuotedPassage& passage) const;
  void judge(size_t i);
  void judge_direct(size_t i, const Shape& shape);
  void judge_fragment(size_t i, const Shape& shape);
  bool is_name(size_t i, const Shape& shape);
  bool adjoins(size_t i) const;
  bool shares_cue(size_t i) const;
  void take_turns();
  void share_backwards();
  void emit(size_t i, std::vector<SpeechFinding>& out);

  std::string_view text_;
  const Mentions& mentions_;
  const Article& article_;
  const Parse& parse_;
  const SpeechCues& cues_;
  CueSearch search_;
  std::vector<QuotedPassage> passages_;
  std::vector<std::optional<CueHit>> cut_;  ///< the clause that ended a passage without a closing mark
  std::vector<Turn> turns_;
  std::map<uint32_t, Span> labels_;  ///< of printed turns, by where their words begin
};

/// A closing mark alone: its words begin with their sentence, or behind the colon of that sentence.
void Finder::narrow_orphan(QuotedPassage& passage) {
  const uint32_t sentence = search_.sentence_at(passage.span.end - 1);
  if (sentence >= parse_.sentences.size()) return;
  uint32_t begin = std::max(passage.span.begin, parse_.sentences[sentence].span.begin);
  for (const Token& token : parse_.sentences[sentence].tokens) {
    if (token.span.begin >= passage.span.end) break;
    if (token.form == ":" && token.span.begin >= begin) begin = token.span.end;
  }
  while (begin < passage.span.end && text_[begin] == ' ') ++begin;
  passage.span.begin = std::min(begin, passage.span.end);
  passage.outer.begin = passage.span.begin;
}

/// `SILVA: We stay.` inside marks, as transcripts have it: the label names the speaker and is no part of the words.
void Finder::read_label(size_t i) {
  QuotedPassage& passage = passages_[i];
  const std::string_view words = passage.span.in(text_);
  const size_t colon = words.substr(0, 40).find(": ");
  if (colon == std::string_view::npos || colon < 3) return;
  for (char c : words.substr(0, colon)) {
    if (!is_ascii_upper(c) && c != ' ' && c != '.' && c != '-' && c != '\'') return;
  }
  if (!name_speaker(i, {passage.span.begin, passage.span.begin + static_cast<uint32_t>(colon)})) return;
  passage.span.begin += static_cast<uint32_t>(colon) + 2;
  passage.continues = false;
}

/// The words of a label are the source of a passage.
bool Finder::name_speaker(size_t i, Span label) {
  const uint32_t s = search_.sentence_at(label.begin);
  if (s >= parse_.sentences.size()) return false;
  CueHit hit;
  hit.sentence = s;
  hit.strength = 0.9;
  hit.source.range = search_.tokens_in(s, label);
  if (hit.source.range.empty()) return false;
  hit.source.head = static_cast<int32_t>(hit.source.range.last - 1);
  find_source_mention(search_.tree(s), s, mentions_, hit.source);
  hit.source.range = search_.tokens_in(s, label);
  cut_[i] = std::move(hit);
  return true;
}

/// An interview printed as turns: each is a passage whose label names the speaker.
void Finder::take_turns() {
  for (const PrintedTurn& turn : find_printed_turns(text_, article_.body)) {
    const auto at = std::lower_bound(passages_.begin(), passages_.end(), turn.block,
                                     [](const QuotedPassage& p, uint32_t block) { return p.block < block; });
    auto end = at;
    while (end != passages_.end() && end->block == turn.block) ++end;
    QuotedPassage passage;
    passage.span = passage.outer = turn.words;
    passage.block = turn.block;
    labels_[turn.words.begin] = turn.label;
    passages_.insert(passages_.erase(at, end), passage);
  }
}

void Finder::mend_marks() {
  take_turns();
  cut_.resize(passages_.size());
  for (size_t i = 0; i < passages_.size(); ++i) {
    const auto label = labels_.find(passages_[i].span.begin);
    if (label == labels_.end()) {
      read_label(i);
    } else {
      name_speaker(i, label->second);
    }
  }
  for (QuotedPassage& passage : passages_) {
    if (!passage.opened) narrow_orphan(passage);
  }
  search_.set_passages(passages_);
  for (size_t i = 0; i < passages_.size(); ++i) {
    QuotedPassage& passage = passages_[i];
    if (passage.closed) continue;
    auto cut = cut_[i] ? std::nullopt : search_.clause_inside(i);
    if (!cut) continue;
    passage.span.end = cut->at;
    passage.outer.end = cut->at;
    cut_[i] = std::move(cut->hit);
    if (i + 1 < passages_.size()) passages_[i + 1].continues = false;
  }
}

/// Last character before the passage that is no space and no mark; 0 at the beginning of its block.
char32_t Finder::lead_char(const QuotedPassage& passage) const {
  const uint32_t begin = article_.body[passage.block].span.begin;
  uint32_t at = passage.outer.begin;
  while (at > begin && is_ascii_space(text_[at - 1])) --at;
  if (at == begin) return 0;
  uint32_t start = at - 1;
  while (start > begin && (static_cast<unsigned char>(text_[start]) & 0xC0) == 0x80) --start;
  return decode_utf8(text_, start).value;
}

/// Is the passage a sentence of its own, as against a part of the sentence around it?
bool Finder::stands_alone(size_t i, const Shape& shape) const {
  const QuotedPassage& passage = passages_[i];
  const char32_t lead = lead_char(passage);
  if (lead == ':') return shape.starts_upper || shape.words > 3;
  const bool begins = lead == 0 || lead == '.' || lead == '!' || lead == '?' || lead == 0x201d || lead == '"' ||
                      lead == 0x2026 || lead == 0x2019 || lead == ')' || lead == 0xbb;
  if (begins) return shape.ends_sentence || !passage.closed || (shape.words > 3 && shape.starts_upper);
  return lead == ',' && shape.ends_sentence && (shape.starts_upper || shape.words > 4);
}

/// Does the passage follow the one before with nothing between them but that one's reporting clause?
bool Finder::adjoins(size_t i) const {
  if (i == 0) return false;
  const QuotedPassage& here = passages_[i];
  const QuotedPassage& last = passages_[i - 1];
  const bool same_block = here.block == last.block;
  if (!same_block && (here.block != last.block + 1 || lead_char(here) != 0)) return false;
  const uint32_t first = search_.sentence_at(last.outer.end - 1);
  const uint32_t end = search_.sentence_at(here.outer.begin);
  const int32_t cue = turns_[i - 1].cue ? static_cast<int32_t>(turns_[i - 1].cue->sentence) : -1;
  for (uint32_t s = first; s < end && s < parse_.sentences.size(); ++s) {
    const bool between = parse_.sentences[s].span.begin >= last.outer.end;
    if (between && static_cast<int32_t>(s) != cue && parse_.sentences[s].tokens.size() > 2) return false;
  }
  return true;
}

/// The name of a work, an operation or a person, or a word that is talked about.
bool Finder::is_name(size_t i, const Shape& shape) {
  const QuotedPassage& passage = passages_[i];
  if (shape.words > 6) return false;
  const uint32_t s = search_.sentence_at(passage.span.begin);
  if (s >= parse_.sentences.size()) return false;
  const auto& tokens = parse_.sentences[s].tokens;
  const TokenRange inner = search_.tokens_in(s, passage.outer);
  uint32_t left = inner.first;
  while (left > 0 && tokens[left - 1].upos == Upos::PUNCT && tokens[left - 1].form != ",") --left;
  uint32_t right = inner.last;
  while (right < tokens.size() && tokens[right].upos == Upos::PUNCT && tokens[right].form != ",") ++right;
  const bool title_case =
      shape.capitalised == shape.words || (shape.capitalised >= 2 && shape.capitalised * 2 > shape.words);
  if (left == 0) return title_case && shape.words <= 3;
  const Token& before = tokens[left - 1];
  const std::string word = to_lower(before.form);
  if (cues_.titled_noun(to_lower(before.lemma)) || word == "so-called" || word == "called" || word == "titled") {
    return title_case || word == "so-called" || word == "titled" || shape.words <= 3;
  }
  if (word == "as" && left > 1 && cues_.gives_name(tokens[left - 2].lemma)) return shape.words <= 5;
  if (cues_.gives_name(before.lemma)) return true;
  const bool between_names = before.upos == Upos::PROPN && right < tokens.size() && tokens[right].upos == Upos::PROPN;
  if (between_names && shape.words <= 3) return true;
  if (!title_case) return false;
  return shape.words >= 2 || before.upos == Upos::DET || before.upos == Upos::PROPN;
}

void Finder::judge_direct(size_t i, const Shape& shape) {
  Turn& turn = turns_[i];
  turn.direct = true;
  const char32_t lead = lead_char(passages_[i]);
  const bool heads_clause = lead == ':' || lead == ',';
  if (cut_[i]) turn.cue = cut_[i];
  if (!turn.cue && shape.last == ',') {  // a comma before the closing mark: the reporting clause follows
    turn.cue = search_.behind(i);
    if (turn.cue && (turn.cue->source.head < 0 || turn.cue->strength < 1)) turn.cue.reset();
  }
  if (!turn.cue && (heads_clause || lead == 0)) turn.cue = search_.before(i);
  if (!turn.cue) turn.cue = search_.behind(i);
  if (!turn.cue) turn.cue = search_.behind_dash(i);
  if (!turn.cue && !heads_clause && lead != 0 && !adjoins(i)) turn.cue = search_.before(i);
  if (turn.cue && turn.cue->source.head < 0) turn.cue->strength *= 0.6;
  if (!turn.cue && lead != 0 && !heads_clause && !adjoins(i)) turn.cue = search_.sentence_before(i);
  const bool body = article_.body[passages_[i].block].kind == BlockKind::paragraph;
  turn.speech = turn.cue || shape.words >= kFragmentWords + (body ? 0u : 2u);
}

void Finder::judge_fragment(size_t i, const Shape& shape) {
  Turn& turn = turns_[i];
  const bool body = article_.body[passages_[i].block].kind == BlockKind::paragraph;
  if (is_name(i, shape)) return;
  turn.fragment = passages_[i].opened && passages_[i].closed;
  turn.cue = cut_[i] ? cut_[i] : search_.above(i);
  if (turn.cue && turn.cue->strength < 0.5 && shape.words <= 5) {
    turn.cue.reset();
    return;
  }
  if (!turn.cue && shape.words >= 3) turn.cue = search_.before(i);
  if (!turn.cue && shape.words >= 3) turn.cue = search_.behind(i);
  if (turn.cue && turn.cue->source.head < 0 && shape.words < kFragmentWords) turn.cue.reset();
  if (turn.cue && turn.cue->source.head < 0) turn.cue->strength *= 0.6;
  turn.speech = turn.cue.has_value() || (body && shape.words >= kFragmentWords);
}

void Finder::judge(size_t i) {
  const QuotedPassage& passage = passages_[i];
  if (passage.span.empty()) return;
  const Shape shape = shape_of(passage.span.in(text_));
  const std::string_view words = passage.span.in(text_);
  const bool aside = words.front() == '(' && words.find(')') + 2 >= words.size();  // (Applause.)
  if (shape.words == 0 || aside) return;
  Turn& turn = turns_[i];
  const Turn* last = i > 0 ? &turns_[i - 1] : nullptr;
  const bool goes_on = passage.continues && last && last->speech;
  const bool alone = stands_alone(i, shape) || goes_on || labels_.count(passage.span.begin) != 0;
  if (alone) {
    judge_direct(i, shape);
  } else {
    judge_fragment(i, shape);
  }
  if (!passage.opened && !(turn.cue && turn.direct)) turn.speech = false;  // one mark alone proves nothing
  const bool one_sentence =
      i > 0 && turn.speech && !turn.direct && !turn.cue && last->speech &&
      search_.sentence_at(passages_[i - 1].outer.end - 1) == search_.sentence_at(passage.outer.begin);
  if (shares_cue(i)) turn.direct = true;
  const bool heir =
      one_sentence || (last && last->speech && last->direct && turn.direct && !turn.cue && (goes_on || adjoins(i)));
  if (heir) {
    turn.speech = true;
    turn.carried = true;
    turn.speaker = last->speaker;
    turn.confidence = last->confidence * 0.95;
  } else if (turn.cue) {
    turn.speaker = turn.cue->source.mention;
    turn.confidence = turn.cue->strength * (turn.cue->source.mention >= 0 ? 1 : 0.8);
  } else {
    turn.confidence = turn.direct ? 0.4 : 0.3;
  }
}

/// `“Nobody,” X said, “gave that order.”`: the second half of a split sentence is as direct as its first.
bool Finder::shares_cue(size_t i) const {
  const Turn& here = turns_[i];
  if (i == 0 || !here.speech || here.direct || !here.cue || here.cue->token < 0) return false;
  const Turn& last = turns_[i - 1];
  const bool same =
      last.direct && last.cue && last.cue->sentence == here.cue->sentence && last.cue->token == here.cue->token;
  if (!same) return false;
  const Span cue = parse_.sentences[here.cue->sentence].tokens[static_cast<uint32_t>(here.cue->token)].span;
  const char32_t lead = lead_char(passages_[i]);
  return cue.begin >= passages_[i - 1].outer.end && cue.end <= passages_[i].outer.begin && (lead == ',' || lead == ';');
}

/// `“One. \n “Two,” he said`: the parts of a quotation before the one that names the speaker have the same speaker.
void Finder::share_backwards() {
  for (size_t i = turns_.size(); i-- > 1;) {
    Turn& last = turns_[i - 1];
    const Turn& here = turns_[i];
    const bool chain = passages_[i].continues && !passages_[i - 1].closed;  // its last part names the speaker best
    const bool open_before = last.direct && !last.cue && (chain || (last.speech && last.speaker < 0 && !last.carried));
    const bool touches = passages_[i].continues || (passages_[i].block == passages_[i - 1].block && adjoins(i));
    if (!open_before || !here.speech || !here.direct || !here.cue || !touches) continue;
    last.cue = here.cue;
    last.speaker = here.speaker;
    last.carried = false;
    last.speech = true;
    last.confidence = here.confidence * 0.9;
  }
}

void Finder::emit(size_t i, std::vector<SpeechFinding>& out) {
  const Turn& turn = turns_[i];
  const Span span = passages_[i].span;
  for (uint32_t s = search_.sentence_at(span.begin);
       s < parse_.sentences.size() && parse_.sentences[s].span.begin < span.end; ++s) {
    const Sentence& sentence = parse_.sentences[s];
    SpeechFinding finding;
    Quote& quote = finding.quote;
    quote.span = {std::max(span.begin, sentence.span.begin), std::min(span.end, sentence.span.end)};
    while (!quote.span.empty() && is_ascii_space(text_[quote.span.end - 1])) --quote.span.end;
    while (!quote.span.empty() && is_ascii_space(text_[quote.span.begin])) ++quote.span.begin;
    if (quote.span.empty() || shape_of(quote.span.in(text_)).words == 0) continue;
    quote.sentence = s;
    quote.sentence_span = sentence.span;
    quote.type = turn.direct ? QuoteType::direct : QuoteType::mixed;
    finding.fragment = !turn.speech;
    quote.confidence = turn.speech ? turn.confidence : 0;
    if (finding.fragment) {
      out.push_back(std::move(finding));
      continue;
    }
    if (turn.cue) {
      const auto& tokens = parse_.sentences[turn.cue->sentence].tokens;
      quote.cue = turn.cue->lemma;
      quote.cue_class = turn.cue->cue_class;
      if (turn.cue->token >= 0) {
        quote.cue_sentence = static_cast<int32_t>(turn.cue->sentence);
        quote.cue_token = turn.cue->token;
        quote.cue_span = tokens[static_cast<uint32_t>(turn.cue->token)].span;
      }
      const TokenRange source = turn.cue->source.range;
      if (!source.empty()) quote.source_span = {tokens[source.first].span.begin, tokens[source.last - 1].span.end};
    }
    finding.speaker_mention = turn.speaker;
    finding.carried_over = turn.carried;
    if (turn.carried) quote.cue_sentence = static_cast<int32_t>(s);  // and no token: some cue before
    out.push_back(std::move(finding));
  }
}

std::vector<SpeechFinding> Finder::run() {
  std::vector<SpeechFinding> out;
  if (parse_.sentences.empty()) return out;
  mend_marks();
  turns_.resize(passages_.size());
  for (size_t i = 0; i < passages_.size(); ++i) judge(i);
  share_backwards();
  for (size_t i = 0; i < passages_.size(); ++i) {
    if (turns_[i].speech || turns_[i].fragment) emit(i, out);
  }
  return out;
}

}  // namespace

std::vector<SpeechFinding> find_speech(const Capture& capture, const Article& article, const Parse& parse,
                                       const Mentions& mentions) {
  return Finder(capture, article, parse, mentions).run();
}

}  // namespace demarche
