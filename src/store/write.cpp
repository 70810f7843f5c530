#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "store/evidence.h"
#include "store/party.h"
#include "store/state.h"

namespace demarche {
namespace {

using Json = nlohmann::json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string capture_id(const std::string& doc, const std::string& digest) {
  return IdBuilder("capture").add(doc).add(digest).id();
}

const char* state_of(const CodedArticle& coded) {
  if (coded.article.id.empty()) return "failed";
  for (const Problem& problem : coded.problems) {
    if (problem.code == ErrorCode::not_coded) return "not_coded";
  }
  return "coded";
}

/// The run's own row, with the first record it writes.
Result<void> write_run(Store::State& state) {
  if (!state.run) return {};
  const RunInfo& info = *state.run;
  const std::string id = IdBuilder("run").add(info.version).add(info.label).add(info.at).id();
  auto done = state.run_with("INSERT INTO runs VALUES (?,?,?,?) ON CONFLICT DO NOTHING",
                             {id, info.version, info.label, info.at});
  if (done) state.run.reset();
  return done;
}

/// Inserts the records of one article; all in one transaction that the caller holds.
class ArticleWriter {
 public:
  ArticleWriter(Store::State& state, const Capture& capture, const CodedArticle& coded)
      : state_(state), capture_(capture), coded_(coded), id_(capture_id(capture.id, capture.digest)) {}

  const std::string& id() const { return id_; }

  Result<void> write(const std::string& version) {
    if (auto done = write_run(state_); !done) return done;
    if (auto done = remove_former(); !done) return done;
    if (auto done = capture_row(version); !done) return done;
    if (auto done = keep_text(); !done) return done;
    if (!coded_.article.id.empty()) {
      if (auto done = article_row(); !done) return done;
    }
    for (size_t i = 0; i < coded_.events.size(); ++i) {
      if (auto done = event_row(coded_.events[i], static_cast<int64_t>(i)); !done) return done;
    }
    for (size_t i = 0; i < coded_.quotes.size(); ++i) {
      if (auto done = quote_row(coded_.quotes[i], static_cast<int64_t>(i)); !done) return done;
    }
    for (const Problem& problem : coded_.problems) {
      if (auto done = problem_row(problem); !done) return done;
    }
    return {};
  }

  Result<void> keep_text() {
    if (!state_.options.keep_text) return {};
    Json map = Json::array();
    for (const ByteMap::Step& step : capture_.map.steps()) map.push_back(Json::array({step.text, step.original}));
    return state_.run_with("INSERT INTO texts VALUES (?,?,?) ON CONFLICT DO NOTHING", {id_, capture_.text, dump(map)});
  }

 private:
  Span original(Span span) const { return capture_.map.to_original(span); }

  Result<Statement*> insert(std::string_view sql) { return state_.statement(sql); }

  /// Deletes what an earlier run left of this capture, or of other bytes of the same name from the same source.
  Result<void> remove_former() {
    std::vector<std::string> former;
    const auto take = [&](const Statement& row) {
      const std::string id = row.string(0);
      if (id == id_ || (row.text(1) == capture_.source && !state_.seen.contains(id))) former.push_back(id);
    };
    if (auto done = each_row(state_, "SELECT id, source FROM captures WHERE doc=?", {capture_.id}, take); !done)
      return done;
    static constexpr const char* kDelete[] = {
        "DELETE FROM entities WHERE record IN (SELECT id FROM events WHERE article IN "
        "(SELECT id FROM articles WHERE capture=?1) UNION SELECT id FROM quotes WHERE article IN "
        "(SELECT id FROM articles WHERE capture=?1))",
        "DELETE FROM events WHERE article IN (SELECT id FROM articles WHERE capture=?1)",
        "DELETE FROM quotes WHERE article IN (SELECT id FROM articles WHERE capture=?1)",
        "DELETE FROM blocks WHERE article IN (SELECT id FROM articles WHERE capture=?1)",
        "DELETE FROM problems WHERE capture=?1",
        "DELETE FROM articles WHERE capture=?1",
        "DELETE FROM texts WHERE capture=?1",
        "DELETE FROM captures WHERE id=?1"};
    for (const std::string& id : former) {
      for (const char* sql : kDelete) {
        if (auto done = state_.run_with(sql, {id}); !done) return done;
      }
    }
    return remove_stale_problems();
  }

