#include "clean/page_facts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "capture/html.h"
#include "clean/clean.h"
#include "clean/linked_data.h"
#include "clean/page_days.h"
#include "clean/page_title_parts.h"
#include "golden.h"

namespace demarche {
namespace {
namespace fs = std::filesystem;

const PageFactNames& names() {
  static const Result<PageFactNames> loaded =
      PageFactNames::load(fs::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "clean" / "facts.txt");
  if (!loaded) throw std::runtime_error(loaded.error().text());
  return *loaded;
}

Capture page_of(const std::string& html, const std::string& url = "", const std::string& captured = "") {
  Member member;
  member.name = "test.html";
  member.url = url;
  member.captured = captured;
  Result<Capture> read = read_html(html, member, {});
  if (!read) throw std::runtime_error(read.error().text());
  return std::move(*read);
}

std::string option(const testing::GoldenCase& one, const std::string& key) {
  const auto found = one.options.find(key);
  return found == one.options.end() ? "" : found->second;
}

/// The facts that the case asks for with [show: ...]; title, byline and days where it does not.
std::string listing(const PageFacts& facts, std::string show) {
  if (show.empty()) show = "title byline published modified";
  std::string out;
  const auto add = [&](const std::string& name, const std::string& value) {
    if (value.empty() || (" " + show + " ").find(" " + name + " ") == std::string::npos) return;
    out += (out.empty() ? "" : "\n") + name + ": " + value;
  };
  add("title", facts.title);
  add("byline", facts.byline);
  add("outlet", facts.outlet);
  add("url", facts.url);
  add("language", facts.language);
  if (facts.published.known()) add("published", facts.published.text() + " " + facts.published_how);
  if (facts.modified.known()) add("modified", facts.modified.text() + " " + facts.modified_how);
  return out;
}

TEST(PageFacts, Golden) {
  testing::run_golden("tests/golden/page_facts", [](const testing::GoldenCase& one) {
    Capture capture = page_of(one.input, option(one, "url"), option(one, "captured"));
    capture.published = option(one, "given");
    capture.defaults.published = option(one, "default");
    capture.outlet = option(one, "outlet");
    return listing(page_facts(capture, names()), option(one, "show"));
  });
}

TEST(PageFacts, TitleBlockIsTheHeading) {
  const Capture capture = page_of(
      "<title>Ruritania closes its ports - Post</title><nav><p>Home</p></nav><h1>Ruritania closes its ports</h1>"
      "<p>The ports closed.</p>");
  const PageFacts facts = page_facts(capture, names());
  ASSERT_GE(facts.title_block, 0);
  const MarkupBlock& block = capture.markup->blocks[static_cast<size_t>(facts.title_block)];
  EXPECT_EQ(block.span.in(capture.text), "Ruritania closes its ports");
}

TEST(PageFacts, WithoutMarkupOnlyWhatTheCaptureGives) {
  Capture capture;
  capture.text = "Published: 3 March 2019";
  capture.title = "A title";
  capture.published = "2020-01-02";
  const PageFacts facts = page_facts(capture, names());
  EXPECT_EQ(facts.title, "A title");
  EXPECT_EQ(facts.published.text(), "2020-01-02");
  EXPECT_EQ(facts.published_how, "given");
  EXPECT_EQ(facts.title_block, -1);
}

TEST(PageFacts, GoIntoTheArticle) {
  const Result<Cleaner> cleaner = Cleaner::load(fs::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "clean");
  ASSERT_TRUE(cleaner) << cleaner.error().text();
  const Article article = cleaner->clean(
      page_of("<html lang=fr><title>Strelsau talks end</title><meta property='article:published_time' "
              "content='2024-03-05T10:00:00Z'><meta property='article:modified_time' content='2024-03-06'>"
              "<meta name=author content='Ann Example'><h1>Strelsau talks end</h1><p>The talks ended on Monday.</p>",
              "https://www.post.example/a"));
  EXPECT_EQ(article.title, "Strelsau talks end");
  EXPECT_EQ(article.byline, "Ann Example");
  EXPECT_EQ(article.outlet, "post.example");
  EXPECT_EQ(article.url, "https://www.post.example/a");
  EXPECT_EQ(article.published.text(), "2024-03-05");
  EXPECT_EQ(article.published_how, "meta");
  EXPECT_EQ(article.modified.text(), "2024-03-06");
}

TEST(PageFacts, NothingAfterTheCapture) {
  const Result<Cleaner> cleaner = Cleaner::load(fs::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "clean");
  ASSERT_TRUE(cleaner) << cleaner.error().text();
  const Article article = cleaner->clean(
      page_of("<h1>Strelsau talks end in Zenda</h1><p>5 March 2031</p><p>The talks ended on Monday in Zenda.</p>", "",
              "2024-03-05T10:00:00Z"));
  EXPECT_FALSE(article.published.known()) << article.published.text();
}

TEST(PageFacts, DatelineGoesBeforeTheLastChange) {
  const Result<Cleaner> cleaner = Cleaner::load(fs::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "clean");
  ASSERT_TRUE(cleaner) << cleaner.error().text();
  const std::string head =
      "<title>Strelsau talks end</title><meta property='article:modified_time' content='2024-03-06'>"
      "<h1>Strelsau talks end</h1><p>";
  const std::string rest = " The talks between the king and the duke ended on Monday, a minister said.</p>";
  const Article dated = cleaner->clean(page_of(head + "STRELSAU, 5 March 2024 -" + rest));
  EXPECT_EQ(dated.published.text() + " " + dated.published_how, "2024-03-05 text");
  const Article plain = cleaner->clean(page_of(head + rest));
  EXPECT_EQ(plain.published.text() + " " + plain.published_how, "2024-03-06 modified");
  const Article later = cleaner->clean(page_of(head + "STRELSAU, 9 March 2024 -" + rest));
  EXPECT_EQ(later.published.text() + " " + later.published_how, "2024-03-06 modified");
}

TEST(TitleParts, WordsOfTheAddress) {
  const auto words = [](std::string_view url) {
    std::string out;
    for (const std::string& word : address_words(url)) out += (out.empty() ? "" : " ") + word;
    return out;
  };
  EXPECT_EQ(words("https://post.example/world/zenda-bridge-opens.html?from=home-page-news"), "bridge opens zenda");
  EXPECT_EQ(words("https://post.example/zenda_bridge_opens/12345678"), "bridge opens zenda");
  EXPECT_EQ(words("https://post.example/the-old-town-news/world/zenda"), "zenda");
  EXPECT_EQ(words("https://post.example/"), "");
  EXPECT_EQ(words("zenda-bridge-opens"), "");
  EXPECT_EQ(words(""), "");
}

std::string day(std::string_view text) { return read_day(text, names()).date.text(); }

TEST(PageDays, Forms) {
  EXPECT_EQ(day("2024-03-05T23:30:00-08:00"), "2024-03-05");
  EXPECT_EQ(day("Tue, 05 Mar 2024 10:00:00 GMT"), "2024-03-05");
  EXPECT_EQ(day("Tue Mar 05 10:00:00 UTC 2024"), "2024-03-05");
  EXPECT_EQ(day("1709596800"), "2024-03-05");
  EXPECT_EQ(day("1709596800000"), "2024-03-05");
  EXPECT_EQ(day("March 5th, 2024"), "2024-03-05");
  EXPECT_EQ(day("5 de marzo de 2024"), "2024-03-05");
  EXPECT_EQ(day("5. März 2024"), "2024-03-05");
  EXPECT_EQ(day("5 марта 2024"), "2024-03-05");
  EXPECT_EQ(day("2024年3月5日"), "2024-03-05");
  EXPECT_EQ(day("05.03.2024"), "2024-03-05");
  EXPECT_EQ(day("13/11/2025 09:21:40"), "2025-11-13");
  EXPECT_EQ(day("20240305"), "2024-03-05");
}

TEST(PageDays, NoDays) {
  for (const char* text : {"", "03/04/2024", "March 2024", "2024", "32 March 2024", "2024-02-30", "10:30", "12345678",
                           "March 5", "99999999999999999999", "+49 30 2024 11 12 34", "version 2024.1"}) {
    EXPECT_EQ(day(text), "") << text;
  }
}

TEST(PageDays, OfAddresses) {
  const auto of = [](std::string_view url) { return day_of_url(url, names()).text(); };
  EXPECT_EQ(of("https://post.example/2024/03/05/talks-end"), "2024-03-05");
  EXPECT_EQ(of("https://post.example/world/2024/mar/05/talks-end"), "2024-03-05");
  EXPECT_EQ(of("https://post.example/2024-03-05-talks-end.html"), "2024-03-05");
  EXPECT_EQ(of("https://post.example/news/20240305/talks"), "2024-03-05");
  EXPECT_EQ(of("https://post.example/2024/03/talks-end"), "");
  EXPECT_EQ(of("https://post.example/a?day=2024/03/05/"), "");
  EXPECT_EQ(of("https://post.example/12345678/a"), "");
  EXPECT_EQ(of("https://post.example/1945/05/08/the-end"), "");
  EXPECT_EQ(of("/2024/13/40/a"), "");
}

TEST(LinkedData, MendsWhatIsPlain) {
  EXPECT_EQ(mend_json("<!-- {\"a\": 1,} -->").substr(0, 8), "{\"a\": 1}");
  EXPECT_EQ(mend_json("{\"a\": \"x\ny\"}"), "{\"a\": \"x y\"}");
  EXPECT_EQ(mend_json("{\"a\": \"say \"no\" twice\"}"), "{\"a\": \"say \\\"no\\\" twice\"}");
  EXPECT_EQ(mend_json("{\"a\": \"it\\'s\"}"), "{\"a\": \"it's\"}");
  EXPECT_EQ(mend_json("no data"), "");
}

TEST(PageFactNames, BadLinesAreNamed) {
  const fs::path file = fs::temp_directory_path() / "demarche_facts_test.txt";
  for (const char* line : {"title", "title nowhere x", "nothing meta x", "month 13 x", "junk date 2024-13-01",
                           "type organ x", "trust published hearsay", "title words x"}) {
    std::ofstream(file) << "# comment\n" << line << "\n";
    const Result<PageFactNames> loaded = PageFactNames::load(file);
    ASSERT_FALSE(loaded) << line;
    EXPECT_EQ(loaded.error().code, ErrorCode::bad_format) << line;
    EXPECT_NE(loaded.error().where.find(":2"), std::string::npos) << loaded.error().text();
  }
  fs::remove(file);
  EXPECT_EQ(PageFactNames::load(file).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace demarche
