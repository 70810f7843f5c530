#include "capture/reader.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "base/utf8.h"
#include "capture/content.h"
#include "capture/encoding.h"
#include "taken.h"

namespace demarche {
namespace {
namespace fs = std::filesystem;

Taken take_lines(const std::string& bytes, const ReadOptions& options = {}) {
  Taken out;
  std::istringstream in(bytes);
  read_json_lines(in, "in.jsonl", options, out.sink());
  return out;
}

Taken take_stream(const std::string& bytes, const ReadOptions& options = {}) {
  return take_bytes(bytes, "folder/in.txt", options);
}

std::string encode(const std::string& utf8, const char* encoding) {
  UErrorCode code = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const int32_t size = ucnv_convert(encoding, "utf-8", out.data(), static_cast<int32_t>(out.size()), utf8.data(),
                                    static_cast<int32_t>(utf8.size()), &code);
  EXPECT_TRUE(U_SUCCESS(code)) << encoding;
  out.resize(static_cast<size_t>(size));
  return out;
}

struct EncodingCase {
  const char* encoding;  ///< how the bytes are made
  const char* expected;  ///< what the reader must call it
  const char* text;
  const char* mark;  ///< byte-order mark in front
  size_t mark_size;
};

const char* const kFrench =
    "Le président a déclaré mardi que l'Élysée n'acceptera pas la décision. Où étaient les ministres à cette heure-là? "
    "« Nous avons été prévenus trop tard », a répondu le préfet, très fâché, après la réunion de l'été dernier.";
const char* const kRussian =
    "Правительство заявило во вторник, что переговоры продолжатся на следующей неделе. Министр отказался отвечать на "
    "вопросы журналистов и сказал, что решение примет парламент. Оппозиция требует отставки кабинета.";
const char* const kPolish =
    "Rząd oświadczył we wtorek, że rozmowy będą kontynuowane w przyszłym tygodniu. Minister odmówił odpowiedzi na "
    "pytania "
    "dziennikarzy i powiedział, że decyzję podejmie sejm. Opozycja żąda ustąpienia całego gabinetu, także źle "
    "ocenianych posłów.";
const char* const kGreek =
    "Η κυβέρνηση δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα. Ο υπουργός αρνήθηκε να "
    "απαντήσει στις "
    "ερωτήσεις των δημοσιογράφων και είπε ότι η απόφαση ανήκει στη βουλή.";
const char* const kJapanese =
    "政府は火曜日、協議は来週も続くと発表した。大臣は記者団の質問に答えることを拒み、決定は国会が下すと述べた。野党は内"
    "閣の退陣を求めている。";

class Encodings : public ::testing::TestWithParam<EncodingCase> {};

/// Every word of the text leads back to exactly its own bytes.
TEST_P(Encodings, EveryWordMapsToItsOwnBytes) {
  const EncodingCase& one = GetParam();
  const std::string bytes = std::string(one.mark, one.mark_size) + encode(one.text, one.encoding);
  const Result<Capture> capture = read_text("a/b/page.txt", bytes, {});
  ASSERT_TRUE(capture) << capture.error().text();
  EXPECT_EQ(capture->encoding, one.expected);
  EXPECT_EQ(capture->id, "page.txt");
  const std::string& text = capture->text;
  EXPECT_TRUE(text.ends_with(one.text)) << text;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find(' ', begin);
    if (end == std::string::npos) end = text.size();
    const Span span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    std::string word = text.substr(begin, end - begin);
    if (word.starts_with("\xEF\xBB\xBF")) break;
    const Span original = capture->map.to_original(span);
    ASSERT_LE(original.end, bytes.size());
    EXPECT_EQ(encode(word, one.encoding), std::string(original.in(bytes))) << word;
    begin = end + 1;
  }
}

INSTANTIATE_TEST_SUITE_P(Capture, Encodings,
                         ::testing::Values(EncodingCase{"utf-8", "utf-8", kFrench, "", 0},
                                           EncodingCase{"utf-8", "utf-8", kRussian, "\xEF\xBB\xBF", 3},
                                           EncodingCase{"utf-16le", "utf-16le", kFrench, "\xFF\xFE", 2},
                                           EncodingCase{"utf-16be", "utf-16be", kFrench, "\xFE\xFF", 2},
                                           EncodingCase{"utf-16le", "utf-16le", kFrench, "", 0},
                                           EncodingCase{"utf-16be", "utf-16be", kFrench, "", 0},
                                           EncodingCase{"utf-16le", "utf-16le", kRussian, "", 0},
                                           EncodingCase{"utf-16be", "utf-16be", kJapanese, "\xFE\xFF", 2},
                                           EncodingCase{"utf-32le", "utf-32le", kFrench, "\xFF\xFE\0\0", 4},
                                           EncodingCase{"windows-1252", "windows-1252", kFrench, "", 0},
                                           EncodingCase{"iso-8859-1", "windows-1252", kFrench, "", 0},
                                           EncodingCase{"windows-1251", "windows-1251", kRussian, "", 0},
                                           EncodingCase{"koi8-r", "koi8-r", kRussian, "", 0},
                                           EncodingCase{"iso-8859-5", "iso-8859-5", kRussian, "", 0},
                                           EncodingCase{"windows-1250", "windows-1250", kPolish, "", 0},
                                           EncodingCase{"iso-8859-2", "iso-8859-2", kPolish, "", 0},
                                           EncodingCase{"windows-1253", "iso-8859-7", kGreek, "", 0},
                                           EncodingCase{"shift_jis", "windows-31j", kJapanese, "", 0},
                                           EncodingCase{"euc-jp", "euc-jp", kJapanese, "", 0}));

TEST(ReadText, BinaryDataIsNamed) {
  const std::vector<std::pair<std::string, std::string>> all = {
      {std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), "PNG"},
      {std::string("\xFF\xD8\xFF\xE0\0\x10JFIF", 10), "JPEG"},
      {std::string("\x1F\x8B\x08\0\0\0\0\0", 8), "gzip"},
      {std::string("PK\x03\x04\x14\0\0\0", 8), "ZIP"},
      {"%PDF-1.7 something", "PDF"},
      {std::string("words and then\0a nul", 20), "NUL"},
      {std::string(200, '\x02') + "words", "control"},
      {std::string("SQLite format 3\0abc", 19), "SQLite"}};
  for (const auto& [bytes, word] : all) {
    const Result<Capture> capture = read_text("x", bytes, {});
    ASSERT_FALSE(capture);
    EXPECT_EQ(capture.error().code, ErrorCode::bad_encoding);
    EXPECT_NE(capture.error().message.find(word), std::string::npos) << capture.error().message;
  }
}

