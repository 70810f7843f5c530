// gzip and zstd: whole, in many parts, cut off, corrupt, too large.
#include <gtest/gtest.h>

#include "capture/container_testing.h"
#include "capture/decompress.h"

namespace demarche {
namespace {
using namespace testing;

TEST(Compressed, OneTextIsReadUnderItsOwnName) {
  for (const std::string& bytes : {gzip(kNote), zstd(kNote)}) {
    const Taken out = take(bytes, bytes[0] == '\x1F' ? "press/note.txt.gz" : "press/note.txt.zst");
    ASSERT_EQ(out.captures.size(), 1U) << out.messages();
    EXPECT_EQ(out.captures[0].id, "note.txt");
    EXPECT_EQ(out.captures[0].text, kNote);
    EXPECT_TRUE(out.problems.empty()) << out.messages();
  }
}

TEST(Compressed, PartsBehindEachOtherAreOneText) {
  const std::string skippable = std::string("\x5A\x2A\x4D\x18\x03\0\0\0abc", 11);
  for (const std::string& bytes : {gzip("The first half, ") + gzip("") + gzip("the second half."),
                                   gzip("The first half, the second half.") + std::string(512, '\0'),
                                   skippable + zstd("The first half, ") + skippable + zstd("the second half.")}) {
    for (const size_t piece : {size_t{1}, size_t{7}, size_t{100000}}) {
      const Taken out = take(bytes, "note", {}, piece);
      ASSERT_EQ(out.captures.size(), 1U) << out.messages();
      EXPECT_EQ(out.captures[0].text, "The first half, the second half.");
      EXPECT_TRUE(out.problems.empty()) << out.messages();
    }
  }
}

TEST(Compressed, JsonLinesKeepTheirIdsAndNumbers) {
  const std::string lines = "{\"id\":\"one\",\"text\":\"The first text.\"}\n{\"text\":\"The second text.\"}\n";
  EXPECT_EQ(take(gzip(lines), "wire.jsonl.gz").ids(), "one wire.jsonl:2");
  EXPECT_EQ(take(gzip(zstd(lines)), "wire.jsonl.zst.gz").ids(), "one wire.jsonl:2");
}

TEST(Compressed, WhatCameBeforeTheEndOfACutFileIsRead) {
  std::string lines;
  for (int i = 0; i < 20000; ++i)
    lines += "{\"id\":\"n" + std::to_string(i) + "\",\"text\":\"Note " + std::to_string(i * 7919 % 10007) + ".\"}\n";
  for (const std::string& whole : {gzip(lines), zstd(lines)}) {
    const Taken out = take(whole.substr(0, whole.size() / 2), "wire.jsonl");
    EXPECT_GT(out.captures.size(), 5000U);
    EXPECT_LT(out.captures.size(), 15000U);
    ASSERT_FALSE(out.problems.empty());
    EXPECT_NE(out.messages().find("cut off"), std::string::npos) << out.messages();
  }
}

TEST(Compressed, CorruptDataEndInAProblemThatNamesThePlace) {
  std::string bytes = gzip(kNote) + gzip(std::string(5000, 'a') + kNote);
  bytes[gzip(kNote).size() + 12] = '\xFF';
  const Taken out = take(bytes, "note.gz");
  EXPECT_NE(out.messages().find("begin at byte " + std::to_string(gzip(kNote).size())), std::string::npos)
      << out.messages();
  const Taken garbage = take(gzip(kNote) + "and more", "note.gz");
  ASSERT_EQ(garbage.captures.size(), 1U);
  EXPECT_EQ(garbage.problems.size(), 1U) << garbage.messages();
}

TEST(Compressed, OneCorruptMemberOfAWarcCostsOneRecord) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "Line " + std::to_string(i * 7919 % 10007) + " of the note.\n";
  for (const bool zipped : {true, false}) {
    const auto pack = [&](const std::string& record) { return zipped ? gzip(record) : zstd(record); };
    const std::string first = pack(conversion("one", text));
    std::string second = pack(conversion("two", text));
    for (size_t i = 0; i < 8; ++i) second[second.size() / 2 + i] = '\x55';
    const std::string bytes = first + second + pack(conversion("three", text)) + pack(conversion("four", text));
    for (const size_t piece : {size_t{999}, size_t{100000}}) {
      const Taken out = take(bytes, "crawl.warc.gz", {}, piece);
      EXPECT_EQ(out.ids(), "one three four") << zipped << out.messages();
      EXPECT_NE(out.messages().find("begin at byte " + std::to_string(first.size())), std::string::npos)
          << out.messages();
      EXPECT_LE(out.problems.size(), 3U) << out.messages();
    }
  }
}

TEST(Compressed, ARecordThatFailsItsChecksumIsNotRead) {
  std::string wrong = gzip(conversion("wrong", kNote));
  wrong[wrong.size() - 6] = static_cast<char>(wrong[wrong.size() - 6] ^ 1);  // the checksum itself: the length is right
  const Taken out = take(gzip(conversion("one", kNote)) + wrong + gzip(conversion("two", kNote)), "crawl.warc.gz");
  EXPECT_EQ(out.ids(), "one two") << out.messages();
  EXPECT_EQ(out.problems.size(), 1U) << out.messages();
}

TEST(Compressed, ATruncatedWarcKeepsItsWholeRecords) {
  const std::string bytes = gzip(conversion("one", kNote)) + gzip(conversion("two", kNote));
  const Taken out = take(bytes.substr(0, bytes.size() - 20), "crawl.warc.gz");
  EXPECT_EQ(out.ids(), "one") << out.messages();
  EXPECT_NE(out.messages().find("cut off"), std::string::npos) << out.messages();
}

/// Zeros of many gigabytes: the compressed form of 64 MiB again and again, as one stream cannot be made quickly.
TEST(Compressed, BombsEndAtTheLimit) {
  const std::string block(size_t{32} << 20, 'a');
  const std::string one = gzip(block);
  ReadOptions options;
  options.max_capture_bytes = uint64_t{1} << 40;
  const Taken out = take(one, "bomb.gz", options);
  EXPECT_NE(out.messages().find("too_large"), std::string::npos) << out.messages();
  EXPECT_NE(out.messages().find("--max-expansion"), std::string::npos) << out.messages();
  for (const Capture& capture : out.captures) EXPECT_LT(capture.text.size(), block.size());
  options.limits.expansion = 100000;
  options.limits.expanded_bytes = uint64_t{8} << 20;
  const Taken bounded = take(one, "bomb.gz", options);
  EXPECT_NE(bounded.messages().find("--max-expanded-bytes"), std::string::npos) << bounded.messages();
  options.limits.expanded_bytes = uint64_t{1} << 40;
  const Taken allowed = take(one, "bomb.gz", options);
  EXPECT_TRUE(allowed.problems.empty()) << allowed.messages();
  ASSERT_EQ(allowed.captures.size(), 1U);
  EXPECT_EQ(allowed.captures[0].text.size(), block.size());
}

TEST(Compressed, APlainTextBombIsTooLargeACapture) {
  const Taken out = take(zstd(std::string(size_t{9} << 20, 'a')), "bomb.zst", [] {
    ReadOptions options;
    options.max_capture_bytes = uint64_t{1} << 20;
    options.limits.expansion = 1000000;
    return options;
  }());
  EXPECT_TRUE(out.captures.empty());
  ASSERT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_EQ(out.problems[0].code, ErrorCode::too_large);
}

TEST(Compressed, NestingEndsAtTheLimit) {
  std::string bytes = kNote;
  for (int i = 0; i < 4; ++i) bytes = gzip(bytes);
  EXPECT_EQ(take(bytes, "note").captures.size(), 1U);
  const Taken out = take(gzip(bytes), "note");
  EXPECT_TRUE(out.captures.empty());
  ASSERT_EQ(out.problems.size(), 1U);
  EXPECT_NE(out.messages().find("4 containers"), std::string::npos) << out.messages();
}

TEST(Compressed, ASinkThatHasEnoughEndsIt) {
  size_t captures = 0, problems = 0;
  const CaptureSink sink{[&](const Capture&) { return ++captures == 0; },
                         [&](const Problem&) { return ++problems > 0; }};
  std::istringstream in(gzip(conversion("one", kNote)) + gzip(conversion("two", std::string(1000000, 'a'))) +
                        "garbage");
  read_stream(in, "crawl.warc.gz", {}, sink);
  EXPECT_EQ(captures, 1U);
  EXPECT_EQ(problems, 0U);
}

TEST(InflateAll, ReadsWhatHttpSends) {
  Member member;
  for (const int window : {31, 15, -15}) {
    ExpansionMeter meter(member, {});
    const auto out = inflate_all(gzip(kNote, window), 1000, meter);
    ASSERT_TRUE(out) << window << out.error().text();
    EXPECT_EQ(*out, kNote);
    EXPECT_FALSE(inflate_all(gzip(kNote, window).substr(0, 30), 1000, meter)) << window;
    EXPECT_FALSE(inflate_all(gzip(kNote, window), 10, meter)) << window;
  }
}

}  // namespace
}  // namespace demarche
