#pragma once

#include <functional>
#include <string>

#include "store/store.h"
#include "verb.h"

namespace demarche::cli {

/// The options that every verb which lists records of a store takes.
struct ListingOptions {
  std::string store = "demarche.db";
  std::string since, until;
  int64_t limit = 0;
  bool json = false;
  std::string color = "auto";

  /// What `since` and `until` select, and what `limit` says, put into help.
  struct Words {
    std::string since = "only of articles certainly published on or after this day, YYYY-MM-DD";
    std::string limit = "at most so many";
  };
  /// `--store` stands first in the help, the others behind the verb's own options.
  void add_store(CLI::App& verb);
  void add_rest(CLI::App& verb, const Words& words);

  /// The same for the query of any kind of record.
  template <class Query>
  void fill(Query& query) const {
    query.since = parse_iso_date(since).value_or(Date{});
    query.until = parse_iso_date(until).value_or(Date{});
    query.limit = limit > 0 ? limit : -1;
  }
};

/// Pieces of text for standard output.
class Printer {
 public:
  /// False when the piece could not be written.
  bool put(const std::string& piece);
  bool good() const { return good_; }

 private:
  bool good_ = true;
};

/// Opens the store, lets `list` print what it finds and say how many records that were, and tells what went wrong;
/// `nothing` is said when none were found.
void run_listing(const ListingOptions& options, Session& session, const std::string& nothing,
                 const std::function<Result<uint64_t>(Store&, Printer&)>& list);

}  // namespace demarche::cli
