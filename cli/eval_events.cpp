#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/utf8.h"
#include "coding/event_score.h"
#include "coding/gold_text.h"
#include "eval.h"

namespace demarche::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

struct Options {
  fs::path gold;
  fs::path records;
  fs::path texts;
  fs::path predictions;
  size_t errors = 0;
};

/// What was read of the two files and the texts, and what came of comparing them.
struct Outcome {
  std::vector<gold::GoldArticle> gold;
  std::map<std::string, gold::CodedDoc> records;
  gold::EventScore score;
};

/// The article's text as gold's offsets count it.
Result<std::string> article_text(const Options& options, const std::string& doc) {
  const fs::path folder = options.texts.empty() ? options.gold.parent_path() : options.texts;
  const auto bytes = read_file(folder / doc);
  if (!bytes && bytes.error().code == ErrorCode::not_found) {
    return Error{ErrorCode::not_found,
                 fmt::format("the text {} that gold names is not in {}. Name the folder of the texts with --texts DIR.",
                             doc, folder.empty() ? "." : folder.string()),
                 options.gold.string()};
  }
  if (!bytes) return bytes.error();
  if (!is_valid_utf8(*bytes)) {
    return Error{ErrorCode::bad_encoding,
                 "the text is not UTF-8, so offsets into it mean nothing. Convert it, code it again and score that.",
                 (folder / doc).string()};
  }
  return gold::with_plain_newlines(*bytes);
}

Result<Outcome> compare(const Options& options) {
  const auto gold_lines = read_file(options.gold);
  if (!gold_lines) return gold_lines.error();
  const auto record_lines = read_file(options.records);
  if (!record_lines) return record_lines.error();
  auto gold = gold::read_gold(*gold_lines, options.gold.string());
  if (!gold) return gold.error();
  auto records = gold::read_records(*record_lines, options.records.string());
  if (!records) return records.error();
  Outcome out{std::move(*gold), std::move(*records), {}};
  for (const gold::GoldArticle& article : out.gold) {
    const auto text = article_text(options, article.doc);
    if (!text) return text.error();
    if (const auto done = gold::score_article(article, out.records[article.doc], *text, out.score); !done)
      return done.error();
  }
  return out;
}

/// One JSON line for each coded event and each missed gold event.
std::string predictions(const Outcome& outcome) {
  std::string out;
  for (const gold::EventVerdict& one : outcome.score.verdicts) {
    ordered_json line = {{"doc", one.doc}, {"verdict", to_string(one.verdict)}};
    line["gold"] = nullptr;
    line["coded"] = nullptr;
    if (one.gold >= 0) {
      const gold::GoldEvent& event = outcome.gold[one.article].events[static_cast<size_t>(one.gold)];
      line["gold"] = {{"sent", event.sentence},
                      {"event", event.type},
                      {"trigger", event.trigger},
                      {"status", event.status},
                      {"need", event.must ? "must" : "may"}};
    }
    if (one.coded >= 0) {
      const gold::CodedEvent& event = outcome.records.at(one.doc).events[static_cast<size_t>(one.coded)];
      line["coded"] = {{"id", event.id},
                       {"event", event.type},
                       {"status", event.status},
                       {"frame", event.frame},
                       {"sentence_span", {event.sentence.begin, event.sentence.end}}};
    }
    if (one.verdict == gold::Verdict::met) {
      line["status_right"] = one.status_right;
      line["recipient_right"] = one.recipient_right;
    }
    line["sentence"] = one.sentence;
    out += line.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  }
  return out;
}

void run(const Options& options, Session& session) {
  const auto outcome = compare(options);
  if (!outcome) {
    const int code = Session::exit_for(outcome.error().code);
    return session.fail(outcome.error(), code == kData ? kInput : code);
  }
  const std::string page = gold::score_lines(outcome->score.counts) + gold::error_lines(outcome->score, options.errors);
  if (std::fwrite(page.data(), 1, page.size(), stdout) != page.size() || std::fflush(stdout) != 0)
    return session.fail({ErrorCode::not_writable, "standard output cannot be written.", ""}, kOutput);
  if (options.predictions.empty()) return;
  if (const auto written = write_file(options.predictions, predictions(*outcome)); !written)
    session.fail(written.error(), kOutput);
}

}  // namespace

void add_eval_events(CLI::App& eval, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* task = eval.add_subcommand("events", "records of `demarche code` against gold of whole articles");
  task->add_option("gold", options->gold, "gold, one article a JSON line")->required();
  task->add_option("records", options->records, "what `demarche code` printed for the same texts")->required();
  task->add_option("--texts", options->texts, "folder of the texts; by default that of the gold");
  task->add_option("--errors", options->errors, "list the first N extra and missed events")
      ->check(CLI::NonNegativeNumber);
  task->add_option("--predictions", options->predictions,
                   "write here what became of each event, one JSON line each (docs/formats/command.md)");
  task->footer(
      "Example:\n"
      "  demarche code examples/october-1962 > records.jsonl\n"
      "  demarche eval events examples/october-1962/gold.jsonl records.jsonl --errors 20");
  task->callback([options, &session] { run(*options, session); });
}

}  // namespace demarche::cli
