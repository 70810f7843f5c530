#include <fmt/format.h>

#include "store/columns.h"
#include "store/filter.h"

namespace demarche {
namespace {

constexpr std::string_view kSelect =
    "SELECT p.id, p.article, p.doc, p.sentence, p.sentence_begin, p.sentence_end, p.\"trigger\", p.trigger_begin, "
    "p.trigger_end, p.kind, p.strength, p.status, p.historical, p.content, p.content_begin, p.content_end, "
    "p.content_event, p.condition, p.condition_begin, p.condition_end, p.condition_event, p.deadline, "
    "p.deadline_begin, p.deadline_end, p.deadline_date, p.deadline_precision, p.frame, p.steps, p.confidence, "
    "p.version, p.evidence, p.marks, a.published, a.bracket_from, a.bracket_to FROM pledges p LEFT JOIN articles a ON "
    "a.id=p.article";

PledgePart read_part(Columns& next) {
  PledgePart out;
  out.text = next.text();
  out.span = next.span();
  out.event = parse_event_type(next.text());
  return out;
}

Evidence read_evidence_text(Columns& next) {
  Evidence out;
  out.text = next.text();
  out.marks = parse_marks(next.text(), out.text.size());
  return out;
}

StoredPledge read_pledge(const Statement& row) {
  StoredPledge out;
  Pledge& pledge = out.pledge;
  Columns next(row);
  pledge.id = next.text();
  out.article = next.text();
  pledge.doc = next.text();
  pledge.sentence = next.small();
  pledge.sentence_span = next.span();
  pledge.trigger = next.text();
  pledge.trigger_span = next.span();
  pledge.kind = parse_pledge_kind(next.text()).value_or(PledgeKind::demand);
  pledge.strength = parse_pledge_strength(next.text()).value_or(PledgeStrength::firm);
  pledge.status = parse_pledge_status(next.text()).value_or(PledgeStatus::open);
  pledge.historical = next.number() != 0;
  pledge.content = read_part(next);
  pledge.condition = read_part(next);
  pledge.deadline.text = next.text();
  pledge.deadline.span = next.span();
  pledge.deadline.date = next.date();
  pledge.deadline.precision = next.precision();
  pledge.frame = next.text();
  pledge.steps = next.list();
  pledge.confidence = next.real();
  pledge.version = next.text();
  out.evidence = read_evidence_text(next);
  out.published = next.date();
  out.bracket.from = next.date();
  out.bracket.to = next.date();
  return out;
}

Result<void> read_evidence(Store::State& state, StoredPledge& out) {
  return each_row(state,
                  "SELECT sentence, sentence_begin, sentence_end, \"trigger\", trigger_begin, trigger_end, "
                  "content_begin, content_end, evidence, marks FROM pledge_evidence WHERE pledge=? ORDER BY position",
                  {out.pledge.id}, [&](const Statement& row) {
                    PledgeEvidence one;
                    Columns next(row);
                    one.sentence = next.small();
                    one.sentence_span = next.span();
                    one.trigger = next.text();
                    one.trigger_span = next.span();
                    one.content_span = next.span();
                    out.pledge.evidence.push_back(std::move(one));
                    out.all_evidence.push_back(read_evidence_text(next));
                  });
}

Filter filter_for(const PledgeQuery& query) {
  Filter out("p");
  out.equal("id", query.id);
  out.equal("article", query.article);
  out.equal("doc", query.doc);
  if (query.kind) out.equal("kind", to_string(*query.kind));
  if (query.strength) out.equal("strength", to_string(*query.strength));
  if (query.status) out.equal("status", to_string(*query.status));
  if (query.open_only) out.add("{0}.status IN ('open', 'repeated')", {});
  out.who("'issuer', 'addressee'", query.actor);
  out.who("'issuer'", query.issuer);
  out.who("'addressee'", query.addressee);
  out.published(query.since, query.until);
  if (!query.text.empty()) {
    out.add(
        "(instr(lower({0}.evidence), lower(?))>0 OR instr(lower({0}.content), lower(?))>0 OR "
        "instr(lower({0}.condition), lower(?))>0)",
        {query.text, query.text, query.text});
  }
  return out;
}

}  // namespace

Result<void> Store::each_pledge(const PledgeQuery& query, const std::function<bool(StoredPledge)>& take) {
  const std::lock_guard lock(state_->mutex);
  const auto step = [&](const Statement& row) -> Result<bool> {
    StoredPledge one = read_pledge(row);
    const auto add = [&](std::string_view role, Entity entity) {
      std::vector<Entity>& list = role == "issuer"      ? one.pledge.issuer
                                  : role == "addressee" ? one.pledge.addressee
                                                        : one.pledge.according_to;
      list.push_back(std::move(entity));
    };
    if (auto done = read_entities(*state_, one.pledge.id, add); !done) return done.error();
    if (auto done = read_evidence(*state_, one); !done) return done.error();
    return take(std::move(one));
  };
  return each_match(*state_, kSelect, filter_for(query), "p.doc, p.article, p.position", query.limit, step);
}

Result<std::vector<StoredPledge>> Store::pledges(const PledgeQuery& query) {
  std::vector<StoredPledge> out;
  const auto done = each_pledge(query, [&](StoredPledge one) {
    out.push_back(std::move(one));
    return true;
  });
  if (!done) return done.error();
  return out;
}

Result<StoredPledge> Store::pledge(const std::string& id) {
  PledgeQuery query;
  query.id = id;
  Result<std::vector<StoredPledge>> found = pledges(query);
  if (!found) return found.error();
  if (id.empty() || found->empty()) return no_record("pledge", id);
  return std::move(found->front());
}

}  // namespace demarche