  /// A capture that can be read now takes back what was said of it when it could not.
  Result<void> remove_stale_problems() {
    std::vector<std::string> stale;
    const auto take = [&](const Statement& row) {
      if (!state_.seen.contains(row.string(0))) stale.push_back(row.string(0));
    };
    const std::string& source = capture_.source.empty() ? capture_.id : capture_.source;
    if (auto done = each_row(state_, "SELECT id FROM problems WHERE doc IN (?1, ?2) AND capture=''",
                             {capture_.id, source}, take);
        !done) {
      return done;
    }
    for (const std::string& id : stale) {
      if (auto done = state_.run_with("DELETE FROM problems WHERE id=?", {id}); !done) return done;
    }
    return {};
  }

  Result<void> capture_row(const std::string& version) {
    const Result<Statement*> row =
        insert("INSERT INTO captures VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!row) return row.error();
    (*row)->bind(id_).bind(capture_.id).bind(capture_.digest).bind(capture_.source).bind(state_of(coded_));
    (*row)->bind(capture_.media_type).bind(capture_.encoding).bind(static_cast<int64_t>(capture_.text.size()));
    (*row)->bind(capture_.title).bind(capture_.url).bind(capture_.outlet).bind(capture_.published);
    (*row)->bind(capture_.language).bind(version);
    return (*row)->run();
  }

  Result<void> article_row() {
    const Article& article = coded_.article;
    const Span title = original(article.title_span);
    const Result<Statement*> row =
        insert("INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!row) return row.error();
    (*row)->bind(article.id).bind(id_).bind(article.doc).bind(article.title);
    (*row)->bind(int64_t{title.begin}).bind(int64_t{title.end}).bind(article.byline).bind(article.outlet);
    (*row)->bind(article.url).bind(article.language).bind(article.published.text()).bind(article.published_how);
    (*row)->bind(article.bracket.from.text()).bind(article.bracket.to.text());
    (*row)->bind(int64_t{article.sentences}).bind(int64_t{article.words}).bind(article.version);
    if (auto done = (*row)->run(); !done) return done;
    int64_t position = 0;
    for (const Block& block : article.body) {
      if (auto done = block_row(position++, block.span, to_string(block.kind), ""); !done) return done;
    }
    for (const DroppedBlock& block : article.dropped) {
      if (auto done = block_row(position++, block.span, "dropped", block.reason); !done) return done;
    }
    return {};
  }

  Result<void> block_row(int64_t position, Span span, std::string_view kind, std::string_view reason) {
    const Span place = original(span);
    const Result<Statement*> row = insert("INSERT INTO blocks VALUES (?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!row) return row.error();
    (*row)->bind(coded_.article.id).bind(position).bind(int64_t{place.begin}).bind(int64_t{place.end});
    (*row)->bind(kind).bind(reason);
    return (*row)->run();
  }

  Evidence event_evidence(const Event& event) const {
    std::vector<Mark> marks = {{MarkRole::trigger, event.trigger_span}};
    const auto add = [&](MarkRole role, const std::vector<Entity>& entities) {
      for (const Entity& entity : entities) marks.push_back({role, entity.span});
    };
    add(MarkRole::actor, event.actor);
    add(MarkRole::recipient, event.recipient);
    add(MarkRole::according_to, event.according_to);
    return cut_evidence(capture_.text, event.sentence_span, event.trigger_span, marks);
  }

  Result<void> event_row(const Event& event, int64_t position) {
    const Result<Statement*> prepared = insert(
        "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT DO NOTHING");
    if (!prepared) return prepared.error();
    Statement& row = **prepared;
    const Evidence evidence = event_evidence(event);
    const Span sentence = original(event.sentence_span), trigger = original(event.trigger_span);
    const Span place = original(event.event_loc.span);
    row.bind(event.id).bind(coded_.article.id).bind(position).bind(event.doc).bind(int64_t{event.sentence});
    row.bind(int64_t{sentence.begin}).bind(int64_t{sentence.end}).bind(event.trigger);
    row.bind(int64_t{trigger.begin}).bind(int64_t{trigger.end}).bind(to_string(event.type));
    row.bind(to_string(event.status)).bind(int64_t{quad_code(event.type)}).bind(event_scale(event.type, event.mode));
    row.bind(dump(event.mode)).bind(dump(event.context)).bind(event.date.text()).bind(to_string(event.date_precision));
    row.bind(event.bracket.from.text()).bind(event.bracket.to.text()).bind(event.event_loc.name);
    row.bind(int64_t{place.begin}).bind(int64_t{place.end}).bind(event.event_loc.country);
    if (event.event_loc.located) {
      row.bind(event.event_loc.latitude).bind(event.event_loc.longitude);
    } else {
      row.bind_null().bind_null();
    }
    row.bind(event.size.dead).bind(event.size.injured).bind(event.size.arrested).bind(event.size.crowd);
    row.bind(event.frame).bind(dump(event.steps)).bind(event.confidence).bind(event.version);
    row.bind(evidence.text).bind(marks_text(evidence.marks));
    if (auto done = row.run(); !done) return done;
    if (state_.connection->changes() == 0) return {};
    if (auto done = entity_rows(event.id, "actor", event.actor); !done) return done;
    if (auto done = entity_rows(event.id, "recipient", event.recipient); !done) return done;
    return entity_rows(event.id, "according_to", event.according_to);
  }

  Result<void> entity_rows(const std::string& record, std::string_view role, const std::vector<Entity>& entities) {
    int64_t position = 0;
    for (const Entity& entity : entities) {
      const Result<Statement*> prepared =
          insert("INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
      if (!prepared) return prepared.error();
      const Span span = original(entity.span);
      Statement& row = **prepared;
      row.bind(record).bind(role).bind(position++).bind(party_of(entity)).bind(entity.text);
      row.bind(int64_t{span.begin}).bind(int64_t{span.end}).bind(entity.code).bind(entity.sector).bind(entity.id);
      row.bind(entity.name).bind(entity.office).bind(entity.how);
      if (auto done = row.run(); !done) return done;
    }
    return {};
  }

  Result<void> quote_row(const Quote& quote, int64_t position) {
    const Result<Statement*> prepared =
        insert("INSERT INTO quotes VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!prepared) return prepared.error();
    Statement& row = **prepared;
    const Span sentence = original(quote.sentence_span), span = original(quote.span), cue = original(quote.cue_span);
    const Span source = original(quote.source_span);
    row.bind(quote.id).bind(coded_.article.id).bind(position).bind(quote.doc).bind(int64_t{quote.sentence});
    row.bind(int64_t{sentence.begin}).bind(int64_t{sentence.end}).bind(int64_t{span.begin}).bind(int64_t{span.end});
    row.bind(to_string(quote.type)).bind(quote.cue).bind(int64_t{cue.begin}).bind(int64_t{cue.end});
    row.bind(int64_t{source.begin}).bind(int64_t{source.end}).bind(quote.confidence).bind(quote.version);
    row.bind(cut_evidence(capture_.text, quote.span, {}, {}, kMaxQuoted).text);
    if (auto done = row.run(); !done) return done;
    if (state_.connection->changes() == 0) return {};
    return entity_rows(quote.id, "speaker", quote.speaker);
  }

  Result<void> problem_row(const Problem& problem) {
    const Result<Statement*> prepared = insert("INSERT INTO problems VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!prepared) return prepared.error();
    const Span span = original(problem.span);
    (*prepared)
        ->bind(problem_id(problem))
        .bind(id_)
        .bind(problem.doc)
        .bind(problem.stage)
        .bind(to_string(problem.code));
    (*prepared)->bind(problem.message).bind(int64_t{span.begin}).bind(int64_t{span.end});
    return (*prepared)->run();
  }

  Store::State& state_;
  const Capture& capture_;
  const CodedArticle& coded_;
  std::string id_;
};

/// Runs `work` as one whole: either all of it stands, or none and what stood before is committed.
template <class Work>
Result<void> as_one(Store::State& state, Work work) {
  if (auto done = state.begin(); !done) return done;
  if (auto done = state.connection->run("SAVEPOINT one"); !done) return done;
  Result<void> done = work();
  if (done) done = state.connection->run("RELEASE one");
  if (done) return ++state.pending >= state.options.batch ? state.commit() : Result<void>{};
  if (state.connection->in_transaction()) {  // some errors make SQLite roll all of it back by itself
    (void)state.connection->run("ROLLBACK TO one; RELEASE one");
    (void)state.commit();
  }
  return done;
}

}  // namespace

Result<bool> Store::done(const std::string& doc, const std::string& digest, const std::string& version) {
  const std::lock_guard lock(state_->mutex);
  const std::string id = capture_id(doc, digest);
  bool found = false;
  const char* sql = state_->options.keep_text
                        ? "SELECT 1 FROM captures JOIN texts ON capture=id WHERE id=? AND version=?"
                        : "SELECT 1 FROM captures WHERE id=? AND version=?";
  const Result<void> read = each_row(*state_, sql, {id, version}, [&](const Statement&) { found = true; });
  if (!read) return read.error();
  if (found) state_->seen.insert(id);
  return found;
}

Result<bool> Store::write(const Capture& capture, const CodedArticle& coded) {
  const std::lock_guard lock(state_->mutex);
  ArticleWriter writer(*state_, capture, coded);
  const std::string& version = coded.article.version.empty() ? state_->run_version : coded.article.version;
  bool same = false, text = !state_->options.keep_text;
  const Result<void> read =
      each_row(*state_, "SELECT version, (SELECT 1 FROM texts WHERE capture=id) FROM captures WHERE id=?",
               {writer.id()}, [&](const Statement& row) {
                 same = row.text(0) == version;
                 text = text || row.number(1) == 1;
               });
  if (!read) return read.error();
  if (!same || !text) {
    const auto work = [&] { return same ? writer.keep_text() : writer.write(version); };
    if (auto done = as_one(*state_, work); !done) return done.error();
  }
  state_->seen.insert(writer.id());
  return !same || !text;
}

Result<bool> Store::write(const Problem& problem) {
  const std::lock_guard lock(state_->mutex);
  const std::string id = problem_id(problem);
  bool there = false;
  const Result<void> read =
      each_row(*state_, "SELECT 1 FROM problems WHERE id=?", {id}, [&](const Statement&) { there = true; });
  if (!read) return read.error();
  state_->seen.insert(id);
  if (there) return false;
  const auto work = [&]() -> Result<void> {
    if (auto done = write_run(*state_); !done) return done;
    const Result<Statement*> row =
        state_->statement("INSERT INTO problems VALUES (?,'',?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!row) return row.error();
    (*row)->bind(id).bind(problem.doc).bind(problem.stage).bind(to_string(problem.code)).bind(problem.message);
    (*row)->bind(int64_t{problem.span.begin}).bind(int64_t{problem.span.end});
    return (*row)->run();
  };
  if (auto done = as_one(*state_, work); !done) return done.error();
  return true;
}

}  // namespace demarche
