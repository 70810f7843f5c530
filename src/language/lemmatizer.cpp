#include "language/lemmatizer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/hash.h"
#include "base/utf8.h"
#include "language/word_features.h"
#include "language/word_form.h"

namespace demarche {
namespace {

struct TableHeader {
  uint32_t rules;
  uint32_t slots;
};
constexpr size_t kRuleBytes = 16;  ///< strip, length, up to 14 bytes

/// A rule that undoes a doubled consonant ("planned", "bigger") needs one: "bombed" is no "bom".
bool fits(const LemmaRule& rule, std::string_view lower) {
  if (rule.strip >= lower.size()) return false;
  if (!rule.append.empty() || rule.strip < 3) return true;
  const std::string_view stripped = lower.substr(lower.size() - rule.strip);
  const std::string_view ending = stripped.substr(1);
  const bool undoubles = ending == "ed" || ending == "ing" || ending == "er" || ending == "est";
  return !undoubles || stripped[0] == lower[lower.size() - rule.strip - 1];
}

/// A later candidate wins over an earlier one when its lemma stands so many times higher in the list of words.
constexpr uint32_t kMuchMoreFrequent = 8;

/// Place of a word in the list of vectors, which is sorted by frequency; kEmpty = not known.
uint32_t word_rank(const PackedModel& model, std::string_view lower) {
  const uint64_t key = word_table_key(lower);
  const uint32_t rank = model.vector_keys.find(key);
  if (rank != KeyTable::kEmpty || model.word_keys.find(key) == KeyTable::kEmpty) return rank;
  return static_cast<uint32_t>(model.vectors.rows);
}

}  // namespace

Result<LemmaTable> LemmaTable::read(std::string_view bytes, const std::string& where) {
  const auto bad = [&] { return Error{ErrorCode::bad_format, "the part 'lemmas' is broken.", where}; };
  TableHeader header{};
  if (bytes.size() < sizeof header) return bad();
  std::memcpy(&header, bytes.data(), sizeof header);
  const size_t rule_end = sizeof header + size_t{header.rules} * kRuleBytes;
  const bool fits = header.rules > 0 && header.rules < kNone && std::has_single_bit(header.slots) &&
                    bytes.size() == rule_end + size_t{header.slots} * sizeof(Slot);
  if (!fits) return bad();
  LemmaTable out;
  for (size_t i = 0; i < header.rules; ++i) {
    const char* at = bytes.data() + sizeof header + i * kRuleBytes;
    const auto length = static_cast<uint8_t>(at[1]);
    if (length > kRuleBytes - 2) return bad();
    out.rules_.push_back({static_cast<uint8_t>(at[0]), std::string_view(at + 2, length)});
  }
  out.slots_ = reinterpret_cast<const Slot*>(bytes.data() + rule_end);
  out.mask_ = header.slots - 1;
  size_t empty = 0;
  for (size_t i = 0; i < header.slots; ++i) {
    empty += out.slots_[i].used == 0;
    for (const uint16_t rule : out.slots_[i].rules) {
      if (rule != kNone && rule >= header.rules) return bad();
    }
  }
  if (empty == 0) return bad();
  return out;
}

std::string LemmaTable::pack(const std::vector<std::pair<uint8_t, std::string>>& rules,
                             const std::vector<std::pair<uint64_t, std::vector<uint16_t>>>& entries) {
  std::vector<Slot> slots(std::bit_ceil(entries.size() * 5 / 4 + 2), Slot{0, {kNone, kNone, kNone}, 0});
  for (const auto& [key, candidates] : entries) {
    size_t at = key & (slots.size() - 1);
    while (slots[at].used != 0) at = (at + 1) & (slots.size() - 1);
    slots[at].used = 1;
    slots[at].check = static_cast<uint32_t>(key >> 32);
    for (size_t i = 0; i < candidates.size() && i < kCandidates; ++i) slots[at].rules[i] = candidates[i];
  }
  const TableHeader header{static_cast<uint32_t>(rules.size()), static_cast<uint32_t>(slots.size())};
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  for (const auto& [strip, append] : rules) {
    char rule[kRuleBytes] = {static_cast<char>(strip), static_cast<char>(append.size())};
    std::memcpy(rule + 2, append.data(), std::min(append.size(), kRuleBytes - 2));
    out.append(rule, sizeof rule);
  }
  out.append(reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(Slot));
  return out;
}

uint64_t LemmaTable::exception_key(std::string_view lower, const TagName& tag) {
  return hash64(lower, hash64(tag.xpos, 100 + static_cast<uint64_t>(tag.upos)));
}

uint64_t LemmaTable::ending_key(std::string_view ending, std::string_view xpos) {
  return hash64(ending, hash64(xpos, 99));
}

const LemmaTable::Slot* LemmaTable::find(uint64_t key) const {
  uint64_t at = key & mask_;
  while (slots_[at].used != 0) {
    if (slots_[at].check == static_cast<uint32_t>(key >> 32)) return &slots_[at];
    at = (at + 1) & mask_;
  }
  return nullptr;
}

bool is_inflected(std::string_view xpos) {
  static constexpr std::array<std::string_view, 10> kTags = {"VBD",  "VBN", "VBG", "VBZ", "NNS",
                                                             "NNPS", "JJR", "JJS", "RBR", "RBS"};
  return std::find(kTags.begin(), kTags.end(), xpos) != kTags.end();
}

bool keeps_case(const TagName& tag) { return tag.upos == Upos::PROPN || tag.xpos == "NNP" || tag.xpos == "NNPS"; }

std::string apply_rule(const LemmaRule& rule, std::string_view form, bool keep_case) {
  std::string out = keep_case ? std::string(form) : to_lower(form);
  out.resize(rule.strip >= out.size() ? 0 : out.size() - rule.strip);
  out += rule.append;
  return out.empty() ? std::string(form) : out;
}

uint16_t choose_rule(const LemmaTable& table, const PackedModel& model, std::string_view lower, const TagName& tag) {
  if (const auto* exception = table.find(LemmaTable::exception_key(lower, tag))) return exception->rules[0];
  if (!is_inflected(tag.xpos)) return LemmaTable::kIdentity;
  uint16_t fallback = LemmaTable::kIdentity;  // of the longest ending, when no ending yields a known word
  bool has_fallback = false;
  for (size_t length = std::min(lower.size(), LemmaTable::kLongestEnding); length > 0; --length) {
    const auto* slot = table.find(LemmaTable::ending_key(lower.substr(lower.size() - length), tag.xpos));
    if (!slot) continue;
    uint16_t best = LemmaTable::kNone;
    uint32_t best_rank = 0;
    for (const uint16_t candidate : slot->rules) {
      if (candidate == LemmaTable::kNone) break;
      if (!fits(table.rule(candidate), lower)) continue;
      const uint32_t rank = word_rank(model, apply_rule(table.rule(candidate), lower, true));
      if (rank == KeyTable::kEmpty || (best != LemmaTable::kNone && rank > best_rank / kMuchMoreFrequent)) continue;
      best = candidate;
      best_rank = rank;
    }
    if (best != LemmaTable::kNone) return best;
    for (const uint16_t candidate : slot->rules) {
      if (has_fallback || candidate == LemmaTable::kNone || !fits(table.rule(candidate), lower)) continue;
      fallback = candidate;
      has_fallback = true;
    }
  }
  return fallback;
}

Lemmatizer::Lemmatizer(const PackedModel& model, const LemmaTable& table)
    : model_(model), table_(table), cache_(kEntries) {}

std::string_view Lemmatizer::lemma(std::string_view form, uint8_t tag, std::deque<std::string>& strings) {
  const uint64_t key = hash64(form, 1000 + tag) | 1;
  Entry& entry = cache_[(key >> 1) % kEntries];
  const TagName& name = model_.tags[tag];
  const bool keep = keeps_case(name);
  if (entry.key != key) {
    const std::string_view canonical = canonical_form(form, buffer_);
    entry.key = key;
    entry.generation = 0;
    entry.rule = choose_rule(table_, model_, to_lower(canonical), name);
    entry.same = apply_rule(table_.rule(entry.rule), canonical, keep) == form;
  }
  if (entry.same) return form;
  if (entry.generation != generation_) {
    strings.push_back(apply_rule(table_.rule(entry.rule), canonical_form(form, buffer_), keep));
    entry.lemma = strings.back();
    entry.generation = generation_;
  }
  return entry.lemma;
}

}  // namespace demarche
