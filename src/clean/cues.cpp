#include "clean/cues.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"

namespace demarche {
namespace {

constexpr size_t kFirstBits = size_t{1} << 14;
constexpr size_t kFunctionSlots = size_t{1} << 12;

constexpr std::array<const char*, kReasons> kReasonNames = {"related-headlines",
                                                            "read-also",
                                                            "source-link",
                                                            "sign-up",
                                                            "consent",
                                                            "advertisement",
                                                            "comments",
                                                            "share",
                                                            "copyright",
                                                            "menu",
                                                            "pagination",
                                                            "date-line",
                                                            "byline",
                                                            "author-bio",
                                                            "photo-credit",
                                                            "player",
                                                            "teaser",
                                                            "repeated-caption",
                                                            "repeated",
                                                            "furniture"};

template <class Enum, size_t N>
bool parse_name(const std::array<const char*, N>& names, const std::string& text, Enum& out) {
  for (size_t i = 0; i < N; ++i) {
    if (text == names[i]) {
      out = static_cast<Enum>(i);
      return true;
    }
  }
  return false;
}

constexpr std::array<const char*, 4> kWheres = {"line", "start", "end", "any"};
constexpr std::array<const char*, 4> kForces = {"hint", "sure", "opens", "tail"};

size_t slot_of(uint32_t from, uint32_t word, size_t mask) {
  uint64_t key = (static_cast<uint64_t>(from) << 32) | word;
  key *= 0x9E3779B97F4A7C15ull;
  return static_cast<size_t>(key >> 32) & mask;
}

Error malformed(const std::filesystem::path& file, size_t line, const std::string& message) {
  return {ErrorCode::bad_format, message, fmt::format("{}:{}", file.string(), line)};
}

}  // namespace

const char* to_string(Reason reason) { return kReasonNames[static_cast<size_t>(reason)]; }

void Cues::grow() {
  std::vector<Edge> old(std::max<size_t>(1024, edges_.size() * 2));
  old.swap(edges_);
  for (const Edge& edge : old) {
    if (edge.to == 0) continue;
    size_t slot = slot_of(edge.from, edge.word, edges_.size() - 1);
    while (edges_[slot].to != 0) slot = (slot + 1) & (edges_.size() - 1);
    edges_[slot] = edge;
  }
}

uint32_t Cues::follow(uint32_t from, uint32_t word) const {
  const size_t mask = edges_.size() - 1;
  for (size_t slot = slot_of(from, word, mask); edges_[slot].to != 0; slot = (slot + 1) & mask) {
    if (edges_[slot].from == from && edges_[slot].word == word) return edges_[slot].to;
  }
  return 0;
}

uint32_t Cues::add_edge(uint32_t from, uint32_t word) {
  if (used_ * 2 >= edges_.size()) grow();
  const uint32_t known = follow(from, word);
  if (known != 0) return known;
  const auto to = static_cast<uint32_t>(endings_of_.size());
  endings_of_.push_back(0);
  const size_t mask = edges_.size() - 1;
  size_t slot = slot_of(from, word, mask);
  while (edges_[slot].to != 0) slot = (slot + 1) & mask;
  edges_[slot] = {from, word, to};
  ++used_;
  return to;
}

Result<void> Cues::read_cues(const std::filesystem::path& file) {
  Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.error();
  std::istringstream in(*bytes);
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (trim(line).empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string reason, where, force, phrase;
    fields >> reason >> where >> force;
    std::getline(fields, phrase);
    Ending ending;
    if (!parse_name(kReasonNames, reason, ending.reason))
      return malformed(file, number, "unknown reason '" + reason + "'");
    if (!parse_name(kWheres, where, ending.where))
      return malformed(file, number, "'" + where + "' is none of line, start, end, any");
    if (!parse_name(kForces, force, ending.force))
      return malformed(file, number, "'" + force + "' is none of hint, sure, opens, tail");
    std::string marked = phrase;
    std::replace(marked.begin(), marked.end(), '#', '0');
    const bool copyright_sign = marked.find("©") != std::string::npos;
    const Page page = split_page(marked);
    if (page.words.empty() && !copyright_sign) return malformed(file, number, "the phrase has no words");
    if (page.words.empty()) continue;
    uint32_t node = 0;
    for (const PageWord& word : page.words) node = add_edge(node, word.hash);
    const uint32_t first = page.words.front().hash % kFirstBits;
    first_words_[first / 64] |= uint64_t{1} << (first % 64);
    ending.next = endings_of_[node];
    endings_.push_back(ending);
    endings_of_[node] = static_cast<uint32_t>(endings_.size());
  }
  return {};
}

Result<void> Cues::read_function_words(const std::filesystem::path& file) {
  Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.error();
  std::istringstream in(*bytes);
  size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    if (trim(line).empty() || line[0] == '#') continue;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      const uint32_t hash = word_hash(word);
      if (is_function_word(hash)) continue;
      if (++count * 2 > kFunctionSlots) return Error{ErrorCode::too_large, "more than 2048 words", file.string()};
      size_t slot = hash % kFunctionSlots;
      while (function_words_[slot] != 0) slot = (slot + 1) % kFunctionSlots;
      function_words_[slot] = hash;
    }
  }
  return {};
}

