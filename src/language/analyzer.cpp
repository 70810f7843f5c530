#include "language/analyzer.h"

#include <algorithm>
#include <deque>

#include "base/utf8.h"
#include "language/headline.h"
#include "language/loaded_model.h"
#include "language/sentence_splitter.h"
#include "language/stand_ins.h"
#include "language/tree_parser.h"
#include "language/tree_repair.h"
#include "language/word_features.h"

namespace demarche {

struct Analyzer::State {
  State(std::shared_ptr<const LoadedModel> loaded, InstructionSet set)
      : model(std::move(loaded)),
        tokenizer(TokenRules::shipped(), [this](std::string_view lower) { return is_known(lower); }),
        parser(model->packed(), set),
        lemmatizer(model->packed(), model->lemmas()) {}

  bool is_known(std::string_view lower) const {
    return model->packed().vector_keys.find(word_table_key(lower)) != KeyTable::kEmpty;
  }

  Sentence analyse(std::string_view text, const std::vector<Span>& spans, Parse& owner);
  /// Fills `forms` with what the parser reads, and `place` and `origin` with the way there and back.
  void read_forms(std::string_view text, const std::vector<Span>& spans, size_t first, size_t last);
  void analyse_part(std::string_view text, const std::vector<Span>& spans, size_t first, size_t last, Sentence& out,
                    Parse& owner);

  std::shared_ptr<const LoadedModel> model;
  Tokenizer tokenizer;
  TreeParser parser;
  Lemmatizer lemmatizer;
  std::vector<RawToken> tokens;
  std::vector<std::string_view> forms;
  std::vector<size_t> place;       ///< for each token of the part, its form; both words of "New Zealand" share one
  std::vector<size_t> origin;      ///< for each form, the token that carries it
  std::deque<std::string> calmed;  ///< small-letter forms of the headline at hand
  std::vector<Span> spans;
};

namespace {

/// Our own loader makes every LanguageModel; there is no other kind.
std::shared_ptr<const LoadedModel> loaded(std::shared_ptr<const LanguageModel> model) {
  return std::static_pointer_cast<const LoadedModel>(std::move(model));
}

/// The word that hangs on the root, among the first `count`.
int32_t root_of(const Sentence& sentence, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (sentence.tokens[i].head < 0) return static_cast<int32_t>(i);
  }
  return -1;
}

}  // namespace

void Analyzer::State::read_forms(std::string_view text, const std::vector<Span>& all, size_t first, size_t last) {
  forms.clear();
  place.clear();
  origin.clear();
  for (size_t i = first; i < last; ++i) {
    const std::string_view form = all[i].in(text);
    const std::string_view pair = i + 1 < last ? stand_in_of_pair(form, all[i + 1].in(text)) : std::string_view();
    place.push_back(forms.size());
    if (!pair.empty()) {
      ++i;
      place.push_back(forms.size());
    }
    const std::string_view read = pair.empty() ? stand_in(form) : pair;
    // "a Kenyan", "an Omani": the article of the stand-in ("an Iraqi"), so that it tells no state from another.
    if (read.data() != form.data() && !forms.empty() && (forms.back() == "a" || forms.back() == "A"))
      forms.back() = forms.back() == "a" ? "an" : "An";
    forms.push_back(read);
    origin.push_back(i);
  }
}

void Analyzer::State::analyse_part(std::string_view text, const std::vector<Span>& all, size_t first, size_t last,
                                   Sentence& out, Parse& owner) {
  const PackedModel& packed = model->packed();
  read_forms(text, all, first, last);
  if (looks_like_headline(forms)) calm_headline(packed, forms, calmed);
  const std::vector<WordAnalysis>& words = parser.parse(forms);
  const int32_t old_root = root_of(out, first);
  for (size_t i = first; i < last; ++i) {
    const WordAnalysis& word = words[place[i - first]];
    const bool leads = i + 1 < last && place[i + 1 - first] == place[i - first];
    Token token;
    token.span = all[i];
    token.form = all[i].in(text);
    token.lemma = lemmatizer.lemma(token.form, word.tag, owner.strings);
    token.upos = packed.tags[word.tag].upos;
    token.xpos = packed.tags[word.tag].xpos;
    token.relation = packed.relations[word.relation].first;
    token.subtype = packed.relations[word.relation].second;
    token.confidence = word.confidence;
    token.head = word.head < 0 ? old_root : static_cast<int32_t>(origin[static_cast<size_t>(word.head)]);
    if (leads) {  // "New" of "New Zealand"
      token.upos = Upos::PROPN;
      token.relation = Relation::compound;
      token.subtype = Subtype::none;
      token.head = static_cast<int32_t>(i) + 1;
    } else if (word.head < 0 && old_root >= 0) {
      token.relation = Relation::parataxis;
      token.subtype = Subtype::none;
      token.confidence = 0;
    }
    const bool next_touches = i + 1 < all.size() && all[i + 1].begin <= all[i].end;
    token.space_after = !next_touches;
    out.tokens.push_back(token);
  }
}

Sentence Analyzer::State::analyse(std::string_view text, const std::vector<Span>& all, Parse& owner) {
  Sentence out;
  if (all.empty()) return out;
  out.span = {all.front().begin, all.back().end};
  out.tokens.reserve(all.size());
  for (size_t first = 0; first < all.size(); first += kMaxSentence) {
    analyse_part(text, all, first, std::min(all.size(), first + kMaxSentence), out, owner);
  }
  repair_tree(out);
  return out;
}

Analyzer::Analyzer(std::shared_ptr<const LanguageModel> model) : Analyzer(std::move(model), best_instruction_set()) {}

Analyzer::Analyzer(std::shared_ptr<const LanguageModel> model, InstructionSet set)
    : state_(std::make_unique<State>(loaded(std::move(model)), set)) {}

Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

Parse Analyzer::parse(const Capture& capture, const Article& article) {
  State& state = *state_;
  state.lemmatizer.start();
  Parse out;
  const std::string_view text = capture.text;
  for (size_t block = 0; block < article.body.size(); ++block) {
    state.tokens.clear();
    state.tokenizer.run(text, article.body[block].span, state.tokens);
    size_t first = 0;
    for (const size_t last : split_sentences(text, state.tokens, TokenRules::shipped(), kMaxSentence)) {
      state.spans.clear();
      for (size_t i = first; i < last; ++i) state.spans.push_back(state.tokens[i].span);
      out.sentences.push_back(state.analyse(text, state.spans, out));
      Sentence& sentence = out.sentences.back();
      sentence.block = static_cast<uint32_t>(block);
      sentence.kind = article.body[block].kind;
      const bool glued = last < state.tokens.size() && !state.tokens[last].space_before;
      if (glued) sentence.tokens.back().space_after = false;
      first = last;
    }
  }
  return out;
}

Sentence Analyzer::parse_sentence(std::string_view text, Parse& owner) {
  State& state = *state_;
  state.lemmatizer.start();
  state.tokens.clear();
  state.tokenizer.run(text, {0, static_cast<uint32_t>(text.size())}, state.tokens);
  state.spans.clear();
  for (const RawToken& token : state.tokens) state.spans.push_back(token.span);
  return state.analyse(text, state.spans, owner);
}

Sentence Analyzer::parse_tokens(std::string_view text, const std::vector<Span>& tokens, Parse& owner) {
  state_->lemmatizer.start();
  return state_->analyse(text, tokens, owner);
}

}  // namespace demarche
