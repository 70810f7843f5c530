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

TEST(StandIns, NamesOfTwoWords) {
  EXPECT_EQ(stand_in_of_pair("New", "Zealand"), stand_in("Brazil"));
  EXPECT_EQ(stand_in_of_pair("Costa", "Rican"), stand_in("Brazilian"));
  EXPECT_EQ(stand_in_of_pair("Sri", "Lankans"), stand_in("Brazilians"));
  EXPECT_EQ(stand_in_of_pair("New", "York"), "");
  EXPECT_EQ(stand_in_of_pair("", ""), "");
  EXPECT_EQ(stand_in_of_pair("United", "States"), "") << "its second word is an ordinary one";
}

TEST(StandIns, OtherWordsStandForThemselves) {
  for (const char* word : {"kenya", "president", "Monday", "", "Male", "said"}) EXPECT_EQ(stand_in(word), word);
}

}  // namespace
}  // namespace demarche
