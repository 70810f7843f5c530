// WARC files: which records are read, what is known of them, and what happens where they are broken.
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "capture/container_testing.h"

namespace demarche {
namespace {
using namespace testing;

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8";

TEST(Warc, ResponsesResourcesAndConversionsAreRead) {
  const Taken out = take(
      warc_record("warcinfo", "zero", "application/warc-fields", "software: none\r\n") + response("one", kOk, kNote) +
          warc_record("request", "two", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
          warc_record("resource", "three", "text/plain", kNote) + conversion("four", kNote) +
          warc_record("metadata", "five", "application/warc-fields", "via: nowhere\r\n") +
          warc_record("revisit", "six", "application/http; msgtype=response", kOk + "\r\n\r\n"),
      "a/crawl.warc");
  EXPECT_EQ(out.ids(), "one three four") << out.messages();
  EXPECT_TRUE(out.problems.empty()) << out.messages();
  ASSERT_FALSE(out.captures.empty());
  EXPECT_EQ(out.captures[0].text, kNote);
  EXPECT_EQ(out.captures[0].url, "https://news.example/one");
  EXPECT_EQ(out.captures[0].captured, "2031-05-06T07:08:09Z");
  EXPECT_EQ(out.captures[0].published, "");
}

TEST(Warc, OtherStatusAndOtherMediaAreNoProblemsOfTheirOwn) {
  const std::string picture("\x89PNG\r\n\x1A\n\0\0\0\0", 12);
  const Taken out = take(response("gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain", "Not here.") +
                             response("gone2", "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain", "Not here.") +
                             response("broken", "HTTP/1.1 503 Busy\r\nContent-Type: text/plain", "Later.") +
                             response("moved", "HTTP/1.1 301 Moved\r\nLocation: /x", "") +
                             response("picture", "HTTP/1.1 200 OK\r\nContent-Type: image/png", picture) +
                             response("hidden", "HTTP/1.1 200 OK\r\nContent-Type: text/html", picture) +
                             response("style", "HTTP/1.1 200 OK\r\nContent-Type: text/css", "p { color: red }") +
                             response("script", "HTTP/1.1 200 OK\r\nContent-Type: application/javascript", "go();") +
                             response("data", "HTTP/1.1 200 OK\r\nContent-Type: application/json", "{\"a\":1}") +
                             response("empty", kOk, "") + response("last", kOk, kNote),
                         "crawl.warc");
  EXPECT_EQ(out.ids(), "last");
  ASSERT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_NE(out.messages().find("3 responses"), std::string::npos) << out.messages();
  EXPECT_NE(out.messages().find("2 of 404, 1 of 503"), std::string::npos) << out.messages();
}

TEST(Warc, BodiesAreDecoded) {
  const std::string half = kNote.substr(0, 30), rest = kNote.substr(30);
  const std::string chunks = "1e\r\n" + half + "\r\n" + [&] {
    char size[16];
    std::snprintf(size, sizeof size, "%zx", rest.size());
    return std::string(size);
  }() + ";x=y\r\n" + rest + "\r\n0\r\n\r\n";
  const std::string zipped = gzip(kNote);
  char size[16];
  std::snprintf(size, sizeof size, "%zx", zipped.size());
  const Taken out = take(
      response("chunked", kOk + "\r\nTransfer-Encoding: chunked", chunks) +
          response("gzip", kOk + "\r\nContent-Encoding: gzip", zipped) +
          response("deflate", kOk + "\r\ncontent-encoding: Deflate", gzip(kNote, 15)) +
          response("bare", kOk + "\r\nContent-Encoding: deflate", gzip(kNote, -15)) +
          response("both", kOk + "\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
                   std::string(size) + "\r\n" + zipped + "\r\n0\r\n\r\n") +
          response("done", kOk + "\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", kNote) +
          response("brotli", kOk + "\r\nContent-Encoding: br", std::string("\x8B\x02\x80\xFF\x00\x01", 6) + kNote) +
          response("plain-br", kOk + "\r\nContent-Encoding: br", kNote) +
          response("cut", kOk + "\r\nTransfer-Encoding: chunked", chunks.substr(0, 50)) +
          response("torn", kOk + "\r\nContent-Encoding: gzip", zipped.substr(0, 40)),
      "crawl.warc");
  EXPECT_EQ(out.ids(), "chunked gzip deflate bare both done plain-br") << out.messages();
  for (const Capture& one : out.captures) EXPECT_EQ(one.text, kNote) << one.id;
  ASSERT_EQ(out.problems.size(), 3U) << out.messages();
  EXPECT_EQ(out.problems[0].doc, "crawl.warc:brotli");
  EXPECT_EQ(out.problems[1].doc, "crawl.warc:cut");
  EXPECT_EQ(out.problems[2].doc, "crawl.warc:torn");
}

TEST(Warc, GarbageBetweenRecordsIsNamedAndPassedOver) {
  const std::string first = conversion("one", kNote);
  const Taken out = take(first + "what is this\r\nWARC/ no\r\n" + conversion("two", kNote), "crawl.warc");
  EXPECT_EQ(out.ids(), "one two");
  ASSERT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_NE(out.messages().find("at byte " + std::to_string(first.size())), std::string::npos) << out.messages();
}

std::string with_length(std::string record, const std::string& length) {
  const size_t at = record.find("Content-Length: ") + 16;
  return record.replace(at, record.find('\r', at) - at, length);
}

TEST(Warc, AWrongLengthCostsAtMostItsOwnRecord) {
  const std::string good = conversion("good", kNote);
  struct Case {
    const char* length;
    const char* ids;
    size_t problems;
  };
  for (const Case& one : {Case{"10", "bad good good", 1}, Case{"100", "good good", 1}, Case{"0", "bad good good", 1},
                          Case{"99999999", "good good", 1}, Case{"99999999999999", "good good", 1},
                          Case{"99999999999999999999999", "good good", 1}, Case{"-3", "good good", 1},
                          Case{"12 bytes", "good good", 1}, Case{"", "good good", 1}}) {
    for (const size_t piece : {size_t{1}, size_t{100000}}) {
      const Taken out = take(with_length(conversion("bad", kNote), one.length) + good + good, "crawl.warc", {}, piece);
      EXPECT_EQ(out.ids(), one.ids) << one.length << "\n" << out.messages();
      EXPECT_EQ(out.problems.size(), one.problems) << one.length << "\n" << out.messages();
      for (const Capture& capture : out.captures)
        EXPECT_EQ(capture.text.substr(0, kNote.size() - 1), kNote.substr(0, kNote.size() - 1));
    }
  }
}

TEST(Warc, ManyWrongLengthsCostNoMoreThanTheFile) {
  std::string bytes;
  for (int i = 0; i < 3000; ++i) bytes += with_length(conversion("bad", kNote), "60000000");
  const Taken out = take(bytes, "crawl.warc");
  EXPECT_TRUE(out.captures.empty());
  EXPECT_EQ(out.problems.size(), 101U);  // one hundred, and one that counts the rest
}

TEST(Warc, MessagesDoNotCutCharacters) {
  std::string length = "7";
  for (int i = 0; i < 50; ++i) length += "\xFF";
  const Taken out = take(with_length(conversion("bad", kNote), length) + conversion("good", kNote), "crawl.warc");
  EXPECT_EQ(out.ids(), "good");
  ASSERT_EQ(out.problems.size(), 1U);
  EXPECT_TRUE(is_valid_utf8(out.problems[0].message));
}

TEST(Warc, BrokenHeaders) {
  const std::string good = conversion("good", kNote);
  for (const std::string& bad :
       {std::string("WARC/1.0\r\n"), std::string("WARC/1.0\r\nno colon here\r\n\r\n"),
        "WARC/1.0\r\n" + std::string(70000, 'x') + "\r\n", std::string("WARC/1.0\r\nContent-Length: 5\r\n")}) {
    const Taken out = take(bad + good + good, "crawl.warc");
    EXPECT_TRUE(out.ids().ends_with("good")) << bad.substr(0, 60) << out.messages();
    EXPECT_GE(out.problems.size() + out.captures.size(), 2U) << out.messages();
  }
}

TEST(Warc, ATruncatedRecordIsNotRead) {
  const std::string first = conversion("one", kNote), second = conversion("two", kNote);
  const Taken out = take(first + second.substr(0, second.size() - 30), "crawl.warc");
  EXPECT_EQ(out.ids(), "one");
  ASSERT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_NE(out.messages().find("byte " + std::to_string(first.size())), std::string::npos) << out.messages();
  const Taken header = take(first + second.substr(0, 60), "crawl.warc");
  EXPECT_EQ(header.ids(), "one");
  EXPECT_EQ(header.problems.size(), 1U) << header.messages();
  // Only the empty lines at the end are missing: nothing is lost.
  const Taken whole = take(first + second.substr(0, second.size() - 4), "crawl.warc");
  EXPECT_EQ(whole.ids(), "one two");
  EXPECT_TRUE(whole.problems.empty()) << whole.messages();
}

TEST(Warc, RecordsOverTheLimitArePassedOver) {
  ReadOptions options;
  options.max_capture_bytes = 100000;
  const std::string large(size_t{3} << 20, 'a');
  const Taken out =
      take(conversion("large", large) + response("film", "HTTP/1.1 200 OK\r\nContent-Type: video/mp4", large) +
               response("page", kOk, large) + conversion("small", kNote),
           "crawl.warc", options);
  EXPECT_EQ(out.ids(), "small");
  ASSERT_EQ(out.problems.size(), 2U) << out.messages();
  EXPECT_EQ(out.problems[0].doc, "crawl.warc:large");
  EXPECT_EQ(out.problems[1].doc, "crawl.warc:page");
  EXPECT_EQ(out.problems[1].code, ErrorCode::too_large);
}

TEST(Warc, LineFeedsAloneAndFoldedHeadersAreRead) {
  std::string record = conversion("one", kNote);
  std::string plain;
  for (const char c : record)
    if (c != '\r') plain += c;
  const size_t at = plain.find("WARC-Target-URI: ") + 17;
  plain.insert(at, "\n  ");
  const Taken out = take(plain + plain, "crawl.warc");
  EXPECT_EQ(out.ids(), "one one") << out.messages();
  EXPECT_TRUE(out.problems.empty()) << out.messages();
  EXPECT_EQ(out.captures[0].url, "https://news.example/one");
}

TEST(Warc, ARecordWithoutIdIsNamedByItsPlace) {
  std::string record = conversion("one", kNote);
  record.erase(record.find("WARC-Record-ID"), record.find("WARC-Date") - record.find("WARC-Record-ID"));
  const Taken out = take(record, "a/crawl.warc");
  ASSERT_EQ(out.captures.size(), 1U);
  EXPECT_EQ(out.captures[0].id, "a/crawl.warc:0");
}

}  // namespace
}  // namespace demarche
