#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdio>
#include <deque>
#include <fstream>
#include <iostream>

#include "capture/reader.h"
#include "pipeline/runner.h"
#include "read_options.h"
#include "record/json.h"
#include "recurring_file.h"
#include "verb.h"

namespace demarche::cli {
namespace {

struct CodeOptions {
  std::vector<std::string> inputs;
  unsigned threads = 0;
  bool statistics = false;
  bool frames_only = false;
  std::filesystem::path recurring;
  JsonLinesOptions lines;
  ReadOptions read;
};

/// Writes lines to standard output; remembers the first failure (a closed pipe, a full disk).
class Output {
 public:
  bool write(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) failed_ = true;
    return !failed_;
  }
  bool finish() { return std::fflush(stdout) == 0 && !failed_; }

 private:
  bool failed_ = false;
};

double cpu_seconds(const rusage& usage) {
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

void print_statistics(const StageTimes& times, double before) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double seconds = cpu_seconds(usage) - before;
  fmt::print(stderr,
             "{} articles, {} sentences, {} words in {:.3f} CPU s: {:.0f} articles/s, {:.0f} sentences/s, {:.0f} "
             "words/s; peak RSS {:.0f} MB\n",
             times.articles.load(), times.sentences.load(), times.words.load(), seconds,
             static_cast<double>(times.articles) / seconds, static_cast<double>(times.sentences) / seconds,
             static_cast<double>(times.words) / seconds, static_cast<double>(usage.ru_maxrss) / 1024);
  for (size_t i = 0; i < kStages; ++i) {
    const double share = static_cast<double>(times.nanoseconds[i]) * 1e-9;
    fmt::print(stderr, "  {:<9} {:7.3f} s  {:5.1f} %\n", to_string(static_cast<StageName>(i)), share,
               100 * share / seconds);
  }
}

void run_code(const CodeOptions& options, Session& session) {
  auto recurring = read_recurring(options.recurring);
  if (!recurring) return session.fail(recurring.error(), kInput);
  auto engine = Engine::load({session.data, session.overlays, options.frames_only, std::move(*recurring)});
  if (!engine) return session.fail(engine.error(), kData);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double before = cpu_seconds(usage);
  Output output;
  StageTimes times;
  bool problems = false;
  // Readers push, the runner pulls: captures are coded in chunks, so that memory stays bounded and order is kept.
  std::deque<Capture> chunk;
  const auto flush = [&] {
    run(
        *engine, RunOptions{options.threads, {}, 64},
        [&]() -> std::optional<Capture> {
          if (chunk.empty()) return std::nullopt;
          Capture capture = std::move(chunk.front());
          chunk.pop_front();
          return capture;
        },
        [&](const Capture& capture, CodedArticle coded) {
          problems = problems || !coded.problems.empty();
          return output.write(to_json_lines(coded, capture.map, options.lines));
        },
        &times);
    chunk.clear();
  };
  size_t bytes = 0;
  CaptureSink sink;
  bool good = true;
  sink.capture = [&](Capture capture) {
    bytes += capture.text.size();
    chunk.push_back(std::move(capture));
    if (chunk.size() >= 512 || bytes > (size_t{32} << 20)) {
      flush();
      bytes = 0;
    }
    return good;
  };
  sink.problem = [&](Problem problem) {
    flush();
    problems = true;
    good = output.write(to_json_line(problem, {}) + "\n");
    return good;
  };
  for (const std::string& input : options.inputs) {
    if (input == "-") {
      read_stream(std::cin, "stdin", options.read, sink);
    } else if (const auto read = read_path(input, options.read, sink); !read) {
      session.fail(read.error(), Session::exit_for(read.error().code));
    }
  }
  flush();
  if (!output.finish()) {
    return session.fail(
        {ErrorCode::not_writable, "standard output cannot be written. Is the disk full, or the pipe closed?", ""},
        kOutput);
  }
  if (session.exit == kOk && problems) session.exit = kProblems;
  if (options.statistics) print_statistics(times, before);
}

}  // namespace

void add_code(CLI::App& app, Session& session) {
  auto options = std::make_shared<CodeOptions>();
  CLI::App* verb =
      app.add_subcommand("code", "captures in (JSON Lines or text files), records out (JSON Lines): the worker");
  verb->add_option("input", options->inputs, "files or folders; - is standard input (default)");
  verb->add_option("--threads", options->threads, "workers; 0 = one per core. The output does not depend on it")
      ->check(CLI::Range(0, 1024));
  add_read_options(*verb, options->read);
  verb->add_option("--recurring", options->recurring,
                   "drop the paragraphs of this list, made by demarche clean --learn-recurring");
  verb->add_flag("--frames-only", options->frames_only, "leave the trained second opinion out");
  verb->add_flag("--indirect", options->lines.indirect,
                 "print reported speech too: quotes of type indirect, not only direct and mixed ones");
  verb->add_flag("--statistics", options->statistics,
                 "print speed, memory and the share of each stage to standard error");
  verb->footer(
      "Examples:\n"
      "  demarche code examples/october-1962 > records.jsonl\n"
      "  zstdcat captures.jsonl.zst | demarche code - --threads 1 --statistics > records.jsonl\n"
      "  demarche code press/ --indirect | grep '\"type\":\"indirect\"'\n"
      "Each line out is one record: article, event, quote, pledge or problem (docs/formats/records.md).");
  verb->callback([options, &session] {
    if (options->inputs.empty()) options->inputs.push_back("-");
    run_code(*options, session);
  });
}

}  // namespace demarche::cli