TEST(ReadText, EmptyIsNotCoded) {
  for (const char* bytes : {"", " \n\t\r\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF \n"}) {
    const Result<Capture> capture = read_text("x", bytes, {});
    ASSERT_FALSE(capture);
    EXPECT_EQ(capture.error().code, ErrorCode::not_coded);
  }
}

TEST(ReadText, BrokenUtf8KeepsItsPlaces) {
  const std::string bytes = "Les d\xC3\xA9put\xC3\xA9s ont vot\xC3\xA9 \xFF\xC3 hier \xE2\x80";
  const Result<Capture> capture = read_text("x", bytes, {});
  ASSERT_TRUE(capture);
  EXPECT_EQ(capture->encoding, "utf-8");
  EXPECT_TRUE(is_valid_utf8(capture->text));
  EXPECT_EQ(capture->text.size(), bytes.size());
  EXPECT_TRUE(capture->map.identity());
  EXPECT_EQ(capture->text.substr(0, 13), bytes.substr(0, 13));
}

TEST(ContentKind, ToldByTheBeginning) {
  const std::vector<std::pair<const char*, ContentKind>> all = {
      {"", ContentKind::empty},
      {"\xEF\xBB\xBF \n", ContentKind::empty},
      {"Plain words.", ContentKind::text},
      {"<3 is how she signed.", ContentKind::text},
      {"<!DOCTYPE html><p>x", ContentKind::html},
      {"<?xml version='1.0'?>\n<!-- note --><rss version='2.0'>", ContentKind::feed},
      {"<rdf:RDF xmlns:rdf='x'>", ContentKind::feed},
      {"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", ContentKind::feed},
      {"<urlset xmlns='x'>", ContentKind::sitemap},
      {"<?xml version='1.0'?><sitemapindex>", ContentKind::sitemap},
      {"<?xml version='1.0'?><note>x</note>", ContentKind::xml},
      {"WARC/1.0\r\nWARC-Type: response", ContentKind::warc},
      {"id,title,text\n1,a,b\n", ContentKind::csv},
      {"id\ttext\n1\ta\n", ContentKind::tsv},
      {"The army, he said, left.\nIt was late.\n", ContentKind::text},
      {"{\"id\":\"a\",\"text\":\"x\"}\n", ContentKind::json_lines},
      {"{\"id\":\"a\",\"html\":\"<p>x\"}\n", ContentKind::json_lines},
      {"{\"uri\":\"urn:1\",\"headline\":\"x\"}", ContentKind::ninjs},
      {"[\n {\n  \"uri\": \"urn:1\",\n  \"bodies\": [", ContentKind::ninjs},
      {"{\"uri\":\"urn:1\"}", ContentKind::json},
      {"[1,2]", ContentKind::json}};
  for (const auto& [bytes, kind] : all) EXPECT_EQ(content_kind(bytes, true), kind) << bytes;
}

