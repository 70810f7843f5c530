#include <algorithm>

#include "clean/verdict.h"

namespace demarche {
namespace {

constexpr uint32_t kTitleReach = 15;    ///< lines above the first paragraph among which the title is looked for
constexpr float kTitleLikeness = 0.4F;  ///< share of its content words that the article must use too

bool may_be_title(const Page& page, const PageLine& line, const LineFacts& facts) {
  if (line.span.in(page.text).ends_with('.')) return false;
  const bool name_of_section = line.words() < 3 || (line.words() == 3 && line.end == LineEnd::none);
  const bool cue = facts.cues.sure || facts.cues.level[static_cast<size_t>(Reason::byline)] > 0 ||
                   facts.cues.level[static_cast<size_t>(Reason::photo_credit)] > 0;
  return !name_of_section && line.words() <= 35 && !cue && line.end != LineEnd::colon &&
         line.end != LineEnd::ellipsis && line.marks * 4 <= line.words() && facts.calendar < 0.5F && !line.address;
}

/// Same words, or one within the other: sites add their name to the title they give elsewhere.
bool is_known_title(const Page& page, const PageLine& line, const Page& known) {
  if (known.words.empty() || line.words() == 0) return false;
  uint32_t same = 0;
  for (uint32_t i = line.first_word; i < line.last_word; ++i) {
    same += std::any_of(known.words.begin(), known.words.end(),
                        [&](const PageWord& word) { return word.hash == page.words[i].hash; });
  }
  return same * 10 >= line.words() * 9 && line.words() * 2 >= known.words.size();
}

}  // namespace

int32_t settle_title(const PageView& view, const std::string& known, std::vector<Verdict>& verdicts) {
  const size_t n = verdicts.size();
  size_t first_prose = 0;
  while (first_prose < n && !(verdicts[first_prose].keep && view.facts[first_prose].prose >= 0.5F)) ++first_prose;
  if (first_prose == n) return -1;
  const Page known_page = split_page(known);
  int32_t best = -1;
  int32_t spare = -1;  // the last line before the text that could be one and shares any word with it
  float best_value = 0;
  const size_t from = first_prose > kTitleReach ? first_prose - kTitleReach : 0;
  for (size_t i = from; i < first_prose; ++i) {
    const PageLine& line = view.page.lines[i];
    const LineFacts& facts = view.facts[i];
    if (is_known_title(view.page, line, known_page)) {
      best = static_cast<int32_t>(i);
      break;
    }
    if (!may_be_title(view.page, line, facts)) continue;
    if (facts.similar > 0 && i + 4 >= first_prose) spare = static_cast<int32_t>(i);
    if (facts.similar < kTitleLikeness) continue;
    const float length = static_cast<float>(std::min<uint32_t>(line.words(), 10)) / 10;
    const float near = static_cast<float>(i - from + 1) / static_cast<float>(first_prose - from + 1);
    const float value =
        facts.similar + length + 0.2F * near + (line.end == LineEnd::none ? 0.3F : 0) + (verdicts[i].keep ? 0.1F : 0);
    if (value > best_value + 0.15F) {  // the earlier of two that are much alike
      best_value = value;
      best = static_cast<int32_t>(i);
    }
  }
  if (best < 0) best = spare;
  if (best < 0) return -1;
  const auto at = static_cast<size_t>(best);
  verdicts[at].keep = true;
  verdicts[at].kind = BlockKind::title;
  for (size_t i = 0; i < first_prose; ++i) {
    if (i == at || !verdicts[i].keep) continue;
    // Between title and text only what speaks of the same matter stays: the standfirst.
    const LineFacts& facts = view.facts[i];
    const bool stranger = facts.headline_like && facts.similar < 0.6F && facts.similar + 0.15F < view.facts[at].similar;
    if (facts.key == view.facts[at].key || stranger) {
      if (stranger) {
        verdicts[i].drop(Reason::related_headlines, Why::before_text);
      } else {
        verdicts[i].drop(Reason::repeated, Why::copy, at);
      }
    }
  }
  return best;
}

}  // namespace demarche
