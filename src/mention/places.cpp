#include "mention/places.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "mention/places_words.h"

namespace demarche {
namespace {

constexpr uint32_t kMostTokens = 8;  ///< of one name

/// A name of the gazetteer in a sentence: token range and the entry that it means.
struct Match {
  uint32_t first = 0;
  uint32_t last = 0;
  std::string name;
  const GazetteerEntry* entry = nullptr;
};

class SentencePlaces {
 public:
  SentencePlaces(const Gazetteer& gazetteer, const Sentence& sentence, uint32_t number, std::vector<PlaceMention>& out)
      : gazetteer_(gazetteer), words_(PlaceWords::shipped()), tokens_(sentence.tokens), number_(number), out_(out) {}

  /// The place in front of a news text: "KYIV, Feb. 3 (Agency) -". Returns the first token behind it.
  uint32_t dateline();
  void scan(uint32_t from);

 private:
  std::string lower(uint32_t i) const { return i < tokens_.size() ? to_lower(tokens_[i].form) : std::string(); }
  bool is(uint32_t i, std::string_view form) const { return i < tokens_.size() && tokens_[i].form == form; }
  std::optional<Match> match_at(uint32_t first) const;
  const GazetteerEntry* choose(const std::string& name, uint32_t behind) const;
  bool named_on(uint32_t behind) const;
  bool locative(const Match& match) const;
  bool border(const Match& match) const;
  void add(const Match& match, bool border);

