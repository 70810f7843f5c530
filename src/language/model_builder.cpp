#include "language/model_builder.h"

#include "base/file.h"
#include "base/sha256.h"
#include "language/evaluate.h"
#include "language/lemma_trainer.h"
#include "language/quantise.h"

namespace demarche {
namespace {

constexpr size_t kSampleTrees = 400;  ///< on which the ranges of the activations are measured
constexpr const char* kWeightsName = "weights.bin";

/// Sentences of our own that a loaded model must analyse as it did when it was built.
constexpr const char* kSelfTests[] = {
    "The harbour ministers of both islands didn’t sign Tuesday’s fishing accord.",
    "“We shall reopen the strait,” Admiral Keita told reporters in Port Selene.",
    "Three bridges were destroyed by rebels near the northern border on 4 May 1987.",
};

Result<InputFile> describe(const std::filesystem::path& path, const std::string& licence, const std::string& source) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return bytes.error();
  return InputFile{path.filename().string(), sha256(*bytes), licence, source};
}

class Builder {
 public:
  Builder(const BuildOptions& options, const std::function<void(const std::string&)>& progress)
      : options_(options), progress_(progress) {}

  Result<BuiltModel> run() {
    if (Result<void> read = read_inputs(); !read) return read.error();
    const Inventory inventory = make_inventory(treebank_, vectors_);
    FormTable forms(inventory);
    const std::vector<TrainingTree> trees = make_trees(treebank_, inventory, forms);
    if (trees.empty()) {
      return Error{ErrorCode::bad_format, "the treebanks hold no tree to learn from.",
                   options_.treebanks.front().string()};
    }
    Network network = train_network(trees, inventory, vectors_, forms, options_.training, progress_);
    const size_t step = std::max<size_t>(1, trees.size() / kSampleTrees);
    std::vector<TrainingTree> sample;
    for (size_t i = 0; i < trees.size(); i += step) sample.push_back(trees[i]);
    parts_ = quantise_network(network, inventory, vectors_, forms, sample);
    return pack();
  }

 private:
  Result<void> read_treebanks(const std::vector<std::filesystem::path>& paths, std::vector<ConlluSentence>& out) {
    for (const auto& path : paths) {
      Result<std::vector<ConlluSentence>> sentences = read_conllu_file(path);
      if (!sentences) return sentences.error();
      for (ConlluSentence& sentence : *sentences) out.push_back(std::move(sentence));
      const Result<InputFile> input =
          describe(path, "CC BY-SA 4.0", "Universal Dependencies, https://universaldependencies.org");
      if (!input) return input.error();
      inputs_.push_back(*input);
    }
    return {};
  }

  Result<void> read_inputs() {
    if (Result<void> read = read_treebanks(options_.treebanks, treebank_); !read) return read;
    if (Result<void> read = read_treebanks(options_.tuning, tuning_); !read) return read;
    if (options_.vectors.empty()) return {};
    const Result<std::string> bytes = read_plain_or_zst(options_.vectors);
    if (!bytes) return bytes.error();
    Result<WordVectors> vectors = read_vectors(*bytes, options_.training.vector_words, options_.vectors.string());
    if (!vectors) return vectors.error();
    vectors_ = std::move(*vectors);
    inputs_.push_back({options_.vectors.filename().string(), sha256(*bytes), "PDDL 1.0",
                       "GloVe, https://nlp.stanford.edu/projects/glove/"});
    return {};
  }

  /// Packs twice: what the confidence and the lemmas need is the model without them.
  Result<BuiltModel> pack() {
    parts_.push_back({"confidence", std::string(256, '\xFF')});
    parts_.push_back({"lemmas", LemmaTable::pack({{0, ""}}, {})});
    const Result<std::shared_ptr<const LoadedModel>> bare =
        LoadedModel::from_bytes(ModelFile::pack(parts_), "new model");
    if (!bare) return bare.error();
    parts_.pop_back();
    parts_.pop_back();
    parts_.push_back({"confidence", calibrate_confidence((*bare)->packed(), tuning_)});
    parts_.push_back({"lemmas", train_lemmas(treebank_, options_.irregular, (*bare)->packed())});
    BuiltModel out;
    out.weights = ModelFile::pack(parts_);
    const Result<std::shared_ptr<const LoadedModel>> model = LoadedModel::from_bytes(out.weights, "new model");
    if (!model) return model.error();
    Manifest manifest;
    manifest.id = options_.id;
    manifest.version = options_.version;
    manifest.weights = kWeightsName;
    manifest.weights_sha256 = sha256(out.weights);
    manifest.licence = "CC BY-SA 4.0";
    manifest.command = options_.command;
    manifest.inputs = inputs_;
    manifest.inputs.push_back(
        {"irregular.txt", sha256(options_.irregular), "Apache-2.0", "knowledge/language/irregular.txt"});
    manifest.figures = figures(*model);
    for (const char* text : kSelfTests) manifest.self_test.push_back(make_self_test(*model, text));
    out.manifest = manifest_json(manifest);
    return out;
  }

  /// Measures on the tuning treebanks, gold tokens, in percent.
  std::vector<std::pair<std::string, double>> figures(std::shared_ptr<const LoadedModel> model) const {
    if (tuning_.empty()) return {};
    Analyzer analyzer(std::move(model));
    Parse owner;
    for (const ConlluSentence& sentence : tuning_) {
      std::vector<Span> spans;
      for (const ConlluWord& word : sentence.words) spans.push_back(word.text_span);
      owner.sentences.push_back(analyzer.parse_tokens(sentence.text, spans, owner));
    }
    const TreeScores scores = score_trees(tuning_, owner.sentences);
    const auto percent = [&](size_t part) {
      return static_cast<double>(part * 10000 / std::max<size_t>(1, scores.words)) / 100;
    };
    return {{"tune_words", static_cast<double>(scores.words)},
            {"tune_upos", percent(scores.upos)},
            {"tune_lemma", percent(scores.lemma)},
            {"tune_uas", percent(scores.heads)},
            {"tune_las", percent(scores.relations)}};
  }

  const BuildOptions& options_;
  const std::function<void(const std::string&)>& progress_;
  std::vector<ConlluSentence> treebank_, tuning_;
  WordVectors vectors_;
  std::vector<InputFile> inputs_;
  std::vector<ModelFile::Part> parts_;
};

}  // namespace

Result<BuiltModel> build_model(const BuildOptions& options, const std::function<void(const std::string&)>& progress) {
  return Builder(options, progress).run();
}

}  // namespace demarche
