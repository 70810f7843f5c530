#include <fmt/format.h>

#include <cstdio>

#include "base/utf8.h"
#include "explainer.h"

namespace demarche::cli {
namespace {

void run_explain(const ExplainVerb& verb, Session& session) {
  Result<Store> store = Store::open(verb.store, {.mode = StoreOptions::Mode::read});
  if (!store) return session.fail(store.error(), Session::exit_for(store.error().code));
  const Result<RecordRef> ref = store->find(to_lower(verb.id));
  if (!ref) return session.fail(ref.error(), kInput);
  const Result<std::string> page = Explainer(verb, session, *store).explain(*ref);
  if (!page) return session.fail(page.error(), Session::exit_for(page.error().code));
  if (std::fwrite(page->data(), 1, page->size(), stdout) != page->size() || std::fflush(stdout) != 0) {
    session.fail(
        {ErrorCode::not_writable, "standard output cannot be written. Is the disk full, or the pipe closed?", ""},
        kOutput);
  }
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  auto verb = std::make_shared<ExplainVerb>();
  CLI::App* explain =
      app.add_subcommand("explain", "why a record exists: its text with marks, its parties, frame, steps and parse");
  explain->add_option("id", verb->id, "id of an event, quote, pledge, article or problem; its first digits are enough")
      ->required();
  explain->add_option("--store", verb->store, "the store that `demarche read` made")->capture_default_str();
  explain->add_flag("--json", verb->json, "only the record, as one line of JSON (docs/formats/records.md)");
  explain->add_option("--color", verb->color, "colours")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  explain->footer(
      "Examples:\n"
      "  demarche explain 3f2a91\n"
      "  demarche explain 3f2a91 --store crisis.db --color always | less -R\n"
      "The text is read again from the capture's own file when it still holds the same bytes.");
  explain->callback([verb, &session] { run_explain(*verb, session); });
}

}  // namespace demarche::cli