TEST(ReadText, TooLarge) {
  ReadOptions options;
  options.max_capture_bytes = 10;
  const Result<Capture> capture = read_text("x", "eleven byte", options);
  ASSERT_FALSE(capture);
  EXPECT_EQ(capture.error().code, ErrorCode::too_large);
}

TEST(ReadJsonLines, FieldsAndDefaults) {
  ReadOptions options;
  options.defaults.outlet = "Default Post";
  options.defaults.published = "2001-01-01";
  const Taken taken = take_lines(
      "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"One "
      "\\u00e9.\",\"title\":\"T\",\"url\":\"u\",\"outlet\":\"O\",\"published\":\"2020-01-02\",\"language\":\"en\"}\r\n"
      "\n"
      "{\"text\":\"Two\",\"extra\":{\"text\":[1,{\"id\":\"no\"}]},\"title\":null}\n"
      "{\"id\":17,\"text\":\"Three\\u0000.\"}",
      options);
  ASSERT_EQ(taken.problems.size(), 0u);
  ASSERT_EQ(taken.captures.size(), 3u);
  EXPECT_EQ(taken.captures[0].id, "a");
  EXPECT_EQ(taken.captures[0].text, "One \u00E9.");
  EXPECT_EQ(taken.captures[0].outlet, "O");
  EXPECT_EQ(taken.captures[0].published, "2020-01-02");
  EXPECT_EQ(taken.captures[1].id, "in.jsonl:3");
  EXPECT_EQ(taken.captures[1].outlet, "Default Post");
  EXPECT_EQ(taken.captures[2].id, "17");
  EXPECT_EQ(taken.captures[2].text, "Three .");
}

TEST(ReadJsonLines, BadLinesBecomeProblemsAndReadingGoesOn) {
  const Taken taken = take_lines(
      "{\"text\":\"fine\"}\n"
      "{\"text\":\"cut\n"
      "[1,2]\n"
      "\"text\"\n"
      "{\"text\":5}\n"
      "{\"id\":\"n\"}\n"
      "{\"id\":\"h\",\"html\":7}\n"
      "{\"id\":\"e\",\"text\":\"  \"}\n"
      "{\"id\":\"s\",\"text\":\"\\ud800\"}\n"
      "{\"id\":\"w\",\"text\":\"kept\",\"title\":[1]}\n"
      "{\"id\":\"last\",\"text\":\"fine too\"}");
  ASSERT_EQ(taken.captures.size(), 3u);
  EXPECT_EQ(taken.captures[2].id, "last");
  ASSERT_EQ(taken.problems.size(), 9u);
  EXPECT_EQ(taken.problems[0].doc, "in.jsonl:2");
  EXPECT_EQ(taken.problems[0].code, ErrorCode::bad_format);
  EXPECT_NE(taken.problems[4].message.find("in.jsonl:6"), std::string::npos);
  EXPECT_NE(taken.problems[5].message.find("html: expected a string, found a number"), std::string::npos);
  EXPECT_EQ(taken.problems[6].code, ErrorCode::not_coded);
  EXPECT_EQ(taken.problems[8].doc, "w");
}

TEST(ReadJsonLines, Pages) {
  ReadOptions options;
  options.defaults.outlet = "Default Post";
  const Taken taken = take_lines(
      "{\"id\":\"h\",\"html\":\"<p>He left &amp; "
      "won.</p>\",\"title\":\"T\",\"byline\":\"B\",\"modified\":\"2020-01-03\","
      "\"captured\":\"2020-01-04\",\"published\":\"2020-01-02\"}\n"
      "{\"html\":\"<p>not read</p>\",\"text\":\"The text wins.\"}\n"
      "{\"html\":\" \"}\n",
      options);
  ASSERT_EQ(taken.captures.size(), 2u) << taken.messages();
  const Capture& page = taken.captures[0];
  EXPECT_EQ(page.id, "h");
  EXPECT_EQ(page.title, "T");
  EXPECT_EQ(page.byline, "B");
  EXPECT_EQ(page.published, "2020-01-02");
  EXPECT_EQ(page.modified, "2020-01-03");
  EXPECT_EQ(page.captured, "2020-01-04");
  EXPECT_EQ(page.outlet, "") << "the page may name it, so the default waits";
  EXPECT_EQ(page.defaults.outlet, "Default Post");
  ASSERT_NE(page.markup, nullptr);
  const size_t won = page.text.find("won");
  ASSERT_NE(won, std::string::npos);
  EXPECT_EQ(page.map.to_original(static_cast<uint32_t>(won)), std::string("<p>He left &amp; ").size());
  EXPECT_EQ(taken.captures[1].text, "The text wins.");
  EXPECT_EQ(taken.captures[1].id, "in.jsonl:2");
  ASSERT_EQ(taken.problems.size(), 1u);
  EXPECT_EQ(taken.problems[0].code, ErrorCode::not_coded);
}

