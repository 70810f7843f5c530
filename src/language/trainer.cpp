#include "language/trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "language/heads_trainer.h"

namespace demarche {
namespace {

constexpr float kBeta1 = 0.9f, kBeta2 = 0.98f, kEpsilon = 1e-6f;
constexpr float kLargestGradient = 5;  ///< longer gradients are cut to this length
constexpr size_t kWarmUp = 200;        ///< steps in which the rate rises
constexpr size_t kAverageEvery = 50;   ///< steps

/// Applies gradients: clipping, learning rate, Adam, averaging.
class Optimiser {
 public:
  Optimiser(Network& network, const TrainingOptions& options, size_t steps)
      : parameters_(network.all()), options_(options), steps_(steps) {}

  void step(size_t sentences) {
    ++step_;
    power1_ *= kBeta1;
    power2_ *= kBeta2;
    double squares = 0;
    for (const Parameter* one : parameters_) squares += one->squared_gradient();
    float scale = 1.0f / static_cast<float>(sentences);
    const float length = std::sqrt(static_cast<float>(squares)) * scale;
    if (length > kLargestGradient) scale *= kLargestGradient / length;
    const float done = static_cast<float>(step_) / static_cast<float>(steps_);
    const float warm = step_ < kWarmUp ? static_cast<float>(step_) / static_cast<float>(kWarmUp) : 1.0f;
    FloatKernels::Adam adam{options_.rate * warm * std::max(0.02f, 1 - done),
                            kBeta1,
                            kBeta2,
                            kEpsilon,
                            1 / (1 - power1_),
                            1 / (1 - power2_),
                            0};
    for (Parameter* one : parameters_) {
      one->scale_gradient(scale);
      adam.decay = one->sparse() ? 0 : options_.decay;
      one->step(adam);
    }
    if (done <= options_.average_from || step_ % kAverageEvery != 0) return;
    ++averaged_;
    for (Parameter* one : parameters_) one->average(static_cast<float>(averaged_));
  }

  void finish() {
    if (averaged_ == 0) return;
    for (Parameter* one : parameters_) one->use_average();
  }

 private:
  std::vector<Parameter*> parameters_;
  const TrainingOptions& options_;
  size_t steps_;
  size_t step_ = 0;
  size_t averaged_ = 0;
  float power1_ = 1, power2_ = 1;
};

std::vector<size_t> choosable_relations(const Inventory& inventory) {
  std::vector<size_t> out;
  for (size_t i = 0; i < inventory.relations.size(); ++i) {
    if (inventory.relations[i].first != Relation::root) out.push_back(i);
  }
  return out;
}

}  // namespace

Network train_network(const std::vector<TrainingTree>& trees, const Inventory& inventory, const WordVectors& vectors,
                      FormTable& forms, const TrainingOptions& options,
                      const std::function<void(const std::string&)>& progress) {
  Rng rng(options.seed);
  Network network;
  network.start(inventory.word_row_count(), rng);
  EncoderTrainer encoder(network, vectors, forms, options.dropout);
  HeadsTrainer heads(network);
  const std::vector<size_t> relations = choosable_relations(inventory);
  std::vector<size_t> order(trees.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  Optimiser optimiser(network, options, options.epochs * ((trees.size() + options.batch - 1) / options.batch));
  for (unsigned epoch = 0; epoch < options.epochs; ++epoch) {
    rng.shuffle(order);
    TrainingCounts counts;
    for (size_t first = 0; first < order.size(); first += options.batch) {
      const size_t last = std::min(order.size(), first + options.batch);
      std::vector<TrainingTree> dressed;
      for (size_t i = first; i < last; ++i) dressed.push_back(disguise(trees[order[i]], options.disguises, forms, rng));
      std::vector<const TrainingTree*> pointers;
      for (const TrainingTree& tree : dressed) pointers.push_back(&tree);
      const Batch batch(pointers);
      const std::vector<float>& encoded = encoder.forward(batch, rng);
      encoder.backward(batch, heads.run(batch, encoded, relations, epoch > 0 ? options.explore : 0, rng, counts));
      optimiser.step(last - first);
    }
    progress(fmt::format(
        "epoch {} of {}: {:.2f} % of tags and {:.2f} % of actions wrong", epoch + 1, options.epochs,
        100.0 * static_cast<double>(counts.wrong_tags) / static_cast<double>(std::max<size_t>(1, counts.words)),
        100.0 * static_cast<double>(counts.wrong_actions) / static_cast<double>(std::max<size_t>(1, counts.actions))));
  }
  optimiser.finish();
  return network;
}

}  // namespace demarche
