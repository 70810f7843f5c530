#include "mention/places.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "golden.h"
#include "knowledge/embedded.h"
#include "mention/places_words.h"
#include "mention/speech_testing.h"

namespace demarche {
namespace {

const Gazetteer* shipped_gazetteer() {
  static const auto read = Gazetteer::load(DEMARCHE_SOURCE_DIR "/knowledge/places");
  return read ? &*read : nullptr;
}

/// One line a place: words = canonical name, country, position to a tenth of a degree.
std::string place_lines(const testing::GoldenCase& one) {
  testing::ParsedText in;
  testing::parse_text(one.input, in);
  std::string out;
  for (const PlaceMention& mention : find_places(*shipped_gazetteer(), in.parse)) {
    const Place& place = mention.place;
    char position[40] = "";
    if (place.located) std::snprintf(position, sizeof position, " %.1f %.1f", place.latitude, place.longitude);
    out += place.span.in(one.input);
    out += " = " + place.name + " " + (place.country.empty() ? "-" : place.country) + position + '\n';
  }
  return out;
}

TEST(Places, Golden) {
  if (!testing::shipped_model()) GTEST_SKIP() << "models/english-ud is not there";
  ASSERT_NE(shipped_gazetteer(), nullptr);
  testing::run_golden("tests/golden/places", place_lines);
}

TEST(Places, WordListReads) {
  const auto read = PlaceWords::parse(embedded_knowledge("places/words.txt"), "places/words.txt");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_TRUE(read->anywhere("near"));
  EXPECT_FALSE(PlaceWords::parse("[colour]\nred\n", "words"));
  EXPECT_FALSE(PlaceWords::parse("red\n", "words"));
}

}  // namespace
}  // namespace demarche
