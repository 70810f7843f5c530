#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "store/article_writer.h"

namespace demarche {
namespace {

using Json = nlohmann::json;

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

}  // namespace

ArticleWriter::ArticleWriter(Store::State& state, const Capture& capture, const CodedArticle& coded)
    : state_(state), capture_(capture), coded_(coded), id_(capture_id(capture.id, capture.digest)) {}

Result<void> ArticleWriter::write(const std::string& version) {
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
  for (size_t i = 0; i < coded_.pledges.size(); ++i) {
    if (auto done = pledge_row(coded_.pledges[i], static_cast<int64_t>(i)); !done) return done;
  }
  for (const Problem& problem : coded_.problems) {
    if (auto done = problem_row(problem); !done) return done;
  }
  return {};
}

Result<void> ArticleWriter::keep_text() {
  if (!state_.options.keep_text) return {};
  Json map = Json::array();
  for (const ByteMap::Step& step : capture_.map.steps()) map.push_back(Json::array({step.text, step.original}));
  return state_.run_with("INSERT INTO texts VALUES (?,?,?) ON CONFLICT DO NOTHING", {id_, capture_.text, map.dump()});
}

/// Deletes what an earlier run left of this capture, or of other bytes of the same name from the same source.
Result<void> ArticleWriter::remove_former() {
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
      "(SELECT id FROM articles WHERE capture=?1) UNION SELECT id FROM pledges WHERE article IN "
      "(SELECT id FROM articles WHERE capture=?1))",
      "DELETE FROM pledge_evidence WHERE pledge IN (SELECT id FROM pledges WHERE article IN "
      "(SELECT id FROM articles WHERE capture=?1))",
      "DELETE FROM pledges WHERE article IN (SELECT id FROM articles WHERE capture=?1)",
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
Result<void> ArticleWriter::remove_stale_problems() {
  std::vector<std::string> stale;
  const auto take = [&](const Statement& row) {
    if (!state_.seen.contains(row.string(0))) stale.push_back(row.string(0));
  };
  const std::string& source = capture_.source.empty() ? capture_.id : capture_.source;
  if (auto done =
          each_row(state_, "SELECT id FROM problems WHERE doc IN (?1, ?2) AND capture=''", {capture_.id, source}, take);
      !done) {
    return done;
  }
  for (const std::string& id : stale) {
    if (auto done = state_.run_with("DELETE FROM problems WHERE id=?", {id}); !done) return done;
  }
  return {};
}

Result<void> ArticleWriter::capture_row(const std::string& version) {
  const Result<Statement*> row =
      insert("INSERT INTO captures VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  if (!row) return row.error();
  (*row)->bind(id_).bind(capture_.id).bind(capture_.digest).bind(capture_.source).bind(state_of(coded_));
  (*row)->bind(capture_.media_type).bind(capture_.encoding).bind(static_cast<int64_t>(capture_.text.size()));
  (*row)->bind(capture_.title).bind(capture_.url).bind(capture_.outlet).bind(capture_.published);
  (*row)->bind(capture_.language).bind(version);
  return (*row)->run();
}

Result<void> ArticleWriter::article_row() {
  const Article& article = coded_.article;
  const Span title = original(article.title_span);
  const Result<Statement*> row =
      insert("INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  if (!row) return row.error();
  (*row)->bind(article.id).bind(id_).bind(article.doc).bind(article.title);
  (*row)->bind(int64_t{title.begin}).bind(int64_t{title.end}).bind(article.byline).bind(article.outlet);
  (*row)->bind(article.url).bind(article.language).bind(article.published.text()).bind(article.published_how);
  (*row)->bind(article.bracket.from.text()).bind(article.bracket.to.text());
  (*row)->bind(int64_t{article.sentences}).bind(int64_t{article.words}).bind(article.version);
  Json facts = Json::array();
  for (const BracketFact& fact : article.bracket_facts) {
    const Span span = original(fact.span);
    facts.push_back({{"rule", fact.rule},
                     {"begin", span.begin},
                     {"end", span.end},
                     {"from", fact.bracket.from.text()},
                     {"to", fact.bracket.to.text()}});
  }
  (*row)->bind(article.modified.text()).bind(article.modified_how).bind(article.bracket_how).bind(facts.dump());
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

Result<void> ArticleWriter::block_row(int64_t position, Span span, std::string_view kind, std::string_view reason) {
  const Span place = original(span);
  const Result<Statement*> row = insert("INSERT INTO blocks VALUES (?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  if (!row) return row.error();
  (*row)->bind(coded_.article.id).bind(position).bind(int64_t{place.begin}).bind(int64_t{place.end});
  (*row)->bind(kind).bind(reason);
  return (*row)->run();
}

Result<void> ArticleWriter::problem_row(const Problem& problem) {
  const Result<Statement*> prepared = insert("INSERT INTO problems VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  if (!prepared) return prepared.error();
  const Span span = original(problem.span);
  (*prepared)->bind(problem_id(problem)).bind(id_).bind(problem.doc).bind(problem.stage).bind(to_string(problem.code));
  (*prepared)->bind(problem.message).bind(int64_t{span.begin}).bind(int64_t{span.end});
  return (*prepared)->run();
}

namespace {

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
