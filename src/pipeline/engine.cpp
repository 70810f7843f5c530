#include "pipeline/engine.h"

#include <algorithm>
#include <ctime>
#include <exception>
#include <iterator>

#include "base/hash.h"
#include "clean/clean.h"
#include "clean/language.h"
#include "coding/coder.h"
#include "coding/second_opinion.h"
#include "demarche/version.h"
#include "language/analyzer.h"
#include "mention/attribution.h"
#include "mention/brackets.h"
#include "mention/offices.h"
#include "mention/places.h"
#include "mention/quotes.h"
#include "mention/stage.h"
#include "mention/times.h"
#include "pipeline/knowledge.h"
#include "pipeline/relate.h"

namespace demarche {

struct EngineState {
  Knowledge knowledge;
  Cleaner cleaner;
  std::shared_ptr<const LanguageModel> model;
  std::shared_ptr<const RelationModel> relations;  ///< the second opinion; null = frames only
  std::optional<SecondOpinion> second;
  std::string version;
  std::shared_ptr<const RecurringParagraphs> recurring;

  Article clean(const Capture& capture) const { return cleaner.clean(capture, recurring.get()); }
  /// The version of an article's records.
  std::string version_of(const Article& article, const Capture& capture) const {
    const std::string digest = recurring ? recurring_digest(article, capture.text) : "";
    return digest.empty() ? version : version + "+recurring-" + digest;
  }
};

namespace {

uint64_t cpu_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

/// Adds the CPU time from its making to its end to one stage. Times are for reports only and reach no record.
class StageClock {
 public:
  StageClock(StageTimes* times, StageName stage)
      : times_(times), stage_(stage), begin_(times ? cpu_nanoseconds() : 0) {}
  ~StageClock() {
    if (times_) times_->nanoseconds[static_cast<size_t>(stage_)] += cpu_nanoseconds() - begin_;
  }
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

 private:
  StageTimes* times_;
  StageName stage_;
  uint64_t begin_;
};

Problem problem(const Article& article, const char* stage, ErrorCode code, std::string message) {
  return {article.doc, stage, code, std::move(message), {}};
}

}  // namespace

const char* to_string(StageName stage) {
  static constexpr const char* kNames[] = {"clean", "language", "mention", "time", "place", "coding"};
  return kNames[static_cast<size_t>(stage)];
}

struct Worker::State {
  const EngineState& engine;
  Analyzer analyzer;
  explicit State(const EngineState& state) : engine(state), analyzer(state.model) {}

  PairReader pair_reader() const {
    const Knowledge& knowledge = engine.knowledge;
    return {knowledge.frames, knowledge.classes, knowledge.tables, *engine.model, engine.relations.get()};
  }

  void finish_quotes(const Capture& capture, CodedArticle& out) const {
    for (Quote& quote : out.quotes) {
      quote.doc = capture.id;
      quote.version = out.article.version;
      IdBuilder id("quote");
      id.add(out.article.id).add(quote.span.begin).add(quote.span.end);
      // Two cues may report the same words.
      if (quote.type == QuoteType::indirect) id.add("indirect").add(quote.cue_span.begin);
      quote.id = id.id();
    }
  }

