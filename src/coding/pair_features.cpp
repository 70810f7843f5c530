#include "coding/pair_features.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/hash.h"
#include "base/utf8.h"
#include "language/stand_ins.h"

namespace demarche {
namespace {

/// The lemma in small letters; for the name of a state the one that stands for all of them, so that none weighs.
std::string even_lemma(const SentenceView& view, TokenIndex token) {
  const Token& word = view.at(token);
  std::string_view alike = token > 0 ? stand_in_of_pair(view.at(token - 1).form, word.form) : std::string_view();
  if (alike.empty()) alike = stand_in(word.form);
  return to_lower(alike == word.form ? word.lemma : alike);
}

constexpr const char* kNames[kPairKeys] = {
    "source", "target", "sg", "tg", "sv", "tv", "meet", "root", "object", "content", "content-object", "first-verb"};

bool is_content(const Token& token) {
  return token.upos == Upos::VERB || token.upos == Upos::NOUN || token.upos == Upos::ADJ || token.upos == Upos::ADV;
}

/// Gathers named features.
class Collector {
 public:
  Collector(const SentenceView& view, const PairKeys& keys, const std::vector<PairAct>& acts)
      : view_(view), keys_(keys), acts_(acts) {
    for (TokenIndex t = 0; t < view.size(); ++t) {
      lemmas_.push_back(even_lemma(view, t));
      classes_.push_back(&view.classes().of(lemmas_.back()));
    }
  }

  void collect(PairFeatures& out) {
    out_ = &out.sparse;
    for (size_t k = 0; k < kPairKeys; ++k) key_word(k);
    paths();
    verb_form("sv", keys_.at(PairKey::source_verb));
    verb_form("root", keys_.at(PairKey::root));
    verb_form("meet", keys_.at(PairKey::meeting));
    crosses();
    bags();
    finish(out.sparse);
    out_ = &out.frames;
    frames();
    finish(out.frames);
  }

