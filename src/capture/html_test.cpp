#include "capture/html.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/utf8.h"
#include "capture/html_page.h"
#include "capture/html_references.h"
#include "capture/html_tokens.h"
#include "golden.h"

namespace demarche {
namespace {

Result<Capture> page_of(std::string html, const std::string& charset = "") {
  Member member;
  member.name = "page.html";
  member.charset = charset;
  return read_html(std::move(html), member, {});
}

std::string listing(const Capture& capture) {
  const PageMarkup& markup = *capture.markup;
  std::string out;
  for (const MarkupBlock& block : markup.blocks) {
    const MarkupNode& node = markup.nodes[block.node];
    out += to_string(node.element);
    if (!node.names.empty()) out += "." + std::string(node.names.in(markup.names));
    out += ": " + std::string(block.span.in(capture.text));
    if (block.link_bytes > 0) out += fmt::format(" [links {}%]", 100 * block.link_bytes / block.span.size());
    if (block.after_break) out += " [break]";
    if (!block.names.empty()) out += " {" + std::string(block.names.in(markup.names)) + "}";
    for (uint32_t at = block.node; at != 0; at = markup.nodes[at].parent) {
      if (markup.nodes[at].hidden) out += " [hidden]";
    }
    out += "\n";
  }
  return out;
}

TEST(Html, Golden) {
  testing::run_golden("tests/golden/html", [](const testing::GoldenCase& one) {
    Capture capture;
    flatten_html(one.input, {}, capture);
    return listing(capture);
  });
}

/// Every character of the text that stands in the page as it is leads back to itself.
void expect_way_back(const std::string& html, const Capture& capture) {
  uint32_t last = 0;
  size_t same = 0;
  for (uint32_t i = 0; i <= capture.text.size(); ++i) {
    const uint32_t original = capture.map.to_original(i);
    ASSERT_GE(original, last);
    ASSERT_LE(original, html.size());
    last = original;
    if (i < capture.text.size() && is_ascii_lower(capture.text[i])) {
      same += html[original] == capture.text[i];
      EXPECT_TRUE(html[original] == capture.text[i] || html[original] == '&') << i;
    }
  }
  EXPECT_GT(same, 0U);
}

TEST(Html, OffsetsLeadBackToTheBytes) {
  const std::string html =
      "<html><head><title>x</title></head><body><p>The  caf\xC3\xA9 &amp; the&nbsp;<b>b\xC3\xA2nk</b> "
      "&eacute;t&eacute; "
      "met.</p><p>It\ncame <a href='q'>to</a> pass</p>tail";
  const auto capture = page_of(html);
  ASSERT_TRUE(capture);
  EXPECT_EQ(capture->text, "The caf\xC3\xA9 & the b\xC3\xA2nk \xC3\xA9t\xC3\xA9 met.\nIt came to pass\ntail\n");
  expect_way_back(html, *capture);
  const auto end = static_cast<uint32_t>(capture->text.find('\n'));
  EXPECT_EQ(html.substr(capture->map.to_original(end), 4), "</p>");
}

TEST(Html, OffsetsLeadBackThroughAnotherEncoding) {
  const std::string html = "<meta charset=iso-8859-1><p>Se\xF1or Mu\xF1oz said &quot;s\xED&quot; to all of them.</p>";
  const auto capture = page_of(html);
  ASSERT_TRUE(capture);
  EXPECT_EQ(capture->encoding, "windows-1252");
  EXPECT_EQ(capture->text, "Se\xC3\xB1or Mu\xC3\xB1oz said \"s\xC3\xAD\" to all of them.\n");
  const auto at = [&](std::string_view word) {
    return html.substr(capture->map.to_original(static_cast<uint32_t>(capture->text.find(word))), 4);
  };
  EXPECT_EQ(at("said"), "said");
  EXPECT_EQ(at("them"), "them");
  expect_way_back(html, *capture);
}

struct Charset {
  std::string html;
  std::string header;
  std::string encoding;
  std::string text;
};

class Charsets : public ::testing::TestWithParam<Charset> {};
TEST_P(Charsets, AreToldByHeaderMetaAndDetection) {
  const auto capture = page_of(GetParam().html, GetParam().header);
  ASSERT_TRUE(capture) << capture.error().text();
  EXPECT_EQ(capture->encoding, GetParam().encoding);
  EXPECT_EQ(capture->text, GetParam().text + "\n");
}
INSTANTIATE_TEST_SUITE_P(
    Html, Charsets,
    ::testing::Values(Charset{"<p>\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0", "windows-1251", "windows-1251",
                              "Привет, мир"},
                      Charset{"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>\xCC\xE8\xF0",
                              "", "windows-1251", "Мир"},
                      Charset{"<meta charset=\"shift_jis\"><p>\x93\xFA\x96\x7B", "", "windows-31j", "日本"},
                      // The bytes are UTF-8, whatever the page says.
                      Charset{"<meta charset=iso-8859-1><p>caf\xC3\xA9", "", "utf-8", "café"},
                      Charset{"\xEF\xBB\xBF<p>caf\xC3\xA9", "windows-1251", "utf-8", "café"},
                      Charset{std::string("\xFF\xFE<\0p\0>\0h\0i\0!\0", 14), "", "utf-16le", "hi!"},
                      // An encoding that nobody knows is passed over.
                      Charset{"<meta charset=klingon><p>The caf\xE9 na\xEFve r\xE9sum\xE9 was there.", "",
                              "windows-1252", "The café naïve résumé was there."}));

TEST(Html, MetasAreKept) {
  const auto capture = page_of(
      "<html lang=en-GB><head><title>A &amp; B\n - Post</title><meta property='og:title' content='A &quot;B&quot;'>"
      "<link rel=canonical href='https://a.example/x?a=1&amp;b=2'>"
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script></head>"
      "<body><h1 itemprop=headline>Head</h1><time datetime=2021-03-04 class=Posted>4 March</time>"
      "<span itemprop=author>Ann <b>Lee</b></span><a rel=author href=/ann>Ann L.</a><p>Body</p>");
  ASSERT_TRUE(capture);
  std::string told;
  for (const MarkupMeta& meta : capture->markup->metas)
    told += fmt::format("{}|{}|{}|{}\n", static_cast<int>(meta.kind), meta.name, meta.value, meta.block);
  EXPECT_EQ(told,
            "7||en-GB|0\n"
            "0||A & B - Post|0\n"
            "1|og:title|A \"B\"|0\n"
            "2|canonical|https://a.example/x?a=1&b=2|0\n"
            "3||{\"@type\":\"NewsArticle\"}|0\n"
            "5|headline|Head|0\n"
            "4|posted|2021-03-04|1\n"
            "5|author|Ann Lee|1\n"
            "6||Ann L.|1\n");
}

TEST(Html, NodesHoldTheirBlocks) {
  const auto capture = page_of("<main><p>One<p>Two</main><footer><p>Three</footer>");
  ASSERT_TRUE(capture);
  const PageMarkup& markup = *capture->markup;
  ASSERT_EQ(markup.blocks.size(), 3U);
  for (size_t k = 0; k < markup.nodes.size(); ++k) {
    const MarkupNode& node = markup.nodes[k];
    EXPECT_LE(node.parent, k);
    EXPECT_LE(markup.nodes[node.parent].first_block, node.first_block);
    EXPECT_GE(markup.nodes[node.parent].last_block, node.last_block);
    if (node.element == Element::main) {
      EXPECT_EQ(node.last_block - node.first_block, 2U);
    }
  }
}

TEST(Html, WhatHoldsNoTextIsNotCoded) {
  const auto capture = page_of("<html><body><script>render()</script></body></html>");
  ASSERT_FALSE(capture);
  EXPECT_EQ(capture.error().code, ErrorCode::not_coded);
}

TEST(Html, NestingIsBounded) {
  std::string deep;
  for (int i = 0; i < 1000000; ++i) deep += "<div>";
  deep += "text";
  for (int i = 0; i < 1000000; ++i) deep += "</div>";
  deep += "<p>after</p>";
  const auto capture = page_of(std::move(deep));
  ASSERT_TRUE(capture);
  EXPECT_EQ(capture->text, "text\nafter\n");
  EXPECT_LE(capture->markup->nodes.size(), ReadLimits{}.markup_depth + 2);
  EXPECT_EQ(capture->markup->nodes[capture->markup->blocks[1].node].depth, 1);
}

/// Inputs that make a careless reader quadratic; each must come back at once.
TEST(Html, HostilePagesAreLinear) {
  const auto repeated = [](std::string_view piece, size_t count) {
    std::string out;
    out.reserve(piece.size() * count);
    for (size_t i = 0; i < count; ++i) out += piece;
    return out;
  };
  const std::vector<std::string> pages = {
      "x" + repeated("<span>", 1000000) + repeated("</b>", 1000000),
      "x" + repeated("<p", 2000000),
      "x" + repeated("<!--", 2000000),
      "x" + repeated("<noscript>", 500000),
      "x" + repeated("<title>", 500000),
      "x" + repeated("<a b=\"", 1000000),
      "x" + repeated("&", 4000000),
      "x" + repeated("&amp", 1000000),
      "x<p " + repeated("a=1 ", 1000000) + ">",
      "x<p a=\"" + repeated("v", 20000000) + "\">y",
      "x" + repeated("<td>", 1000000),
      "x" + repeated("<li>", 1000000),
      "x" + repeated("</p>", 1000000),
      "x" + repeated("<div a>b</div>", 300000),
      "x" + repeated("<b><p>", 500000),
      "x" + repeated("<time itemprop=a>", 500000),
  };
  for (const std::string& page : pages) {
    const auto capture = page_of(page);
    ASSERT_TRUE(capture);
    EXPECT_TRUE(capture->text.starts_with("x")) << page.substr(0, 10);
    EXPECT_LE(capture->markup->blocks.size(), ReadLimits{}.markup_blocks);
  }
}

TEST(Html, BlocksPastTheLimitAreTextStill) {
  Member member;
  ReadOptions options;
  options.limits.markup_blocks = 2;
  const auto capture = read_html("<p>One<p>Two<p>Three", member, options);
  ASSERT_TRUE(capture);
  EXPECT_EQ(capture->markup->blocks.size(), 2U);
  EXPECT_EQ(capture->text, "One\nTwo\nThree\n");
}

TEST(Html, TooLargeIsSaid) {
  ReadOptions options;
  options.max_capture_bytes = 10;
  const auto capture = read_html("<p>longer than ten</p>", {}, options);
  ASSERT_FALSE(capture);
  EXPECT_EQ(capture.error().code, ErrorCode::too_large);
}

TEST(Html, IsToldByItsBeginning) {
  for (const char* html : {"<!DOCTYPE html>", "<!doctype HTML PUBLIC \"-//W3C//DTD\">", "<HTML>", "<p>Hi</p>",
                           "<div class=a>", "<meta charset=utf-8>", "junk <html><head>"})
    EXPECT_TRUE(looks_like_html(html)) << html;
  for (const char* text : {"", "<", "<3 hearts", "The <html> element", "<unknown>", "a < b", "<p"})
    EXPECT_FALSE(looks_like_html(text)) << text;
}

TEST(HtmlReferences, Resolve) {
  EXPECT_EQ(resolve_references("a&amp;b&lt;c&#62;d &copy 2020 & &;"), "a&b<c>d © 2020 & &;");
  std::string out;
  EXPECT_EQ(read_reference("&#x41;b", out), 6U);
  EXPECT_EQ(read_reference("&nothing;", out), 0U);
  EXPECT_EQ(out, "A");
}

}  // namespace
}  // namespace demarche
