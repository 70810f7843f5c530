#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "store/columns.h"
#include "store/state.h"

namespace demarche {
namespace {

ErrorCode parse_code(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
    if (name == to_string(static_cast<ErrorCode>(i))) return static_cast<ErrorCode>(i);
  }
  return ErrorCode::internal;
}

constexpr std::string_view kArticleColumns =
    "id, doc, title, title_begin, title_end, byline, outlet, url, language, published, published_how, bracket_from, "
    "bracket_to, sentences, words, version, modified, modified_how, bracket_how, bracket_facts";

/// [{"rule","begin","end","from","to"}, ...]
std::vector<BracketFact> read_facts(const std::string& text) {
  std::vector<BracketFact> out;
  const auto list = nlohmann::json::parse(text, nullptr, false);
  for (const auto& one : list) {
    const auto text_of = [&](const char* key) {
      return one.is_object() && one.contains(key) && one[key].is_string() ? one[key].get<std::string>() : std::string();
    };
    const auto place = [&](const char* key) {
      return one.is_object() && one.contains(key) && one[key].is_number() ? one[key].get<uint32_t>() : uint32_t{0};
    };
    const auto day = [&](const char* key) { return parse_iso_date(text_of(key)).value_or(Date{}); };
    out.push_back({text_of("rule"), {place("begin"), place("end")}, {day("from"), day("to")}});
  }
  return out;
}

Article read_article(const Statement& row) {
  Article out;
  Columns next(row);
  out.id = next.text();
  out.doc = next.text();
  out.title = next.text();
  out.title_span = next.span();
  out.byline = next.text();
  out.outlet = next.text();
  out.url = next.text();
  out.language = next.text();
  out.published = next.date();
  out.published_how = next.text();
  out.bracket.from = next.date();
  out.bracket.to = next.date();
  out.sentences = next.small();
  out.words = next.small();
  out.version = next.text();
  out.modified = next.date();
  out.modified_how = next.text();
  out.bracket_how = next.text();
  out.bracket_facts = read_facts(next.text());
  return out;
}

BlockKind parse_kind(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(BlockKind::block_quote); ++i) {
    if (name == to_string(static_cast<BlockKind>(i))) return static_cast<BlockKind>(i);
  }
  return BlockKind::paragraph;
}

Result<void> read_blocks(Store::State& state, Article& article) {
  return each_row(state, "SELECT \"begin\", \"end\", kind, reason FROM blocks WHERE article=? ORDER BY position",
                  {article.id}, [&](const Statement& row) {
                    const Span span = Columns(row).span();
                    if (row.text(2) == "dropped") {
                      article.dropped.push_back({span, row.string(3), ""});
                    } else {
                      article.body.push_back({span, parse_kind(row.text(2))});
                    }
                  });
}

Result<std::vector<StoredProblem>> read_problems(Store::State& state, std::string_view where,
                                                 std::initializer_list<std::string_view> values) {
  std::vector<StoredProblem> out;
  const std::string sql = fmt::format(
      "SELECT id, doc, stage, code, message, \"begin\", \"end\" FROM problems {} ORDER BY doc, \"begin\", id", where);
  const auto done = each_row(state, sql, values, [&](const Statement& row) {
    StoredProblem one;
    Columns next(row);
    one.id = next.text();
    one.problem.doc = next.text();
    one.problem.stage = next.text();
    one.problem.code = parse_code(next.text());
    one.problem.message = next.text();
    one.problem.span = next.span();
    out.push_back(std::move(one));
  });
  if (!done) return done.error();
  return out;
}

}  // namespace

Error no_record(std::string_view kind, const std::string& id) {
  return {ErrorCode::not_found, fmt::format("the store holds no {} with the id {}.", kind, id), id};
}

