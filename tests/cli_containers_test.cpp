// Records that came out of a container are explained from it again.
#include <nlohmann/json.hpp>

#include "command_test.h"

namespace demarche {
namespace {

const std::string kText =
    "Envoys Meet in Lima\n\nBrazil condemned Argentina on Monday. Brazilian officials demanded that Argentina withdraw "
    "its troops from the border.\n";

class Containers : public testing::CommandTest {
 protected:
  /// Reads `input` into a store, then explains its first event.
  std::string explained(const std::string& input) {
    const std::string command = "'" DEMARCHE_COMMAND "' ";
    EXPECT_LE(run(command + "read --fresh --store s.db " + input), 1) << text("err");
    EXPECT_EQ(run(command + "events --json --store s.db"), 0) << text("err");
    const std::string lines = text("out");
    const auto first = nlohmann::json::parse(lines.substr(0, lines.find('\n')), nullptr, false);
    if (!first.is_object() || !first.contains("id")) return "no event: " + lines;
    EXPECT_EQ(run(command + "explain --store s.db " + first["id"].get<std::string>()), 0) << text("err");
    return text("out");
  }
};

TEST_F(Containers, ARecordOfAWarcInGzip) {
  put("crawl.warc",
      "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:0001>\r\nWARC-Target-URI: "
      "https://news.example/1\r\nContent-Type: text/plain\r\nContent-Length: " +
          std::to_string(kText.size()) + "\r\n\r\n" + kText + "\r\n\r\n");
  ASSERT_EQ(run("gzip crawl.warc"), 0);
  const std::string page = explained("crawl.warc.gz");
  EXPECT_NE(page.find("read again from"), std::string::npos) << page;
  EXPECT_NE(page.find("crawl.warc.gz"), std::string::npos) << page;
}

TEST_F(Containers, AMemberOfAnArchive) {
  std::filesystem::create_directories(folder_ / "in");
  put("in/note.txt", kText);
  ASSERT_EQ(run("tar cf press.tar in && rm -r in"), 0);
  EXPECT_NE(explained("press.tar").find("press.tar"), std::string::npos);
  ASSERT_EQ(run("gzip press.tar"), 0);
  const std::string page = explained("press.tar.gz");
  EXPECT_NE(page.find("read again from"), std::string::npos) << page;
}

TEST_F(Containers, LimitsAreOptions) {
  const std::string command = "'" DEMARCHE_COMMAND "' clean --format json ";
  put("many.txt", kText + std::string(8000000, 'a'));
  ASSERT_EQ(run("gzip many.txt"), 0);
  EXPECT_EQ(run(command + "many.txt.gz --max-expansion 100"), 1);
  EXPECT_NE(text("out").find("--max-expansion"), std::string::npos);
  EXPECT_EQ(run(command + "many.txt.gz --max-expanded-bytes 1000000"), 1);
  EXPECT_NE(text("out").find("--max-expanded-bytes"), std::string::npos);
  EXPECT_EQ(run(command + "many.txt.gz --max-expansion 0"), 2);
}

}  // namespace
}  // namespace demarche