Result<Cues> Cues::load(const std::filesystem::path& folder) {
  Cues out;
  out.first_words_.assign(kFirstBits / 64, 0);
  out.function_words_.assign(kFunctionSlots, 0);
  out.grow();
  if (Result<void> done = out.read_cues(folder / "cues.txt"); !done) return done.error();
  if (Result<void> done = out.read_function_words(folder / "function_words.txt"); !done) return done.error();
  return out;
}

bool Cues::is_function_word(uint32_t hash) const {
  for (size_t slot = hash % kFunctionSlots; function_words_[slot] != 0; slot = (slot + 1) % kFunctionSlots) {
    if (function_words_[slot] == hash) return true;
  }
  return false;
}

void Cues::find(const Page& page, const PageLine& line, std::vector<CueHit>& hits) const {
  const auto is_number = [&](uint32_t i) { return page.words[i].hash == kNumberHash; };
  uint32_t real_first = line.first_word;  // numbers around a phrase do not keep it from being the whole line
  while (real_first < line.last_word && is_number(real_first)) ++real_first;
  for (uint32_t i = line.first_word; i < line.last_word; ++i) {
    const uint32_t bit = page.words[i].hash % kFirstBits;
    if (!(first_words_[bit / 64] >> (bit % 64) & 1)) continue;
    uint32_t node = 0;
    for (uint32_t k = i; k < line.last_word; ++k) {
      node = follow(node, page.words[k].hash);
      if (node == 0) break;
      for (uint32_t e = endings_of_[node]; e != 0; e = endings_[e - 1].next) {
        const Ending& ending = endings_[e - 1];
        uint32_t rest = k + 1;
        while (rest < line.last_word && is_number(rest)) ++rest;
        const bool at_start = i == line.first_word || i == real_first;
        const bool at_end = rest == line.last_word;
        const bool fits = ending.where == CueWhere::any || (ending.where == CueWhere::start && i == line.first_word) ||
                          (ending.where == CueWhere::end && k + 1 == line.last_word) ||
                          (ending.where == CueWhere::line && at_start && at_end);
        if (fits) hits.push_back({i, k + 1, ending.reason, ending.where, ending.force});
      }
    }
  }
}

bool Cues::find_tail(const Page& page, uint32_t first, uint32_t last, CueHit& hit) const {
  bool found = false;
  uint32_t node = 0;
  for (uint32_t k = first; k < last; ++k) {
    node = follow(node, page.words[k].hash);
    if (node == 0) break;
    for (uint32_t e = endings_of_[node]; e != 0; e = endings_[e - 1].next) {
      if (endings_[e - 1].force != CueForce::tail) continue;
      hit = {first, k + 1, endings_[e - 1].reason, endings_[e - 1].where, CueForce::tail};
      found = true;
    }
  }
  return found;
}

}  // namespace demarche
