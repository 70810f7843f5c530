#include <fmt/format.h>

#include <cstdio>

#include "base/utf8.h"
#include "dossier.h"
#include "explain_text.h"
#include "record/json.h"
#include "store/party.h"
#include "verb.h"

namespace demarche::cli {
namespace {

struct ExplainVerb {
  std::string id;
  std::string store = "demarche.db";
  std::string color = "auto";
  bool json = false;
};

constexpr size_t kLabel = 16;

/// What an event's explanation is made of.
struct Replay {
  Article article;
  StoredCapture capture;
  std::optional<SourceText> source;
  std::string no_source;  ///< why there is none
  std::optional<Engine> engine;
  std::string no_engine;
  Article cleaned;
  std::optional<Parse> parse;  ///< of the whole article
};

class Explainer {
 public:
  Explainer(const ExplainVerb& verb, Session& session, Store& store)
      : verb_(verb), session_(session), store_(store), paint_(wants_color(verb.color)), width_(page_width()) {}

  Result<std::string> explain(const RecordRef& ref) {
    Result<void> done;
    switch (ref.kind) {
      case RecordKind::event:
        done = event(ref.id);
        break;
      case RecordKind::quote:
        done = quote(ref.id);
        break;
      case RecordKind::article:
        done = article(ref.id);
        break;
      case RecordKind::problem:
        done = problem(ref.id);
        break;
    }
    if (!done) return done.error();
    return std::move(out_);
  }

 private:
  void heading(std::string_view text, std::string_view note = "") {
    out_ += "\n" + paint_(Style::heading, text);
    if (!note.empty()) out_ += "  " + paint_(Style::faint, printable(note));
    out_ += "\n";
  }
  void row(std::string_view label, const std::string& value) {
    if (value.empty()) return;
    std::string body = wrapped(value, kLabel, width_);
    body.replace(0, kLabel, "  " + left(label, kLabel - 2));
    out_ += body;
  }

  Result<void> load(const std::string& article_id, Replay& replay) {
    auto article = store_.article(article_id);
    if (!article) return article.error();
    replay.article = std::move(*article);
    auto capture = store_.capture_of(article_id);
    if (!capture) return capture.error();
    replay.capture = std::move(*capture);
    auto source = find_source(store_, verb_.store, replay.capture);
    if (source) {
      replay.source = std::move(*source);
    } else {
      replay.no_source = source.error().message;
    }
    auto engine = Engine::load({session_.data, session_.overlays});
    if (!engine) {
      replay.no_engine = engine.error().text();
      return {};
    }
    replay.engine = std::move(*engine);
    if (replay.source) replay.parse = replay.engine->worker().parse(replay.source->capture, replay.cleaned);
    return {};
  }

  void article_rows(const Replay& replay) {
    const Article& article = replay.article;
    row("article", printable(article.title.empty() ? "(no title)" : article.title));
    std::string origin = article.outlet;
    if (!article.byline.empty()) origin += (origin.empty() ? "" : ", ") + article.byline;
    const std::string day = article.published.known()
                                ? fmt::format("{} ({})", article.published.text(), article.published_how)
                                : "not known; " + bracket_text(article.bracket);
    row("from", printable(origin));
    row("published", printable(day));
    row("capture", printable(article.doc));
    row("url", printable(article.url));
  }

  static std::string entity_text(const Entity& entity) {
    std::string out = entity.name.empty() ? entity.id : entity.name;
    for (const std::string& part : {entity.code, entity.sector, entity.id}) {
      if (!part.empty() && part != out) out += fmt::format(" {}", part);
    }
    if (!entity.office.empty()) out += fmt::format(", {}", entity.office);
    const std::string party = party_of(entity);
    out += party.empty() ? "; of no known party" : fmt::format("; party {}", party);
    return printable(out);
  }