TEST(ReadJsonLines, DeepNesting) {
  const std::string deep =
      "{\"deep\":" + std::string(100000, '[') + std::string(100000, ']') + ",\"id\":\"d\",\"text\":\"fine\"}\n";
  const std::string open = "{\"deep\":" + std::string(100000, '[') + "\n";
  const std::string objects = [] {
    std::string out;
    for (int i = 0; i < 100000; ++i) out += "{\"a\":";
    return out + "\n";
  }();
  const Taken taken = take_lines(deep + open + objects + "{\"text\":\"after\"}\n");
  ASSERT_EQ(taken.captures.size(), 2u);
  EXPECT_EQ(taken.captures[0].id, "d");
  EXPECT_EQ(taken.problems.size(), 2u);
}

/// A stream of one long line and a short one, made while it is read.
class LongLine : public std::streambuf {
 public:
  explicit LongLine(uint64_t bytes) : left_(bytes), block_(65536, 'x') {}

 protected:
  int_type underflow() override {
    if (left_ > 0) {
      const uint64_t size = std::min<uint64_t>(left_, block_.size());
      if (!begun_) {
        block_.replace(0, 9, "{\"text\":\"");
      } else {
        block_.replace(0, 9, "xxxxxxxxx");
      }
      begun_ = true;
      left_ -= size;
      setg(block_.data(), block_.data(), block_.data() + size);
    } else if (!ended_) {
      ended_ = true;
      end_ = "\"}\n{\"id\":\"after\",\"text\":\"fine\"}\n";
      setg(end_.data(), end_.data(), end_.data() + end_.size());
    } else {
      return traits_type::eof();
    }
    return traits_type::to_int_type(*gptr());
  }

 private:
  uint64_t left_;
  bool begun_ = false;
  bool ended_ = false;
  std::string block_;
  std::string end_;
};

TEST(ReadJsonLines, HugeLineIsSkipped) {
  ReadOptions options;
  options.max_capture_bytes = 1 << 20;
  LongLine buffer(uint64_t{200} << 20);
  std::istream in(&buffer);
  Taken taken;
  read_stream(in, "huge.jsonl", options, taken.sink());
  ASSERT_EQ(taken.problems.size(), 1u);
  EXPECT_EQ(taken.problems[0].code, ErrorCode::too_large);
  EXPECT_EQ(taken.problems[0].doc, "huge.jsonl:1");
  ASSERT_EQ(taken.captures.size(), 1u);
  EXPECT_EQ(taken.captures[0].id, "after");
}

TEST(ReadStream, TypeByContent) {
  EXPECT_EQ(take_stream("Plain words.").captures.at(0).id, "in.txt");
  EXPECT_EQ(take_stream("{curly} words begin this text.\n").captures.at(0).text, "{curly} words begin this text.\n");
  EXPECT_EQ(take_stream("\n {\"id\":\"j\",\"text\":\"x\"}\n").captures.at(0).id, "j");
  EXPECT_EQ(take_stream("{broken\n{\"id\":\"j\",\"text\":\"x\"}\n").captures.at(0).id, "j");
  for (const char* other :
       {"{\"a\":1}\n{\"b\":2}\n", "[{\"text\":\"x\"}]", "{\n \"text\": \"pretty\",\n \"id\": \"p\"\n}\n"}) {
    const Taken taken = take_stream(other);
    EXPECT_EQ(taken.captures.size(), 0u) << other;
    ASSERT_EQ(taken.problems.size(), 1u) << other;
    EXPECT_EQ(taken.problems[0].code, ErrorCode::bad_format);
  }
  const std::string wide = "\xFF\xFE" + encode("{\"id\":\"w\",\"text\":\"é\"}\n", "utf-16le");
  EXPECT_EQ(take_stream(wide).captures.at(0).text, "é");
}

}  // namespace
}  // namespace demarche
