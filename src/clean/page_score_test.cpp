#include "clean/page_score.h"

#include <gtest/gtest.h>

namespace demarche::gold {
namespace {

TEST(PageScore, WordsAreRunsOfLettersAndNumbers) {
  EXPECT_EQ(score_words("The envoy's 2nd note, snake_case; ÉTÉ – Киев!"),
            (std::vector<std::string>{"the", "envoy", "s", "2nd", "note", "snake_case", "été", "киев"}));
  EXPECT_TRUE(score_words(" \xFF — … ").empty());
}

TEST(PageScore, CountsWordsAsOftenAsTheyStandThere) {
  const Overlap overlap = compare_texts("p", "no no peace", "no peace talks today").words;
  EXPECT_DOUBLE_EQ(overlap.precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(overlap.recall, 0.5);
  EXPECT_DOUBLE_EQ(overlap.f1(), 4.0 / 7);
}

TEST(PageScore, ShinglesSeeOrderAndBagsDoNot) {
  const PageOverlap page = compare_texts("p", "five four three two one", "one two three four five");
  EXPECT_DOUBLE_EQ(page.words.f1(), 1);
  EXPECT_DOUBLE_EQ(page.shingles.f1(), 0);
  EXPECT_DOUBLE_EQ(compare_texts("p", "a b c d e", "a b c d").shingles.precision, 0.5);
  EXPECT_DOUBLE_EQ(compare_texts("p", "a b", "a b").shingles.f1(), 1);
}

TEST(PageScore, EmptyTexts) {
  EXPECT_DOUBLE_EQ(compare_texts("p", "", "").words.f1(), 1);
  EXPECT_DOUBLE_EQ(compare_texts("p", "", "word").words.f1(), 0);
  EXPECT_DOUBLE_EQ(compare_texts("p", "word", "").words.f1(), 0);
}

TEST(PageScore, MeansCountEachPageAlikeAndWorstComeFirst) {
  const std::vector<PageOverlap> pages = {compare_texts("good", "a b", "a b"), compare_texts("bad", "x", "y z w"),
                                          compare_texts("half", "a b", "a c")};
  const PageMeans means = mean_of(pages);
  EXPECT_EQ(means.pages, 3U);
  EXPECT_DOUBLE_EQ(means.f1, 0.5);
  EXPECT_EQ(worst_pages(pages, 2), (std::vector<size_t>{1, 2}));
  EXPECT_NE(page_score_lines(means).find("0.5000"), std::string::npos);
  EXPECT_EQ(mean_of({}).f1, 0);
}

}  // namespace
}  // namespace demarche::gold
