#include "mention/times_words.h"

#include <gtest/gtest.h>

#include "knowledge/embedded.h"

namespace demarche {
namespace {

TEST(TimeWords, ShippedListReads) {
  auto read = TimeWords::parse(embedded_knowledge("time/words.txt"), "time/words.txt");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->month("sept."), 9);
  EXPECT_EQ(read->ordinal("21st"), 21);
  EXPECT_EQ(read->ordinal("21xx"), std::nullopt);
  EXPECT_EQ(read->unit("weeks"), TimeUnit::week);
  EXPECT_EQ(read->number("twelve"), 12);
  EXPECT_EQ(read->number("99999999999999999999"), std::nullopt);
}

TEST(TimeWords, ErrorsNameTheLine) {
  EXPECT_FALSE(TimeWords::parse("[month]\njanuary\n", "words"));
  EXPECT_FALSE(TimeWords::parse("[month]\njanuary 1\njanuary 2\n", "words"));
  EXPECT_FALSE(TimeWords::parse("[era]\nage 1 2 3\n", "words"));
  const auto unknown = TimeWords::parse("# nothing\n[colour]\nred\n", "words");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().where, "words:3");
}

}  // namespace
}  // namespace demarche
