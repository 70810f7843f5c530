#include "dossier.h"

#include <fmt/format.h>

#include <algorithm>

#include "dossier_acts.h"
#include "party_label.h"
#include "store/party.h"

namespace demarche::cli {
namespace {

/// The groups of a time line under construction.
class TimeLine {
 public:
  explicit TimeLine(bool brackets) : brackets_(brackets) {}

  void add(const StoredEvent& stored) {
    const Event& event = stored.event;
    if (event.date.known()) {
      add_to(dated_, date_text(event), {}, stored);
    } else if (brackets_) {
      add_to(undated_, bracket_text(event.bracket), event.bracket, stored);
    } else {
      add_to(dated_, "", {}, stored);
    }
    coarsen();
  }

  std::vector<TimeGroup> days(size_t limit, size_t acts) {
    for (size_t digits : {size_t{7}, size_t{4}}) {
      if (dated_.size() > limit) coarsen_to(digits);
    }
    return list(dated_, acts);
  }
  std::vector<TimeGroup> undated(size_t acts) { return list(undated_, acts); }

 private:
  struct Group {
    DateBracket bracket;
    ActCollector acts{8};
  };
  using Groups = std::map<std::string, Group>;

  static void add_to(Groups& groups, const std::string& label, DateBracket bracket, const StoredEvent& stored) {
    Group& group = groups[label];
    group.bracket = bracket;
    group.acts.add(stored);
  }

  /// Bounds memory while reading: no more groups than anyone would print.
  void coarsen() {
    if (dated_.size() > 1000) coarsen_to(7);
    if (dated_.size() > 1000) coarsen_to(4);
    while (undated_.size() > 100) {  // the widest claim is the last: fold the sparsest brackets into "date not known"
      auto least = undated_.begin();
      for (auto item = undated_.begin(); item != undated_.end(); ++item) {
        if (item->second.acts.events() < least->second.acts.events()) least = item;
      }
      Group moved = std::move(least->second);
      undated_.erase(least);
      undated_[bracket_text({})].acts.absorb(moved.acts);
    }
  }

  void coarsen_to(size_t digits) {
    Groups next;
    for (auto& [label, group] : dated_) next[label.substr(0, digits)].acts.absorb(group.acts);
    dated_ = std::move(next);
  }

  static std::vector<TimeGroup> list(const Groups& groups, size_t acts) {
    std::vector<TimeGroup> out;
    for (const auto& [label, group] : groups) {
      out.push_back(
          {label.empty() ? "date not told" : label, group.bracket, group.acts.events(), group.acts.best(acts)});
    }
    return out;
  }

  bool brackets_;
  Groups dated_, undated_;
};

/// Collects what needs one pass over all events.
class Pass {
 public:
  Pass(Dossier& dossier, const DossierOptions& options)
      : dossier_(dossier), options_(options), days_(true), history_(false) {
    for (size_t i = 0; i < dossier.dyads.size(); ++i) {
      index_[{dossier.dyads[i].dyad.actor, dossier.dyads[i].dyad.recipient}] = i;
    }
    deeds_.resize(dossier.dyads.size());
    others_.resize(dossier.dyads.size());
  }

  void add(const StoredEvent& stored) {
    const Status status = stored.event.status;
    if (status == Status::asserted) days_.add(stored);
    if (status == Status::historical) history_.add(stored);
    for (const std::string& from : party_keys(stored.event.actor)) {
      for (const std::string& to : party_keys(stored.event.recipient)) {
        const auto found = index_.find({from, to});
        if (found == index_.end()) continue;
        (status == Status::asserted ? deeds_ : others_)[found->second].add(stored);
      }
    }
  }

  void finish() {
    for (size_t i = 0; i < dossier_.dyads.size(); ++i) {
      dossier_.dyads[i].acts = deeds_[i].best(options_.acts);
      dossier_.dyads[i].others = others_[i].best(options_.other_acts);
    }
    dossier_.days = days_.days(options_.days, options_.day_acts);
    dossier_.undated = days_.undated(options_.day_acts);
    dossier_.history = history_.days(options_.days, options_.day_acts);
  }