  const Gazetteer& gazetteer_;
  const PlaceWords& words_;
  const std::vector<Token>& tokens_;
  uint32_t number_;
  std::vector<PlaceMention>& out_;
};

/// "Tripoli, Lebanon": the country or region behind the comma decides; a place that we do not know there is no place.
const GazetteerEntry* SentencePlaces::choose(const std::string& name, uint32_t behind) const {
  const std::vector<const GazetteerEntry*> all = gazetteer_.find(name);
  if (all.empty()) return nullptr;
  if (!is(behind, ",") || behind + 1 >= tokens_.size() || tokens_[behind + 1].upos != Upos::PROPN) return all.front();
  const bool list = lower(behind + 2) == "and";
  std::string next(tokens_[behind + 1].form);
  const GazetteerEntry* around = gazetteer_.best(next);
  if (!around && behind + 2 < tokens_.size())
    around = gazetteer_.best(next + " " + std::string(tokens_[behind + 2].form));
  const bool holds =
      around && (around->kind == PlaceKind::country || around->kind == PlaceKind::region) && !around->country.empty();
  if (!holds || all.front()->kind == PlaceKind::country) return all.front();
  for (const GazetteerEntry* entry : all) {
    if (entry->country == around->country) return entry;
  }
  return list ? all.front() : nullptr;
}

std::optional<Match> SentencePlaces::match_at(uint32_t first) const {
  const uint32_t longest = gazetteer_.longest_from(tokens_[first].form);
  if (longest == 0) return std::nullopt;
  std::array<std::string, kMostTokens + 1> names;
  uint32_t count = 0;
  bool proper = false;
  for (uint32_t i = first; i < tokens_.size() && count < kMostTokens; ++i) {
    std::string next = names[count];
    if (count > 0 && tokens_[i - 1].space_after) next += ' ';
    next += tokens_[i].form;
    if (next.size() > longest) break;
    names[++count] = std::move(next);
  }
  for (uint32_t n = count; n > 0; --n) {
    proper = false;
    for (uint32_t i = first; i < first + n; ++i) {
      const Upos upos = tokens_[i].upos;
      proper = proper || upos == Upos::PROPN || (n > 1 && is_ascii_upper(tokens_[i].form.front()));
    }
    if (!proper || !gazetteer_.best(names[n])) continue;
    const bool of_unknown = names[n].compare(0, 4, "the ") == 0 && lower(first + n) == "of";  // the Gulf of ...
    const GazetteerEntry* entry = of_unknown ? nullptr : choose(names[n], first + n);
    if (!entry) return std::nullopt;
    return Match{first, first + n, names[n], entry};
  }
  return std::nullopt;
}

/// Does a longer name go on behind the match ("Washington Post"), as against "Kabul Airport"?
bool SentencePlaces::named_on(uint32_t behind) const {
  if (behind >= tokens_.size() || tokens_[behind].upos != Upos::PROPN) return false;
  if (behind > 0 && !tokens_[behind - 1].space_after) return true;
  return !words_.place_noun(lower(behind));
}

/// Is the name behind a preposition of place, with articles, adjectives and "the city of" between?
bool SentencePlaces::locative(const Match& match) const {
  uint32_t at = match.first;
  bool of_place = false;
  if (at >= 2 && lower(at - 1) == "of" && words_.place_noun(lower(at - 2))) {
    of_place = true;
    at -= 2;
  }
  while (at > 0) {
    const Upos upos = tokens_[at - 1].upos;
    const bool between = upos == Upos::DET || upos == Upos::ADJ || upos == Upos::NUM ||
                         (upos == Upos::NOUN && (of_place || words_.place_noun(lower(at - 1))));
    if (!between || match.first - at > 7) break;
    --at;
  }
  if (at == 0) return of_place;
  const std::string word = lower(at - 1);
  if (words_.anywhere(word)) {
    // "in Norway talks": a country before another noun is no place.
    const bool modifies = match.last < tokens_.size() && tokens_[match.last].upos == Upos::NOUN &&
                          tokens_[match.last - 1].relation == Relation::compound;
    return !modifies || match.entry->kind != PlaceKind::country || words_.place_noun(lower(match.last));
  }
  const PlaceKind kind = match.entry->kind;
  const bool ground =
      kind == PlaceKind::city || kind == PlaceKind::region || kind == PlaceKind::island || kind == PlaceKind::water;
  return (ground && words_.directed(word)) || of_place;
}

/// "the border with Ukraine".
bool SentencePlaces::border(const Match& match) const {
  uint32_t at = match.first;
  if (at > 0 && tokens_[at - 1].upos == Upos::DET) --at;
  return at >= 2 && lower(at - 1) == "with" && words_.border_noun(lower(at - 2));
}

void SentencePlaces::add(const Match& match, bool at_border) {
  PlaceMention out;
  out.sentence = number_;
  out.head = match.first;
  for (uint32_t i = match.first; i < match.last; ++i) {
    const int32_t head = tokens_[i].head;
    const bool outside = head < static_cast<int32_t>(match.first) || head >= static_cast<int32_t>(match.last);
    if (outside && tokens_[i].upos != Upos::PUNCT) {
      out.head = i;
      break;
    }
  }
  const GazetteerEntry& entry = *match.entry;
  out.place.name = at_border ? "border with " + entry.name : entry.name;
  out.place.span = {tokens_[match.first].span.begin, tokens_[match.last - 1].span.end};
  out.place.country = entry.country;
  out.place.located = !at_border;
  if (!at_border) {
    out.place.latitude = entry.latitude;
    out.place.longitude = entry.longitude;
  }
  out_.push_back(std::move(out));
}

uint32_t SentencePlaces::dateline() {
  uint32_t end = 0;
  std::string name;
  while (end < tokens_.size() && end < kMostTokens) {
    const std::string_view form = tokens_[end].form;
    const bool capital =
        std::any_of(form.begin(), form.end(), is_ascii_upper) && std::none_of(form.begin(), form.end(), is_ascii_lower);
    if (!capital && form != "-" && form != "'") break;
    if (end > 0 && tokens_[end - 1].space_after) {
      if (form == "-") break;
      name += ' ';
    }
    name += form;
    ++end;
  }
  const bool closed = end < tokens_.size() && (is(end, ",") || is(end, "(") || is(end, "-") || is(end, "–") ||
                                               is(end, "—") || is(end, "/") || is(end, ":"));
  if (end == 0 || !closed) return 0;
  const GazetteerEntry* entry = gazetteer_.best_in_any_case(to_lower(name));
  if (!entry || entry->kind == PlaceKind::country) return 0;
  // A dash or an agency in brackets must follow soon, else this is a shouted word.
  bool dash = false;
  for (uint32_t i = end; i < tokens_.size() && i < end + 12; ++i)
    dash = dash || is(i, "-") || is(i, "–") || is(i, "—") || is(i, "--");
  if (!dash) return 0;
  add(Match{0, end, name, entry}, false);
  return end;
}

void SentencePlaces::scan(uint32_t from) {
  bool running = false;  // inside "in Kyiv, Lviv and Odesa"
  for (uint32_t i = from; i < tokens_.size();) {
    auto match = match_at(i);
    if (!match) {
      if (running) {
        const std::string word = lower(i);
        running = word == "," || word == "and" || word == "or" || word == "the" || word == "in";
      }
      ++i;
      continue;
    }
    const bool inside_name =
        i > 0 && tokens_[i - 1].upos == Upos::PROPN && tokens_[i - 1].space_after && !words_.place_noun(lower(i - 1));
    if (!named_on(match->last) && !inside_name) {
      const bool at_border = border(*match);
      running = running || locative(*match);
      if (running || at_border) add(*match, at_border && !running);
      // "Gdansk, Poland": the country belongs to the name.
      const auto around =
          is(match->last, ",") && match->last + 1 < tokens_.size() ? match_at(match->last + 1) : std::nullopt;
      const bool holds = around && around->entry->kind == PlaceKind::country &&
                         match->entry->kind != PlaceKind::country && around->entry->country == match->entry->country;
      if (holds) match->last = around->last;
    } else {
      running = false;
    }
    i = match->last;
  }
}

}  // namespace

std::vector<PlaceMention> find_places(const Gazetteer& gazetteer, const Parse& parse) {
  std::vector<PlaceMention> out;
  for (uint32_t s = 0; s < parse.sentences.size(); ++s) {
    const Sentence& sentence = parse.sentences[s];
    if (sentence.tokens.empty()) continue;
    SentencePlaces places(gazetteer, sentence, s, out);
    const bool begins_block = s == 0 || parse.sentences[s - 1].block != sentence.block;
    places.scan(begins_block ? places.dateline() : 0);
  }
  return out;
}

}  // namespace demarche
