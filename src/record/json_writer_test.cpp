#include "record/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

namespace demarche {
namespace {

template <class T>
std::string written(const T& value) {
  std::string out;
  JsonWriter(out).value(value);
  return out;
}

TEST(JsonWriter, WritesTextsAsTheLibraryDumpsThem) {
  using namespace std::string_literals;
  const std::string texts[] = {"",
                               "plain",
                               "a \"quote\"",
                               "back\\slash",
                               "tab\tline\nend\r",
                               "nul\0byte"s,
                               "\x01\x1F\x7F",
                               "caf\xC3\xA9",
                               "\xE2\x80\x9Cso\xE2\x80\x9D",
                               "\xF0\x9F\x98\x80",
                               "cut \xE2\x80",
                               "\xC0\xAF",
                               "\xED\xA0\x80",
                               "\xF4\x90\x80\x80",
                               "\xFF"};
  for (const std::string& text : texts) {
    EXPECT_EQ(written(text), nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
}

TEST(JsonWriter, WritesNumbersAsTheLibraryDumpsThem) {
  for (const double number : {0.0, -0.0, 1.0, -3.5, 0.1, 0.735, 1e-7, 1e22, 35.6895, std::numeric_limits<double>::max(),
                              std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_EQ(written(number), nlohmann::json(number).dump());
  }
  EXPECT_EQ(written(uint32_t{4294967295u}), "4294967295");
  EXPECT_EQ(written(int64_t{-7}), "-7");
}

TEST(JsonWriter, SetsCommasBetweenAndNowhereElse) {
  std::string out;
  JsonWriter json(out);
  json.open('{')("a", 1).key("b").open('[').close(']')("c", Span{2, 5}).key("d").open('[');
  json.open('{').close('}').open('{')("e", nullptr).close('}').close(']')("f", std::vector<std::string>{"x", "y"});
  json.close('}');
  EXPECT_EQ(out, R"({"a":1,"b":[],"c":[2,5],"d":[{},{"e":null}],"f":["x","y"]})");
}

}  // namespace
}  // namespace demarche
