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
  float cue_lines = 0;
  Stretch main;
};

Surroundings survey(const Page& page, const std::vector<LineFacts>& facts) {
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
  return out;
}

void own(Row& row, const PageLine& line, const LineFacts& facts) {
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

/// From any log-odds to (-1, 1); no exponential, whose last bit differs between machines.
float squash(float score) { return score / (1 + std::fabs(score)); }

}  // namespace

const std::vector<std::string>& feature_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    Row row(out);
    Page page;
    page.lines.resize(1);
    page.lines[0].span.end = 1;
    const std::vector<LineFacts> facts(1);
    own(row, page.lines[0], facts[0]);
    place(row, page, survey(page, facts), 0);
    phrases_around(row, survey(page, facts), 1, 0);
    neighbours(row, page, facts, 0);
    for (int offset = -4; offset <= 4; ++offset) row.put("score", offset, 0);
    for (const int window : {2, 5, 10}) row.put("score_around", window, 0);
    for (const char* name : {"score_before", "score_after", "since_kept", "until_kept", "kept_before", "kept_after",
                             "score_page", "score_best_near"}) {
      row.put(name, 0);
    }
    return out;
  }();
  return names;
}

FeatureMatrix feature_matrix(const Page& page, const std::vector<LineFacts>& facts) {
  FeatureMatrix out;
  out.width = feature_names().size();
  out.values.assign(out.width * page.lines.size(), 0);
  const Surroundings around = survey(page, facts);
  for (size_t i = 0; i < page.lines.size(); ++i) {
    Row row(out.row(i).data());
    own(row, page.lines[i], facts[i]);
    place(row, page, around, i);
    phrases_around(row, around, page.lines.size(), i);
    neighbours(row, page, facts, i);
  }
  return out;
}

void add_scores(FeatureMatrix& matrix, std::span<const float> scores) {
  const size_t n = scores.size();
  std::vector<float> sum(n + 1, 0);
  std::vector<uint32_t> since(n, kFar);
  std::vector<uint32_t> until(n, kFar);
  std::vector<uint32_t> kept(n + 1, 0);
  uint32_t distance = kFar;
  for (size_t i = 0; i < n; ++i) {
    sum[i + 1] = sum[i] + squash(scores[i]);
    since[i] = distance;
    distance = scores[i] > 0 ? 1 : std::min(kFar, distance + 1);
    kept[i + 1] = kept[i] + (scores[i] > 0);
  }
  distance = kFar;
  for (size_t i = n; i-- > 0;) {
    until[i] = distance;
    distance = scores[i] > 0 ? 1 : std::min(kFar, distance + 1);
  }
  for (size_t i = 0; i < n; ++i) {
    float* out = matrix.row(i).data() + matrix.width - kSecondStageFeatures;
    float best = -1;
    for (int offset = -4; offset <= 4; ++offset) {
      const auto at = static_cast<int64_t>(i) + offset;
      const float value = at >= 0 && at < static_cast<int64_t>(n) ? squash(scores[static_cast<size_t>(at)]) : -1.5F;
      if (offset != 0) best = std::max(best, value);
      *out++ = value;
    }
    const auto mean = [&](size_t from, size_t to) {
      return to > from ? (sum[to] - sum[from]) / static_cast<float>(to - from) : -1.5F;
    };
    for (const size_t window : {size_t{2}, size_t{5}, size_t{10}})
      *out++ = mean(i > window ? i - window : 0, std::min(n, i + window + 1));
    *out++ = mean(i > 8 ? i - 8 : 0, i);
    *out++ = mean(i + 1, std::min(n, i + 9));
    *out++ = static_cast<float>(since[i]);
    *out++ = static_cast<float>(until[i]);
    *out++ = capped(kept[i], 100);
    *out++ = capped(kept[n] - kept[i + 1], 100);
    *out++ = mean(0, n);
    *out++ = best;
  }
}

}  // namespace demarche