  void code(const Capture& capture, const Article* clean, StageTimes* times, CodedArticle& out) {
    {
      const StageClock clock(times, StageName::clean);
      out.article = clean ? *clean : engine.clean(capture);
    }
    out.article.version = engine.version_of(out.article, capture);
    if (!languages_agree(capture.language, out.article.language)) {
      out.problems.push_back(problem(out.article, "language", ErrorCode::bad_format,
                                     "the capture says its language is '" + capture.language + "', but its text is '" +
                                         out.article.language + "', which is what counts. Correct the capture."));
    }
    if (!out.article.language.empty() && !out.article.language.starts_with("en") && out.article.language != "und") {
      out.problems.push_back(problem(
          out.article, "language", ErrorCode::not_coded,
          "not coded: language " + out.article.language + ". The article is kept; this version codes English."));
      return;
    }
    Parse parse;
    {
      const StageClock clock(times, StageName::language);
      parse = analyzer.parse(capture, out.article);
    }
    out.article.sentences = static_cast<uint32_t>(parse.sentences.size());
    out.article.words = 0;  // tokens from here on; the cleaner counts what stands between blanks
    for (const Sentence& sentence : parse.sentences) {
      for (const Token& token : sentence.tokens) out.article.words += token.upos != Upos::PUNCT;
    }
    if (parse.sentences.empty()) {
      out.problems.push_back(problem(out.article, "clean", ErrorCode::not_coded,
                                     "no sentences of an article were found in this capture."));
      return;
    }
    MentionOutput mentioned;
    std::vector<Attribution> attributions;
    {
      const StageClock clock(times, StageName::mention);
      mentioned = find_mentions(*engine.knowledge.actors, capture, out.article, parse);
      attributions = find_attributions(parse, mentioned.mentions);
    }
    std::vector<TimeExpression> expressions;
    std::vector<PlaceMention> places;
    {
      const StageClock clock(times, StageName::time);
      std::vector<BracketFact> facts;
      const bool undated = !out.article.published.known();
      if (undated) {
        facts = office_facts(*engine.knowledge.actors, parse, mentioned.mentions);
        set_bracket(facts, out.article);
      }
      expressions = find_times(out.article, parse);
      if (undated) {
        drop_past_ends(expressions, parse, facts);
        std::vector<BracketFact> named = time_facts(expressions);
        facts.insert(facts.end(), std::make_move_iterator(named.begin()), std::make_move_iterator(named.end()));
        set_bracket(std::move(facts), out.article);
      }
    }
    {
      const StageClock clock(times, StageName::place);
      places = find_places(engine.knowledge.gazetteer, parse);
    }
    {
      const StageClock clock(times, StageName::mention);
      std::vector<Quote> quoted = mentioned.quotes;
      quoted.insert(quoted.end(), std::make_move_iterator(mentioned.fragments.begin()),
                    std::make_move_iterator(mentioned.fragments.end()));
      std::stable_sort(quoted.begin(), quoted.end(),
                       [](const Quote& a, const Quote& b) { return a.span.begin < b.span.begin; });
      out.quotes = assemble_quotes(capture.text, parse, mentioned.mentions, std::move(quoted), attributions);
    }
    {
      const StageClock clock(times, StageName::coding);
      const Knowledge& known = engine.knowledge;
      const Coder coder(
          {known.frames, known.classes, known.tables, known.pledges, engine.second ? &*engine.second : nullptr});
      CodingOutput coded = coder.code({capture, out.article, parse, mentioned.mentions, mentioned.quotes, out.quotes,
                                       attributions, expressions, places});
      out.events = std::move(coded.events);
      out.pledges = std::move(coded.pledges);
      for (Event& event : out.events) event.version = out.article.version;
      for (Pledge& pledge : out.pledges) pledge.version = out.article.version;
    }
    finish_quotes(capture, out);
    if (times) {
      times->sentences += out.article.sentences;
      times->words += out.article.words;
    }
  }
};

Worker::Worker(std::unique_ptr<State> state) : state_(std::move(state)) {}
Worker::Worker(Worker&&) noexcept = default;
Worker::~Worker() = default;

CodedArticle Worker::code(const Capture& capture, StageTimes* times) { return coded(capture, nullptr, times); }

CodedArticle Worker::code(const Capture& capture, const Article& article, StageTimes* times) {
  return coded(capture, &article, times);
}

CodedArticle Worker::coded(const Capture& capture, const Article* clean, StageTimes* times) {
  CodedArticle out;
  try {
    state_->code(capture, clean, times, out);
  } catch (const std::exception& failure) {  // out of memory, or a mistake of ours: this input is lost, the run is not
    CodedArticle failed;
    failed.article.doc = capture.id;
    failed.article.id = IdBuilder("article").add(capture.id).add(capture.digest).id();
    failed.article.version = state_->engine.version;
    failed.problems.push_back(
        problem(failed.article, "pipeline", ErrorCode::internal,
                std::string("this capture could not be coded: ") + failure.what() + ". Please report it."));
    out = std::move(failed);
  }
  if (times) times->articles += 1;
  return out;
}

std::string Worker::version_of(const Capture& capture) const {
  const EngineState& engine = state_->engine;
  if (!engine.recurring) return engine.version;
  try {
    return engine.version_of(engine.clean(capture), capture);
  } catch (const std::exception&) {  // out of memory: coding it says so
    return engine.version;
  }
}

Parse Worker::parse(const Capture& capture, Article& article) {
  article = state_->engine.clean(capture);
  return state_->analyzer.parse(capture, article);
}

RelationAnswer Worker::relate(std::string_view sentence, const GivenPair& pair, RelateOptions options) {
  return answer_pair(state_->pair_reader(), state_->analyzer, sentence, pair, options.trace);
}

std::optional<PairFeatures> Worker::features(std::string_view sentence, const GivenPair& pair) {
  return pair_features(state_->pair_reader(), state_->analyzer, sentence, pair);
}

Engine::Engine(std::unique_ptr<const EngineState> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::load(const EngineOptions& options) {
  auto knowledge = Knowledge::load(options.data / "knowledge", options.overlays);
  if (!knowledge) return knowledge.error();
  auto cleaner = Cleaner::load(options.data / "knowledge" / "clean");
  if (!cleaner) return cleaner.error();
  auto model = LanguageModel::load(options.data / "models" / "english-ud");
  if (!model) return model.error();
  std::string version = std::string(kVersion) + "+knowledge-" + knowledge->version + "+" + std::string((*model)->id()) +
                        "-" + std::string((*model)->version());
  std::shared_ptr<const RelationModel> relations;
  if (!options.frames_only) {
    auto loaded = RelationModel::load(options.data / "models" / "english-relations");
    if (!loaded) return loaded.error();
    relations = std::move(*loaded);
    version += "+" + relations->id() + "-" + relations->version();
  }
  auto state = std::unique_ptr<EngineState>(
      new EngineState{std::move(*knowledge), std::move(*cleaner), std::move(*model), std::move(relations), std::nullopt,
                      version, options.recurring && !options.recurring->empty() ? options.recurring : nullptr});
  if (state->relations)
    state->second.emplace(state->knowledge.frames, state->knowledge.tables, *state->model, *state->relations);
  return Engine(std::move(state));
}

Worker Engine::worker() const { return Worker(std::make_unique<Worker::State>(*state_)); }

const std::string& Engine::version() const { return state_->version; }

std::optional<FrameInfo> Engine::frame(std::string_view id) const {
  if (state_->relations && id == "model." + state_->relations->id()) {
    return FrameInfo{
        std::string(id), "models/" + state_->relations->id(),
        "The trained second opinion (docs/formats/relations.md): the frame named among the steps reads the word so, "
        "but finds no parties; the model tells them.",
        ""};
  }
  const Frame* found = state_->knowledge.frames.find(id);
  if (!found) found = state_->knowledge.pledges.frames().find(id);
  if (!found) return std::nullopt;
  return FrameInfo{found->id, found->where, found->text, found->examples.front()};
}

}  // namespace demarche
