#include "coding/pledge_book.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/hash.h"
#include "base/utf8.h"
#include "coding/speakers.h"

namespace demarche {
namespace {

constexpr double kSameWords = 0.75;  ///< share of common words that makes two contents one; set on our own examples

bool share_party(const std::vector<Entity>& a, const std::vector<Entity>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Entity& x) {
    return std::any_of(b.begin(), b.end(), [&](const Entity& y) { return same_party(x, y) || is_own_side(x, y); });
  });
}

using Words = std::set<std::string>;

/// Lemmas of the words that carry meaning inside a span.
Words content_words(const Parse& parse, uint32_t sentence, Span span) {
  Words out;
  if (span.empty() || sentence >= parse.sentences.size()) return out;
  for (const Token& token : parse.sentences[sentence].tokens) {
    if (!span.contains(token.span)) continue;
    const bool carries = token.upos == Upos::NOUN || token.upos == Upos::VERB || token.upos == Upos::ADJ ||
                         token.upos == Upos::PROPN || token.upos == Upos::NUM;
    if (carries) out.insert(to_lower(token.lemma));
  }
  return out;
}

bool same_words(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return false;
  size_t common = 0;
  for (const std::string& word : a) common += b.count(word);
  const size_t shorter = std::min(a.size(), b.size());
  if (common == shorter && shorter >= 2 && std::max(a.size(), b.size()) <= shorter + 1) return true;
  return static_cast<double>(common) >= kSameWords * static_cast<double>(a.size() + b.size() - common);
}

struct Entry {
  Pledge pledge;
  Words content;
  Words condition;
};

bool same_issuer_and_kind(const Pledge& a, const Pledge& b) {
  return a.kind == b.kind && share_party(a.issuer, b.issuer);
}

bool same_pledge(const Entry& a, const Entry& b) {
  if (!same_issuer_and_kind(a.pledge, b.pledge)) return false;
  const bool addressee =
      a.pledge.addressee.empty() || b.pledge.addressee.empty() || share_party(a.pledge.addressee, b.pledge.addressee);
  const bool condition = a.condition.empty() || b.condition.empty() || same_words(a.condition, b.condition);
  return addressee && condition && same_words(a.content, b.content);
}

/// How much a telling says: the entry shows the fullest one.
int fullness(const Pledge& pledge) {
  return (pledge.condition.text.empty() ? 0 : 4) + (pledge.deadline.text.empty() ? 0 : 2) +
         (pledge.addressee.empty() ? 0 : 1) + (pledge.content.text.empty() ? 0 : 8);
}

void add_evidence(Entry& entry, Entry again) {
  const PledgeStatus before = entry.pledge.status;
  const PledgeStatus told = again.pledge.status;
  std::vector<PledgeEvidence> evidence = entry.pledge.evidence;
  evidence.insert(evidence.end(), again.pledge.evidence.begin(), again.pledge.evidence.end());
  const std::string step = "told again: " + again.pledge.trigger + " (" + again.pledge.frame + ")";
  if (fullness(again.pledge) > fullness(entry.pledge)) std::swap(entry, again);
  Pledge& kept = entry.pledge;
  const Pledge& other = again.pledge;
  if (kept.addressee.empty()) kept.addressee = other.addressee;
  if (kept.condition.text.empty()) kept.condition = other.condition;
  if (kept.deadline.text.empty()) kept.deadline = other.deadline;
  if (other.strength == PledgeStrength::ultimatum) kept.strength = other.strength;
  kept.evidence = std::move(evidence);
  kept.confidence = std::max(kept.confidence, other.confidence);
  kept.historical = kept.historical && other.historical;
  kept.status = told != PledgeStatus::open ? told : before == PledgeStatus::open ? PledgeStatus::repeated : before;
  kept.steps.push_back(step);
}

std::string pledge_id(const Article& article, const Pledge& pledge) {
  IdBuilder id("pledge");
  id.add(article.id).add(to_string(pledge.kind)).add(pledge.trigger_span.begin).add(pledge.trigger_span.end);
  id.add(pledge.content.span.begin).add(pledge.content.span.end);
  for (const Entity& entity : pledge.issuer) id.add(entity.code + "/" + entity.sector + "/" + entity.id);
  id.add("->");
  for (const Entity& entity : pledge.addressee) id.add(entity.code + "/" + entity.sector + "/" + entity.id);
  return id.id();
}

}  // namespace

std::vector<Pledge> join_pledges(std::vector<Pledge> pledges, const Article& article, const Parse& parse) {
  std::vector<Entry> entries;
  for (Pledge& pledge : pledges) {
    Entry one{std::move(pledge), {}, {}};
    one.content = content_words(parse, one.pledge.sentence, one.pledge.content.span);
    one.condition = content_words(parse, one.pledge.sentence, one.pledge.condition.span);
    const bool outcome = one.pledge.status != PledgeStatus::open;
    const auto same = [&](const Entry& other) {
      if (outcome && one.content.empty()) return same_issuer_and_kind(one.pledge, other.pledge);
      return same_pledge(one, other);
    };
    const auto found = std::find_if(entries.rbegin(), entries.rend(), same);
    if (found != entries.rend()) {
      add_evidence(*found, std::move(one));
    } else if (!outcome || !one.content.empty()) {
      entries.push_back(std::move(one));
    }
  }
  std::vector<Pledge> out;
  for (Entry& entry : entries) {
    entry.pledge.id = pledge_id(article, entry.pledge);
    out.push_back(std::move(entry.pledge));
  }
  return out;
}

}  // namespace demarche
