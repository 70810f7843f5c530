#include "clean/page_score.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "base/utf8.h"

namespace demarche::gold {
namespace {

bool is_word(const CodePoint& point) {
  const auto value = static_cast<UChar32>(point.value);
  if (value < 0x80) return value == '_' || (value >= '0' && value <= '9') || u_isalpha(value);
  if (value == 0xFFFD) return false;
  return (U_GET_GC_MASK(value) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

using Bag = std::map<std::string, size_t, std::less<>>;

Bag runs_of(const std::vector<std::string>& words, size_t size) {
  Bag out;
  if (words.empty()) return out;
  const size_t last = words.size() < size ? 1 : words.size() - size + 1;
  for (size_t i = 0; i < last; ++i) {
    std::string run;
    for (size_t k = i; k < std::min(words.size(), i + size); ++k) run += words[k] + " ";
    ++out[run];
  }
  return out;
}

size_t total(const Bag& bag) {
  return std::accumulate(bag.begin(), bag.end(), size_t{0},
                         [](size_t sum, const auto& one) { return sum + one.second; });
}

}  // namespace

double Overlap::f1() const { return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0; }

std::vector<std::string> score_words(std::string_view text) {
  std::vector<std::string> out;
  bool inside = false;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = decode_utf8(text, i);
    i += point.length;
    if (!is_word(point)) {
      inside = false;
      continue;
    }
    if (!inside) out.emplace_back();
    inside = true;
    append_utf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(point.value))), out.back());
  }
  return out;
}

Overlap run_overlap(const std::vector<std::string>& ours, const std::vector<std::string>& gold, size_t size) {
  if (ours.empty() && gold.empty()) return {1, 1};
  const Bag mine = runs_of(ours, size);
  const Bag theirs = runs_of(gold, size);
  size_t common = 0;
  for (const auto& [run, count] : mine) {
    const auto found = theirs.find(run);
    if (found != theirs.end()) common += std::min(count, found->second);
  }
  const auto share = [&](size_t of) { return of == 0 ? 0 : static_cast<double>(common) / static_cast<double>(of); };
  return {share(total(mine)), share(total(theirs))};
}

std::string body_text(const Article& article, std::string_view text) {
  std::string out;
  for (const Block& block : article.body) {
    if (block.kind == BlockKind::title) continue;
    out += block.span.in(text);
    out += '\n';
  }
  return out;
}

PageOverlap compare_texts(std::string id, std::string_view ours, std::string_view gold) {
  const std::vector<std::string> mine = score_words(ours);
  const std::vector<std::string> theirs = score_words(gold);
  return {std::move(id), run_overlap(mine, theirs, 1), run_overlap(mine, theirs, kShingle)};
}

PageMeans mean_of(const std::vector<PageOverlap>& pages) {
  PageMeans out;
  out.pages = pages.size();
  const double each = pages.empty() ? 0 : 1 / static_cast<double>(pages.size());
  for (const PageOverlap& page : pages) {
    out.precision += each * page.words.precision;
    out.recall += each * page.words.recall;
    out.f1 += each * page.words.f1();
    out.shingle_precision += each * page.shingles.precision;
    out.shingle_recall += each * page.shingles.recall;
    out.shingle_f1 += each * page.shingles.f1();
  }
  return out;
}

std::string page_score_lines(const PageMeans& means) {
  return fmt::format(
      "{} pages, means    precision  recall     F1\n"
      "{:<18} {:>9.4f} {:>7.4f} {:>6.4f}\n"
      "{:<18} {:>9.4f} {:>7.4f} {:>6.4f}\n",
      means.pages, "words", means.precision, means.recall, means.f1, "runs of four words", means.shingle_precision,
      means.shingle_recall, means.shingle_f1);
}

std::vector<size_t> worst_pages(const std::vector<PageOverlap>& pages, size_t most) {
  std::vector<size_t> out(pages.size());
  std::iota(out.begin(), out.end(), size_t{0});
  std::stable_sort(out.begin(), out.end(),
                   [&](size_t a, size_t b) { return pages[a].words.f1() < pages[b].words.f1(); });
  if (out.size() > most) out.resize(most);
  return out;
}

}  // namespace demarche::gold
