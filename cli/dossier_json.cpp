#include <nlohmann/json.hpp>

#include "dossier.h"

namespace demarche::cli {
namespace {

using Json = nlohmann::ordered_json;

Json bracket_json(const DateBracket& bracket) {
  if (!bracket.known()) return nullptr;
  return Json::array({bracket.from.text(), bracket.to.text()});
}

Json entities_json(const std::vector<Entity>& entities) {
  Json out = Json::array();
  for (const Entity& one : entities) {
    out.push_back({{"code", one.code}, {"sector", one.sector}, {"id", one.id}, {"name", one.name}, {"text", one.text}});
  }
  return out;
}

Json evidence_json(const Evidence& evidence) {
  Json marks = Json::array();
  for (const Mark& mark : evidence.marks) {
    marks.push_back({{"role", to_string(mark.role)}, {"span", {mark.span.begin, mark.span.end}}});
  }
  return {{"text", evidence.text}, {"marks", marks}};
}

Json act_json(const Act& act) {
  const Event& event = act.event.event;
  return {{"id", event.id},
          {"doc", event.doc},
          {"event", to_string(event.type)},
          {"mode", event.mode},
          {"status", to_string(event.status)},
          {"date", event.date.text()},
          {"date_precision", to_string(event.date_precision)},
          {"bracket", bracket_json(event.bracket)},
          {"actor", entities_json(event.actor)},
          {"recipient", entities_json(event.recipient)},
          {"event_scale", event_scale(event.type, event.mode)},
          {"confidence", event.confidence},
          {"evidence", evidence_json(act.event.evidence)},
          {"reports", act.reports},
          {"docs", act.docs}};
}

Json acts_json(const std::vector<Act>& acts) {
  Json out = Json::array();
  for (const Act& one : acts) out.push_back(act_json(one));
  return out;
}

Json read_json(const Dossier& dossier) {
  const Totals& totals = dossier.totals;
  Json dropped = Json::object();
  for (const auto& [reason, number] : totals.dropped)
    dropped[reason] = {{"blocks", number.blocks}, {"bytes", number.bytes}};
  return {{"captures", totals.captures},
          {"articles", totals.articles},
          {"sentences", totals.sentences},
          {"words", totals.words},
          {"bytes", totals.bytes},
          {"languages", totals.languages},
          {"events", totals.events},
          {"quotes", totals.quotes},
          {"indirect_quotes", totals.indirect},
          {"pledges", totals.pledges},
          {"problems", totals.problems},
          {"body", {{"blocks", totals.body_blocks}, {"bytes", totals.body_bytes}}},
          {"dropped", dropped},
          {"versions", totals.versions}};
}

Json parties_json(const Dossier& dossier) {
  Json out = Json::array();
  for (const PartyView& party : dossier.parties) {
    Json members = Json::array();
    for (const EntityCount& one : party.members) {
      members.push_back({{"code", one.code},
                         {"sector", one.sector},
                         {"id", one.id},
                         {"name", one.name},
                         {"given", one.given},
                         {"received", one.received}});
    }
    out.push_back({{"party", party.key},
                   {"label", party.label},
                   {"given", party.given},
                   {"received", party.received},
                   {"members", members}});
  }
  return out;
}

Json dyads_json(const std::vector<DyadView>& dyads) {
  Json out = Json::array();
  for (const DyadView& view : dyads) {
    Json others = Json::object();
    for (const auto& [status, number] : view.dyad.others) others[to_string(status)] = number;
    out.push_back({{"actor", view.dyad.actor},
                   {"actor_label", view.actor},
                   {"recipient", view.dyad.recipient},
                   {"recipient_label", view.recipient},
                   {"asserted", view.dyad.asserted()},
                   {"verbal_cooperation", view.dyad.quads[0]},
                   {"material_cooperation", view.dyad.quads[1]},
                   {"verbal_conflict", view.dyad.quads[2]},
                   {"material_conflict", view.dyad.quads[3]},
                   {"mean_scale", view.dyad.mean_scale},
                   {"not_deeds", others},
                   {"acts", acts_json(view.acts)},
                   {"other_acts", acts_json(view.others)}});
  }
  return out;
}

Json groups_json(const std::vector<TimeGroup>& groups) {
  Json out = Json::array();
  for (const TimeGroup& one : groups) {
    out.push_back({{"label", one.label},
                   {"bracket", bracket_json(one.bracket)},
                   {"events", one.events},
                   {"acts", acts_json(one.acts)}});
  }
  return out;
}

Json matrix_json(const Totals& totals) {
  Json out = Json::object();
  for (const auto& [status, row] : totals.matrix) {
    for (size_t type = 0; type < kEventTypes; ++type) {
      if (row[type] > 0) out[to_string(status)][to_string(static_cast<EventType>(type))] = row[type];
    }
  }
  return out;
}

Json part_json(const PledgePart& part) {
  if (part.text.empty()) return nullptr;
  return {{"text", part.text}, {"event", part.event ? Json(to_string(*part.event)) : Json(nullptr)}};
}

Json entry_json(const LedgerEntry& entry) {
  const Pledge& pledge = entry.pledge.pledge;
  const PledgeDeadline& deadline = pledge.deadline;
  Json due = nullptr;
  if (!deadline.text.empty()) {
    due = {{"text", deadline.text}, {"date", deadline.date.text()}, {"precision", to_string(deadline.precision)}};
  }
  return {{"id", pledge.id},
          {"doc", pledge.doc},
          {"pledge", to_string(pledge.kind)},
          {"strength", to_string(pledge.strength)},
          {"status", to_string(pledge.status)},
          {"issuer", entities_json(pledge.issuer)},
          {"addressee", entities_json(pledge.addressee)},
          {"according_to", entities_json(pledge.according_to)},
          {"content", part_json(pledge.content)},
          {"condition", part_json(pledge.condition)},
          {"deadline", due},
          {"confidence", pledge.confidence},
          {"evidence", evidence_json(entry.pledge.evidence)},
          {"reports", entry.reports},
          {"docs", entry.docs}};
}

Json ledger_json(const std::vector<LedgerGroup>& groups) {
  Json out = Json::array();
  for (const LedgerGroup& group : groups) {
    Json entries = Json::array();
    for (const LedgerEntry& one : group.entries) entries.push_back(entry_json(one));
    out.push_back({{"issuer", group.issuer},
                   {"issuer_label", group.issuer_label},
                   {"addressee", group.addressee},
                   {"addressee_label", group.addressee_label},
                   {"entries", entries}});
  }
  return out;
}

Json key_quotes_json(const std::vector<KeyQuote>& quotes) {
  Json out = Json::array();
  for (const KeyQuote& one : quotes) {
    const Quote& quote = one.quote.quote;
    Json via = Json::array();
    for (const QuoteParty& reporter : quote.via) via.push_back(reporter.text);
    out.push_back({{"id", quote.id},
                   {"doc", quote.doc},
                   {"type", to_string(quote.type)},
                   {"speaker", entities_json(quote.speaker)},
                   {"about", entities_json(quote.about)},
                   {"cue", quote.cue},
                   {"addressee", quote.addressee.text},
                   {"occasion", quote.occasion.text},
                   {"via", via},
                   {"published", one.quote.published.text()},
                   {"bracket", bracket_json(one.quote.bracket)},
                   {"words", one.quote.evidence},
                   {"events", one.quote.events},
                   {"pledges", one.quote.pledges},
                   {"docs", one.docs}});
  }
  return out;
}

Json speakers_json(const Dossier& dossier) {
  Json out = Json::array();
  for (const SpeakerCount& one : dossier.speakers) {
    out.push_back({{"party", one.party},
                   {"code", one.code},
                   {"sector", one.sector},
                   {"id", one.id},
                   {"name", one.name},
                   {"direct", one.direct},
                   {"mixed", one.mixed},
                   {"indirect", one.indirect}});
  }
  return out;
}

Json problems_json(const Dossier& dossier) {
  Json out = Json::array();
  for (const StoredProblem& one : dossier.problems) {
    const Span span = one.problem.span;
    out.push_back({{"id", one.id},
                   {"doc", one.problem.doc},
                   {"stage", one.problem.stage},
                   {"code", to_string(one.problem.code)},
                   {"message", one.problem.message},
                   {"span", span.empty() ? Json(nullptr) : Json::array({span.begin, span.end})}});
  }
  return out;
}

}  // namespace

std::string dossier_json(const Dossier& dossier) {
  const Json out = {{"kind", "dossier"},
                    {"title", dossier.title},
                    {"read", read_json(dossier)},
                    {"parties", parties_json(dossier)},
                    {"all_dyads", dossier.all_dyads},
                    {"dyads", dyads_json(dossier.dyads)},
                    {"within", dyads_json(dossier.within)},
                    {"ledger", ledger_json(dossier.ledger)},
                    {"more_ledger", dossier.more_ledger},
                    {"key_quotes", key_quotes_json(dossier.key_quotes)},
                    {"days", groups_json(dossier.days)},
                    {"undated", groups_json(dossier.undated)},
                    {"history", groups_json(dossier.history)},
                    {"matrix", matrix_json(dossier.totals)},
                    {"speakers", speakers_json(dossier)},
                    {"problem_records", problems_json(dossier)}};
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace demarche::cli
