// What is kept of whole pages of HTML.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "capture/html.h"
#include "clean/clean.h"
#include "clean/markup_features.h"
#include "clean/page_head.h"
#include "golden.h"

namespace demarche {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "clean";

const Cleaner& cleaner() {
  static const Result<Cleaner> loaded = Cleaner::load(kFolder);
  if (!loaded) throw std::runtime_error(loaded.error().text());
  return *loaded;
}

Capture page_of(std::string html) {
  Member member;
  member.name = "page.html";
  Result<Capture> capture = read_html(std::move(html), member, {});
  if (!capture) throw std::runtime_error(capture.error().text());
  return std::move(*capture);
}

/// "keep KIND: first words" and "drop REASON: first words", in the order of the page.
std::string listing(const Article& article, const Capture& capture) {
  std::vector<std::pair<uint32_t, std::string>> rows;
  const auto row = [&](Span span, const std::string& what) {
    rows.emplace_back(span.begin, what + ": " + std::string(span.in(capture.text).substr(0, 50)));
  };
  for (const Block& block : article.body) row(block.span, std::string("keep ") + to_string(block.kind));
  for (const DroppedBlock& block : article.dropped) row(block.span, "drop " + block.reason);
  std::sort(rows.begin(), rows.end());
  std::string out;
  for (const auto& [begin, text] : rows) out += text + "\n";
  return out;
}

TEST(Markup, Golden) {
  testing::run_golden("tests/golden/markup", [](const testing::GoldenCase& one) {
    const Capture capture = page_of(one.input);
    return listing(cleaner().clean(capture), capture);
  });
}

TEST(Markup, EveryWordLiesInOneBlock) {
  for (const testing::GoldenCase& one :
       testing::read_golden(std::string(DEMARCHE_SOURCE_DIR) + "/tests/golden/markup/news.txt")) {
    const Capture capture = page_of(one.input);
    const Article article = cleaner().clean(capture);
    std::vector<Span> spans;
    for (const Block& block : article.body) spans.push_back(block.span);
    for (const DroppedBlock& block : article.dropped) spans.push_back(block.span);
    std::sort(spans.begin(), spans.end());
    uint32_t at = 0;
    for (const Span span : spans) {
      EXPECT_EQ(capture.text.substr(at, span.begin - at).find_first_not_of(" \n"), std::string::npos) << one.name;
      at = span.end;
    }
    EXPECT_EQ(capture.text.substr(at).find_first_not_of(" \n"), std::string::npos) << one.name;
  }
}

TEST(Markup, BodySpansLeadToTheirBytes) {
  const std::string html =
      "<html><body><article><p>The council of Zenda met on Monday and voted to close the road for a month.</p>"
      "<p>It said that the bridge had to be mended before the winter came to the valley.</p></article></body></html>";
  const Capture capture = page_of(html);
  const Article article = cleaner().clean(capture);
  ASSERT_EQ(article.body.size(), 2U);
  const Span first = capture.map.to_original(article.body[0].span);
  EXPECT_EQ(html.substr(first.begin, first.size()),
            "The council of Zenda met on Monday and voted to close the road for a month.");
}

TEST(MarkupNames, WordsAndParts) {
  const Result<MarkupNames> names = MarkupNames::load(kFolder / "names.txt");
  ASSERT_TRUE(names);
  const auto has = [&](std::string_view text, std::string_view category) {
    const auto& all = names->category_names();
    const auto at = std::find(all.begin(), all.end(), category) - all.begin();
    return (names->categories(text) >> at & 1) != 0;
  };
  EXPECT_TRUE(has("post-comments", "comments"));
  EXPECT_TRUE(has("ad", "advert"));
  EXPECT_TRUE(has("left ad box", "advert"));
  EXPECT_FALSE(has("shadow", "advert"));
  EXPECT_FALSE(has("broadcast", "advert"));
  EXPECT_TRUE(has("article__body", "body"));
  EXPECT_EQ(names->categories(""), 0U);
}

TEST(MarkupNames, BadLinesAreNamed) {
  const auto file = std::filesystem::path(::testing::TempDir()) / "names.txt";
  for (const char* line : {"body part", "body anywhere x", "body part x y"}) {
    { std::ofstream(file) << "# list\n" << line << "\n"; }
    const Result<MarkupNames> names = MarkupNames::load(file);
    ASSERT_FALSE(names) << line;
    EXPECT_EQ(names.error().code, ErrorCode::bad_format);
    EXPECT_NE(names.error().where.find(":2"), std::string::npos);
  }
}

TEST(PageHead, LinkedDataMayBeBroken) {
  const Capture capture = page_of(
      "<title>T</title><meta name=description content=D><script type='application/ld+json'>{\"articleBody\": </script>"
      "<script type='application/ld+json'>{\"@graph\":[{\"articleBody\":\"The text.\"}]}</script><p>x</p>");
  const PageHead head = page_head(*capture.markup);
  EXPECT_EQ(head.title, "T");
  EXPECT_EQ(head.description, "D");
  EXPECT_EQ(head.article_body, "The text.");
}

TEST(MarkupFeatures, NamesAndRowsAgree) {
  const Result<MarkupNames> names = MarkupNames::load(kFolder / "names.txt");
  ASSERT_TRUE(names);
  const std::vector<std::string> all = markup_feature_names(*names);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
  EXPECT_LT(first_markup_features(*names), all.size());
}

}  // namespace
}  // namespace demarche
