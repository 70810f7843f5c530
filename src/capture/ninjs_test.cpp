#include "capture/ninjs.h"

#include <gtest/gtest.h>

#include "capture/content.h"
#include "taken.h"

namespace demarche {
namespace {

Taken take(const std::string& bytes, const ReadOptions& options = {}) {
  return take_bytes(bytes, "wire.json", options);
}

const char* const kFirst =
    "{\"uri\":\"urn:example:1\",\"type\":\"text\",\"pubstatus\":\"usable\",\"headline\":\"Port shut\","
    "\"body_text\":\"The minister shut the port.\",\"byline\":\"J. Doe\",\"language\":\"en\","
    "\"firstcreated\":\"2021-03-04T10:00:00Z\",\"versioncreated\":\"2021-03-05T08:00:00Z\","
    "\"provider\":{\"name\":\"Harbour "
    "Agency\"},\"associations\":{\"main\":{\"uri\":\"urn:example:p\",\"headline\":\"No\","
    "\"body_text\":\"Not this.\"}}}";

const char* const kThird =
    "{\n \"uri\": \"http://wire.example/2\",\n \"versionCreated\": \"2021-03-05T08:00:00Z\",\n"
    " \"headlines\": [ {\"role\": \"short\", \"value\": \"Short\"}, {\"role\": \"main\", \"value\": \"Council votes\"} "
    "],\n"
    " \"bodies\": [\n  {\"role\": \"summary\", \"contentType\": \"text/plain\", \"value\": \"It voted.\"},\n"
    "  {\"role\": \"main\", \"contentType\": \"text/plain\", \"value\": \"The council voted on Friday.\"}\n ],\n"
    " \"infoSources\": [ {\"name\": \"Example Wire\"} ], \"by\": \"A. Writer\"\n}\n";

TEST(ReadNinjs, VersionOne) {
  const Taken taken = take(kFirst);
  ASSERT_EQ(taken.captures.size(), 1u) << taken.messages();
  const Capture& one = taken.captures[0];
  EXPECT_EQ(one.id, "urn:example:1");
  EXPECT_EQ(one.text, "The minister shut the port.");
  EXPECT_EQ(one.title, "Port shut");
  EXPECT_EQ(one.byline, "J. Doe");
  EXPECT_EQ(one.outlet, "Harbour Agency");
  EXPECT_EQ(one.published, "2021-03-04T10:00:00Z");
  EXPECT_EQ(one.modified, "2021-03-05T08:00:00Z");
  EXPECT_EQ(one.language, "en");
  EXPECT_EQ(one.url, "");
}

TEST(ReadNinjs, VersionThree) {
  const Taken taken = take(kThird);
  ASSERT_EQ(taken.captures.size(), 1u) << taken.messages();
  const Capture& one = taken.captures[0];
  EXPECT_EQ(one.id, "http://wire.example/2");
  EXPECT_EQ(one.url, "http://wire.example/2");
  EXPECT_EQ(one.text, "The council voted on Friday.");
  EXPECT_EQ(one.title, "Council votes");
  EXPECT_EQ(one.byline, "A. Writer");
  EXPECT_EQ(one.outlet, "Example Wire");
  EXPECT_EQ(one.published, "2021-03-05T08:00:00Z");
  EXPECT_EQ(one.modified, "");
}

TEST(ReadNinjs, ArrayAndLines) {
  const std::string first = kFirst;
  EXPECT_EQ(take("[" + first + ",\n" + kThird + "]").captures.size(), 2u);
  EXPECT_EQ(take("[" + first + "," + first + "]\n").captures.size(), 2u);
  const Taken lines = take(first + "\n\n{\"uri\": broken\n[" + first + "]\n" + first);
  EXPECT_EQ(lines.captures.size(), 3u);
  ASSERT_EQ(lines.problems.size(), 1u) << lines.messages();
  EXPECT_NE(lines.problems[0].message.find("wire.json:3"), std::string::npos) << lines.messages();
  // A first line that is broken does not hide those behind it.
  EXPECT_EQ(take("{\"uri\": broken\n" + first + "\n" + first + "\n").captures.size(), 2u);
}

TEST(ReadNinjs, PageBodies) {
  const Taken taken = take(
      "{\"uri\":\"u\",\"bodies\":[{\"contenttype\":\"text/plain\",\"value\":\"plain\"},{\"contenttype\":\"text/"
      "html\",\"value\":\"<p>The council met.</p>\"}]}");
  ASSERT_EQ(taken.captures.size(), 1u) << taken.messages();
  EXPECT_NE(taken.captures[0].markup, nullptr);
  EXPECT_EQ(taken.captures[0].id, "u");
}

TEST(ReadNinjs, WhatIsNotRead) {
  const Taken taken = take(
      "[{\"uri\":\"w\",\"headline\":\"h\",\"pubstatus\":\"canceled\",\"body_text\":\"Gone.\"},"
      "{\"uri\":\"p\",\"headline\":\"A photograph\",\"type\":\"picture\"},"
      "{\"uri\":\"n\",\"name\":\"no news\"},"
      "{\"uri\":\"e\",\"body_text\":\" \"},"
      "{\"uri\":\"h\",\"headline\":\"Army enters capital\"}]");
  ASSERT_EQ(taken.captures.size(), 1u);
  EXPECT_EQ(taken.captures[0].text, "Army enters capital");
  ASSERT_EQ(taken.problems.size(), 4u);
  EXPECT_NE(taken.problems[0].message.find("withdrawn"), std::string::npos);
  EXPECT_NE(taken.problems[1].message.find("picture"), std::string::npos);
  EXPECT_EQ(taken.problems[2].code, ErrorCode::bad_format);
  EXPECT_EQ(taken.problems[3].code, ErrorCode::not_coded);
}

TEST(ReadNinjs, CutShortAndDeep) {
  const std::string first = kFirst;
  const Taken cut = take("[" + first + "," + first.substr(0, 150));
  EXPECT_EQ(cut.captures.size(), 1u);
  ASSERT_EQ(cut.problems.size(), 1u);
  EXPECT_EQ(cut.problems[0].code, ErrorCode::bad_format);
  std::string deep = "{\"uri\":\"u\",\"body_text\":\"Fine.\",\"place\":";
  deep += std::string(200000, '[') + std::string(200000, ']') + "}";
  EXPECT_EQ(take(deep).captures.at(0).text, "Fine.");
  std::string objects = "{\"uri\":\"u\",\"body_text\":\"Fine.\",\"bodies\":[";
  for (int i = 0; i < 100000; ++i) objects += "{\"value\":";
  EXPECT_EQ(take(objects).captures.size(), 0u);
}

TEST(LooksLikeNinjs, OtherJsonDoesNot) {
  EXPECT_TRUE(looks_like_ninjs(kFirst));
  EXPECT_TRUE(looks_like_ninjs(std::string(kThird).substr(0, 90)));
  for (const char* other :
       {"{\"uri\":\"x\"}", "{\"headline\":\"x\"}", "[1,{\"uri\":\"x\"}]", "{\"uri\":\"x\",\"a\":{\"headline\":1}}",
        "[[{\"uri\":\"x\",\"headline\":\"y\"}]]", "x", ""})
    EXPECT_FALSE(looks_like_ninjs(other)) << other;
  // Captures win: a line with "text" is one, whatever else stands in it.
  EXPECT_EQ(content_kind("{\"uri\":\"x\",\"headline\":\"y\",\"text\":\"z\"}\n", true), ContentKind::json_lines);
}

}  // namespace
}  // namespace demarche
