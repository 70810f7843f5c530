#include <algorithm>

#include "base/utf8.h"
#include "clean/page_days.h"
#include "clean/page_says.h"
#include "clean/page_title_parts.h"

namespace demarche {
namespace {

constexpr size_t kMostHeadings = 80;
constexpr size_t kMostLower = 50;  ///< of them h2 and h3
constexpr size_t kMostCandidates = 24;
constexpr size_t kLongestTitle = 400;  ///< bytes

struct Heading {
  std::string text;
  std::string key;
  uint32_t block = 0;  ///< the first of its blocks
  uint32_t blocks = 1;
  uint32_t node = 0;
  int level = 1;  ///< 1 to 3
  bool hidden = false;
};

/// A title that the page gives elsewhere than in the text.
struct Candidate {
  std::string text;  ///< without the outlet's name
  std::string key;
  std::string whole;  ///< key of all of it
};

/// The h1, h2 or h3 around a block, or 0.
uint32_t heading_around(const PageMarkup& page, uint32_t node) {
  constexpr int kFarthest = 4;
  for (int step = 0; step < kFarthest && node != 0; ++step, node = page.nodes[node].parent) {
    const Element element = page.nodes[node].element;
    if (element == Element::h1 || element == Element::h2 || element == Element::h3) return node;
  }
  return 0;
}

std::vector<Heading> headings_of(const PageSays& says) {
  std::vector<Heading> out;
  uint32_t open = 0;
  size_t lower = 0;
  for (uint32_t i = 0; i < says.page.blocks.size() && out.size() < kMostHeadings; ++i) {
    const uint32_t node = heading_around(says.page, says.page.blocks[i].node);
    if (node != 0 && node == open) {
      if (out.back().text.size() < kLongestTitle) out.back().text += ' ' + std::string(says.text_of(i));
      ++out.back().blocks;
    } else if (node != 0) {
      const MarkupNode& shape = says.page.nodes[node];
      const int level = shape.element == Element::h1 ? 1 : shape.element == Element::h2 ? 2 : 3;
      if (level > 1 && ++lower > kMostLower) continue;
      out.push_back({std::string(says.text_of(i)), "", i, 1, node, level, shape.hidden});
    }
    open = node;
  }
  for (Heading& heading : out) {
    heading.text = plain_value(heading.text, ShownTags::stay);
    heading.key = text_key(heading.text);
  }
  return out;
}

/// The one headline that microdata gives beside the outlet's name; "" where there are several, of other stories too.
std::string only_microdata_headline(const PageSays& says, const TitleParts& parts) {
  std::string out, key;
  for (const Said& one : says.said) {
    if (one.field != PageField::title || one.place != FactPlace::itemprop || one.rank != 0) continue;
    std::string value = plain_value(one.meta->value);
    std::string value_key = text_key(value);
    if (value_key.empty() || value_key == key || parts.names_outlet(value_key)) continue;
    if (!key.empty()) return "";
    out = std::move(value);
    key = std::move(value_key);
  }
  return out;
}

std::vector<Candidate> candidates_of(const PageSays& says, const TitleParts& parts) {
  std::vector<Candidate> out;
  const auto add = [&](const std::string& value) {
    if (value.empty() || value.size() > kLongestTitle) return;
    const std::string text = parts.headline_of(value);
    std::string key = text_key(text);
    if (key.empty() || parts.names_outlet(key)) return;
    out.push_back({text, std::move(key), text_key(value)});
  };
  for (const LinkedNode& node : says.linked) {
    if (node.type == LinkedType::article && out.size() < kMostCandidates) add(plain_value(node.title));
  }
  const size_t linked = out.size();
  for (const Said& one : says.said) {
    if (one.field != PageField::title || out.size() > linked + 10) continue;
    if (one.place == FactPlace::meta) add(plain_value(one.meta->value));
  }
  add(says.title_tag);
  add(only_microdata_headline(says, parts));
  return out;
}

/// How much a heading is the title that stands elsewhere, 0 to 1.
float likeness(const Heading& heading, const Candidate& candidate) {
  if (heading.key == candidate.key || heading.key == candidate.whole) return 1;
  if (heading.level > 1) return 0;
  const bool shorter = heading.key.size() <= candidate.whole.size();
  const std::string& a = shorter ? heading.key : candidate.whole;
  const std::string& b = shorter ? candidate.whole : heading.key;
  constexpr size_t kShortest = 8;
  // A short piece at the end of a title is rather the outlet.
  const bool piece =
      a.size() >= kShortest && (b.starts_with(a) || (a.size() * 2 > b.size() && b.find(a) != std::string::npos));
  if (piece) return 0.4F + 0.5F * static_cast<float>(a.size()) / static_cast<float>(b.size());
  return 0.3F * common_words(title_words(heading.text), title_words(candidate.text));
}

/// The heading that the page's other titles agree with most; -1 = none.
int choose_heading(const std::vector<Heading>& headings, const std::vector<Candidate>& candidates,
                   const TitleParts& parts) {
  constexpr float kLower = 0.8F;   // of headings below the first level
  constexpr float kHidden = 0.5F;  // of ones that are not seen
  constexpr float kLeast = 0.08F;  // about one word of four in common
  int best = -1;
  float best_value = 0;
  for (size_t i = 0; i < headings.size(); ++i) {
    const Heading& heading = headings[i];
    if (heading.key.empty() || heading.text.size() > kLongestTitle) continue;
    const bool is_outlet = parts.names_outlet(heading.key);
    float value = 0;
    float most = 0;
    for (const Candidate& candidate : candidates) {
      const float like = likeness(heading, candidate);
      most = std::max(most, like);
      if (!is_outlet || like == 1) value += like;
    }
    if (heading.level > 1) value *= kLower;
    if (heading.hidden) value *= kHidden;
    if (value > best_value && most >= kLeast) {
      best_value = value;
      best = static_cast<int>(i);
    }
  }
  return best;
}

/// Where nothing agrees, the page's only h1.
int only_heading(const PageSays& says, const std::vector<Heading>& headings, const TitleParts& parts) {
  int out = -1;
  for (size_t i = 0; i < headings.size(); ++i) {
    const Heading& heading = headings[i];
    if (heading.level != 1) continue;
    if (out >= 0 && heading.key == headings[static_cast<size_t>(out)].key) continue;  // twice: for small screens too
    if (out >= 0) return -1;
    out = static_cast<int>(i);
    const bool unfit = heading.key.empty() || heading.hidden || heading.text.size() > kLongestTitle ||
                       parts.names_outlet(heading.key) || says.outside(heading.node, -1);
    if (unfit) return -1;
  }
  return out;
}

/// The heading's text as a title: of several blocks the one that is the title elsewhere, without the outlet's name, a
/// date, and short remarks before or behind what is the title elsewhere ("Blog: ...", "... (example.org)").
std::string title_of(const PageSays& says, Heading& heading, const std::vector<Candidate>& candidates,
                     const TitleParts& parts) {
  const auto is_candidate = [&](const std::string& key) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& one) { return one.key == key; });
  };
  if (is_candidate(heading.key)) return heading.text;
  for (uint32_t i = heading.block; heading.blocks > 1 && i < heading.block + heading.blocks; ++i) {
    std::string text = plain_value(says.text_of(i), ShownTags::stay);
    if (!is_candidate(text_key(text))) continue;
    heading.block = i;
    return text;
  }
  std::string text = parts.headline_of(heading.text);
  if (const WrittenDay day = read_day(text, says.names); day.date.known()) {
    const std::string_view before = trim(std::string_view(text).substr(0, day.span.begin));
    const std::string_view behind = trim(std::string_view(text).substr(day.span.end));
    // At either end and nothing but a date: a title that speaks of a day says "of 3 March 2024".
    if (before.empty() && is_candidate(text_key(behind))) return std::string(behind);
    if (behind.empty() && is_candidate(text_key(before))) return std::string(before);
  }
  for (const Candidate& candidate : candidates) {
    const size_t at = candidate.text.size() < text.size() ? text.find(candidate.text) : std::string::npos;
    if (at == std::string::npos) continue;
    const std::string_view before = trim(std::string_view(text).substr(0, at));
    const std::string_view behind = trim(std::string_view(text).substr(at + candidate.text.size()));
    constexpr size_t kLongestRemark = 24;
    if (before.size() > kLongestRemark || behind.size() > kLongestRemark) continue;
    if ((before.empty() || before.back() == ':') && (behind.empty() || behind.front() == '(')) return candidate.text;
  }
  return text;
}

