#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "language/model_builder.h"
#include "language/shipped_model_for_tests.h"

namespace demarche {
namespace {

/// A treebank of one pattern, "The N V the N ." with changing words.
std::string tiny_treebank() {
  static constexpr const char* kNouns[] = {"harbour", "ferry", "crew", "pilot", "island"};
  static constexpr const char* kVerbs[] = {"guards", "reaches", "leaves"};
  static constexpr const char* kLemmas[] = {"guard", "reach", "leave"};
  std::string out;
  for (int i = 0; i < 60; ++i) {
    const std::string noun = kNouns[i % 5], other = kNouns[(i / 3) % 5];
    out += "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\t" + noun + "\t" + noun + "\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n3\t" +
           kVerbs[i % 3] + "\t" + kLemmas[i % 3] +
           "\tVERB\tVBZ\t_\t0\troot\t_\t_\n4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\t_\n5\t" + other + "\t" + other +
           "\tNOUN\tNN\t_\t3\tobj\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";
  }
  return out;
}

class TinyModel : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("demarche_trainer_test_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "tiny.conllu") << tiny_treebank();
    std::ofstream vectors(folder_ / "vectors.txt");
    for (const char* word : {"harbour", "ferry", "crew"}) {
      vectors << word;
      for (size_t i = 0; i < kVectorWidth; ++i) vectors << ' ' << (i % 7 ? 0.25 : -0.5);
      vectors << '\n';
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  BuildOptions options() const {
    BuildOptions out;
    out.treebanks = {folder_ / "tiny.conllu"};
    out.vectors = folder_ / "vectors.txt";
    out.training.epochs = 6;
    return out;
  }

  std::filesystem::path folder_;
};

const auto kSilent = [](const std::string&) {};

}  // namespace

TEST_F(TinyModel, TheSameInputGivesTheSameBytes) {
  const Result<BuiltModel> first = build_model(options(), kSilent), second = build_model(options(), kSilent);
  ASSERT_TRUE(first) << first.error().text();
  ASSERT_TRUE(second);
  EXPECT_EQ(first->weights, second->weights);
  EXPECT_EQ(first->manifest, second->manifest);
  BuildOptions other = options();
  other.training.seed = 2;
  const Result<BuiltModel> third = build_model(other, kSilent);
  ASSERT_TRUE(third);
  EXPECT_NE(first->weights, third->weights);
}

TEST_F(TinyModel, LearnsItsPatternAndLoads) {
  BuildOptions wanted = options();
  wanted.training.epochs = 15;
  const Result<BuiltModel> built = build_model(wanted, kSilent);
  ASSERT_TRUE(built) << built.error().text();
  std::ofstream(folder_ / "weights.bin", std::ios::binary) << built->weights;
  std::ofstream(folder_ / "manifest.json") << built->manifest;
  const auto model = LanguageModel::load(folder_);
  ASSERT_TRUE(model) << model.error().text();
  Analyzer analyzer(*model);
  const Capture capture = capture_of("The pilot reaches the crew.");
  const Parse parse = analyzer.parse(capture, one_block(capture));
  ASSERT_EQ(parse.sentences.size(), 1u);
  const std::vector<Token>& tokens = parse.sentences[0].tokens;
  ASSERT_EQ(tokens.size(), 6u);
  EXPECT_EQ(tokens[1].relation, Relation::nsubj);
  EXPECT_EQ(tokens[2].head, -1);
  EXPECT_EQ(tokens[2].lemma, "reach");
  EXPECT_EQ(tokens[4].relation, Relation::obj);
}

TEST_F(TinyModel, ChangedWeightsDoNotLoad) {
  const Result<BuiltModel> built = build_model(options(), kSilent);
  ASSERT_TRUE(built);
  std::ofstream(folder_ / "manifest.json") << built->manifest;
  std::string broken = built->weights;
  broken[broken.size() / 2] = static_cast<char>(broken[broken.size() / 2] ^ 1);
  std::ofstream(folder_ / "weights.bin", std::ios::binary) << broken;
  const auto model = LanguageModel::load(folder_);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::bad_format);
}

TEST_F(TinyModel, ManifestThatPromisesOtherTreesDoesNotLoad) {
  const Result<BuiltModel> built = build_model(options(), kSilent);
  ASSERT_TRUE(built);
  std::string manifest = built->manifest;
  const size_t tags = manifest.find("\"tags\"");
  ASSERT_NE(tags, std::string::npos);
  manifest.insert(manifest.find('/', tags), "X");
  std::ofstream(folder_ / "manifest.json") << manifest;
  std::ofstream(folder_ / "weights.bin", std::ios::binary) << built->weights;
  const auto model = LanguageModel::load(folder_);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::self_test_failed);
}

TEST(Trainer, TreebanksWithoutTreesAreRefused) {
  const std::filesystem::path empty = std::filesystem::temp_directory_path() / "demarche_empty.conllu";
  std::ofstream(empty) << "";
  BuildOptions options;
  options.treebanks = {empty};
  EXPECT_FALSE(build_model(options, kSilent));
  options.treebanks = {"/nonexistent.conllu"};
  const Result<BuiltModel> missing = build_model(options, kSilent);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  std::filesystem::remove(empty);
}

}  // namespace demarche