  void entity_rows(std::string_view role, const std::vector<Entity>& entities) {
    for (const Entity& entity : entities) {
      const std::string words = entity.text.empty() ? "(implied)" : fmt::format("“{}”", entity.text);
      row(role, fmt::format("{} = {}", printable(words), entity_text(entity)));
      row("",
          paint_(Style::faint, "because " + printable(entity.how.empty() ? "of no step that was kept" : entity.how)));
    }
  }

  static std::vector<TextMark> marks_of(const Event& event, const Capture& capture) {
    std::vector<TextMark> out;
    const auto size = static_cast<uint32_t>(capture.text.size());
    const auto add = [&](MarkRole role, Span span) {
      if (!span.empty())
        out.push_back({role, {to_text(capture.map, span.begin, size), to_text(capture.map, span.end, size)}});
    };
    add(MarkRole::trigger, event.trigger_span);
    for (const Entity& entity : event.actor) add(MarkRole::actor, entity.span);
    for (const Entity& entity : event.recipient) add(MarkRole::recipient, entity.span);
    for (const Entity& entity : event.according_to) add(MarkRole::according_to, entity.span);
    return out;
  }

  /// The sentence of the parse that holds the offset.
  static const Sentence* sentence_at(const Replay& replay, uint32_t offset, size_t* index) {
    if (!replay.parse) return nullptr;
    const auto& all = replay.parse->sentences;
    for (size_t i = 0; i < all.size(); ++i) {
      if (all[i].span.contains(offset)) {
        *index = i;
        return &all[i];
      }
    }
    return nullptr;
  }

  void text(const StoredEvent& stored, const Replay& replay) {
    if (!replay.source) {
      heading("Text", "the stored evidence; " + replay.no_source);
      std::vector<TextMark> marks;
      for (const Mark& mark : stored.evidence.marks) marks.push_back({mark.role, mark.span});
      const Span all{0, static_cast<uint32_t>(stored.evidence.text.size())};
      out_ += wrapped(marked_text(stored.evidence.text, all, marks, paint_), 2, width_);
      return;
    }
    const Capture& capture = replay.source->capture;
    heading("Text", replay.source->how);
    const auto size = static_cast<uint32_t>(capture.text.size());
    const Span sentence{to_text(capture.map, stored.event.sentence_span.begin, size),
                        to_text(capture.map, stored.event.sentence_span.end, size)};
    const std::vector<TextMark> marks = marks_of(stored.event, capture);
    size_t index = 0;
    const Sentence* parsed = sentence_at(replay, sentence.begin, &index);
    const auto neighbour = [&](size_t which) {
      const Span span = replay.parse->sentences[which].span;
      out_ += wrapped(paint_.on() ? paint_(Style::faint, printable(span.in(capture.text)))
                                  : marked_text(capture.text, span, marks, paint_),
                      2, width_);
    };
    if (parsed && index > 0) neighbour(index - 1);
    std::string own = wrapped(marked_text(capture.text, sentence, marks, paint_), 2, width_);
    own[0] = '>';
    out_ += own;
    if (parsed && index + 1 < replay.parse->sentences.size()) neighbour(index + 1);
    out_ += paint_(Style::faint, "  [actor] {trigger} <recipient> (according to)") + "\n";
  }

  void parse(const StoredEvent& stored, const Replay& replay) {
    if (!replay.engine) {
      heading("Parse", "not shown: " + replay.no_engine);
      return;
    }
    if (!replay.parse) {
      heading("Parse", "not shown: " + replay.no_source);
      return;
    }
    const Capture& capture = replay.source->capture;
    const uint32_t at =
        to_text(capture.map, stored.event.trigger_span.begin, static_cast<uint32_t>(capture.text.size()));
    size_t index = 0;
    const Sentence* sentence = sentence_at(replay, at, &index);
    const bool same = replay.engine->version() == stored.event.version;
    heading("Parse", same ? "" : "by version " + replay.engine->version() + ", not the one that coded the record");
    if (sentence) out_ += parse_table(*sentence, marks_of(stored.event, capture), paint_);
  }

