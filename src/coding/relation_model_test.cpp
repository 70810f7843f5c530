#include <gtest/gtest.h>

#include <algorithm>

#include "coding/relation_trainer.h"

namespace demarche {
namespace {

/// Pairs whose type stands in one feature, among noise: even numbers give ASSAULT, odd ones AID, none NONE.
std::vector<RelationSample> samples(size_t count) {
  std::vector<RelationSample> out;
  for (size_t i = 0; i < count; ++i) {
    RelationSample sample;
    const size_t kind = i % 3;
    sample.features.sparse = {100 + kind, 200 + i % 7};
    sample.features.frames = {300 + i % 5};
    sample.features.dense.assign(kPairDense, 0.0f);
    sample.features.dense[i % 11] = 1.0f;
    sample.label = kind == 0   ? static_cast<size_t>(EventType::assault)
                   : kind == 1 ? static_cast<size_t>(EventType::aid)
                               : kNoRelation;
    out.push_back(std::move(sample));
  }
  return out;
}

RelationTraining quick() {
  RelationTraining out;
  out.epochs = 6;
  return out;
}

size_t answer(const RelationModel& model, const PairFeatures& features) {
  const RelationScores scores = model.score(features);
  return static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

TEST(RelationModel, LearnsWhatSeparates) {
  const auto all = samples(240);
  const TrainedRelations trained = train_relations(all, quick(), {});
  const RelationModel model(trained.weights);
  for (size_t i = 0; i < 9; ++i) EXPECT_EQ(answer(model, all[i].features), all[i].label) << i;
  EXPECT_GT(trained.accuracy, 0.95);
  EXPECT_EQ(trained.samples + trained.held_out, all.size());
}

TEST(RelationModel, ProbabilitiesSumToOneAndUnknownFeaturesAreNoHarm) {
  const RelationModel model(train_relations(samples(60), quick(), {}).weights);
  PairFeatures unknown;
  unknown.sparse = {1, 2, 3};
  unknown.dense.assign(kPairDense, 0.0f);
  float sum = 0;
  for (const float p : model.score(unknown)) sum += p;
  EXPECT_NEAR(sum, 1.0f, 1e-5f);
}

TEST(RelationModel, SameSamplesGiveTheSameBytes) {
  const auto all = samples(90);
  EXPECT_EQ(train_relations(all, quick(), {}).weights.pack(), train_relations(all, quick(), {}).weights.pack());
  RelationTraining other = quick();
  other.seed = 2;
  EXPECT_NE(train_relations(all, quick(), {}).weights.pack(), train_relations(all, other, {}).weights.pack());
}

TEST(RelationModel, ReadsWhatItWrote) {
  const RelationWeights weights = train_relations(samples(60), quick(), {}).weights;
  const auto again = RelationWeights::unpack(weights.pack(), "test");
  ASSERT_TRUE(again);
  const auto all = samples(3);
  EXPECT_EQ(RelationModel(weights).score(all[1].features), RelationModel(*again).score(all[1].features));
}

TEST(RelationModel, DamagedWeightsAreAnError) {
  std::string bytes = train_relations(samples(60), quick(), {}).weights.pack();
  for (const size_t keep : {size_t{0}, size_t{10}, bytes.size() / 2, bytes.size() - 1}) {
    const auto cut = RelationWeights::unpack(std::string_view(bytes).substr(0, keep), "cut.bin");
    ASSERT_FALSE(cut) << keep;
    EXPECT_EQ(cut.error().code, ErrorCode::bad_format);
  }
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  EXPECT_FALSE(RelationWeights::unpack(bytes, "flipped.bin"));
}

TEST(RelationModel, AMissingFolderNamesIt) {
  const auto model = RelationModel::load("/no/such/folder");
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace demarche
