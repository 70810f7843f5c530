#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/evidence.h"
#include "store/state.h"

namespace demarche {

/// Inserts the records of one article, all in one transaction that the caller holds. Private to src/store.
class ArticleWriter {
 public:
  ArticleWriter(Store::State& state, const Capture& capture, const CodedArticle& coded);

  /// Key of the capture.
  const std::string& id() const { return id_; }
  /// Removes what stood there before and writes everything. Errors: the store's.
  Result<void> write(const std::string& version);
  /// Only the text, when texts are kept.
  Result<void> keep_text();

 private:
  Span original(Span span) const { return capture_.map.to_original(span); }
  Result<Statement*> insert(std::string_view sql) { return state_.statement(sql); }
  /// Binds where the span lies in the input.
  void bind(Statement& row, Span span) const;

  Result<void> remove_former();
  Result<void> remove_stale_problems();
  Result<void> capture_row(const std::string& version);
  Result<void> article_row();
  Result<void> block_row(int64_t position, Span span, std::string_view kind, std::string_view reason);
  Result<void> problem_row(const Problem& problem);

  Evidence event_evidence(const Event& event) const;
  Result<void> event_row(const Event& event, int64_t position);
  Result<void> entity_rows(const std::string& record, std::string_view role, const std::vector<Entity>& entities);
  Result<void> quote_row(const Quote& quote, int64_t position);
  Result<void> quote_entities(const Quote& quote);
  Evidence pledge_evidence(const Pledge& pledge) const;
  Result<void> pledge_row(const Pledge& pledge, int64_t position);
  Result<void> pledge_evidence_row(const Pledge& pledge, const PledgeEvidence& evidence, int64_t position);

  Store::State& state_;
  const Capture& capture_;
  const CodedArticle& coded_;
  std::string id_;
};

}  // namespace demarche
