#include "clean/clean.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/file.h"
#include "base/utf8.h"
#include "capture/reader.h"
#include "clean/page.h"
#include "golden.h"

namespace demarche {
namespace {
namespace fs = std::filesystem;

const Cleaner& cleaner() {
  static const Result<Cleaner> loaded = Cleaner::load(fs::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "clean");
  if (!loaded) throw std::runtime_error(loaded.error().text());
  return *loaded;
}

Capture capture_of(std::string text) {
  Capture out;
  out.id = "test";
  out.text = std::move(text);
  return out;
}

/// The first eight words of a block.
std::string first_words(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::string out;
  std::string word;
  int count = 0;
  while (in >> word) {
    if (++count > 8) return out + " ...";
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

std::string listing(const Article& article, std::string_view text) {
  std::vector<std::pair<uint32_t, std::string>> rows;
  for (const Block& block : article.body) {
    rows.emplace_back(block.span.begin,
                      std::string("keep ") + to_string(block.kind) + ": " + first_words(block.span.in(text)));
  }
  for (const DroppedBlock& block : article.dropped) {
    rows.emplace_back(block.span.begin, "drop " + block.reason + ": " + first_words(block.span.in(text)));
  }
  std::sort(rows.begin(), rows.end());
  std::string out;
  if (!article.title.empty()) out += "title: " + article.title + "\n";
  if (!article.byline.empty()) out += "byline: " + article.byline + "\n";
  if (article.published.known()) out += "published: " + article.published.text() + "\n";
  for (const auto& [begin, row] : rows) out += row + "\n";
  return out;
}

void expect_well_formed(const Article& article, std::string_view text) {
  std::vector<Span> all;
  for (const Block& block : article.body) all.push_back(block.span);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  for (const DroppedBlock& block : article.dropped) all.push_back(block.span);
  std::sort(all.begin(), all.end());
  uint32_t end = 0;
  for (const Span span : all) {
    EXPECT_LT(span.begin, span.end);
    EXPECT_GE(span.begin, end);
    EXPECT_LE(span.end, text.size());
    end = span.end;
  }
}

TEST(Clean, Golden) {
  testing::run_golden("tests/golden/clean", [](const testing::GoldenCase& one) {
    const Capture capture = capture_of(one.input);
    const Article article = cleaner().clean(capture);
    expect_well_formed(article, capture.text);
    return listing(article, capture.text);
  });
}

/// Every word of the text lies in exactly one block, kept or dropped.
TEST(Clean, LosesNothing) {
  for (const auto& entry : fs::directory_iterator(fs::path(DEMARCHE_SOURCE_DIR) / "tests/golden/clean")) {
    if (entry.path().extension() != ".txt") continue;
    for (const testing::GoldenCase& one : testing::read_golden(entry.path())) {
      const Capture capture = capture_of(one.input);
      const Article article = cleaner().clean(capture);
      std::string covered = capture.text;
      const auto blank = [&](Span span) { std::fill(covered.begin() + span.begin, covered.begin() + span.end, ' '); };
      for (const Block& block : article.body) blank(block.span);
      for (const DroppedBlock& block : article.dropped) blank(block.span);
      EXPECT_TRUE(trim(covered).empty()) << one.name << ": " << trim(covered);
    }
  }
}

TEST(Clean, SameBytesSameAnswer) {
  const Capture capture = capture_of("Home\nThe government fell on Monday after a vote.\nRead more\n");
  EXPECT_EQ(listing(cleaner().clean(capture), capture.text), listing(cleaner().clean(capture), capture.text));
}

TEST(Clean, FieldsOfTheCaptureGoFirst) {
  Capture capture = capture_of(
      "Other words here above\nPublished: 4 May 2011\nThe government fell on Monday after it lost a vote on its "
      "budget.\n");
  capture.title = "Government falls";
  capture.published = "2012-02-03T10:00:00Z";
  capture.outlet = "Zenda Gazette";
  capture.language = "en";
  const Article article = cleaner().clean(capture);
  EXPECT_EQ(article.title, "Government falls");
  EXPECT_EQ(article.published.text(), "2012-02-03");
  EXPECT_EQ(article.published_how, "given");
  EXPECT_EQ(article.outlet, "Zenda Gazette");
  EXPECT_EQ(article.language, "en");
}

TEST(Clean, ADatelineWithItsYearIsTheDay) {
  const Article article = cleaner().clean(capture_of(
      "Government falls in Ruritania\n\nSTRELSAU, 3 March 2011 (ZPA) - The government fell on Thursday after a vote "
      "of the lower house.\nIt had lost a vote in 1998 as well.\n"));
  EXPECT_EQ(article.published.text(), "2011-03-03");
  EXPECT_EQ(article.published_how, "text");
}

TEST(Clean, NoDateIsGuessed) {
  const Capture capture =
      capture_of("STRELSAU, March 3 (ZPA) - The government fell on Monday.\nIt had lost a vote in 1998 as well.\n");
  const Article article = cleaner().clean(capture);
  EXPECT_FALSE(article.published.known());
  EXPECT_EQ(article.published_how, "");
}

TEST(Clean, Language) {
  const Capture french = capture_of(
      "Le gouvernement a annoncé mardi que les négociations avec les syndicats reprendraient la semaine prochaine.\n"
      "Le ministre a précisé que les deux parties souhaitaient parvenir à un accord avant la fin du mois.\n");
  EXPECT_EQ(cleaner().clean(french).language, "fr");
}

TEST(Clean, EveryDroppedBlockSaysWhatDecidedIt) {
  const Capture capture = capture_of(
      "Home\nWorld\nGovernment falls after vote on budget\nBy Ann Example\n3 March 2011\n"
      "The government fell on Thursday after it had lost a vote on its budget in the lower house, officials said.\n"
      "The king accepted the resignation and asked the ministers to stay until another cabinet was found.\n"
      "Read also: Prince's yacht runs aground on the way to the regatta\n"
      "An election must be held within sixty days, but both houses may agree on a later day in the autumn.\n");
  const Article article = cleaner().clean(capture);
  std::map<std::string, std::string> because;
  for (const DroppedBlock& block : article.dropped) {
    EXPECT_FALSE(block.because.empty()) << block.reason;
    because[block.reason] = block.because;
  }
  EXPECT_EQ(because["read-also"], "says “Read also”");
  EXPECT_EQ(because["byline"], "read as the byline");
  EXPECT_EQ(because["date-line"], "read as a date");
}

TEST(Clean, EmptyAndBlank) {
  for (const char* text : {"", " ", "\n\n\r\n", "\xEF\xBB\xBF", "...", "\u00A0\n"}) {
    const Capture capture = capture_of(text);
    expect_well_formed(cleaner().clean(capture), capture.text);
  }
}

TEST(Clean, HostileShapes) {
  std::string many;
  for (int i = 0; i < 300000; ++i) many += "a\n";
  std::string brackets(100000, '[');
  std::string quotes;
  for (int i = 0; i < 100000; ++i) quotes += "“";
  std::string stops;
  for (int i = 0; i < 100000; ++i) stops += "Read. ";
  std::string open;
  for (int i = 0; i < 50000; ++i) open += "(Also read: x ";
  for (const std::string& text : {many, brackets, quotes, stops, open, std::string(1000000, 'x')}) {
    const Capture capture = capture_of(text);
    expect_well_formed(cleaner().clean(capture), capture.text);
  }
}

TEST(Clean, FailsWithoutItsFiles) {
  const auto loaded = Cleaner::load("/nonexistent");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::not_found);
}

/// The share of body lines kept and of furniture lines dropped on captures annotated by hand.
struct LineFigures {
  double kept = 0;
  double dropped = 0;
};

LineFigures line_figures(const fs::path& gold, const fs::path& texts) {
  std::ifstream in(gold);
  double body = 0, kept = 0, furniture = 0, dropped = 0;
  for (std::string row; std::getline(in, row);) {
    const auto json = nlohmann::json::parse(row);
    Result<std::string> bytes = read_file(texts / fs::path(json.at("file").get<std::string>()).filename());
    if (!bytes) continue;
    Result<Capture> capture = read_text("x", *bytes, {});
    const Article article = cleaner().clean(*capture);
    uint32_t begin = 0;
    int number = 0;
    std::istringstream lines(*bytes);
    for (std::string line; std::getline(lines, line);) {
      ++number;
      const Span span{begin, begin + static_cast<uint32_t>(line.size())};
      begin = span.end + 1;
      uint32_t inside = 0;
      for (const Block& block : article.body) {
        if (block.span.overlaps(span))
          inside += std::min(block.span.end, span.end) - std::max(block.span.begin, span.begin);
      }
      const bool keep = inside * 2 > std::max<uint32_t>(1, span.size());
      const auto has = [&](const char* key) {
        const auto& list = json.at(key);
        return std::find(list.begin(), list.end(), number) != list.end();
      };
      if (has("body_lines")) {
        body += 1;
        kept += keep;
      } else if (has("drop_lines")) {
        furniture += 1;
        dropped += !keep;
      }
    }
  }
  return {body == 0 ? 0 : kept / body, furniture == 0 ? 0 : dropped / furniture};
}

TEST(Clean, SeedsLineFigures) {
  const fs::path shared = DEMARCHE_SOURCE_DIR "/../shared";
  if (!fs::exists(shared / "gold/seeds.jsonl"))
    GTEST_SKIP() << "the folder ../shared with the annotated seeds is not there";
  const LineFigures figures = line_figures(shared / "gold/seeds.jsonl", shared / "seeds");
  EXPECT_GE(figures.kept, 0.99);
  EXPECT_GE(figures.dropped, 0.99);
}

TEST(Clean, OctoberLineFigures) {
  const fs::path folder = DEMARCHE_SOURCE_DIR "/examples/october-1962";
  if (!fs::exists(folder / "gold.jsonl")) GTEST_SKIP() << "examples/october-1962 is not there";
  const LineFigures figures = line_figures(folder / "gold.jsonl", folder);
  EXPECT_GE(figures.kept, 0.99);
  EXPECT_GE(figures.dropped, 0.97);
}

}  // namespace
}  // namespace demarche
