#include "coding/speakers.h"

namespace demarche {
namespace {
bool is_state(const Entity& entity) {
  return entity.code.size() == 3 && entity.code != "IGO" && entity.code != "NGO" && entity.code != "ISM" &&
         entity.code != "IMG" && entity.code != "MNC";
}

bool is_person(const Entity& entity) { return !entity.id.empty() && entity.how.starts_with("person:"); }

/// The state itself, its government, forces and services, as against its society.
bool is_state_side(const std::string& sector) {
  return sector.empty() || sector == "GOV" || sector == "MIL" || sector == "SPY";
}

}  // namespace

bool same_party(const Entity& a, const Entity& b) {
  if (is_person(a) && is_person(b)) return a.id == b.id;
  if (!a.id.empty() && a.id == b.id) return true;
  const bool sectors = a.sector == b.sector || (is_state_side(a.sector) && is_state_side(b.sector));
  if (is_state(a) && a.code == b.code) return sectors;
  // Without a state: the same words for the same sector.
  if (a.id.empty() && b.id.empty() && a.code.empty() && b.code.empty() && !a.sector.empty())
    return a.sector == b.sector && a.text == b.text;
  return a.id.empty() && b.id.empty() && !a.code.empty() && a.code == b.code && a.sector == b.sector;
}

bool is_own_side(const Entity& actor, const Entity& other) {
  if (!same_party(actor, other)) return false;
  return actor.sector == other.sector || actor.sector.empty() || other.sector.empty() ||
         (!actor.id.empty() && actor.id == other.id);
}

bool is_political(const Entity& entity) {
  if (!entity.code.empty() || !entity.sector.empty()) return true;
  return !entity.id.empty() && entity.how.find("group") != std::string::npos;
}

const Quote* Speakers::quote_at(TokenIndex token) const {
  const Span span = sentence_.tokens[static_cast<size_t>(token)].span;
  const Quote* best = nullptr;
  for (const Quote& quote : quotes_) {
    if (quote.span.begin > span.begin && quote.sentence > number_) break;
    if (quote.span.contains(span) && (!best || quote.span.size() < best->span.size())) best = &quote;
  }
  return best;
}

bool Speakers::in_quote(TokenIndex token) const { return quote_at(token) != nullptr; }

std::vector<Entity> Speakers::of(TokenIndex token) const {
  const Quote* quote = quote_at(token);
  const int32_t inner = attribution_of(attributions_, number_, static_cast<uint32_t>(token));
  if (quote && !quote->speaker.empty()) {
    // Speech reported inside the quote is nearer to the act than the quote's own speaker.
    const bool nested =
        inner >= 0 && quote->span.contains(sentence_.tokens[attributions_[static_cast<size_t>(inner)].cue_token].span);
    if (!nested) return quote->speaker;
  }
  if (inner < 0) return quote ? quote->speaker : std::vector<Entity>{};
  const Attribution& attribution = attributions_[static_cast<size_t>(inner)];
  if (attribution.source_mention >= 0) {
    const Mention& mention = mentions_.all[static_cast<size_t>(attribution.source_mention)];
    if (!mention.entities.empty()) return mention.entities;
  }
  if (attribution.source_first >= attribution.source_last) return {};
  Entity unknown;
  unknown.span = {sentence_.tokens[attribution.source_first].span.begin,
                  sentence_.tokens[attribution.source_last - 1].span.end};
  for (uint32_t t = attribution.source_first; t < attribution.source_last; ++t) {
    if (!unknown.text.empty() && sentence_.tokens[t - 1].space_after) unknown.text += ' ';
    unknown.text += sentence_.tokens[t].form;
  }
  unknown.how = "words of the source, not resolved";
  return {unknown};
}

}  // namespace demarche