Result<std::vector<Article>> Store::articles() {
  const std::lock_guard lock(state_->mutex);
  std::vector<Article> out;
  const std::string sql = fmt::format("SELECT {} FROM articles ORDER BY doc, id", kArticleColumns);
  auto done = each_row(*state_, sql, {}, [&](const Statement& row) { out.push_back(read_article(row)); });
  if (!done) return done.error();
  for (Article& article : out) {
    if (done = read_blocks(*state_, article); !done) return done.error();
  }
  return out;
}

Result<Article> Store::article(const std::string& id) {
  const std::lock_guard lock(state_->mutex);
  std::optional<Article> out;
  const std::string sql = fmt::format("SELECT {} FROM articles WHERE id=?", kArticleColumns);
  auto done = each_row(*state_, sql, {id}, [&](const Statement& row) { out = read_article(row); });
  if (!done) return done.error();
  if (!out) return no_record("article", id);
  if (done = read_blocks(*state_, *out); !done) return done.error();
  return *out;
}

Result<std::vector<StoredProblem>> Store::problems() {
  const std::lock_guard lock(state_->mutex);
  return read_problems(*state_, "", {});
}

Result<StoredProblem> Store::problem(const std::string& id) {
  const std::lock_guard lock(state_->mutex);
  Result<std::vector<StoredProblem>> found = read_problems(*state_, "WHERE id=?", {id});
  if (!found) return found.error();
  if (found->empty()) return no_record("problem", id);
  return std::move(found->front());
}

Result<StoredCapture> Store::capture_of(const std::string& article) {
  const std::lock_guard lock(state_->mutex);
  std::optional<StoredCapture> out;
  const auto done = each_row(
      *state_,
      "SELECT id, doc, digest, source, state, media_type, encoding, bytes, title, url, outlet, "
      "published, language, version FROM captures WHERE id=(SELECT capture FROM articles WHERE id=?)",
      {article}, [&](const Statement& row) {
        Columns next(row);
        StoredCapture one;
        for (std::string* field :
             {&one.id, &one.doc, &one.digest, &one.source, &one.state, &one.media_type, &one.encoding}) {
          *field = next.text();
        }
        one.bytes = static_cast<uint64_t>(next.number());
        for (std::string* field : {&one.title, &one.url, &one.outlet, &one.published, &one.language, &one.version}) {
          *field = next.text();
        }
        out = std::move(one);
      });
  if (!done) return done.error();
  if (!out) return no_record("capture of the article", article);
  return *out;
}

Result<Capture> Store::kept_text(const std::string& capture) {
  const std::lock_guard lock(state_->mutex);
  std::optional<Capture> out;
  const auto done =
      each_row(*state_, "SELECT doc, digest, source, text, map FROM texts JOIN captures ON id=capture WHERE id=?",
               {capture}, [&](const Statement& row) {
                 Columns next(row);
                 Capture one;
                 for (std::string* field : {&one.id, &one.digest, &one.source, &one.text}) *field = next.text();
                 std::vector<ByteMap::Step> steps;
                 const auto map = nlohmann::json::parse(next.text(), nullptr, false);
                 for (const auto& step : map) {
                   if (step.is_array() && step.size() == 2 && step[0].is_number() && step[1].is_number()) {
                     steps.push_back({step[0].get<uint32_t>(), step[1].get<uint32_t>()});
                   }
                 }
                 one.map = ByteMap(std::move(steps));
                 out = std::move(one);
               });
  if (!done) return done.error();
  if (!out) {
    return Error{ErrorCode::not_found, "the store keeps no texts. Read with --keep-text to have them.", capture};
  }
  return std::move(*out);
}

Result<std::vector<RunInfo>> Store::runs() {
  const std::lock_guard lock(state_->mutex);
  std::vector<RunInfo> out;
  const auto done =
      each_row(*state_, "SELECT version, label, at FROM runs ORDER BY at, id", {}, [&](const Statement& row) {
        out.push_back({row.string(0), row.string(1), row.string(2)});
      });
  if (!done) return done.error();
  return out;
}

}  // namespace demarche
