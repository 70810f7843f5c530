#include "base/string_map.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(WordFilter, HoldsWhatWasAddedAndRulesOutMostElse) {
  WordFilter filter;
  EXPECT_FALSE(filter.may_hold("treaty"));
  std::vector<std::string> words;
  std::string word;
  for (int length = 0; length < 40; ++length, word += static_cast<char>('a' + length % 26)) words.push_back(word);
  for (const std::string& each : words) filter.add(each);
  for (const std::string& each : words) EXPECT_TRUE(filter.may_hold(each)) << each;
  int wrong = 0;
  for (int i = 0; i < 1000; ++i) wrong += filter.may_hold("other" + std::to_string(i));
  EXPECT_LT(wrong, 20);
}

}  // namespace
}  // namespace demarche
