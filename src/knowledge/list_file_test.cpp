#include "knowledge/list_file.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

Result<std::string> told(std::string_view text) {
  std::string out;
  const auto read = read_list_file(
      text, "f", [&](std::string_view list, std::string_view line, const std::string& place) -> Result<void> {
        out.append(place).append(" ").append(list).append(": ").append(line).append("\n");
        return {};
      });
  if (!read) return read.error();
  return out;
}

TEST(ListFile, HandsOutLinesWithListAndPlace) {
  const auto got = told("# head\nearly\n[one]\n a b  # why\n\n[two]\nc");
  ASSERT_TRUE(got);
  EXPECT_EQ(*got, "f:2 : early\nf:4 one: a b\nf:7 two: c\n");
}

TEST(ListFile, ABrokenHeaderNamesItsLine) {
  const auto got = told("[one]\na\n[two\n");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().where, "f:3");
  EXPECT_EQ(got.error().code, ErrorCode::bad_format);
}

}  // namespace
}  // namespace demarche