/// The title elsewhere that the page's address is made from, where the heading has next to nothing of it: such a
/// heading is a banner or a section. nullptr = none.
const Candidate* overruling(const std::string& title, const std::vector<Candidate>& candidates,
                            const std::string& url) {
  constexpr size_t kFewestWords = 3;
  constexpr float kMade = 0.7F, kForeign = 0.4F;
  const std::vector<std::string> address = address_words(url);
  if (address.size() < kFewestWords || common_words(title_words(title), address) >= kForeign) return nullptr;
  const std::string key = text_key(title);
  const Candidate* out = nullptr;
  for (const Candidate& candidate : candidates) {
    if (candidate.key == key || candidate.whole == key) return nullptr;
    const bool made = out == nullptr && common_words(title_words(candidate.text), address) >= kMade;
    if (made) out = &candidate;
  }
  return out;
}

/// The block that says the title and nothing else.
int32_t block_of_title(const PageSays& says, const std::string& key) {
  for (uint32_t i = 0; i < says.page.blocks.size(); ++i) {
    const std::string_view text = says.text_of(i);
    if (text.size() + 2 < key.size() || text.size() > key.size() * 3 + 8) continue;
    if (text_key(text) == key) return static_cast<int32_t>(i);
  }
  return -1;
}

/// Where the title does not stand on the page, the heading most like it: around it date and byline are looked for.
int32_t block_of_kin(const std::vector<Heading>& headings, const std::string& title) {
  constexpr float kLeast = 0.4F;
  float best = kLeast;
  int32_t out = -1;
  const std::vector<std::string> words = title_words(title);
  for (const Heading& heading : headings) {
    const float common = common_words(title_words(heading.text), words);
    if (common <= best) continue;
    best = common;
    out = static_cast<int32_t>(heading.block);
  }
  return out;
}

}  // namespace