  void frame(const StoredEvent& stored, const Replay& replay) {
    const auto info = replay.engine ? replay.engine->frame(stored.event.frame) : std::nullopt;
    if (!info) {
      heading("Frame " + printable(stored.event.frame),
              replay.engine ? "not in the knowledge that is loaded now" : "its text is not at hand");
      return;
    }
    heading("Frame " + printable(info->id), info->where);
    std::string_view rest = info->text;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      if (!trim(rest.substr(0, end)).empty()) out_ += "  " + printable(rest.substr(0, end)) + "\n";
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  Result<void> event(const std::string& id) {
    auto found = store_.events({.id = id});
    if (!found) return found.error();
    if (found->empty()) return Error{ErrorCode::not_found, "the event has gone.", id};
    const StoredEvent& stored = found->front();
    const Event& event = stored.event;
    if (verb_.json) {
      out_ = to_json_line(event, {}) + "\n";
      return {};
    }
    Replay replay;
    if (auto done = load(stored.article, replay); !done) return done;
    out_ = fmt::format("{} {}\n", paint_(Style::strong, "event " + event.id),
                       paint_(quad_code(event.type) <= 2 ? Style::good : Style::bad, act_name(event)));
    article_rows(replay);
    row("place", fmt::format("sentence {}, bytes {} to {} of the capture", event.sentence, event.sentence_span.begin,
                             event.sentence_span.end));
    row("status", to_string(event.status));
    const std::string day = event.date.known()
                                ? fmt::format("{} ({})", date_text(event), to_string(event.date_precision))
                                : bracket_text(event.bracket);
    row("date", day);
    row("where",
        printable(event.event_loc.name + (event.event_loc.country.empty() ? "" : " " + event.event_loc.country)));
    std::string context;
    for (const std::string& one : event.context) context += (context.empty() ? "" : ", ") + one;
    row("context", printable(context));
    row("score", fmt::format("{:+.1f} of -10 to 10, CAMEO root {}, confidence {:.2f}",
                             event_scale(event.type, event.mode), cameo_root(event.type), event.confidence));
    row("version", printable(event.version));
    text(stored, replay);
    heading("Actors");
    entity_rows("actor", event.actor);
    entity_rows("recipient", event.recipient);
    entity_rows("according to", event.according_to);
    if (event.according_to.empty()) row("according to", "the article itself");
    heading("Steps");
    if (event.steps.empty()) out_ += "  none were kept\n";
    for (size_t i = 0; i < event.steps.size(); ++i) row(std::to_string(i + 1), printable(event.steps[i]));
    frame(stored, replay);
    parse(stored, replay);
    return {};
  }

  Result<void> quote(const std::string& id) {
    auto stored = store_.quote(id);
    if (!stored) return stored.error();
    const Quote& quote = stored->quote;
    if (verb_.json) {
      out_ = to_json_line(quote, {}) + "\n";
      return {};
    }
    Replay replay;
    if (auto done = load(stored->article, replay); !done) return done;
    out_ = fmt::format("{} {}\n", paint_(Style::strong, "quote " + quote.id), to_string(quote.type));
    article_rows(replay);
    row("place",
        fmt::format("sentence {}, bytes {} to {} of the capture", quote.sentence, quote.span.begin, quote.span.end));
    row("cue", printable(quote.cue.empty() ? "none" : quote.cue));
    row("confidence", fmt::format("{:.2f}", quote.confidence));
    row("version", printable(quote.version));
    heading("Words");
    out_ += wrapped(printable(stored->evidence), 2, width_);
    heading("Speaker");
    entity_rows("speaker", quote.speaker);
    if (quote.speaker.empty()) out_ += "  not known\n";
    return {};
  }

  Result<void> article(const std::string& id) {
    Replay replay;
    auto article = store_.article(id);
    if (!article) return article.error();
    if (verb_.json) {
      out_ = to_json_line(*article, {}) + "\n";
      return {};
    }
    if (auto done = load(id, replay); !done) return done;
    out_ = paint_(Style::strong, "article " + id) + "\n";
    article_rows(replay);
    row("language", printable(article->language));
    row("size", fmt::format("{}, {}", counted(article->sentences, "sentence"), counted(article->words, "word")));
    row("version", printable(article->version));
    heading("Blocks", replay.source ? replay.source->how : replay.no_source);
    const auto show = [&](Span span, const std::string& label) {
      std::string text = fmt::format("bytes {} to {}", span.begin, span.end);
      if (replay.source) {
        const Capture& capture = replay.source->capture;
        const auto size = static_cast<uint32_t>(capture.text.size());
        const Span there{to_text(capture.map, span.begin, size), to_text(capture.map, span.end, size)};
        if (there.begin <= there.end) text = fit(printable(trim(there.in(capture.text))), width_ - 28);
      }
      out_ += fmt::format("  {} {}\n", left(label, 24), text);
    };
    for (const Block& block : article->body) show(block.span, to_string(block.kind));
    for (const DroppedBlock& block : article->dropped) show(block.span, "dropped: " + block.reason);
    auto events = store_.events({.article = id});
    if (!events) return events.error();
    heading("Events");
    if (events->empty()) out_ += "  none\n";
    for (const StoredEvent& one : *events) {
      out_ += fmt::format("  {} {} {} {}\n", one.event.id.substr(0, 8), left(to_string(one.event.status), 12),
                          left(act_name(one.event), 24), evidence_line(one.evidence, width_ - 50, paint_));
    }
    return {};
  }

  Result<void> problem(const std::string& id) {
    auto stored = store_.problem(id);
    if (!stored) return stored.error();
    const Problem& problem = stored->problem;
    if (verb_.json) {
      out_ = to_json_line(problem, {}) + "\n";
      return {};
    }
    out_ = paint_(Style::strong, "problem " + stored->id) + "\n";
    row("input", printable(problem.doc));
    row("stage", printable(problem.stage));
    row("code", to_string(problem.code));
    row("message", printable(problem.message));
    if (!problem.span.empty()) row("place", fmt::format("bytes {} to {}", problem.span.begin, problem.span.end));
    return {};
  }

  const ExplainVerb& verb_;
  Session& session_;
  Store& store_;
  Paint paint_;
  size_t width_;
  std::string out_;
};

void run_explain(const ExplainVerb& verb, Session& session) {
  Result<Store> store = Store::open(verb.store, {.mode = StoreOptions::Mode::read});
  if (!store) return session.fail(store.error(), Session::exit_for(store.error().code));
  const Result<RecordRef> ref = store->find(to_lower(verb.id));
  if (!ref) return session.fail(ref.error(), kInput);
  const Result<std::string> page = Explainer(verb, session, *store).explain(*ref);
  if (!page) return session.fail(page.error(), Session::exit_for(page.error().code));
  if (std::fwrite(page->data(), 1, page->size(), stdout) != page->size() || std::fflush(stdout) != 0) {
    session.fail(
        {ErrorCode::not_writable, "standard output cannot be written. Is the disk full, or the pipe closed?", ""},
        kOutput);
  }
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  auto verb = std::make_shared<ExplainVerb>();
  CLI::App* explain =
      app.add_subcommand("explain", "why a record exists: its text with marks, its actors, frame, steps and parse");
  explain->add_option("id", verb->id, "id of an event, quote, article or problem; its first digits are enough")
      ->required();
  explain->add_option("--store", verb->store, "the store that `demarche read` made")->capture_default_str();
  explain->add_flag("--json", verb->json, "only the record, as one line of JSON (docs/formats/records.md)");
  explain->add_option("--color", verb->color, "colours")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  explain->footer(
      "Examples:\n"
      "  demarche explain 3f2a91\n"
      "  demarche explain 3f2a91 --store crisis.db --color always | less -R\n"
      "The text is read again from the capture's own file when it still holds the same bytes.");
  explain->callback([verb, &session] { run_explain(*verb, session); });
}

}  // namespace demarche::cli
