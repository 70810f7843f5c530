#include "mention/actor_dateline.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace demarche {
namespace {

constexpr size_t kBlocks = 3;         ///< blocks at the beginning that may open with a dateline
constexpr size_t kLongestPlace = 70;  ///< bytes before the dash

/// What stands before the dash that closes a dateline, or "".
std::string_view before_dash(std::string_view paragraph) {
  const std::string_view beginning = paragraph.substr(0, kLongestPlace);
  size_t best = std::string_view::npos;
  for (const std::string_view dash : {" - ", ") -", "--", "\xE2\x80\x93", "\xE2\x80\x94"})
    best = std::min(best, beginning.find(dash));
  return best == std::string_view::npos ? std::string_view() : beginning.substr(0, best);
}

std::string place_of(const ActorLexicon& lexicon, std::string_view words) {
  UnitText text;
  text.assign(words);
  if (text.units.empty()) return "";
  const bool agency = words.find('(') != std::string_view::npos;
  if (!agency && !(text.units.front().capitals && text.units.front().end - text.units.front().begin > 2)) return "";
  std::string code;
  std::vector<NameSense> senses;
  for (size_t at = 0; at < text.units.size();) {
    const uint32_t units = lexicon.match(text, at, text.units[at].capitals, senses);
    if (units > 0 && !senses.empty()) {
      const ActorEntry& entry = lexicon.entry(senses.front().entry);
      const bool place =
          entry.kind == ActorKind::country || entry.kind == ActorKind::region || entry.kind == ActorKind::city;
      if (place && !entry.code.empty()) code = entry.code;  // "PARIS, Texas": the last one says which
    }
    at += std::max<size_t>(1, units);
  }
  return code;
}

}  // namespace

Dateline find_dateline(const ActorLexicon& lexicon, const Capture& capture, const Article& article) {
  const size_t blocks = std::min(article.body.size(), kBlocks);
  for (size_t i = 0; i < blocks; ++i) {
    const Block& block = article.body[i];
    if (block.kind == BlockKind::title) continue;
    const std::string_view words = before_dash(block.span.in(capture.text));
    if (words.empty()) continue;
    std::string code = place_of(lexicon, words);
    if (code.empty()) continue;
    return {std::move(code), {block.span.begin, block.span.begin + static_cast<uint32_t>(words.size())}};
  }
  return {};
}

}  // namespace demarche
