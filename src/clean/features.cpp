#include "clean/features.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::array<int, 6> kNear = {-3, -2, -1, 1, 2, 3};
constexpr std::array<int, 4> kWindows = {1, 3, 6, 12};

/// Writes a row from left to right; with names wanted, collects those instead.
class Row {
 public:
  explicit Row(float* out) : out_(out) {}
  explicit Row(std::vector<std::string>& names) : names_(&names) {}
  void put(const char* name, float value) {
    if (names_) {
      names_->emplace_back(name);
    } else {
      *out_++ = value;
    }
  }
  void put(const char* name, int offset, float value) {
    if (names_) {
      names_->push_back(std::string(name) + "[" + std::to_string(offset) + "]");
    } else {
      *out_++ = value;
    }
  }
  void put(bool value, const char* name) { put(name, value ? 1.0F : 0.0F); }

 private:
  float* out_ = nullptr;
  std::vector<std::string>* names_ = nullptr;
};

float capped(size_t value, size_t most) { return static_cast<float>(std::min(value, most)); }

/// Reasons whose phrases are counted around a line.
constexpr std::array<Reason, 5> kCueGroups = {Reason::comments, Reason::related_headlines, Reason::author_bio,
                                              Reason::share, Reason::date_line};
constexpr const char* kGroupNames[kCueGroups.size()][3] = {{"comments_before", "comments_after", "comments_since_main"},
                                                           {"related_before", "related_after", "related_since_main"},
                                                           {"author_before", "author_after", "author_since_main"},
                                                           {"share_before", "share_after", "share_since_main"},
                                                           {"date_before", "date_after", "date_since_main"}};
constexpr uint32_t kFar = 200;

/// What is averaged over the lines around, before and behind a line.
constexpr size_t kSums = 8;
constexpr const char* kSumNames[kSums][3] = {{"words_around", "words_before", "words_behind"},
                                             {"sentences_around", "sentences_before", "sentences_behind"},
                                             {"short_around", "short_before", "short_behind"},
                                             {"capital_around", "capital_before", "capital_behind"},
                                             {"first_person_around", "first_person_before", "first_person_behind"},
                                             {"similar_around", "similar_before", "similar_behind"},
                                             {"numbers_around", "numbers_before", "numbers_behind"},
                                             {"word_score_around", "word_score_before", "word_score_behind"}};

/// Sums over the lines before each line, for windows and shares, and distances to landmarks.
struct Surroundings {
  std::vector<float> prose_sum;   ///< of facts.prose
  std::vector<double> bytes_sum;  ///< of prose * bytes
  std::vector<uint32_t> since_prose;
  std::vector<uint32_t> until_prose;
  std::vector<uint32_t> since_opens;
  std::vector<float> prose_since_opens;
  std::vector<uint32_t> run;     ///< length of the stretch of lines without prose around the line
  std::vector<uint32_t> run_at;  ///< place in it
  std::array<std::vector<uint16_t>, kCueGroups.size()> cue_sum;  ///< lines with a phrase of the group, before each line
  std::array<std::vector<float>, kSums> sums;                    ///< before each line, of what kSumNames says
  std::vector<float> word_score;                                 ///< what the line's words say of it
  float cue_lines = 0;
  Stretch main;
};

/// Fills the sums of what is averaged.
void sum_up(const Page& page, const std::vector<LineFacts>& facts, const WordWeights* words, Surroundings& out) {
  const size_t n = page.lines.size();
  for (std::vector<float>& sum : out.sums) sum.assign(n + 1, 0);
  out.word_score.assign(n, 0);
  for (size_t i = 0; i < n; ++i) {
    const PageLine& line = page.lines[i];
    if (words) out.word_score[i] = words->score(page, line);
    const float values[kSums] = {capped(line.words(), 60),
                                 line.end == LineEnd::sentence ? 1.0F : 0.0F,
                                 line.words() <= 4 ? 1.0F : 0.0F,
                                 facts[i].capital,
                                 facts[i].first,
                                 facts[i].similar,
                                 line.digits > 0 ? 1.0F : 0.0F,
                                 out.word_score[i]};
    for (size_t s = 0; s < kSums; ++s) out.sums[s][i + 1] = out.sums[s][i] + values[s];
  }
}

