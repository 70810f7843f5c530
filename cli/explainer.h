#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain_text.h"
#include "pipeline/engine.h"
#include "store/store.h"
#include "table.h"
#include "verb.h"

namespace demarche::cli {

struct ExplainVerb {
  std::string id;
  std::string store = "demarche.db";
  std::string color = "auto";
  bool json = false;
};

/// What an explanation is made of.
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

/// Builds the page that tells why one record exists. Each kind of record has a file of its own: explain_event.cpp,
/// explain_quote.cpp, explain_pledge.cpp, explain_article.cpp (articles and problems).
class Explainer {
 public:
  Explainer(const ExplainVerb& verb, Session& session, Store& store)
      : verb_(verb), session_(session), store_(store), paint_(wants_color(verb.color)), width_(page_width()) {}

  /// The page. Errors: the store's.
  Result<std::string> explain(const RecordRef& ref);

 private:
  Result<void> event(const std::string& id);
  Result<void> quote(const std::string& id);
  Result<void> pledge(const std::string& id);
  Result<void> article(const std::string& id);
  Result<void> problem(const std::string& id);

  void heading(std::string_view text, std::string_view note = "");
  /// "  label   value", broken over lines; nothing when there is no value.
  void row(std::string_view label, const std::string& value);
  Result<void> load(const std::string& article_id, Replay& replay);
  void article_rows(const Replay& replay);
  void entity_rows(std::string_view role, const std::vector<Entity>& entities);
  void steps(const std::vector<std::string>& steps);

  /// The sentences under `range` with their neighbours, or the stored evidence. Spans are offsets into the input.
  void text(Span range, const std::vector<TextMark>& marks, const Evidence& stored, const Replay& replay,
            std::string_view legend);
  /// The sentences under `range` alone.
  std::string marked_range(Span range, const std::vector<TextMark>& marks, const Capture& capture) const;
  void frame(const std::string& id, const Replay& replay);
  /// The parse of the sentence that holds the offset into the input.
  void parse(uint32_t at, const std::vector<TextMark>& marks, const std::string& version, const Replay& replay);

  void blocks(const Article& article, const Replay& replay);
  Result<void> records_of(const std::string& article);
  void pledge_rows(const Pledge& pledge);
  void pledge_evidence(const StoredPledge& stored, const Replay& replay);

  const ExplainVerb& verb_;
  Session& session_;
  Store& store_;
  Paint paint_;
  size_t width_;
  std::string out_;
};

}  // namespace demarche::cli
