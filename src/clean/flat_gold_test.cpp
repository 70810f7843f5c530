#include "clean/flat_gold.h"

#include <gtest/gtest.h>

namespace demarche::gold {
namespace {

TEST(FlatGold, ReadsPages) {
  const auto pages =
      read_flat_pages("{\"id\":\"1\",\"lines\":[\"Home\",\"It rained.\"],\"gold\":\"It rained.\"}\n\n", "f");
  ASSERT_TRUE(pages);
  ASSERT_EQ(pages->size(), 1u);
  EXPECT_EQ(pages->front().text, "Home\nIt rained.\n");
  EXPECT_EQ(pages->front().gold, "It rained.");
}

TEST(FlatGold, NamesTheLineThatIsNoPage) {
  for (const char* line : {"{\"id\":\"1\",\"gold\":\"\"}", "{\"id\":\"1\",\"lines\":[1],\"gold\":\"\"}", "[]", "{"}) {
    const auto pages = read_flat_pages("\n" + std::string(line), "pages.jsonl");
    ASSERT_FALSE(pages) << line;
    EXPECT_EQ(pages.error().code, ErrorCode::bad_format);
    EXPECT_EQ(pages.error().where, "pages.jsonl:2");
  }
}

TEST(FlatGold, ShowsWhatWasLostAndWhatIsTooMuch) {
  const FlatPage page{"1", "", "The dam broke at dawn.\nNobody was hurt."};
  EXPECT_EQ(flat_error_lines(page, "The dam broke at dawn.\nSubscribe to our letter", 5),
            "    - Nobody was hurt.\n    + Subscribe to our letter\n");
  EXPECT_EQ(flat_error_lines(page, page.gold, 5), "");
  EXPECT_EQ(flat_error_lines(page, "", 1), "    - The dam broke at dawn.\n    - and 1 lines more\n");
}

}  // namespace
}  // namespace demarche::gold