Surroundings survey(const Page& page, const std::vector<LineFacts>& facts, const WordWeights* words) {
  const size_t n = page.lines.size();
  Surroundings out;
  out.prose_sum.assign(n + 1, 0);
  out.bytes_sum.assign(n + 1, 0);
  out.since_prose.assign(n, kFar);
  out.until_prose.assign(n, kFar);
  out.since_opens.assign(n, kFar);
  out.prose_since_opens.assign(n, 0);
  out.run.assign(n, 0);
  out.run_at.assign(n, 0);
  for (std::vector<uint16_t>& sum : out.cue_sum) sum.assign(n + 1, 0);
  uint32_t since = kFar;
  uint32_t opens = kFar;
  float prose = 0;
  for (size_t i = 0; i < n; ++i) {
    out.prose_sum[i + 1] = out.prose_sum[i] + facts[i].prose;
    out.bytes_sum[i + 1] = out.bytes_sum[i] + static_cast<double>(facts[i].prose) * page.lines[i].span.size();
    out.since_prose[i] = since;
    out.since_opens[i] = opens;
    out.prose_since_opens[i] = prose;
    since = facts[i].prose >= 0.5F ? 1 : std::min(kFar, since + 1);
    opens = facts[i].cues.opens ? 1 : std::min(kFar, opens + 1);
    prose = facts[i].cues.opens ? 0 : prose + facts[i].prose;
    out.cue_lines += facts[i].cues.sure;
    for (size_t g = 0; g < kCueGroups.size(); ++g) {
      const bool hit = facts[i].cues.level[static_cast<size_t>(kCueGroups[g])] > 0;
      out.cue_sum[g][i + 1] = static_cast<uint16_t>(std::min(65535, out.cue_sum[g][i] + hit));
    }
  }
  since = kFar;
  for (size_t i = n; i-- > 0;) {
    out.until_prose[i] = since;
    since = facts[i].prose >= 0.5F ? 1 : std::min(kFar, since + 1);
  }
  for (size_t i = 0; i < n;) {
    size_t end = i;
    while (end < n && facts[end].prose < 0.5F) ++end;
    for (size_t k = i; k < end; ++k) {
      out.run[k] = static_cast<uint32_t>(end - i);
      out.run_at[k] = static_cast<uint32_t>(k - i);
    }
    i = std::max(end, i + 1);
  }
  out.main = main_stretch(page, facts);
  sum_up(page, facts, words, out);
  return out;
}

/// "- ...", "* ...", "3. ...", "3) ...": an item of a list.
bool starts_item(const Page& page, const PageLine& line) {
  const std::string_view text = line.span.in(page.text);
  if (text.starts_with("- ") || text.starts_with("* ") || text.starts_with("•")) return true;
  size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  return digits > 0 && digits <= 2 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
}

void own(Row& row, const Page& page, const PageLine& line, const LineFacts& facts) {
  const auto words = static_cast<float>(std::max<uint32_t>(1, line.words()));
  row.put("words", capped(line.words(), 200));
  row.put("bytes", capped(line.span.size(), 2000));
  row.put("mean_word", facts.mean_word);
  row.put(line.end == LineEnd::sentence, "ends_sentence");
  row.put(line.end == LineEnd::ellipsis, "ends_ellipsis");
  row.put(line.end == LineEnd::colon, "ends_colon");
  row.put(line.end == LineEnd::question, "ends_question");
  row.put("inner_stops", capped(line.inner_stops, 20));
  row.put("commas", capped(line.commas, 20));
  row.put("digit_share", static_cast<float>(line.digits) / static_cast<float>(line.span.size()));
  row.put("mark_share", static_cast<float>(line.marks) / words);
  row.put("quotes", capped(line.quotes, 10));
  row.put(line.starts_lower, "starts_lower");
  row.put(line.starts_quote, "starts_quote");
  row.put(starts_item(page, line), "starts_item");
  row.put(line.address, "address");
  row.put("function", facts.function);
  row.put("capital", facts.capital);
  row.put("caps", facts.caps);
  row.put("second_person", facts.second);
  row.put("first_person", facts.first);
  row.put("calendar", facts.calendar);
  row.put("prose", facts.prose);
  row.put("similar", facts.similar);
  row.put("similar_names", facts.similar_names);
  row.put("same", capped(facts.same, 10));
  row.put(facts.same_as_previous, "same_as_previous");
  row.put(facts.cues.sure, "cue_sure");
  row.put(facts.cues.opens, "cue_opens");
  for (size_t r = 0; r < kReasons - 4; ++r) row.put(to_string(static_cast<Reason>(r)), facts.cues.level[r]);
}

