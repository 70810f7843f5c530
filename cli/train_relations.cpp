#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "base/hash.h"
#include "coding/relation_trainer.h"
#include "language/exact_math.h"
#include "pipeline/engine.h"
#include "relation_file.h"
#include "train.h"

namespace demarche::cli {
namespace {
namespace fs = std::filesystem;

struct Options {
  std::string sentences;
  std::string output;
  std::string id = "english-relations";
  std::string version = "1.0";
  RelationTraining training;
};

/// One line of a training file: "TYPE<tab>CAMEO code<tab>marked sentence".
struct Line {
  size_t label;
  RelationRow row;
};

Result<size_t> label_of(std::string_view name, const std::string& where) {
  if (name == "NONE") return kNoRelation;
  if (const auto type = parse_event_type(name)) return static_cast<size_t>(*type);
  return Error{ErrorCode::bad_format,
               fmt::format("found type '{}', expected a PLOVER type or NONE.", std::string(name)), where};
}

Result<void> read_lines(const fs::path& file, const std::string& bytes, std::vector<Line>& out) {
  size_t number = 0;
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = std::string_view(bytes).substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::string where = fmt::format("{}:{}", file.string(), number);
    const size_t first = line.find('\t');
    const size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos)
      return Error{ErrorCode::bad_format, "expected TYPE, CAMEO code and marked sentence, tab-separated.", where};
    const Result<size_t> label = label_of(line.substr(0, first), where);
    if (!label) return label.error();
    Line sample{*label, read_marks(line.substr(second + 1))};
    if (sample.row.pair.source.empty() || sample.row.pair.target.empty())
      return Error{ErrorCode::bad_format, "expected <s>...</s> and <t>...</t> in the sentence.", where};
    out.push_back(std::move(sample));
  }
  return {};
}

/// Acts that one party does to the other, so that the other way round nothing is said. Talks, deals and cooperation go
/// both ways.
bool goes_one_way(size_t label) {
  if (label == kNoRelation) return false;
  const auto type = static_cast<EventType>(label);
  return type != EventType::consult && type != EventType::cooperate && type != EventType::agree &&
         type != EventType::support;
}

void run(const Options& options, Session& session) {
  std::vector<fs::path> files;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(options.sentences, code))
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  if (files.empty())
    return session.fail(Error{ErrorCode::not_found, "no .tsv files with marked sentences here.", options.sentences},
                        kInput);
  std::sort(files.begin(), files.end());
  std::vector<Line> lines;
  nlohmann::ordered_json inputs = nlohmann::ordered_json::array();
  for (const fs::path& file : files) {
    const Result<std::string> bytes = read_file(file);
    if (!bytes) return session.fail(bytes.error(), kInput);
    if (const Result<void> read = read_lines(file, *bytes, lines); !read) return session.fail(read.error(), kInput);
    inputs.push_back({{"file", file.filename().string()}, {"xxh3", content_id(*bytes)}, {"licence", "CC0-1.0"}});
  }
  auto engine = Engine::load({session.data, session.overlays, true});
  if (!engine) return session.fail(engine.error(), kData);
  Worker worker = engine->worker();
  std::vector<RelationSample> samples;
  for (const Line& line : lines) {
    auto features = worker.features(line.row.sentence, line.row.pair);
    if (features) samples.push_back({std::move(*features), line.label});
    if (!goes_one_way(line.label)) continue;
    features = worker.features(line.row.sentence, {line.row.pair.target, line.row.pair.source});
    if (features) samples.push_back({std::move(*features), kNoRelation});
  }
  Rng(options.training.seed).shuffle(samples);
  const TrainedRelations trained = train_relations(samples, options.training, [](const std::string& text) {
    fmt::print(stderr, "demarche train relations: {}\n", text);
  });
  fmt::print("{} samples learnt, {} features; {} held out: accuracy {:.3f}, calibration error {:.3f}\n",
             trained.samples, trained.features, trained.held_out, trained.accuracy, trained.calibration);
  const nlohmann::ordered_json manifest{
      {"id", options.id},
      {"version", options.version},
      {"format", kRelationFormat},
      {"weights", "weights.bin"},
      {"licence", "CC BY-SA 4.0"},
      {"command", fmt::format("demarche train relations --sentences models/english-relations/sentences --epochs {} "
                              "--seed {} --output DIR",
                              options.training.epochs, options.training.seed)},
      {"engine", engine->version()},
      {"inputs", inputs},
      {"figures",
       {{"samples", trained.samples},
        {"features", trained.features},
        {"held_out", trained.held_out},
        {"held_out_accuracy", trained.accuracy},
        {"calibration_error", trained.calibration},
        {"temperature", trained.weights.temperature}}}};
  fs::create_directories(options.output, code);
  for (const auto& [name, bytes] : {std::pair<std::string, std::string>("weights.bin", trained.weights.pack()),
                                    std::pair<std::string, std::string>("manifest.json", manifest.dump(1) + "\n")}) {
    if (const Result<void> written = write_file(fs::path(options.output) / name, bytes); !written)
      return session.fail(written.error(), kOutput);
  }
}

}  // namespace

void add_train_relations(CLI::App& train, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = train.add_subcommand(
      "relations", "rebuild the second opinion on pairs of parties; the same input gives the same bytes");
  verb->add_option("--sentences", options->sentences, "folder of .tsv files: TYPE, CAMEO code, marked sentence")
      ->required();
  verb->add_option("--output", options->output, "folder for weights.bin and manifest.json")->required();
  verb->add_option("--epochs", options->training.epochs, "passes over the sentences")->check(CLI::Range(1, 1000));
  verb->add_option("--rate", options->training.rate, "learning rate");
  verb->add_option("--decay", options->training.decay, "pull of the weights towards 0");
  verb->add_option("--drop", options->training.drop, "share of features left out of a step");
  verb->add_option("--drop-frames", options->training.drop_frames, "chance that a step sees nothing of the frames");
  verb->add_option("--drop-slot", options->training.drop_slot, "chance that a step misses a word vector");
  verb->add_option("--drop-hidden", options->training.drop_hidden, "share of hidden units left out of a step");
  verb->add_option("--held-out", options->training.held_out, "every n-th sentence only calibrates; 0 = none");
  verb->add_option("--seed", options->training.seed, "start of the random numbers");
  verb->add_option("--id", options->id, "name of the model");
  verb->add_option("--version", options->version, "version of the model");
  verb->footer(
      "Example:\n  demarche train relations --sentences models/english-relations/sentences --output /tmp/relations");
  verb->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
