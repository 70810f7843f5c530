#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <chrono>

#include "base/utf8.h"
#include "capture/content.h"
#include "capture/delimited_header.h"
#include "capture/delimited_rows.h"
#include "taken.h"

namespace demarche {
namespace {

Taken take(const std::string& bytes, const ReadOptions& options = {}) {
  return take_bytes(bytes, "in/news.csv", options);
}

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode code = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const int32_t size = ucnv_convert(encoding, "utf-8", out.data(), static_cast<int32_t>(out.size()), utf8.data(),
                                    static_cast<int32_t>(utf8.size()), &code);
  EXPECT_TRUE(U_SUCCESS(code)) << encoding;
  out.resize(static_cast<size_t>(size));
  return out;
}

TEST(ReadDelimited, FieldsByTheNamesOfTheHeader) {
  const Taken taken = take(
      "\xEF\xBB\xBFId,Headline,Published_At,Body,Author,Source,Link,Lang\r\n"
      "a1,Port shut,2021-03-04,\"The minister said: \"\"No, never.\"\"\r\nThe port stays shut.\",J. Doe,Harbour "
      "Post,https://x.example/1,en\r\n"
      ",Second,5 March 2021,Talks went on.,,,,\r\n");
  ASSERT_EQ(taken.problems.size(), 0u) << taken.messages();
  ASSERT_EQ(taken.captures.size(), 2u);
  const Capture& one = taken.captures[0];
  EXPECT_EQ(one.id, "a1");
  EXPECT_EQ(one.text, "The minister said: \"No, never.\"\r\nThe port stays shut.");
  EXPECT_EQ(one.title, "Port shut");
  EXPECT_EQ(one.published, "2021-03-04");
  EXPECT_EQ(one.byline, "J. Doe");
  EXPECT_EQ(one.outlet, "Harbour Post");
  EXPECT_EQ(one.url, "https://x.example/1");
  EXPECT_EQ(one.language, "en");
  EXPECT_TRUE(one.map.identity());
  EXPECT_EQ(taken.captures[1].id, "in/news.csv:4") << "the line the row begins in";
  EXPECT_EQ(taken.captures[1].published, "5 March 2021");
}

TEST(ReadDelimited, TabsAndSemicolons) {
  EXPECT_EQ(take("title\ttext\nOne\tTroops, he said, left.\n").captures.at(0).text, "Troops, he said, left.");
  EXPECT_EQ(take("title;text;datum\nOne;Troops, he said, left.;1.2.2020\n").captures.at(0).text,
            "Troops, he said, left.");
}

TEST(ReadDelimited, TabSeparatedTextMayBeginWithAQuotationMark) {
  const Taken taken = take("title\ttext\nOne\t\"Never,\" he said.\nTwo\t\"In quotes\"\nThree\t\"Open to the end\n");
  ASSERT_EQ(taken.captures.size(), 3u) << taken.messages();
  EXPECT_EQ(taken.captures[0].text, "\"Never,\" he said.");
  EXPECT_EQ(taken.captures[1].text, "In quotes");
  EXPECT_EQ(taken.captures[2].text, "\"Open to the end");
  EXPECT_EQ(taken.problems.size(), 0u);
}

TEST(ReadDelimited, BadRowsBecomeProblemsAndReadingGoesOn) {
  const Taken taken = take(
      "id,text,url\n"
      "a,First.,u\n"
      "b,Only two\n"
      "c,One,two,three,four\n"
      "d,\"Shut\" too early,u\n"
      "e,  ,u\n"
      "f,Trailing commas are fine.,u,,\n"
      "\n"
      "g,\"Never closed,u\n"
      "h,Last.,u\n");
  ASSERT_EQ(taken.captures.size(), 3u) << taken.messages();
  EXPECT_EQ(taken.captures[1].id, "f");
  EXPECT_EQ(taken.captures[2].id, "h");
  ASSERT_EQ(taken.problems.size(), 5u) << taken.messages();
  EXPECT_EQ(taken.problems[0].doc, "in/news.csv:3");
  EXPECT_EQ(taken.problems[0].code, ErrorCode::bad_format);
  EXPECT_NE(taken.problems[0].message.find("2 fields, the header has 3"), std::string::npos);
  EXPECT_EQ(taken.problems[1].doc, "in/news.csv:4");
  EXPECT_EQ(taken.problems[2].doc, "in/news.csv:5");
  EXPECT_NE(taken.problems[2].message.find("behind a closing quotation mark"), std::string::npos);
  EXPECT_EQ(taken.problems[3].code, ErrorCode::not_coded);
  EXPECT_EQ(taken.problems[4].doc, "in/news.csv:9");
  EXPECT_NE(taken.problems[4].message.find("never closed"), std::string::npos);
}

TEST(ReadDelimited, CellsWithMarkup) {
  const Taken taken = take(
      "id,text,html\n"
      "a,<p>The council met.</p><p>It voted.</p>,\n"
      "b,Growth was <3% and rising.,\n"
      "c,,<div>A page.</div>\n");
  ASSERT_EQ(taken.captures.size(), 3u) << taken.messages();
  EXPECT_NE(taken.captures[0].markup, nullptr);
  EXPECT_EQ(taken.captures[0].text.find('<'), std::string::npos);
  EXPECT_EQ(taken.captures[0].id, "a");
  EXPECT_EQ(taken.captures[1].markup, nullptr);
  EXPECT_EQ(taken.captures[1].text, "Growth was <3% and rising.");
  EXPECT_NE(taken.captures[2].markup, nullptr);
}

TEST(ReadDelimited, HeadlinesAlone) {
  const Taken taken = take("date,headline\n2020-01-01,Army enters capital\n2020-01-02,Talks resume\n");
  ASSERT_EQ(taken.captures.size(), 2u);
  EXPECT_EQ(taken.captures[0].text, "Army enters capital");
}

TEST(ReadDelimited, NamedColumns) {
  ReadOptions options;
  options.columns = {{"text", "Nachricht"}, {"published", "Tag"}};
  const Taken taken = take("Nr;Nachricht;Tag\n1;Der Rat tagt.;2020-01-01\n2;Er stimmt ab.;2020-01-02\n", options);
  ASSERT_EQ(taken.captures.size(), 2u) << taken.messages();
  EXPECT_EQ(taken.captures[0].text, "Der Rat tagt.");
  EXPECT_EQ(taken.captures[0].published, "2020-01-01");
  // A known column gives way to a named one; a misspelt one is told with those that there are.
  options.columns = {{"text", "summary"}};
  EXPECT_EQ(take("text,summary\nlong,short\nlong,short\n", options).captures.at(0).text, "short");
  options.columns = {{"text", "Nachrcht"}};
  const Taken none = take("Nr;Nachricht;Tag\n1;Der Rat tagt.;2020-01-01\n2;Er stimmt ab.;2020-01-02\n", options);
  EXPECT_EQ(none.captures.size(), 0u);
  ASSERT_EQ(none.problems.size(), 1u);
  EXPECT_NE(none.problems[0].message.find("\"Nr\", \"Nachricht\", \"Tag\""), std::string::npos) << none.messages();
  // Prose stays prose, whatever columns are named.
  EXPECT_EQ(take("The army, he said, left.\nIt was late.\n", options).captures.at(0).id, "news.csv");
}

TEST(ReadDelimited, Encodings) {
  const std::string table =
      "id,text\n1,Le pr\u00E9sident a d\u00E9clar\u00E9 mardi que l'\u00C9tat refusera.\n2,\u00C0 demain, "
      "r\u00E9pond-il.\n";
  const std::string quoted = "id,text\n1,\"Le pr\u00E9sident a d\u00E9clar\u00E9 mardi que l'\u00C9tat refusera.\"\n";
  for (const std::string& bytes : {quoted, encoded(quoted, "windows-1252"), "\xFF\xFE" + encoded(quoted, "utf-16le"),
                                   "\xFE\xFF" + encoded(quoted, "utf-16be")}) {
    const Taken taken = take(bytes);
    ASSERT_EQ(taken.captures.size(), 1u) << taken.messages();
    EXPECT_EQ(taken.captures[0].text, "Le pr\u00E9sident a d\u00E9clar\u00E9 mardi que l'\u00C9tat refusera.");
  }
  // Broken bytes far behind a sound beginning.
  std::string late = "id,text\n";
  for (int i = 0; i < 30000; ++i) late += std::to_string(i) + ",Caf\u00E9 talks.\n";
  late += "x,Caf\xFF end.\n";
  const Taken taken = take(late);
  ASSERT_EQ(taken.captures.size(), 30001u);
  EXPECT_EQ(taken.captures.back().text, "Caf  end.");
  ASSERT_EQ(taken.problems.size(), 1u);
  EXPECT_EQ(taken.problems[0].code, ErrorCode::bad_encoding);
}

TEST(ReadDelimited, OptionsFillWhatRowsLeaveOpen) {
  ReadOptions options;
  options.defaults.outlet = "Default Post";
  const Taken taken = take("text,source\nOne.,\nTwo.,Own Paper\n", options);
  EXPECT_EQ(taken.captures.at(0).outlet, "Default Post");
  EXPECT_EQ(taken.captures.at(1).outlet, "Own Paper");
}

TEST(ReadDelimited, HeaderAlone) {
  const Taken taken = take("id,title,text\n");
  EXPECT_EQ(taken.captures.size(), 0u);
  ASSERT_EQ(taken.problems.size(), 1u);
  EXPECT_EQ(taken.problems[0].code, ErrorCode::not_coded);
}

TEST(ReadDelimited, LongRowsAreSkippedInBoundedMemory) {
  ReadOptions options;
  options.max_capture_bytes = 1000;
  const std::string bytes =
      "id,text\na,First.\nb,\"" + std::string(3000000, 'x') + "\"\nc," + std::string(3000000, 'y') + "\nd,Last.\n";
  const Taken taken = take(bytes, options);
  ASSERT_EQ(taken.captures.size(), 2u) << taken.messages();
  EXPECT_EQ(taken.captures[1].id, "d");
  ASSERT_EQ(taken.problems.size(), 2u);
  EXPECT_EQ(taken.problems[0].code, ErrorCode::too_large);
  EXPECT_EQ(taken.problems[0].doc, "in/news.csv:3");
  EXPECT_EQ(taken.problems[1].doc, "in/news.csv:4");
}

/// A quotation mark that stays open on every line: each line alone would be searched to the end of the file.
TEST(ReadDelimited, OpenQuotationMarksTakeLinearTime) {
  std::string bytes = "id,text\n";
  for (int i = 0; i < 200000; ++i) bytes += "a\",\"b\n";
  const auto begin = std::chrono::steady_clock::now();
  const Taken taken = take(bytes);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_GT(taken.problems.size(), 0u);
}

TEST(TableSeparator, TellsTablesFromProse) {
  for (const char* table : {"id,text\n1,One\n2,Two\n", "text,date\n\"A, b\",2020\n", "url,title,content\nu,t,c",
                            "Title,Body\n\"Long,\nvery\",\"x", ",title,text\n0,a,b\n1,c,d\n"}) {
    EXPECT_EQ(table_separator(table, ""), ',') << table;
  }
  EXPECT_EQ(table_separator("id\ttext\n1\tOne\n", ""), '\t');
  EXPECT_EQ(table_separator("id;text\n1;One, two\n2;Three\n", ""), ';');
  for (const char* prose :
       {"", "text", "text\nline\nline\n", "Content, he said, is king.\nNobody, she said, agrees.\n",
        "The army, he said, left.\nIt was late, though.\n", "Text, source: Reuters\n\nThe talks went on, for long.\n",
        "Article, body and summary.\nMore words, here.\n", "Story\tBy our reporter in the far north of the land.\n",
        "Home, News, Article, Contact\nThe president said so.\nHe was, and is, angry.\nNo, never.\n",
        "id,name,size\n1,a,2\n2,b,3\n", "summary,\nlater\n"}) {
    EXPECT_EQ(table_separator(prose, ""), '\0') << prose;
  }
  EXPECT_EQ(table_separator("text\nOne\nTwo\n", "text/csv"), ',');
  EXPECT_EQ(table_separator("text\nOne\nTwo\n", "text/tab-separated-values"), '\t');
}

TEST(RowReader, ChunksDoNotMatter) {
  std::string bytes = "id,text\r\n";
  for (int i = 0; i < 20000; ++i) bytes += "\"" + std::to_string(i) + "\",\"a \"\"b\"\"\r\nc\"\r";
  std::istringstream in(bytes);
  RowReader rows(*in.rdbuf(), ',', 1000);
  DelimitedRow row;
  size_t count = 0;
  while (rows.next(row)) {
    ASSERT_EQ(row.fault, "");
    ASSERT_EQ(row.fields.size(), 2u);
    if (count > 0) {
      ASSERT_EQ(row.fields[1], "a \"b\"\r\nc");
    }
    ++count;
  }
  EXPECT_EQ(count, 20001u);
}

}  // namespace
}  // namespace demarche
