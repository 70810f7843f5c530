#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>

#include "dossier.h"
#include "pipeline/runner.h"
#include "progress.h"
#include "read_options.h"
#include "read_source.h"
#include "recurring_file.h"
#include "store/store.h"
#include "verb.h"

namespace demarche::cli {
namespace fs = std::filesystem;
namespace {

struct ReadVerb {
  std::vector<std::string> inputs;
  std::string store = "demarche.db";
  unsigned threads = 0;
  bool json = false;
  std::string color = "auto";
  bool fresh = false;
  bool keep_text = false;
  fs::path recurring;
  ReadOptions read;
};

/// What one run did.
struct Tally {
  uint64_t found = 0;
  uint64_t written = 0;
  uint64_t skipped = 0;
  uint64_t problems = 0;  ///< inputs that ended in a problem
};

volatile std::sig_atomic_t interrupted = 0;

/// Ends the run cleanly at the first SIGINT or SIGTERM; the second one ends the process at once.
class InterruptGuard {
 public:
  InterruptGuard() {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = 1; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
  }
  ~InterruptGuard() {
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
  }
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

/// One run of the engine into the store.
class Run {
 public:
  Run(const ReadVerb& verb, const Engine& engine, Store& store)
      : verb_(verb),
        engine_(engine),
        store_(store),
        folder_(fs::weakly_canonical(fs::absolute(verb.store)).parent_path()),
        progress_("reading", bytes_under(verb.inputs)),
        worker_(engine.worker()) {}

  /// Errors: the store's; the first one ends the run.
  Result<void> run() {
    std::string label;
    for (const std::string& input : verb_.inputs) label += (label.empty() ? "" : " ") + input;
    store_.begin_run({engine_.version(), label, ""});
    const InterruptGuard guard;
    {
      CaptureSource source(verb_.inputs, verb_.read);
      demarche::run(
          engine_, RunOptions{verb_.threads, stop_.get_token(), 64}, [&] { return next(source); },
          [&](const Capture& capture, const CodedArticle& coded) { return write(capture, coded); });
    }
    progress_.finish();
    if (const auto done = store_.flush(); !done && !error_) error_ = done.error();
    return error_ ? Result<void>(*error_) : Result<void>{};
  }
  const Tally& tally() const { return tally_; }

 private:
  /// The next capture that is not in the store yet.
  std::optional<Capture> next(CaptureSource& source) {
    while (!error_ && interrupted == 0) {
      std::optional<SourceItem> item = source.next([] { return interrupted != 0; });
      if (!item) return std::nullopt;
      if (auto* capture = std::get_if<Capture>(&*item)) {
        capture->source = place(capture->source);
        if (wanted(*capture)) return std::move(*capture);
      } else if (auto* problem = std::get_if<Problem>(&*item)) {
        write(*problem);
      } else {
        const Error& error = std::get<Error>(*item);
        write(Problem{error.where, "capture", error.code, error.message, {}});
      }
    }
    stop_.request_stop();
    return std::nullopt;
  }

  bool wanted(const Capture& capture) {
    ++tally_.found;
    const Result<bool> done = store_.done(capture.id, capture.digest, worker_.version_of(capture));
    if (!done) {
      error_ = done.error();
      return false;
    }
    if (!*done) return true;
    ++tally_.skipped;
    progress_.add(capture.text.size());
    return false;
  }

  bool write(const Capture& capture, const CodedArticle& coded) {
    progress_.add(capture.text.size());
    if (!coded.problems.empty()) ++tally_.problems;
    const Result<bool> written = store_.write(capture, coded);
    if (!written) {
      error_ = written.error();
      return false;
    }
    ++tally_.written;
    const auto now = std::chrono::steady_clock::now();
    if (now - flushed_ > std::chrono::seconds(2)) {  // a slow stream must not keep others from reading what is there
      flushed_ = now;
      if (const auto done = store_.flush(); !done) error_ = done.error();
    }
    return !error_;
  }