void place(Row& row, const Page& page, const Surroundings& around, size_t i) {
  const size_t n = page.lines.size();
  const double all = std::max(1.0, around.bytes_sum[n]);
  row.put("lines", capped(n, 1000));
  row.put("page_prose", around.prose_sum[n]);
  row.put("page_prose_share", around.prose_sum[n] / static_cast<float>(std::max<size_t>(1, n)));
  row.put("page_cue_share", around.cue_lines / static_cast<float>(std::max<size_t>(1, n)));
  row.put("prose_before", static_cast<float>(around.bytes_sum[i] / all));
  row.put("prose_after", static_cast<float>((around.bytes_sum[n] - around.bytes_sum[i + 1]) / all));
  row.put("from_top", capped(i, 300));
  row.put("from_bottom", capped(n - 1 - i, 300));
  row.put("since_prose", static_cast<float>(around.since_prose[i]));
  row.put("until_prose", static_cast<float>(around.until_prose[i]));
  row.put("since_opens", static_cast<float>(around.since_opens[i]));
  row.put("prose_since_opens", around.prose_since_opens[i]);
  row.put("run", capped(around.run[i], 100));
  row.put("run_at", capped(around.run_at[i], 100));
  const bool inside = around.main.first <= i && i < around.main.last;
  row.put(inside, "inside_main");
  row.put("from_main_begin",
          std::clamp(static_cast<float>(i) - static_cast<float>(around.main.first), -100.0F, 100.0F));
  row.put("to_main_end", std::clamp(static_cast<float>(around.main.last) - static_cast<float>(i), -100.0F, 100.0F));
  for (const int w : kWindows) {
    const size_t from = i >= static_cast<size_t>(w) ? i - static_cast<size_t>(w) : 0;
    const size_t to = std::min(n, i + static_cast<size_t>(w) + 1);
    row.put("prose_around", w, (around.prose_sum[to] - around.prose_sum[from]) / static_cast<float>(to - from));
  }
}

/// Means over the lines around, before and behind, and how far through the page's words the line stands.
void company(Row& row, const Surroundings& around, size_t n, size_t i) {
  const auto mean = [&](const std::vector<float>& sum, size_t from, size_t to) {
    return to > from ? (sum[to] - sum[from]) / static_cast<float>(to - from) : 0.0F;
  };
  for (size_t s = 0; s < kSums; ++s) {
    const std::vector<float>& sum = around.sums[s];
    for (const size_t w : {size_t{2}, size_t{6}, size_t{15}})
      row.put(kSumNames[s][0], static_cast<int>(w), mean(sum, i > w ? i - w : 0, std::min(n, i + w + 1)));
    row.put(kSumNames[s][1], 5, mean(sum, i > 5 ? i - 5 : 0, i));
    row.put(kSumNames[s][2], 5, mean(sum, i + 1, std::min(n, i + 6)));
  }
  const std::vector<float>& words = around.sums[0];
  row.put("at", static_cast<float>(i) / static_cast<float>(n));
  row.put("words_passed", words[i] / std::max(1.0F, words[n]));
  for (int offset = -2; offset <= 2; ++offset) {
    const auto at = static_cast<int64_t>(i) + offset;
    const bool there = at >= 0 && at < static_cast<int64_t>(n);
    row.put("word_score", offset, there ? around.word_score[static_cast<size_t>(at)] : 0);
  }
  row.put("word_score_page", around.sums[kSums - 1][n] / static_cast<float>(n));
}

