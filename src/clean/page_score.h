#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "record/article.h"

namespace demarche::gold {

/// How well one text agrees with another, 0 to 1. Two empty texts agree fully, an empty one with any other not at all.
struct Overlap {
  double precision = 0;  ///< share of ours that gold has too
  double recall = 0;     ///< share of gold that ours has too
  double f1() const;
};

/// Words in lower case, in order: longest runs of letters, numbers (Unicode categories L and N) and underscores, as
/// `\w+` of Python's re reads them. `text` is UTF-8; broken bytes part words.
std::vector<std::string> score_words(std::string_view text);

/// Agreement of runs of `size` consecutive words, each counted as often as it stands there. 1 compares bags of words.
/// A text with fewer words is one run.
Overlap run_overlap(const std::vector<std::string>& ours, const std::vector<std::string>& gold, size_t size);

/// The article's body as one text, a block a line, without the title, which gold of extracted texts leaves out. Spans
/// are of `text`.
std::string body_text(const Article& article, std::string_view text);

/// One page's agreement.
struct PageOverlap {
  std::string id;
  Overlap words;
  Overlap shingles;  ///< of kShingle words
};
constexpr size_t kShingle = 4;

PageOverlap compare_texts(std::string id, std::string_view ours, std::string_view gold);

/// Means over pages, each page counting alike.
struct PageMeans {
  size_t pages = 0;
  double precision = 0;  ///< of words; same for the next two
  double recall = 0;
  double f1 = 0;  ///< the mean of the pages' F1, not the F1 of the means
  double shingle_precision = 0;
  double shingle_recall = 0;
  double shingle_f1 = 0;
};
PageMeans mean_of(const std::vector<PageOverlap>& pages);

/// A table of two rows, words and shingles, for people.
std::string page_score_lines(const PageMeans& means);

/// Indices of the `most` pages with the lowest word F1, worst first; of equal ones the earlier first.
std::vector<size_t> worst_pages(const std::vector<PageOverlap>& pages, size_t most);

}  // namespace demarche::gold
