#include "coding/composition.h"

#include <algorithm>

#include "coding/speakers.h"

namespace demarche {
namespace {

/// The act nearest below `outer`'s trigger in its content, or -1: the content clause's head, its object, its noun.
int inner_of(const SentenceView& view, const std::vector<Act>& acts, size_t outer) {
  const TokenIndex trigger = acts[outer].trigger;
  int best = -1;
  int best_depth = 1000;
  for (size_t i = 0; i < acts.size(); ++i) {
    if (i == outer || acts[i].trigger == trigger || !view.below(acts[i].trigger, trigger)) continue;
    int depth = 0;
    bool content = true;
    TokenIndex t = acts[i].trigger;
    while (t != trigger) {
      const Relation relation = view.at(t).relation;
      const Subtype subtype = view.at(t).subtype;
      const TokenIndex head = view.at(t).head;
      if (subtype == Subtype::relcl || subtype == Subtype::poss || relation == Relation::parataxis ||
          relation == Relation::nsubj)
        content = false;
      if (relation == Relation::nsubj && subtype == Subtype::pass && head == trigger) content = true;
      if (relation == Relation::acl && view.at(t).xpos == "VBN" && view.case_lemma(t).empty())
        content = false;  // "aid for villagers displaced by ..."
      if (relation == Relation::conj && head == trigger) content = false;
      if (relation == Relation::advcl) {
        const std::string_view mark = view.case_lemma(t);
        content = content && (mark == "of" || mark == "from" || mark == "against" || mark == "for" || mark == "to" ||
                              mark == "in" || mark == "with" || mark == "at");
      }
      t = head;
      ++depth;
    }
    if (content && depth < best_depth) {
      best = static_cast<int>(i);
      best_depth = depth;
    }
  }
  return best_depth <= 4 ? best : -1;
}

void apply_inner(const CompositionRow& row, const Act& outer, Act& inner) {
  using Inner = CompositionRow::Inner;
  switch (row.inner) {
    case Inner::keep:
      break;
    case Inner::drop:
      inner.dropped = true;
      break;
    case Inner::denied:
      inner.status = {Status::denied, outer.frame->operation};
      break;
    case Inner::hypothetical:
      if (inner.status.status != Status::denied) inner.status = {Status::hypothetical, outer.frame->operation};
      break;
    case Inner::future:
      if (inner.status.status == Status::asserted) inner.status = {Status::future, outer.frame->operation};
      break;
    case Inner::claim:
      if (inner.according_to.empty()) inner.according_to = outer.actor.entities;
      break;
  }
}

}  // namespace

void compose(const SentenceView& view, const CodingTables& tables, std::vector<Act>& acts) {
  std::vector<size_t> order(acts.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto depth = [&](size_t i) {
    int out = 0;
    for (TokenIndex t = acts[i].trigger; t >= 0 && out <= view.size(); t = view.at(t).head) ++out;
    return out;
  };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return depth(a) > depth(b); });
  for (size_t index : order) {
    Act& outer = acts[index];
    if (outer.frame->operation.empty()) continue;
    const int found = inner_of(view, acts, index);
    Act* inner = found < 0 ? nullptr : &acts[static_cast<size_t>(found)];
    const CompositionRow* row =
        tables.compose(outer.frame->operation, inner ? std::optional(inner->type) : std::nullopt);
    if (!row && inner) {  // no row for this content: as if there were none
      row = tables.compose(outer.frame->operation, std::nullopt);
      inner = nullptr;
    }
    if (!row) continue;
    if (row->drops_outer) {
      outer.dropped = true;
    } else if (!row->keeps_outer) {
      outer.type = row->outer;
      outer.mode = row->outer_mode;
    }
    if (!inner) continue;
    outer.steps.push_back("operation " + outer.frame->operation + " on " + to_string(inner->type) + " (" +
                          inner->frame->id + ")");
    if (!outer.recipient.filled()) {
      const auto take = [&](const std::vector<Entity>& from) {
        for (const Entity& entity : from) {
          const auto own = [&](const Entity& actor) { return is_own_side(actor, entity); };
          if (std::none_of(outer.actor.entities.begin(), outer.actor.entities.end(), own))
            outer.recipient.entities.push_back(entity);
        }
      };
      take(inner->recipient.entities);
      if (!outer.recipient.filled())
        take(inner->actor.entities);  // "ready to talk with": the other party of a reciprocal act
      outer.recipient.how = "party of the act inside";
    }
    apply_inner(*row, outer, *inner);
  }
}

namespace {

/// Is `verb` a clause of purpose or manner of the protest's own verb: "marched to demand", "rallied, denouncing"?
bool is_topic_of(const SentenceView& view, TokenIndex verb, TokenIndex protest) {
  const TokenIndex light = view.is_noun(protest) ? view.light_verb(protest) : -1;
  const TokenIndex head = view.at(verb).head;
  if (head < 0 || (head != protest && head != light)) return false;
  const Relation relation = view.at(verb).relation;
  if (relation != Relation::advcl && relation != Relation::xcomp && relation != Relation::acl) return false;
  const std::string_view mark = view.case_lemma(verb);
  return view.at(verb).subtype != Subtype::relcl && (mark == "to" || (mark.empty() && view.at(verb).xpos == "VBG"));
}

}  // namespace

void absorb_topics(const SentenceView& view, std::vector<Act>& acts) {
  for (Act& protest : acts) {
    if (protest.type != EventType::protest || protest.dropped || !protest.actor.filled()) continue;
    for (Act& topic : acts) {
      const bool verbal =
          topic.type == EventType::request || topic.type == EventType::accuse || topic.type == EventType::reject;
      if (!verbal || topic.dropped || !is_topic_of(view, topic.trigger, protest.trigger)) continue;
      topic.dropped = true;
      if (!protest.recipient.filled()) {
        protest.recipient = topic.recipient;
        protest.recipient.how = "party of the protest's topic";
      }
    }
  }
}

void read_future(const CodingTables& tables, std::vector<Act>& acts) {
  for (Act& act : acts) {
    if (act.dropped || act.status.status != Status::future) continue;
    const CompositionRow* row = act.speaks_for_itself ? tables.compose("announced", act.type) : nullptr;
    if (!row) row = tables.compose("future", act.type);
    if (!row || row->keeps_outer) continue;
    act.steps.push_back(std::string(to_string(act.type)) + " that lies ahead (" + act.status.why + ")");
    if (row->drops_outer) {
      act.dropped = true;
      continue;
    }
    act.type = row->outer;
    act.mode = row->outer_mode;
    act.status = {};
  }
}

}  // namespace demarche