/// Phrases of each group among the eight lines before and the eight behind, and before the line at all.
void phrases_around(Row& row, const Surroundings& around, size_t n, size_t i) {
  for (size_t g = 0; g < kCueGroups.size(); ++g) {
    const std::vector<uint16_t>& sum = around.cue_sum[g];
    row.put(kGroupNames[g][0], -8, capped(static_cast<size_t>(sum[i] - sum[i > 8 ? i - 8 : 0]), 8));
    row.put(kGroupNames[g][1], 8, capped(static_cast<size_t>(sum[std::min(n, i + 9)] - sum[i + 1]), 8));
    row.put(kGroupNames[g][2], capped(static_cast<size_t>(sum[i] - sum[std::min<size_t>(i, around.main.first)]), 20));
  }
}

void neighbours(Row& row, const Page& page, const std::vector<LineFacts>& facts, size_t i) {
  static const PageLine kNoLine;
  static const LineFacts kNoFacts;
  for (const int offset : kNear) {
    const auto at = static_cast<int64_t>(i) + offset;
    const bool there = at >= 0 && at < static_cast<int64_t>(page.lines.size());
    const PageLine& line = there ? page.lines[static_cast<size_t>(at)] : kNoLine;
    const LineFacts& fact = there ? facts[static_cast<size_t>(at)] : kNoFacts;
    row.put("words", offset, there ? capped(line.words(), 200) : -1.0F);
    row.put("prose", offset, fact.prose);
    if (std::abs(offset) > 2) continue;
    row.put("capital", offset, fact.capital);
    row.put("ends_sentence", offset, line.end == LineEnd::sentence ? 1.0F : 0.0F);
    row.put("cue_sure", offset, fact.cues.sure ? 1.0F : 0.0F);
    row.put("similar", offset, fact.similar);
    row.put("calendar", offset, fact.calendar);
  }
}

void keep_stems(const Page& page, FeatureMatrix& out) {
  out.first_stem.reserve(page.lines.size() + 1);
  for (const PageLine& line : page.lines) {
    out.first_stem.push_back(static_cast<uint32_t>(out.stems.size()));
    for (uint32_t i = line.first_word; i < line.last_word; ++i) {
      const PageWord& word = page.words[i];
      if (word.hash != kNumberHash && (word.length >= 4 || word.capital)) out.stems.push_back(word.stem);
    }
  }
  out.first_stem.push_back(static_cast<uint32_t>(out.stems.size()));
}

}  // namespace

const std::vector<std::string>& feature_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    Row row(out);
    Page page;
    page.lines.resize(1);
    page.text = " ";
    page.lines[0].span.end = 1;
    const std::vector<LineFacts> facts(1);
    own(row, page, page.lines[0], facts[0]);
    place(row, page, survey(page, facts, nullptr), 0);
    company(row, survey(page, facts, nullptr), 1, 0);
    phrases_around(row, survey(page, facts, nullptr), 1, 0);
    neighbours(row, page, facts, 0);
    for (const std::string& name : score_feature_names()) row.put(name.c_str(), 0);
    return out;
  }();
  return names;
}

FeatureMatrix feature_matrix(const Page& page, const std::vector<LineFacts>& facts, const WordWeights* words) {
  FeatureMatrix out;
  out.width = feature_names().size();
  out.values.assign(out.width * page.lines.size(), 0);
  keep_stems(page, out);
  const Surroundings around = survey(page, facts, words);
  for (size_t i = 0; i < page.lines.size(); ++i) {
    Row row(out.row(i).data());
    own(row, page, page.lines[i], facts[i]);
    place(row, page, around, i);
    company(row, around, page.lines.size(), i);
    phrases_around(row, around, page.lines.size(), i);
    neighbours(row, page, facts, i);
  }
  return out;
}

}  // namespace demarche
