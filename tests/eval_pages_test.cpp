// Runs `demarche eval pages` as a user would.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/file.h"
#include "command_test.h"

namespace demarche {
namespace {

class EvalPages : public testing::CommandTest {
 protected:
  int run(const std::string& options) {
    const int exit = CommandTest::run("'" DEMARCHE_COMMAND "' " + options);
    out_ = text("out");
    err_ = text("err");
    return exit;
  }
  double figure(const std::string& row, int column) const {
    std::istringstream in(out_.substr(out_.find(row) + row.size()));
    double value = 0;
    for (int i = 0; i <= column; ++i) in >> value;
    return value;
  }

  std::string out_, err_;
};

constexpr const char* kPage =
    "<html><head><title>Bridge closed</title><meta property='article:published_time' content='2021-03-04'></head>"
    "<body><nav><a href=/>Home</a></nav><h1>Bridge closed</h1><p>The bridge at Zenda was closed on Monday because of "
    "the flood, the council said.</p><p>It will be opened again when the water has gone down, a spokesman said.</p>"
    "</body></html>";

TEST_F(EvalPages, PrintsTheTableAndTheAnswers) {
  put("page.html", kPage);
  const std::string body =
      "The bridge at Zenda was closed on Monday because of the flood, the council said.\\nIt will be opened again when "
      "the water has gone down, a spokesman said.";
  put("gold.jsonl", R"({"id":"a","html":"page.html","title":"Bridge closed","date":"2021-03-04","text":")" + body +
                        "\"}\n{\"id\":\"b\",\"html\":\"<p>Nothing else stands here today.</p>\",\"text\":\"Nothing "
                        "else stands here today.\"}\n");
  ASSERT_EQ(run("eval pages gold.jsonl --errors 2 --predictions answers.jsonl"), 0) << err_;
  EXPECT_NE(out_.find("2 pages"), std::string::npos) << out_;
  EXPECT_NE(out_.find("title  right 1.000 (1 of 1"), std::string::npos) << out_;
  EXPECT_NE(out_.find("date   right 1.000 (1 of 1"), std::string::npos) << out_;
  EXPECT_GT(figure("words", 2), 0.9) << out_;
  const std::string answers = read_file(folder_ / "answers.jsonl").value();
  const auto line = nlohmann::json::parse(answers.substr(0, answers.find('\n')));
  EXPECT_EQ(line["id"], "a");
  EXPECT_EQ(line["title"], "Bridge closed");
  EXPECT_EQ(line["date"], "2021-03-04");
  EXPECT_EQ(line["text"].get<std::string>().find("Home"), std::string::npos);
}

TEST_F(EvalPages, ErrorsNameFileAndLine) {
  put("gold.jsonl", "{\"id\":\"a\"}\n");
  EXPECT_EQ(run("eval pages gold.jsonl"), 3);
  EXPECT_NE(err_.find("gold.jsonl:1"), std::string::npos) << err_;
  put("gold.jsonl", "{\"id\":\"a\",\"html\":\"missing.html\",\"text\":\"\"}\n");
  EXPECT_EQ(run("eval pages gold.jsonl"), 3);
  EXPECT_NE(err_.find("missing.html"), std::string::npos) << err_;
}

/// The development pages, where the folder is there: the figures that must not fall.
TEST_F(EvalPages, DevelopmentSet) {
  const std::filesystem::path set = DEMARCHE_SOURCE_DIR "/../shared/dev/html";
  if (!std::filesystem::exists(set / "pages.tar.zst")) GTEST_SKIP() << set << " is not there";
  const std::string unpack = "zstd -dqc '" + (set / "pages.tar.zst").string() + "' | tar -xf - -C '" +
                             folder_.string() + "' && zstd -dqf '" + (set / "gold.jsonl.zst").string() + "' -o '" +
                             (folder_ / "gold.jsonl").string() + "'";
  ASSERT_EQ(std::system(unpack.c_str()), 0);
  ASSERT_EQ(run("eval pages gold.jsonl"), 0) << err_;
  EXPECT_GE(figure("words", 2), 0.955) << out_;
  EXPECT_GE(figure("title  right", 0), 0.885) << out_;
  EXPECT_GE(figure("date   right", 0), 0.85) << out_;
}

}  // namespace
}  // namespace demarche
