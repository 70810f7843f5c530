#include "clean/language.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "clean/clean.h"
#include "golden.h"

namespace demarche {
namespace {

TEST(Language, Golden) {
  static const auto cleaner = Cleaner::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "clean");
  ASSERT_TRUE(cleaner) << cleaner.error().text();
  testing::run_golden("tests/golden/language", [](const testing::GoldenCase& one) {
    Capture capture;
    capture.id = "test";
    capture.text = one.input;
    if (one.options.contains("claims")) capture.language = one.options.at("claims");
    const std::string language = cleaner->clean(capture).language;
    return language.empty() ? std::string() : "language: " + language + "\n";
  });
}

TEST(Language, Tags) {
  EXPECT_EQ(primary_language("en-US"), "en");
  EXPECT_EQ(primary_language(" EN_gb "), "en");
  EXPECT_EQ(primary_language("rus"), "ru");
  EXPECT_EQ(primary_language("iw"), "he");
  for (const char* none : {"", "und", "english", "e", "12", "<script>", "mul"})
    EXPECT_EQ(primary_language(none), "") << none;
}

TEST(Language, Agreement) {
  EXPECT_TRUE(languages_agree("en-GB", "en"));
  EXPECT_TRUE(languages_agree("sr", "hr"));
  EXPECT_TRUE(languages_agree("", "ru"));
  EXPECT_TRUE(languages_agree("iw", "he"));
  EXPECT_FALSE(languages_agree("en", "ru"));
  EXPECT_FALSE(languages_agree("s", "r") && languages_agree("sr", "no"));
}

TEST(Language, ShortOrEmptyTextTellsNothing) {
  EXPECT_EQ(detect_language(""), "");
  EXPECT_EQ(detect_language("Uganda shelled Rwanda"), "");
  EXPECT_EQ(detect_language("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 9"),
            "");
}

}  // namespace
}  // namespace demarche