void find_title(PageSays& says, PageFacts& facts) {
  const TitleParts parts(says, facts);
  std::vector<Heading> headings = headings_of(says);
  std::vector<Candidate> candidates = candidates_of(says, parts);
  if (!facts.title.empty()) candidates.assign(1, {facts.title, text_key(facts.title), text_key(facts.title)});
  int chosen = choose_heading(headings, candidates, parts);
  if (chosen < 0) chosen = only_heading(says, headings, parts);
  std::vector<std::string> titles{says.title_tag};
  if (chosen >= 0) {
    Heading& heading = headings[static_cast<size_t>(chosen)];
    titles.push_back(heading.text);
    const std::string title = title_of(says, heading, candidates, parts);
    facts.title_block = static_cast<int32_t>(heading.block);
    const Candidate* instead = overruling(title, candidates, says.capture.url.empty() ? facts.url : says.capture.url);
    if (facts.title.empty()) facts.title = instead == nullptr ? title : instead->text;
  }
  for (const Candidate& candidate : candidates) {
    if (facts.title.empty()) facts.title = candidate.text;
  }
  if (chosen < 0 && !facts.title.empty()) facts.title_block = block_of_title(says, text_key(facts.title));
  if (facts.title_block < 0) facts.title_block = block_of_kin(headings, facts.title);
  for (const Said& one : says.said) {
    const bool wanted = one.field == PageField::title && one.place == FactPlace::meta;
    if (wanted && titles.size() < kMostCandidates) titles.push_back(plain_value(one.meta->value));
  }
  choose_linked(says, titles);
}

}  // namespace demarche
