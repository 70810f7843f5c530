#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "clean/page_says.h"

namespace demarche {
namespace {

constexpr size_t kMostHeadings = 40;
constexpr size_t kLongestTitle = 400;  ///< bytes

struct Heading {
  std::string text;
  std::string key;
  uint32_t block = 0;
  bool hidden = false;
};

/// A title that the page gives elsewhere than in the text.
struct Candidate {
  std::string text;  ///< without the outlet's name
  std::string key;
  std::string whole;  ///< key of all of it
};

/// The h1 (or other heading) around a block, or 0.
uint32_t heading_around(const PageMarkup& page, uint32_t node, Element element) {
  constexpr int kFarthest = 4;
  for (int step = 0; step < kFarthest && node != 0; ++step, node = page.nodes[node].parent) {
    if (page.nodes[node].element == element) return node;
  }
  return 0;
}

std::vector<Heading> headings_of(const PageSays& says, Element element) {
  std::vector<Heading> out;
  uint32_t open = 0;
  for (uint32_t i = 0; i < says.page.blocks.size() && out.size() < kMostHeadings; ++i) {
    const uint32_t node = heading_around(says.page, says.page.blocks[i].node, element);
    if (node != 0 && node == open) {
      if (out.back().text.size() < kLongestTitle) out.back().text += ' ' + std::string(says.text_of(i));
    } else if (node != 0) {
      out.push_back({std::string(says.text_of(i)), "", i, says.page.nodes[node].hidden});
    }
    open = node;
  }
  for (Heading& heading : out) {
    heading.text = plain_value(heading.text);
    heading.key = text_key(heading.text);
  }
  return out;
}

constexpr std::array<std::string_view, 12> kSeparators = {
    " - ", " | ", " – ", " — ", " · ", " :: ", " » ", " « ", " • ", "| ", " / ", " ~ "};

/// Places of separators in a title: begin and length, in order.
std::vector<std::pair<size_t, size_t>> separators_of(const std::string& title) {
  std::vector<std::pair<size_t, size_t>> out;
  for (size_t i = 0; i < title.size(); ++i) {
    for (const std::string_view mark : kSeparators) {
      if (title.compare(i, mark.size(), mark) != 0) continue;
      out.emplace_back(i, mark.size());
      i += mark.size() - 1;
      break;
    }
  }
  return out;
}

/// Names that the outlet goes by, as keys.
std::vector<std::string> outlet_keys(const PageSays& says, const PageFacts& facts) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view name) {
    std::string key = text_key(name);
    if (key.size() >= 2) out.push_back(std::move(key));
  };
  add(facts.outlet);
  add(says.capture.outlet);
  for (const Said& one : says.said) {
    if (one.field == PageField::outlet && one.meta->value.size() < 100) add(plain_value(one.meta->value));
  }
  for (const LinkedNode& node : says.linked) add(node.outlet);
  for (const std::string& url : {facts.url, says.capture.url}) {
    std::string host = host_of(url);
    if (host.empty()) continue;
    add(host);
    host.resize(host.rfind('.') == std::string::npos ? host.size() : host.rfind('.'));
    add(host);
    add(std::string_view(host).substr(host.rfind('.') + 1));
  }
  return out;
}

bool names_outlet(const std::string& key, const std::vector<std::string>& outlets) {
  constexpr size_t kShortest = 4;
  return std::any_of(outlets.begin(), outlets.end(), [&](const std::string& outlet) {
    if (key == outlet) return true;
    if (key.size() < kShortest || outlet.size() < kShortest) return false;
    // "The Evening Post" of "eveningpost.example", "Evening Post" of "The Evening Post Online".
    return key.size() <= outlet.size() ? outlet.find(key) != std::string::npos && key.size() * 2 >= outlet.size()
                                       : key.find(outlet) != std::string::npos && outlet.size() * 2 >= key.size();
  });
}