  void write(Problem problem) {
    if (is_own_file(problem.doc)) return;
    ++tally_.problems;
    name_input(problem);
    if (const auto written = store_.write(problem); !written) error_ = written.error();
  }

  /// Names the input of a problem as seen from the store's folder, so that two ways to write a path give one record.
  void name_input(Problem& problem) const {
    if (problem.message.starts_with(problem.doc + ": ")) problem.message.erase(0, problem.doc.size() + 2);
    const size_t colon = problem.doc.rfind(':');  // FILE:LINE
    const bool numbered = colon != std::string::npos && colon + 1 < problem.doc.size() &&
                          problem.doc.find_first_not_of("0123456789", colon + 1) == std::string::npos;
    std::error_code code;
    if (fs::exists(problem.doc, code)) {
      problem.doc = place(problem.doc);
    } else if (numbered && fs::exists(problem.doc.substr(0, colon), code)) {
      problem.doc = place(problem.doc.substr(0, colon)) + problem.doc.substr(colon);
    }
  }

  /// SQLite's side files, when the store lies in the folder that is read.
  bool is_own_file(const std::string& doc) const {
    const std::string name = fs::path(verb_.store).filename().string();
    const std::string found = fs::path(doc).filename().string();
    return found == name + "-wal" || found == name + "-shm" || found == name + "-journal";
  }

  /// The path as seen from the store's folder, so that it does not depend on where the command was started.
  std::string place(const std::string& path) const {
    if (path.empty()) return path;
    std::error_code code;
    const fs::path whole = fs::weakly_canonical(fs::absolute(path, code), code);
    const fs::path relative = whole.lexically_relative(folder_);
    return (relative.empty() ? whole : relative).generic_string();
  }

