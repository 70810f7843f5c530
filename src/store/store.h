#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/capture.h"
#include "record/coded_article.h"
#include "store/query.h"

namespace demarche {

struct StoreOptions {
  enum class Mode : uint8_t { write, read };
  Mode mode = Mode::write;  ///< write makes the file when it is absent
  bool keep_text = false;   ///< keep every capture's full text, not only evidence
  uint32_t batch = 64;      ///< articles per transaction; a killed run loses at most so many
  uint32_t max_pages = 0;   ///< bound of the file in pages of 4096 bytes; 0 = none. A full store is a full disk.
};

/// The records of many articles in one SQLite file; docs/formats/store.md. Keys are content ids and every article is
/// written whole or not at all, so the order of writing, repeated and killed runs leave the same contents. No clock, no
/// printing. Every method may be called from any thread; they take turns.
class Store {
 public:
  /// Opens or makes a store. Errors: not_found (read mode), bad_format (some other file, which is left alone; or a
  /// damaged store), wrong_version (made by a newer program), not_writable, not_readable.
  static Result<Store> open(const std::filesystem::path& path, const StoreOptions& options = {});
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  /// Commits what is open. Call flush() first to learn of errors.
  ~Store();

  // Writing.

  /// Kept with the first article that is written after it; a run that writes nothing leaves no trace.
  void begin_run(const RunInfo& run);
  /// True when this version has coded these bytes under this name already (with its text, if texts are kept), so that
  /// the runner may skip them.
  Result<bool> done(const std::string& doc, const std::string& digest, const std::string& version);
  /// Writes one article with all its records. False = the same version of it was there already and nothing changed.
  /// What an older version, or other bytes of the same source and name in an earlier run, left behind is replaced in
  /// the same transaction. Errors: not_writable; then this article is not in the store at all, those before it are.
  Result<bool> write(const Capture& capture, const CodedArticle& coded);
  /// Writes a problem that has no capture. False = it was there already.
  Result<bool> write(const Problem& problem);
  /// Commits what is open.
  Result<void> flush();
  /// Forgets every record.
  Result<void> clear();

  // Reading. Order is always the same: by doc, article and place in the article unless said otherwise.

  Result<std::vector<StoredEvent>> events(const EventQuery& query);
  /// Calls `take` for each event until it returns false; keeps only one event in memory.
  Result<void> each_event(const EventQuery& query, const std::function<bool(StoredEvent)>& take);
  Result<std::vector<Article>> articles();
  Result<std::vector<StoredQuote>> quotes(const QuoteQuery& query = {});
  Result<void> each_quote(const QuoteQuery& query, const std::function<bool(StoredQuote)>& take);
  Result<std::vector<StoredPledge>> pledges(const PledgeQuery& query = {});
  Result<void> each_pledge(const PledgeQuery& query, const std::function<bool(StoredPledge)>& take);
  Result<std::vector<StoredProblem>> problems();
  /// The one record whose id begins with `prefix`. Errors: not_found, naming the nearest, or the candidates when there
  /// are several.
  Result<RecordRef> find(std::string_view prefix);
  Result<Article> article(const std::string& id);
  Result<StoredQuote> quote(const std::string& id);
  Result<StoredPledge> pledge(const std::string& id);
  Result<StoredProblem> problem(const std::string& id);
  /// The capture behind an article. Errors: not_found.
  Result<StoredCapture> capture_of(const std::string& article);
  /// The kept text of a capture and its byte map. Errors: not_found when texts are not kept.
  Result<Capture> kept_text(const std::string& capture);
  Result<std::vector<RunInfo>> runs();

  Result<Totals> totals();
  /// Entities of asserted acts, most acts first.
  Result<std::vector<EntityCount>> parties();
  /// All pairs of parties, most asserted acts first, then most other acts, then by name.
  Result<std::vector<Dyad>> dyads();
  /// Who is quoted, most direct and mixed quotes first, then most indirect ones.
  Result<std::vector<SpeakerCount>> speakers();
  /// Display name of each party key as far as the records tell.
  Result<std::map<std::string, std::string>> party_names();

  /// SQLite's own check of the file and of our keys. Errors: bad_format naming what is wrong.
  Result<void> check();

  struct State;

 private:
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Content id of a problem: of its doc, stage, code, message and span.
std::string problem_id(const Problem& problem);

}  // namespace demarche