/// The title without parts at its ends that are the outlet's name, and what stands beyond them.
std::string without_outlet(const std::string& title, const std::vector<std::string>& outlets) {
  size_t begin = 0, end = title.size();
  const auto cuts = separators_of(title);
  for (size_t i = 0; i < cuts.size(); ++i) {
    const size_t from = cuts[i].first + cuts[i].second;
    const size_t to = i + 1 < cuts.size() ? cuts[i + 1].first : title.size();
    if (cuts[i].first > 0 && names_outlet(text_key(title.substr(from, to - from)), outlets)) {
      end = cuts[i].first;
      break;
    }
  }
  if (end == title.size() && !cuts.empty() && names_outlet(text_key(title.substr(0, cuts[0].first)), outlets))
    begin = cuts[0].first + cuts[0].second;
  const std::string_view out = trim(std::string_view(title).substr(begin, end - begin));
  return out.empty() ? title : std::string(out);
}

std::vector<Candidate> candidates_of(const PageSays& says, const std::vector<std::string>& outlets) {
  std::vector<Candidate> out;
  const auto add = [&](const std::string& value) {
    if (value.empty() || value.size() > kLongestTitle) return;
    const std::string text = without_outlet(value, outlets);
    std::string key = text_key(text);
    if (key.empty() || names_outlet(key, outlets)) return;
    out.push_back({text, std::move(key), text_key(value)});
  };
  for (const LinkedNode& node : says.linked) {
    if (node.type == LinkedType::article && out.size() < kMostHeadings) add(plain_value(node.title));
  }
  const size_t linked = out.size();
  for (const Said& one : says.said) {
    if (one.field != PageField::title || out.size() > linked + 10) continue;
    if (one.place == FactPlace::meta) add(plain_value(one.meta->value));
  }
  add(says.title_tag);
  return out;
}

/// How much two titles are the same, 0 to 1.
float likeness(const std::string& heading, const Candidate& candidate) {
  if (heading == candidate.key || heading == candidate.whole) return 1;
  const std::string& a = heading.size() <= candidate.whole.size() ? heading : candidate.whole;
  const std::string& b = heading.size() <= candidate.whole.size() ? candidate.whole : heading;
  if (a.size() < 8 || b.find(a) == std::string::npos) return 0;
  return 0.4F + 0.5F * static_cast<float>(a.size()) / static_cast<float>(b.size());
}

/// The heading that the page's other titles agree with most; -1 = none.
int choose_heading(const std::vector<Heading>& headings, const std::vector<Candidate>& candidates,
                   const std::vector<std::string>& outlets) {
  int best = -1;
  float best_value = 0;
  for (size_t i = 0; i < headings.size(); ++i) {
    const Heading& heading = headings[i];
    if (heading.key.empty() || heading.text.size() > kLongestTitle) continue;
    float value = 0;
    for (const Candidate& candidate : candidates) value += likeness(heading.key, candidate);
    if (value == 0 && names_outlet(heading.key, outlets)) continue;
    if (heading.hidden) value *= 0.5F;
    if (value > best_value) {
      best_value = value;
      best = static_cast<int>(i);
    }
  }
  return best;
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

}  // namespace

void find_title(PageSays& says, PageFacts& facts) {
  const std::vector<std::string> outlets = outlet_keys(says, facts);
  const std::vector<Heading> headings = headings_of(says, Element::h1);
  std::vector<Candidate> candidates = candidates_of(says, outlets);
  if (!facts.title.empty()) {
    candidates.clear();
    candidates.push_back({facts.title, text_key(facts.title), text_key(facts.title)});
  }
  int chosen = choose_heading(headings, candidates, outlets);
  const bool agreed = chosen >= 0;
  if (chosen < 0 && facts.title.empty() && headings.size() == 1 && !headings[0].key.empty() &&
      headings[0].text.size() <= kLongestTitle && !names_outlet(headings[0].key, outlets))
    chosen = 0;
  std::vector<std::string> titles{says.title_tag};
  if (chosen >= 0) {
    const Heading& heading = headings[static_cast<size_t>(chosen)];
    facts.title_block = static_cast<int32_t>(heading.block);
    if (facts.title.empty()) facts.title = heading.text;
    titles.push_back(heading.text);
  }
  for (const Candidate& candidate : candidates) {
    if (facts.title.empty()) facts.title = candidate.text;
  }
  if (!agreed && chosen < 0 && !facts.title.empty()) facts.title_block = block_of_title(says, text_key(facts.title));
  for (const Said& one : says.said) {
    if (one.field == PageField::title && one.place == FactPlace::meta) titles.push_back(plain_value(one.meta->value));
  }
  choose_linked(says, titles);
}

}  // namespace demarche
