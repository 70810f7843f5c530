#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "key_quotes.h"
#include "ledger_view.h"
#include "record_text.h"
#include "store/store.h"
#include "table.h"

namespace demarche::cli {

/// One act for a reader: a report, and how many others tell the same in the same words or on the same day.
struct Act {
  StoredEvent event;  ///< the report with the highest confidence
  uint64_t reports = 1;
  std::set<std::string> docs;
};

/// One side, with everyone who acts for it.
struct PartyView {
  std::string key;  ///< store/party.h
  std::string label;
  uint64_t given = 0;  ///< asserted acts; an act by two members counts for each of them
  uint64_t received = 0;
  std::vector<EntityCount> members;
};

struct DyadView {
  Dyad dyad;
  std::string actor;  ///< labels
  std::string recipient;
  std::vector<Act> acts;    ///< asserted, most telling first
  std::vector<Act> others;  ///< denied, hypothetical, future, historical
};

/// Asserted acts of one day, month or year; or of one bracket when the day is not known.
struct TimeGroup {
  std::string label;    ///< "1962-10-22", "1962-10", "not before 1962-10-22"
  DateBracket bracket;  ///< only for acts without a date
  uint64_t events = 0;
  std::vector<Act> acts;  ///< most telling first
};

/// What the store holds, for a reader. docs/formats/command.md specifies its JSON form.
struct Dossier {
  std::string title;  ///< what was read
  std::string store;  ///< as the user named it
  Totals totals;
  std::vector<PartyView> parties;  ///< most acts first; same for the rest
  std::vector<DyadView> dyads;
  uint64_t all_dyads = 0;        ///< pairs of different parties
  std::vector<DyadView> within;  ///< acts inside one party, counts only
  std::vector<TimeGroup> days;   ///< in the order of time
  std::vector<TimeGroup> undated;
  std::vector<TimeGroup> history;   ///< acts told as history
  std::vector<LedgerGroup> ledger;  ///< the strongest open entries
  uint64_t more_ledger = 0;         ///< open entries that are not shown
  std::vector<KeyQuote> key_quotes;
  std::vector<SpeakerCount> speakers;
  std::vector<StoredProblem> problems;
  std::map<std::string, std::string> names;  ///< label of every party
};

struct DossierOptions {
  std::string title;
  std::string store;
  size_t dyads = 12;      ///< how many at most; same for the rest
  size_t acts = 5;        ///< per dyad
  size_t other_acts = 3;  ///< per dyad, of other statuses
  size_t days = 40;       ///< more are grouped by month, then by year
  size_t day_acts = 4;
  size_t ledger = 15;
  size_t ledger_each = 4;  ///< per pair of sides
  size_t key_quotes = 8;
  size_t quotes_each = 2;  ///< per speaker
};

/// Reads the store through once. Memory does not grow with the number of events. Errors: the store's.
Result<Dossier> make_dossier(Store& store, const DossierOptions& options);

/// A page of plain text, or with colours, `width` columns wide.
std::string dossier_text(const Dossier& dossier, const Paint& paint, size_t width = 100);
/// The same as one JSON document, ended by a newline.
std::string dossier_json(const Dossier& dossier);

}  // namespace demarche::cli
