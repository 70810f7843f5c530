#include "listing.h"

#include <fmt/format.h>

#include <cstdio>

#include "checks.h"

namespace demarche::cli {

void ListingOptions::add_store(CLI::App& verb) {
  verb.add_option("--store", store, "the store that `demarche read` made")->capture_default_str();
}

void ListingOptions::add_rest(CLI::App& verb, const Words& words) {
  verb.add_option("--since", since, words.since)->check(check_date);
  verb.add_option("--until", until, "... on or before this day")->check(check_date);
  verb.add_option("--limit", limit, words.limit)->check(CLI::PositiveNumber);
  verb.add_flag("--json", json, "one record a line (docs/formats/records.md)");
  verb.add_option("--color", color, "colours")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
}

bool Printer::put(const std::string& piece) {
  good_ = good_ && std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size();
  return good_;
}

void run_listing(const ListingOptions& options, Session& session, const std::string& nothing,
                 const std::function<Result<uint64_t>(Store&, Printer&)>& list) {
  Result<Store> store = Store::open(options.store, {.mode = StoreOptions::Mode::read});
  if (!store) return session.fail(store.error(), Session::exit_for(store.error().code));
  Printer printer;
  const Result<uint64_t> found = list(*store, printer);
  if (!found) return session.fail(found.error(), Session::exit_for(found.error().code));
  if (std::fflush(stdout) != 0 || !printer.good()) {
    return session.fail(
        {ErrorCode::not_writable, "standard output cannot be written. Is the disk full, or the pipe closed?", ""},
        kOutput);
  }
  if (*found > 0) return;
  fmt::print(stderr, "demarche: {}\n", nothing);
  session.exit = kProblems;
}

}  // namespace demarche::cli
