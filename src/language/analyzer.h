#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/article.h"
#include "record/capture.h"
#include "record/parse.h"

namespace demarche {

enum class InstructionSet : uint8_t;

/// The shipped language model: word and sub-word embeddings, encoder, tagger, parser, lemma rules, all integer at run
/// time. Immutable after load; safe to share between threads.
class LanguageModel {
 public:
  /// Loads `folder`/manifest.json and the weights it names, and runs the self-test samples of the manifest.
  /// Errors: not_found, bad_format, wrong_version, self_test_failed.
  static Result<std::shared_ptr<const LanguageModel>> load(const std::filesystem::path& folder);
  virtual ~LanguageModel() = default;
  virtual std::string_view id() const = 0;       ///< "english-ud"
  virtual std::string_view version() const = 0;  ///< "1.0"

  static constexpr size_t kVectorSize = 128;
  /// Adds the word's vector, of length 1 (Euclid), to kVectorSize numbers at `sum`. `lower` is a lower-case form.
  /// False, and nothing added, for a word without one. The same numbers on every machine.
  virtual bool add_vector(std::string_view lower, float* sum) const = 0;
};

/// Splits, tags, lemmatises and parses. Holds scratch memory and a form cache: one per thread.
class Analyzer {
 public:
  explicit Analyzer(std::shared_ptr<const LanguageModel> model);
  /// For tests and benchmarks: with the inner loops of one instruction set, which this machine must be able to run.
  Analyzer(std::shared_ptr<const LanguageModel> model, InstructionSet set);
  Analyzer(Analyzer&&) noexcept;
  ~Analyzer();

  /// All sentences of the article's body blocks in reading order. Token spans are offsets into capture.text. Views in
  /// the result point into capture.text and the model. The same trees, bit for bit, on every machine.
  Parse parse(const Capture& capture, const Article& article);

  /// The whole of `text` as one sentence, whatever full stops it holds. Token spans are offsets into it, lemmas go to
  /// `owner.strings`.
  Sentence parse_sentence(std::string_view text, Parse& owner);

  /// One sentence whose tokens are given: ascending spans into `text`. Lemmas go to `owner.strings`.
  Sentence parse_tokens(std::string_view text, const std::vector<Span>& tokens, Parse& owner);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace demarche
