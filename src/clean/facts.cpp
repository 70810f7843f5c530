#include <algorithm>
#include <unordered_map>

#include "clean/features.h"

namespace demarche {
namespace {

constexpr uint32_t kSureWords = 60;  ///< a phrase does not decide over a line longer than this

/// Hashes of a few closed word classes.
struct WordClass {
  std::vector<uint32_t> sorted;
  explicit WordClass(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) sorted.push_back(word_hash(word));
    std::sort(sorted.begin(), sorted.end());
  }
  bool has(uint32_t hash) const { return std::binary_search(sorted.begin(), sorted.end(), hash); }
};

const WordClass& second_person() {
  static const WordClass words{"you", "your", "yours", "we", "our", "us", "you're", "we're"};
  return words;
}
const WordClass& first_person() {
  static const WordClass words{"i", "my", "me", "i'm", "i've"};
  return words;
}
const WordClass& calendar_words() {
  static const WordClass words{"january", "february",  "march",   "april",    "may",      "june",      "july",
                               "august",  "september", "october", "november", "december", "jan",       "feb",
                               "mar",     "apr",       "jun",     "jul",      "aug",      "sep",       "sept",
                               "oct",     "nov",       "dec",     "monday",   "tuesday",  "wednesday", "thursday",
                               "friday",  "saturday",  "sunday",  "mon",      "tue",      "wed",       "thu",
                               "fri",     "sat",       "sun",     "am",       "pm",       "gmt",       "utc"};
  return words;
}

bool ends_as_sentence(LineEnd end) { return end == LineEnd::sentence || end == LineEnd::question; }

/// A pointer such as "read more" is furniture only when no sentence goes on from it.
bool overruled(const Page& page, const PageLine& line, const CueHit& hit, const LineFacts& facts) {
  if (hit.reason != Reason::read_also || hit.where != CueWhere::start) return false;
  const bool pause = hit.last < line.last_word &&
                     page.words[hit.last - 1].begin + page.words[hit.last - 1].length + 1 < page.words[hit.last].begin;
  if (pause) return false;  // "Also read: ...", "Read more - ..."
  return line.words() > 12 && line.end == LineEnd::sentence && facts.function >= 0.25F;
}

/// A colon or bar right behind the phrase.
bool pauses(const Page& page, const PageLine& line, const CueHit& hit) {
  if (hit.last == line.last_word) return false;
  const uint32_t begin = page.words[hit.last - 1].begin + page.words[hit.last - 1].length;
  const std::string_view gap = page.text.substr(begin, page.words[hit.last].begin - begin);
  return gap.find_first_of(":|") != std::string_view::npos;
}

bool is_pointer(Reason reason) {
  return reason == Reason::read_also || reason == Reason::related_headlines || reason == Reason::menu ||
         reason == Reason::source_link;
}

void weigh_cues(const Page& page, const PageLine& line, const std::vector<CueHit>& hits, LineFacts& facts) {
  LineCues& out = facts.cues;
  uint32_t strongest = 0;
  for (const CueHit& hit : hits) {
    const bool sure = hit.force != CueForce::hint && line.words() <= kSureWords &&
                      (hit.force != CueForce::tail || hit.first == line.first_word) &&
                      !overruled(page, line, hit, facts);
    uint8_t& level = out.level[static_cast<size_t>(hit.reason)];
    level = std::max<uint8_t>(level, sure ? 2 : 1);
    const uint32_t strength = (sure ? 1000 : 0) + (hit.where == CueWhere::line ? 500 : 0) + (hit.last - hit.first);
    if (strength > strongest) {
      strongest = strength;
      out.reason = hit.reason;
      out.first_word = hit.first;
      out.last_word = hit.last;
    }
    out.sure = out.sure || sure;
    out.announces =
        out.announces || (hit.where == CueWhere::start && is_pointer(hit.reason) && pauses(page, line, hit));
    out.opens = out.opens || (sure && hit.force == CueForce::opens);
  }
}

float prose_of(const PageLine& line, float function) {
  const auto words = static_cast<float>(line.words());
  if (words < 5) return 0;
  float end = 0.35F;
  if (ends_as_sentence(line.end)) end = 1;
  if (line.end == LineEnd::colon) end = 0.7F;
  if (line.end == LineEnd::ellipsis) end = 0.5F;
  if (line.inner_stops > 0) end = std::max(end, 0.7F);
  return std::min(1.0F, (words - 4) / 12) * end * std::min(1.0F, function / 0.25F);
}

void own_facts(const Page& page, const PageLine& line, const Cues& cues, std::vector<uint8_t>& content,
               LineFacts& out) {
  uint32_t function = 0, capital = 0, other = 0, caps = 0, second = 0, first = 0, calendar = 0, letters = 0,
           unspaced = 0;
  uint64_t key = 0;
  for (uint32_t i = line.first_word; i < line.last_word; ++i) {
    const PageWord& word = page.words[i];
    key = (key ^ word.hash) * 0x100000001B3ull;
    letters += word.length;
    unspaced += is_unspaced(page.text, word.begin);
    caps += word.all_caps;
    if (word.hash == kNumberHash) {
      ++calendar;
    } else if (cues.is_function_word(word.hash)) {
      ++function;
      second += second_person().has(word.hash);
      first += first_person().has(word.hash);
    } else {
      content[i] = word.length >= 4 || word.capital;
      if (i != line.first_word) {
        ++other;
        capital += word.capital;
      }
      if (line.words() <= 16) calendar += calendar_words().has(word.hash);
    }
  }
  if (unspaced * 2 > line.words()) function = (line.words() + 2) / 3;  // no list of words fits: taken as prose
  const auto words = static_cast<float>(std::max<uint32_t>(1, line.words()));
  out.key = key;
  out.function = static_cast<float>(function) / words;
  out.capital = other == 0 ? 0 : static_cast<float>(capital) / static_cast<float>(other);
  out.caps = static_cast<float>(caps) / words;
  out.second = static_cast<float>(second) / words;
  out.first = static_cast<float>(first) / words;
  out.calendar = static_cast<float>(calendar) / words;
  out.mean_word = static_cast<float>(letters) / words;
  out.prose = prose_of(line, out.function);
  out.headline_like = line.words() >= 4 && line.words() <= 30 && line.end != LineEnd::sentence &&
                      line.end != LineEnd::colon && line.inner_stops <= 1;
}

/// How many prose lines each content word stands in.
class Vocabulary {
 public:
  explicit Vocabulary(size_t words) : slots_(1024) {
    size_t size = 1024;
    while (size < words * 2) size *= 2;
    slots_.resize(size);
  }
  void add(uint32_t hash, uint32_t line) {
    Slot& slot = find(hash);
    if (slot.lines != 0 && slot.last == line) return;
    slot.hash = hash;
    slot.last = line;
    ++slot.lines;
  }
  uint32_t lines(uint32_t hash) { return find(hash).lines; }

