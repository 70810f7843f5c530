#include "mention/times_resolve.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(TimesResolve, IsoWeeksAtTheTurnOfTheYear) {
  const auto week = [](Date day) { return iso_week(day).year * 100 + iso_week(day).week; };
  EXPECT_EQ(week({2015, 1, 1}), 201501);
  EXPECT_EQ(week({2016, 1, 3}), 201553);
  EXPECT_EQ(week({2018, 12, 31}), 201901);
  EXPECT_EQ(week({2022, 2, 16}), 202207);
}

TEST(TimesResolve, EasterSunday) {
  EXPECT_EQ(easter_sunday(1998), (Date{1998, 4, 12}));
  EXPECT_EQ(easter_sunday(2008), (Date{2008, 3, 23}));
  EXPECT_EQ(easter_sunday(2038), (Date{2038, 4, 25}));
}

TEST(TimesResolve, AVagueTimeNeedsAnAnchorAsFineAsItself) {
  RawTime day;
  day.kind = RawTime::Kind::vague;
  day.direction = RawTime::Direction::next;
  day.count = 1;
  EXPECT_FALSE(place_from(day, {{2014, 1, 1}, {2014, 12, 31}, DatePrecision::year}).known());
  EXPECT_EQ(place_from(day, {{2014, 12, 31}, {2014, 12, 31}, DatePrecision::day}).from, (Date{2015, 1, 1}));
  EXPECT_FALSE(place_from(day, {}).known());
}

}  // namespace
}  // namespace demarche
