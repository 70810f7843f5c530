#pragma once

#include <array>
#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "clean/recurring.h"
#include "record/capture.h"
#include "record/coded_article.h"
#include "record/parse.h"
#include "record/relation.h"

namespace demarche {

struct EngineOptions {
  std::filesystem::path data;                   ///< folder that holds knowledge/ and models/
  std::vector<std::filesystem::path> overlays;  ///< knowledge folders read after ours; later ones win
  bool frames_only = false;                     ///< leave the trained second opinion out
  /// Paragraphs that are dropped because they recur; null = none.
  std::shared_ptr<const RecurringParagraphs> recurring = nullptr;
};

/// The stages of the way of one article, in order.
enum class StageName : uint8_t { clean, language, mention, time, place, coding };
inline constexpr size_t kStages = 6;
const char* to_string(StageName stage);

/// CPU time spent per stage, nanoseconds; added to by every call. Thread-safe.
struct StageTimes {
  std::array<std::atomic<uint64_t>, kStages> nanoseconds{};
  std::atomic<uint64_t> articles{0};
  std::atomic<uint64_t> sentences{0};
  std::atomic<uint64_t> words{0};
};

/// What `explain` shows of a frame.
struct FrameInfo {
  std::string id;
  std::string where;  ///< file:line it was read from
  std::string text;   ///< as written
  std::string example;
};

/// How Worker::relate answers.
struct RelateOptions {
  bool trace = false;  ///< fill RelationAnswer::trace
};

struct EngineState;
struct PairFeatures;

/// A worker of one thread: scratch memory and caches. Made by Engine::worker(); must not outlive the engine.
class Worker {
 public:
  Worker(Worker&&) noexcept;
  ~Worker();

  /// The whole way of one article. Pure: the same capture and version give the same records. What goes wrong comes back
  /// as problems inside the result. Adds its times to `times` when given.
  CodedArticle code(const Capture& capture, StageTimes* times = nullptr);
  /// The same for a text that is clean already: `article` says which blocks of `capture` are its body.
  CodedArticle code(const Capture& capture, const Article& article, StageTimes* times = nullptr);
  /// What `version` of the capture's records would be: the engine's, and where paragraphs are dropped as recurring,
  /// their digest ("...+recurring-1a2b3c4d"), since the records depend on them. Cleans the capture when a list is in
  /// use.
  std::string version_of(const Capture& capture) const;
  /// The article and its sentences alone, as `code` sees them, for `parse` and `explain`. The result points into
  /// `capture`.
  Parse parse(const Capture& capture, Article& article);

  /// What the first party did to the second in one sentence of UTF-8 text, whatever stops it holds. A trace holds
  /// the tree as CoNLL-U and every act that was read.
  RelationAnswer relate(std::string_view sentence, const GivenPair& pair, RelateOptions options = {});
  /// What the second opinion learns of the pair; nothing when a party covers no word.
  std::optional<PairFeatures> features(std::string_view sentence, const GivenPair& pair);

 private:
  friend class Engine;
  struct State;
  explicit Worker(std::unique_ptr<State> state);
  CodedArticle coded(const Capture& capture, const Article* clean, StageTimes* times);
  std::unique_ptr<State> state_;
};

/// Everything loaded once: lexicons, frames, tables, the language model. Immutable and shared between threads.
class Engine {
 public:
  /// Errors: not_found, bad_format, wrong_version, self_test_failed, each naming the file.
  static Result<Engine> load(const EngineOptions& options);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  Worker worker() const;
  /// "0.1.0+knowledge-1.0.1a2b3c4d+english-ud-1.0": program, knowledge (version and digest of its files), language
  /// model.
  const std::string& version() const;
  /// The frame with this id, or nothing.
  std::optional<FrameInfo> frame(std::string_view id) const;

 private:
  explicit Engine(std::unique_ptr<const EngineState> state);
  std::unique_ptr<const EngineState> state_;
};

}  // namespace demarche
