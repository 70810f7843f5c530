// Runs `demarche eval relations` and `demarche train relations` as a user would.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/file.h"
#include "command_test.h"

namespace demarche {
namespace {
namespace fs = std::filesystem;

class EvalRelations : public testing::CommandTest {
 protected:
  int run(const std::string& options) {
    const int exit = CommandTest::run("'" DEMARCHE_COMMAND "' " + options);
    out_ = text("out");
    err_ = text("err");
    return exit;
  }

  std::string out_, err_;
};

constexpr const char* kRows =
    "gold_root\tsentence_id\tmarked_sentence\tsource\ttarget\n"
    "ACCUSE\t1\t<s>Bolivia</s> condemned <t>Paraguay</t> on Friday.\tBolivia\tParaguay\n"
    "YIELD\t2\t\"<s>Ghana</s> \"\"at last\"\" released <t>eleven Togolese fishermen</t>.\"\tGhana\tfishermen\n"
    "ASSAULT\t3\t<t>The convoy</t> was attacked by <s>rebel fighters</s> near the river.\trebel fighters\tThe convoy\n"
    "AID\t4\tOman sent <t>Yemen</t> flour.\tOman\tYemen\n";

TEST_F(EvalRelations, PrintsTheTableAndTheAnswers) {
  put("rows.tsv", kRows);
  ASSERT_EQ(run("eval relations rows.tsv --predictions answers.jsonl"), 0) << err_;
  EXPECT_NE(out_.find("4 relations, 0 without an answer"), std::string::npos) << out_;
  EXPECT_NE(out_.find("macro F1: root 1.000  quad 1.000  binary 1.000"), std::string::npos) << out_;
  std::istringstream lines(read_file(folder_ / "answers.jsonl").value());
  std::vector<std::string> roots;
  for (std::string line; std::getline(lines, line);) roots.push_back(nlohmann::json::parse(line)["root"]);
  EXPECT_EQ(roots, (std::vector<std::string>{"ACCUSE", "YIELD", "ASSAULT", "AID"}));
}

TEST_F(EvalRelations, ErrorsShowTheTreeTheFrameAndTheSecondOpinion) {
  put("rows.tsv", "sentence_id\tgold_root\tmarked_sentence\n7\tAID\t<s>Bolivia</s> condemned <t>Paraguay</t>.\n");
  ASSERT_EQ(run("eval relations rows.tsv --errors"), 0) << err_;
  EXPECT_NE(out_.find("7: gold AID, answered ACCUSE by accuse."), std::string::npos) << out_;
  EXPECT_NE(out_.find("\tnsubj\t"), std::string::npos);
  EXPECT_NE(out_.find("second opinion: "), std::string::npos);
  ASSERT_EQ(run("eval relations rows.tsv --errors --frames-only"), 0) << err_;
  EXPECT_EQ(out_.find("second opinion: "), std::string::npos);
}

TEST_F(EvalRelations, SaysWhatIsWrongWithTheFile) {
  EXPECT_EQ(run("eval relations none.tsv"), 3);
  EXPECT_NE(err_.find("none.tsv"), std::string::npos);
  put("bare.tsv", "sentence\tsource\ttarget\nA\tB\tC\n");
  EXPECT_EQ(run("eval relations bare.tsv"), 3);
  EXPECT_NE(err_.find("lacks gold_root"), std::string::npos) << err_;
  put("five.tsv", "gold_root\tgold_penta\tmarked_sentence\nAID\t5\t<s>A</s> fed <t>B</t>.\n");
  EXPECT_EQ(run("eval relations five.tsv"), 3);
  EXPECT_NE(err_.find("gold_penta is '5'"), std::string::npos) << err_;
  put("odd.tsv", "gold_root\tmarked_sentence\nQUARREL\t<s>A</s> met <t>B</t>.\n");
  EXPECT_EQ(run("eval relations odd.tsv"), 3);
  EXPECT_NE(err_.find("odd.tsv:2"), std::string::npos) << err_;
  EXPECT_NE(err_.find("QUARREL"), std::string::npos) << err_;
}

TEST_F(EvalRelations, TrainsFromMarkedSentences) {
  fs::create_directories(folder_ / "sentences");
  std::string text = "# comment\n";
  for (const char* who : {"Chad", "Peru", "Oman", "Mali", "Laos", "Cuba", "Togo", "Iran"}) {
    text += std::string("AID\t073\t<s>") + who + "</s> sent tents to <t>Nepal</t>.\n";
    text += std::string("ASSAULT\t190\t<s>") + who + "</s> shelled <t>Nepal</t> at dawn.\n";
  }
  put("sentences/a.tsv", text);
  ASSERT_EQ(run("train relations --sentences sentences --output model --epochs 2"), 0) << err_;
  EXPECT_TRUE(fs::exists(folder_ / "model" / "weights.bin"));
  const auto manifest = nlohmann::json::parse(read_file(folder_ / "model" / "manifest.json").value());
  EXPECT_EQ(manifest["inputs"][0]["file"], "a.tsv");
  put("sentences/b.tsv", "AID\tonly two columns\n");
  EXPECT_EQ(run("train relations --sentences sentences --output model"), 3);
  EXPECT_NE(err_.find("b.tsv:1"), std::string::npos) << err_;
  EXPECT_EQ(run("train relations --sentences nowhere --output model"), 3);
}

}  // namespace
}  // namespace demarche
