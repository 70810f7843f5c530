// Saved pages: which part is the page, how it is decoded, what is known of it.
#include <gtest/gtest.h>

#include "capture/container_testing.h"
#include "capture/mime.h"

namespace demarche {
namespace {
using namespace testing;

std::string message(const std::string& head, const std::vector<std::string>& parts, const std::string& close = "--") {
  std::string out =
      "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://news.example/page\r\n"
      "Subject: =?utf-8?Q?The_envoy=E2=80=99s_note?=\r\nDate: Tue, 6 May 2031 07:08:09 -0000\r\n"
      "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";" +
      head + "\r\n\tboundary=\"--=x\"\r\n\r\nnot read\r\n";
  for (const std::string& part : parts) out += "----=x\r\n" + part + "\r\n";
  return out + (close.empty() ? "" : "----=x" + close + "\r\n");
}

const std::string kPage =
    "Content-Type: text/html; charset=utf-8\r\nContent-ID: <frame-1>\r\nContent-Transfer-Encoding: "
    "quoted-printable\r\nContent-Location: https://news.example/inner\r\n\r\n";

TEST(Mime, PartsAndTheirHeaders) {
  const std::string bytes = message("", {kPage + "<p>One=20long =\r\nline", "Content-Type: image/gif\r\n\r\nGIF89a"});
  const auto out = read_mime(bytes);
  ASSERT_TRUE(out) << out.error().text();
  ASSERT_EQ(out->parts.size(), 2U);
  EXPECT_EQ(out->parts[0].fields.get("content-location"), "https://news.example/inner");
  EXPECT_EQ(decode_transfer(out->parts[0].body, "Quoted-Printable"), "<p>One long line");
  EXPECT_EQ(out->parts[1].body, "GIF89a");
  EXPECT_FALSE(out->parts[1].cut_off);
}

TEST(Mime, NestedMultipartsAreOpened) {
  const std::string inner =
      "Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\nplain\r\n"
      "--y\r\nContent-Type: text/html\r\n\r\n<p>rich\r\n--y--\r\n";
  const auto out = read_mime(message("", {inner, "Content-Type: text/css\r\n\r\np {}"}));
  ASSERT_TRUE(out);
  EXPECT_EQ(out->parts.size(), 3U);
}

TEST(Mime, BrokenOnesAreErrorsOrCutOff) {
  EXPECT_FALSE(read_mime("no header at all"));
  EXPECT_FALSE(read_mime("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx"));
  EXPECT_FALSE(read_mime("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=z\r\n\r\nx"));
  const std::string bytes = message("", {kPage + "<p>The text breaks o"}, "");
  const auto out = read_mime(bytes);
  ASSERT_TRUE(out);
  ASSERT_EQ(out->parts.size(), 1U);
  EXPECT_TRUE(out->parts[0].cut_off);
  std::string deep;
  for (int i = 0; i < 2000; ++i) {
    const std::string name = "b" + std::to_string(i);
    deep += "Content-Type: multipart/mixed; boundary=" + name + "\r\n\r\n--" + name + "\r\n";
  }
  ASSERT_TRUE(read_mime(deep));
}

TEST(Mime, Encodings) {
  EXPECT_EQ(decode_transfer("VGhlIG5v\r\ndGU=\r\n", "base64"), "The note");
  EXPECT_EQ(decode_transfer("a=3Db=zz=", "quoted-printable"), "a=b=zz");
  EXPECT_EQ(decode_transfer("a=3D", "8bit"), "a=3D");
  EXPECT_EQ(decode_words("=?ISO-8859-1?Q?Andr=E9?= and =?utf-8?B?w6k=?= =?utf-8?B?w6g=?= done"), "André and éè done");
  EXPECT_EQ(decode_words("=?utf-8?B?4oKs?="), "€");
  EXPECT_EQ(decode_words("=?utf-8?B?4oI=?=\r\n =?utf-8?B?rA==?="), "€");  // a character in two words
  EXPECT_EQ(decode_words("a =? b =?x?y?z?= =?nonsense?Q?x?="), "a =? b =?x?y?z?= ");
}

TEST(Mime, ManyPartsAndLongBoundariesEndAtALimit) {
  std::string bytes = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n";
  for (int i = 0; i < 30000; ++i) bytes += "--x\r\n\r\n";
  EXPECT_FALSE(read_mime(bytes));
}

TEST(Mhtml, AMessageOfOtherThingsHasNoPage) {
  const Taken out = take(message("", {"Content-Type: image/gif\r\n\r\nGIF89a"}), "saved.mhtml");
  EXPECT_TRUE(out.captures.empty());
  ASSERT_EQ(out.problems.size(), 1U) << out.messages();
  EXPECT_NE(out.messages().find("none of its 1 parts is a page"), std::string::npos) << out.messages();
}

TEST(Mhtml, PlainTextIsTheLastResort) {
  const Taken out = take(message("", {"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                                      "base64\r\n\r\nVGhlIGVudm95IGxlZnQgYSBub3RlLg=="}),
                         "a/saved.mhtml");
  ASSERT_EQ(out.captures.size(), 1U) << out.messages();
  EXPECT_EQ(out.captures[0].id, "saved.mhtml");
  EXPECT_EQ(out.captures[0].text, "The envoy left a note.");
  EXPECT_EQ(out.captures[0].title, "The envoy’s note");
  EXPECT_EQ(out.captures[0].url, "https://news.example/page");
  EXPECT_EQ(out.captures[0].captured, "Tue, 6 May 2031 07:08:09 -0000");
}

/// The page itself, once pages are read.
TEST(Mhtml, TheStartParameterNamesThePage) {
  const std::string other =
      "Content-Type: text/html\r\nContent-ID: <frame-0>\r\n\r\n<html><body><p>An advertisement.</p></body></html>";
  const Taken out = take(
      message(" start=\"<frame-1>\";", {other, kPage + "<html><body><p>The envoy=E2=80=99s note.</p></body></html>"}),
      "saved.mhtml");
  if (!out.problems.empty() && out.messages().find("not read by this version") != std::string::npos) GTEST_SKIP();
  ASSERT_EQ(out.captures.size(), 1U) << out.messages();
  EXPECT_NE(out.captures[0].text.find("The envoy’s note."), std::string::npos);
  EXPECT_EQ(out.captures[0].text.find("advertisement"), std::string::npos);
}

}  // namespace
}  // namespace demarche