 private:
  struct Slot {
    uint32_t hash = 0;
    uint32_t last = 0;
    uint32_t lines = 0;
  };
  Slot& find(uint32_t hash) {
    const size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    while (slots_[at].lines != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
    return slots_[at];
  }
  std::vector<Slot> slots_;
};

void similarity(const Page& page, const std::vector<uint8_t>& content, std::vector<LineFacts>& facts) {
  Vocabulary vocabulary(page.words.size());
  for (uint32_t l = 0; l < page.lines.size(); ++l) {
    if (facts[l].prose < 0.5F) continue;
    for (uint32_t i = page.lines[l].first_word; i < page.lines[l].last_word; ++i) {
      if (content[i]) vocabulary.add(page.words[i].stem, l);
    }
  }
  for (uint32_t l = 0; l < page.lines.size(); ++l) {
    const uint32_t own = facts[l].prose >= 0.5F ? 1 : 0;
    uint32_t all = 0, known = 0, names = 0, known_names = 0;
    for (uint32_t i = page.lines[l].first_word; i < page.lines[l].last_word; ++i) {
      if (!content[i]) continue;
      const bool seen = vocabulary.lines(page.words[i].stem) > own;
      ++all;
      known += seen;
      names += page.words[i].capital;
      known_names += seen && page.words[i].capital;
    }
    facts[l].similar = all == 0 ? 0 : static_cast<float>(known) / static_cast<float>(all);
    facts[l].similar_names = names == 0 ? 0 : static_cast<float>(known_names) / static_cast<float>(names);
  }
}

}  // namespace

std::vector<LineFacts> line_facts(const Page& page, const Cues& cues) {
  std::vector<LineFacts> facts(page.lines.size());
  std::unordered_map<uint64_t, uint32_t> same;
  same.reserve(page.lines.size());
  std::vector<CueHit> hits;
  std::vector<uint8_t> content(page.words.size(), 0);  // 1 for words that carry meaning
  for (size_t l = 0; l < page.lines.size(); ++l) {
    const PageLine& line = page.lines[l];
    own_facts(page, line, cues, content, facts[l]);
    hits.clear();
    cues.find(page, line, hits);
    weigh_cues(page, line, hits, facts[l]);
    if (line.words() > 0) ++same[facts[l].key];
    facts[l].same_as_previous = l > 0 && line.words() > 0 && facts[l].key == facts[l - 1].key;
  }
  for (size_t l = 0; l < page.lines.size(); ++l) {
    if (page.lines[l].words() > 0) facts[l].same = same[facts[l].key] - 1;
  }
  similarity(page, content, facts);
  return facts;
}

Stretch main_stretch(const Page& page, const std::vector<LineFacts>& facts) {
  Stretch best;
  float best_sum = 0;
  float sum = 0;
  uint32_t first = 0;
  for (uint32_t l = 0; l < page.lines.size(); ++l) {
    sum += facts[l].prose * static_cast<float>(std::min<uint32_t>(page.lines[l].words(), 80)) - 8;
    if (sum <= 0) {
      sum = 0;
      first = l + 1;
    } else if (sum > best_sum) {
      best_sum = sum;
      best = {first, l + 1};
    }
  }
  return best;
}

}  // namespace demarche