 private:
  /// Adds the feature whose name is the parts in a row.
  template <class... Parts>
  void add(const Parts&... parts) {
    feature_.clear();
    (feature_.append(parts), ...);
    out_->push_back(hash64(feature_));
  }
  static void finish(std::vector<uint64_t>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  const std::string& lemma(TokenIndex token) const {
    static const std::string none = "-";
    return token < 0 ? none : lemmas_[static_cast<size_t>(token)];
  }
  const std::vector<std::string>& classes(TokenIndex token) const {
    static const std::vector<std::string> none;
    return token < 0 ? none : *classes_[static_cast<size_t>(token)];
  }
  std::string relation(TokenIndex token) const {
    std::string out = relation_name(view_.at(token).relation, view_.at(token).subtype);
    if (const std::string_view word = view_.case_lemma(token); !word.empty()) out += "(" + std::string(word) + ")";
    return out;
  }

  void key_word(size_t k) {
    const TokenIndex token = keys_.token[k];
    const std::string name = kNames[k];
    add(name, "=", lemma(token));
    if (token < 0) return;
    add(name, ":", relation(token));
    add(name, "/", std::to_string(static_cast<int>(view_.at(token).upos)));
    for (const std::string& c : classes(token)) add(name, "@", c);
  }

  std::string path(const std::vector<TokenIndex>& way, bool words) const {
    std::string out;
    for (size_t i = 0; i < way.size() && i < 6; ++i) {
      out += "/" + relation(way[i]);
      if (words && i > 0) out += "=" + lemma(way[i]);
    }
    return out;
  }
  void paths() {
    const std::string up = path(keys_.source_path, false), down = path(keys_.target_path, false);
    const std::string meet = lemma(keys_.at(PairKey::meeting));
    add("up", up);
    add("down", down);
    add("path", up, "|", down);
    add("up", up, "^", meet);
    add("down", down, "^", meet);
    add("downw", path(keys_.target_path, true));
    for (const std::string& c : classes(keys_.at(PairKey::meeting))) {
      add("up", up, "@", c);
      add("down", down, "@", c);
    }
    for (TokenIndex t : keys_.source_path) way_word("src-way", t);
    for (TokenIndex t : keys_.target_path) way_word("tgt-way", t);
    const bool first = keys_.at(PairKey::source) < keys_.at(PairKey::target);
    add(first ? "source-first" : "target-first");
  }
  void way_word(const char* name, TokenIndex token) {
    if (keys_.party[static_cast<size_t>(token)] != 0) return;
    add(name, "=", lemma(token));
    for (const std::string& c : classes(token)) add(name, "@", c);
  }

  void verb_form(const std::string& name, TokenIndex verb) {
    if (verb < 0) return;
    std::string form = std::string(view_.at(verb).xpos);
    for (TokenIndex c : view_.children(verb)) {
      const Token& token = view_.at(c);
      const bool particle = token.subtype == Subtype::prt;
      if (token.relation != Relation::aux && !(token.relation == Relation::advmod && is_negator(c)) && !particle)
        continue;
      form += "+" + lemma(c);
      add(name, ".aux=", lemma(c));
      add(name, ".aux=", lemma(c), "+", lemma(verb));
    }
    if (view_.is_passive(verb)) form += "+passive";
    add(name, ".form=", form);
  }
  bool is_negator(TokenIndex token) const { return view_.in_class(token, "negators"); }

  void cross(const char* name, TokenIndex a, TokenIndex b) {
    if (a < 0 || b < 0) return;
    add(name, "=", lemma(a), "+", lemma(b));
    for (const std::string& x : classes(a)) {
      add(name, "@", x, "+", lemma(b));
      for (const std::string& y : classes(b)) add(name, "@", x, "@", y);
    }
    for (const std::string& y : classes(b)) add(name, "=", lemma(a), "@", y);
  }
  void crosses() {
    const TokenIndex verb = keys_.at(PairKey::source_verb);
    cross("vo", verb, keys_.at(PairKey::object));
    cross("vc", verb, keys_.at(PairKey::content));
    cross("co", keys_.at(PairKey::content), keys_.at(PairKey::content_object));
    cross("vt", verb, keys_.at(PairKey::target_governor));
    cross("tv", keys_.at(PairKey::target_verb), keys_.at(PairKey::target_governor));
    cross("st", keys_.at(PairKey::source), verb);
    add("svm=", lemma(verb), ":", relation(keys_.at(PairKey::target)));
    add("tgm=", lemma(keys_.at(PairKey::target_governor)), ":", relation(keys_.at(PairKey::target)));
  }

  void bags() {
    const TokenIndex s = keys_.at(PairKey::source), t = keys_.at(PairKey::target);
    const TokenIndex from = std::min(s, t), to = std::max(s, t);
    std::string before = "^";
    for (TokenIndex i = 0; i < view_.size(); ++i) {
      const uint8_t party = keys_.party[static_cast<size_t>(i)];
      const Token& token = view_.at(i);
      const std::string word = lemma(i);
      if (party != 0) {
        if (token.upos == Upos::PROPN) continue;
        const std::string name = party == 1 ? "in-source" : "in-target";
        add(name, "=", word);
        for (const std::string& c : classes(i)) add(name, "@", c);
        continue;
      }
      if (token.upos == Upos::PUNCT || token.upos == Upos::PROPN || token.upos == Upos::NUM) continue;
      const std::string where = i > from && i < to ? "between" : i < from ? "before" : "after";
      add("any=", word);
      add(where, "=", word);
      if (is_content(token) || token.upos == Upos::ADP) {
        add("two=", before, "_", word);
        before = word;
      }
      for (const std::string& c : classes(i)) {
        add("any@", c);
        add(where, "@", c);
      }
    }
  }

  void frames() {
    int rank = 0;
    for (const PairAct& act : acts_) {
      const std::string type = to_string(act.act.type);
      const std::string joins = std::string(act.source_acts ? "s" : "") + (act.target_receives ? "t" : "") +
                                (act.turned ? "x" : "") + (act.act.dropped ? "d" : "");
      if (rank < 3) {
        add("act", std::to_string(rank), "=", type);
        add("act", std::to_string(rank), "=", type, "/", joins);
      }
      if (rank == 0) {
        add("best=", type, "/", std::to_string(static_cast<int>(std::floor(act.score))));
        add("frame=", act.act.frame->id);
        add("frame=", act.act.frame->id, "/", type, "/", joins);
        add("status=", to_string(act.act.status.status), type);
      }
      add("acts=", type);
      if (act.links()) add("links=", type);
      ++rank;
    }
    add("count=", std::to_string(std::min(rank, 5)));
  }

  const SentenceView& view_;
  const PairKeys& keys_;
  const std::vector<PairAct>& acts_;
  std::vector<std::string> lemmas_;                       ///< by token
  std::vector<const std::vector<std::string>*> classes_;  ///< by token
  std::vector<uint64_t>* out_ = nullptr;
  std::string feature_;  ///< scratch
};

/// Fills one slot after the other with vectors of length 1.
class Slots {
 public:
  Slots(const SentenceView& view, const LanguageModel& model, std::vector<float>& out)
      : view_(view), model_(model), out_(out) {}
  void add(TokenIndex token) {
    const Token& word = view_.at(token);
    float* sum = out_.data() + slot_ * LanguageModel::kVectorSize;
    if (!model_.add_vector(even_lemma(view_, token), sum)) model_.add_vector(to_lower(word.form), sum);
  }
  void next() {
    float* values = out_.data() + slot_ * LanguageModel::kVectorSize;
    float squares = 0;
    for (size_t i = 0; i < LanguageModel::kVectorSize; ++i) squares += values[i] * values[i];
    if (squares > 0) {
      const float scale = 1.0f / std::sqrt(squares);
      for (size_t i = 0; i < LanguageModel::kVectorSize; ++i) values[i] *= scale;
    }
    ++slot_;
  }

 private:
  const SentenceView& view_;
  const LanguageModel& model_;
  std::vector<float>& out_;
  size_t slot_ = 0;
};

}  // namespace

PairFeatures find_pair_features(const SentenceView& view, const PairKeys& keys, const std::vector<PairAct>& acts,
                                const LanguageModel& model) {
  PairFeatures out;
  Collector(view, keys, acts).collect(out);
  out.dense.assign(kPairDense, 0.0f);
  Slots slots(view, model, out.dense);
  for (const TokenIndex token : keys.token) {
    if (token >= 0) slots.add(token);
    slots.next();
  }
  const auto outside = [&](TokenIndex t) { return keys.party[static_cast<size_t>(t)] == 0; };
  for (const std::vector<TokenIndex>* way : {&keys.source_path, &keys.target_path}) {
    for (TokenIndex t : *way) {
      if (outside(t)) slots.add(t);
    }
  }
  slots.next();
  const TokenIndex s = keys.at(PairKey::source), t = keys.at(PairKey::target);
  for (TokenIndex i = std::min(s, t) + 1; i < std::max(s, t); ++i) {
    if (outside(i) && is_content(view.at(i))) slots.add(i);
  }
  slots.next();
  for (TokenIndex i = 0; i < view.size(); ++i) {
    if (keys.party[static_cast<size_t>(i)] == 2 && is_content(view.at(i))) slots.add(i);
  }
  slots.next();
  for (TokenIndex i = 0; i < view.size(); ++i) {
    if (outside(i) && is_content(view.at(i))) slots.add(i);
  }
  slots.next();
  return out;
}

}  // namespace demarche
