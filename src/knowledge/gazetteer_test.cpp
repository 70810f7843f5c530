#include "knowledge/gazetteer.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

constexpr const char* kSample =
    "# comment\n"
    "Libya\t-\tLBY\tcountry\t27.00\t18.00\t9\n"
    "Tripoli\t-\tLBY\tcapital\t32.89\t13.19\t8\n"
    "Tripoli\tTrablous\tLBN\tcity\t34.44\t35.84\t5\r\n"
    "Gulf of Sidra\tGulf of Sirte|the Sidra\t-\twater\t31.80\t18.50\t5\n";

TEST(Gazetteer, FindsByNameAndAlias) {
  const auto read = Gazetteer::parse(kSample, "sample");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->size(), 4u);
  ASSERT_NE(read->best("Tripoli"), nullptr);
  EXPECT_EQ(read->best("Tripoli")->country, "LBY");
  EXPECT_EQ(read->find("Tripoli").size(), 2u);
  EXPECT_EQ(read->best("Trablous")->country, "LBN");
  EXPECT_EQ(read->best("Gulf of Sirte")->name, "Gulf of Sidra");
  EXPECT_EQ(read->best("Gulf of Sirte")->country, "");
  EXPECT_EQ(read->best("tripoli"), nullptr);
  EXPECT_NE(read->best_in_any_case("tripoli"), nullptr);
  EXPECT_EQ(read->longest_from("Gulf"), 13u);
  EXPECT_EQ(read->longest_from("Nowhere"), 0u);
  EXPECT_EQ(read->best("Gulf of Sidra")->source, "sample:5");
}

TEST(Gazetteer, ErrorsNameTheLine) {
  for (const char* line : {"A\t-\tLBY\tcity\t1\t2\n", "A\t-\tLBY\tcity\t91\t2\t5\n", "A\t-\tLBY\tplanet\t1\t2\t5\n",
                           "A\t-\tlby\tcity\t1\t2\t5\n", "A\t-\tLBY\tcity\tx\t2\t5\n", "A\t-\tLBY\tcity\t1\t2\t0\n",
                           "A\tB||C\tLBY\tcity\t1\t2\t5\n", "\t-\tLBY\tcity\t1\t2\t5\n",
                           "A\t-\tLBY\tcity\t1\t2\t5\nA\t-\tLBY\tcity\t1\t2\t5\n"}) {
    const auto read = Gazetteer::parse(line, "bad");
    ASSERT_FALSE(read) << line;
    EXPECT_EQ(read.error().code, ErrorCode::bad_format);
    EXPECT_EQ(read.error().where.substr(0, 4), "bad:");
  }
}

TEST(Gazetteer, ShippedTableReads) {
  const auto read = Gazetteer::load(DEMARCHE_SOURCE_DIR "/knowledge/places");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_GT(read->size(), 1500u);
  for (const char* name : {"Havana", "Guantanamo Bay", "Gulf of Tonkin", "Suez Canal", "Kursk", "Bakhmut", "Gaza City",
                           "Mosul", "St. Petersburg"}) {
    EXPECT_NE(read->best(name), nullptr) << name;
  }
  EXPECT_EQ(read->best("Saigon")->name, "Ho Chi Minh City");
}

}  // namespace
}  // namespace demarche
