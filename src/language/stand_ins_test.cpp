#include "language/stand_ins.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(StandIns, StatesReadAlike) {
  EXPECT_EQ(stand_in("Kenya"), stand_in("Brazil"));
  EXPECT_EQ(stand_in("Kenyan"), stand_in("Brazilian"));
  EXPECT_EQ(stand_in("Kenyans"), stand_in("Brazilians"));
  EXPECT_EQ(stand_in("Nairobi"), stand_in("Tokyo"));
  EXPECT_NE(stand_in("Kenya"), stand_in("Kenyan"));
}

TEST(StandIns, OtherWordsStandForThemselves) {
  for (const char* word : {"kenya", "president", "Monday", "", "Male", "said"}) EXPECT_EQ(stand_in(word), word);
}

}  // namespace
}  // namespace demarche