  const ReadVerb& verb_;
  const Engine& engine_;
  Store& store_;
  fs::path folder_;
  Progress progress_;
  Worker worker_;  ///< tells versions
  std::stop_source stop_;
  std::chrono::steady_clock::time_point flushed_ = std::chrono::steady_clock::now();
  std::optional<Error> error_;
  Tally tally_;
};

void print_dossier(Store& store, const ReadVerb& verb, Session& session) {
  DossierOptions options;
  for (const std::string& input : verb.inputs) {
    options.title += options.title.empty() ? "" : " ";
    options.title += input == "-" ? "standard input" : input;
  }
  if (options.title.empty()) options.title = verb.store;
  options.store = verb.store;
  const Result<Dossier> dossier = make_dossier(store, options);
  if (!dossier) return session.fail(dossier.error(), Session::exit_for(dossier.error().code));
  const std::string page =
      verb.json ? dossier_json(*dossier) : dossier_text(*dossier, Paint(wants_color(verb.color)), page_width());
  if (std::fwrite(page.data(), 1, page.size(), stdout) != page.size() || std::fflush(stdout) != 0) {
    return session.fail(
        {ErrorCode::not_writable, "standard output cannot be written. Is the disk full, or the pipe closed?", ""},
        kOutput);
  }
  if (session.exit == kOk && (dossier->totals.problems > 0 || dossier->totals.captures.empty()))
    session.exit = kProblems;
}

std::string summary(const Tally& tally, const ReadVerb& verb) {
  if (tally.found == 0 && tally.problems == 0) return "found no captures there.";
  std::string out = counted(tally.found, "capture");
  if (tally.skipped > 0) out += fmt::format(", {} of them in the store already", grouped(tally.skipped));
  if (tally.problems > 0) out += fmt::format("; {} with problems", counted(tally.problems, "input"));
  return out + fmt::format("; records in {}", verb.store);
}

/// Opens the store alone and prints its dossier. One of an older version is brought up to date first.
void show(const ReadVerb& verb, Session& session) {
  Result<Store> store = Store::open(verb.store, {.mode = StoreOptions::Mode::read});
  if (!store && store.error().code == ErrorCode::wrong_version) store = Store::open(verb.store);
  if (!store && store.error().code == ErrorCode::not_found) {
    return session.fail(
        {ErrorCode::not_found,
         fmt::format("nothing to read: name files or folders. (There is no store {} to show either.)", verb.store), ""},
        kUsage);
  }
  if (!store) return session.fail(store.error(), Session::exit_for(store.error().code));
  print_dossier(*store, verb, session);
}

/// The list that is given, or what the inputs themselves show; standard input cannot be read twice.
Result<std::shared_ptr<const RecurringParagraphs>> recurring_of(const ReadVerb& verb, const Session& session) {
  const bool stream = std::find(verb.inputs.begin(), verb.inputs.end(), "-") != verb.inputs.end();
  if (!verb.recurring.empty() || stream) return read_recurring(verb.recurring);
  const auto cleaner = Cleaner::load(session.data / "knowledge" / "clean");
  if (!cleaner) return cleaner.error();
  const InterruptGuard guard;
  return std::make_shared<const RecurringParagraphs>(
      learn_recurring(verb.inputs, verb.read, *cleaner, [] { return interrupted != 0; }));
}

void run_read(const ReadVerb& verb, Session& session) {
  if (verb.inputs.empty()) return show(verb, session);
  for (const std::string& input : verb.inputs) {
    if (const auto error = missing_path(input)) return session.fail(*error, kInput);
  }
  auto recurring = recurring_of(verb, session);
  if (!recurring) return session.fail(recurring.error(), Session::exit_for(recurring.error().code));
  Result<Engine> engine = Engine::load({session.data, session.overlays, false, std::move(*recurring)});
  if (!engine) return session.fail(engine.error(), kData);
  StoreOptions options;
  options.keep_text = verb.keep_text;
  Result<Store> store = Store::open(verb.store, options);
  if (!store) return session.fail(store.error(), Session::exit_for(store.error().code));
  if (verb.fresh) {
    if (const auto done = store->clear(); !done)
      return session.fail(done.error(), Session::exit_for(done.error().code));
  }
  Run run(verb, *engine, *store);
  const Result<void> done = run.run();
  if (done) fmt::print(stderr, "demarche: {}\n", summary(run.tally(), verb));
  if (!done) return session.fail(done.error(), Session::exit_for(done.error().code));
  if (interrupted != 0) {
    return session.fail(
        {ErrorCode::cancelled, "stopped. What was coded is in the store; the same command goes on from there.", ""},
        kProblems);
  }
  print_dossier(*store, verb, session);
}

}  // namespace

void add_read(CLI::App& app, Session& session) {
  auto verb = std::make_shared<ReadVerb>();
  CLI::App* read = app.add_subcommand("read", "code everything under PATH into a store and print the dossier");
  read->add_option("path", verb->inputs,
                   "files or folders; - is standard input. Without any, the dossier of the store is printed as it is");
  read->add_option("--store", verb->store, "the store, made when it is absent")->capture_default_str();
  read->add_option("--threads", verb->threads, "workers; 0 = one per core. The records do not depend on it")
      ->check(CLI::Range(0, 1024));
  read->add_flag("--json", verb->json, "print the dossier as one JSON document");
  read->add_option("--color", verb->color, "colours")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  read->add_option(
      "--recurring", verb->recurring,
      "drop the paragraphs of this list (demarche clean --learn-recurring). Without it, files and folders are "
      "read twice, and paragraphs that stand in three and more documents of one outlet are dropped; standard "
      "input cannot be read twice, so nothing recurs there");
  read->add_flag("--fresh", verb->fresh, "forget what the store holds and code everything anew");
  read->add_flag("--keep-text", verb->keep_text, "keep the full texts in the store, not only short evidence");
  add_read_options(*read, verb->read);
  read->footer(
      "Examples:\n"
      "  demarche read examples/october-1962\n"
      "  demarche read press/ --store crisis.db --published 1962-10-23 > dossier.txt\n"
      "  demarche read --store crisis.db --json | jq .dyads\n"
      "Then ask: demarche events, demarche quotes, demarche ledger, demarche explain ID.\n"
      "A run that was stopped goes on where it was; what is in the store already is not coded twice.");
  read->callback([verb, &session] { run_read(*verb, session); });
}

}  // namespace demarche::cli