 private:
  Dossier& dossier_;
  const DossierOptions& options_;
  std::map<std::pair<std::string, std::string>, size_t> index_;
  std::vector<ActCollector> deeds_, others_;
  TimeLine days_, history_;
};

std::vector<PartyView> group_parties(std::vector<EntityCount> entities,
                                     const std::map<std::string, std::string>& names) {
  std::map<std::string, PartyView> all;
  for (EntityCount& one : entities) {
    PartyView& party = all[one.party];
    party.key = one.party;
    party.given += one.given;
    party.received += one.received;
    party.members.push_back(std::move(one));
  }
  std::vector<PartyView> out;
  for (auto& [key, party] : all) {
    party.label = party_label(key, names);
    out.push_back(std::move(party));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const PartyView& a, const PartyView& b) { return a.given + a.received > b.given + b.received; });
  return out;
}

/// The ledger and the key quotes.
Result<void> read_speech(Store& store, const DossierOptions& options, const std::map<std::string, std::string>& names,
                         Dossier& out) {
  LedgerCollector ledger(20 * options.ledger);
  PledgeQuery open;
  open.open_only = true;
  auto done = store.each_pledge(open, [&](StoredPledge pledge) {
    ledger.add(std::move(pledge));
    return true;
  });
  if (!done) return done;
  out.ledger = ledger.strongest(options.ledger, options.ledger_each, names);
  out.more_ledger = ledger.entries();
  for (const LedgerGroup& group : out.ledger) out.more_ledger -= group.entries.size();
  std::map<std::string, uint64_t> acts;
  for (const PartyView& party : out.parties) acts[party.key] = party.given + party.received;
  KeyQuoteCollector quotes(std::move(acts));
  QuoteQuery quoted;
  quoted.quoted_only = true;
  done = store.each_quote(quoted, [&](StoredQuote quote) {
    quotes.add(std::move(quote));
    return true;
  });
  if (!done) return done;
  out.key_quotes = quotes.best(options.key_quotes, options.quotes_each);
  for (const KeyQuote& one : out.key_quotes) {
    const std::string party = party_of(one.quote.quote.speaker.front());
    out.names[party] = party_label(party, names);
  }
  return {};
}

}  // namespace

Result<Dossier> make_dossier(Store& store, const DossierOptions& options) {
  Dossier out;
  out.title = options.title;
  out.store = options.store;
  auto totals = store.totals();
  if (!totals) return totals.error();
  out.totals = std::move(*totals);
  auto names = store.party_names();
  if (!names) return names.error();
  auto entities = store.parties();
  if (!entities) return entities.error();
  out.parties = group_parties(std::move(*entities), *names);
  auto dyads = store.dyads();
  if (!dyads) return dyads.error();
  for (const Dyad& dyad : *dyads) {
    DyadView view{dyad, party_label(dyad.actor, *names), party_label(dyad.recipient, *names), {}, {}};
    const bool inside = dyad.actor == dyad.recipient;
    if (!inside) ++out.all_dyads;
    std::vector<DyadView>& list = inside ? out.within : out.dyads;
    if (list.size() < options.dyads) list.push_back(std::move(view));
  }
  Pass pass(out, options);
  const auto read = store.each_event({}, [&](StoredEvent event) {
    pass.add(event);
    return true;
  });
  if (!read) return read.error();
  pass.finish();
  if (auto done = read_speech(store, options, *names, out); !done) return done.error();
  auto speakers = store.speakers();
  if (!speakers) return speakers.error();
  out.speakers = std::move(*speakers);
  auto problems = store.problems();
  if (!problems) return problems.error();
  out.problems = std::move(*problems);
  for (const Dyad& dyad : *dyads) {
    for (const std::string& key : {dyad.actor, dyad.recipient}) out.names[key] = party_label(key, *names);
  }
  for (const SpeakerCount& one : out.speakers) {
    if (!one.party.empty()) out.names[one.party] = party_label(one.party, *names);
  }
  return out;
}

}  // namespace demarche::cli
