#include <fmt/format.h>

#include <cstdio>

#include "base/utf8.h"
#include "checks.h"
#include "key_quotes.h"
#include "party_label.h"
#include "record/json.h"
#include "record_text.h"
#include "store/store.h"
#include "verb.h"

namespace demarche::cli {
namespace {

struct QuotesVerb {
  std::string store = "demarche.db";
  QuoteQuery query;
  std::string type, since, until;
  int64_t limit = 0;
  bool json = false;
  std::string color = "auto";
};

constexpr size_t kFixed = 11 + 25 + 10 + 8 + 24 + 5;  ///< columns of the first line but for "to, at, via"

std::string table_head(const Paint& paint, size_t width) {
  return paint(Style::faint,
               fmt::format("{} {} {} {} {} {} {}", left("published", 11), left("speaker", 25), left("cue", 10),
                           left("type", 8), left("to, at, via", width - kFixed), left("capture", 15), "id")) +
         "\n";
}

std::string speaker_text(const Quote& quote) {
  if (quote.speaker.empty()) return "–";
  std::string out = entity_name(quote.speaker.front());
  const std::string party = side_keys({quote.speaker.front()});
  if (!out.empty() && out != party) out += fmt::format(" [{}]", party);
  return printable(out.empty() ? "?" : out);
}

/// Two lines: who said it where to whom, then the words.
std::string table_row(const StoredQuote& stored, const Paint& paint, size_t width) {
  const Quote& quote = stored.quote;
  const bool quoted = quote.type != QuoteType::indirect;
  const std::string words = printable(stored.evidence);
  return fmt::format(
      "{} {} {} {} {} {}\n    {}\n", left(date_text(stored.published, DatePrecision::day, stored.bracket), 11),
      paint(Style::actor, left(speaker_text(quote), 25)), left(printable(quote.cue.empty() ? "–" : quote.cue), 10),
      left(to_string(quote.type), 8), left(circumstances_text(quote), width - kFixed),
      capture_place(quote.doc, 1, quote.id, paint), fit(quoted ? "“" + words + "”" : words, width - 4));
}

/// Empty = fine; else the error to show.
std::string complete(QuotesVerb& verb) {
  if (!verb.type.empty()) {
    verb.query.type = parse_quote_type(to_lower(verb.type));
    if (!verb.query.type)
      return fmt::format("there is no type of quotes '{}'. They are: direct mixed indirect.", verb.type);
  }
  verb.query.since = parse_iso_date(verb.since).value_or(Date{});
  verb.query.until = parse_iso_date(verb.until).value_or(Date{});
  verb.query.limit = verb.limit > 0 ? verb.limit : -1;
  return "";
}

void run_quotes(QuotesVerb& verb, Session& session) {
  if (const std::string wrong = complete(verb); !wrong.empty())
    return session.fail({ErrorCode::not_found, wrong, ""}, kUsage);
  Result<Store> store = Store::open(verb.store, {.mode = StoreOptions::Mode::read});
  if (!store) return session.fail(store.error(), Session::exit_for(store.error().code));
  const Paint paint(wants_color(verb.color));
  const size_t width = page_width();
  uint64_t found = 0;
  bool good = true;
  const auto read = store->each_quote(verb.query, [&](const StoredQuote& stored) {
    std::string out = found == 0 && !verb.json ? table_head(paint, width) : "";
    out += verb.json ? to_json_line(stored.quote, {}) + "\n" : table_row(stored, paint, width);
    ++found;
    return good = std::fwrite(out.data(), 1, out.size(), stdout) == out.size();
  });
  if (!read) return session.fail(read.error(), Session::exit_for(read.error().code));
  if (std::fflush(stdout) != 0 || !good) {
    return session.fail(
        {ErrorCode::not_writable, "standard output cannot be written. Is the disk full, or the pipe closed?", ""},
        kOutput);
  }
  if (found == 0) {
    fmt::print(stderr, "demarche: no such quotes in {}. Who is quoted there stands in `demarche read --store {}`.\n",
               verb.store, verb.store);
    session.exit = kProblems;
  }
}

}  // namespace

void add_quotes(CLI::App& app, Session& session) {
  auto verb = std::make_shared<QuotesVerb>();
  CLI::App* quotes = app.add_subcommand("quotes", "list the quotes of a store: who said what, to whom, about whom");
  quotes->add_option("--store", verb->store, "the store that `demarche read` made")->capture_default_str();
  quotes->add_option("--speaker", verb->query.speaker,
                     "country code (RUS), canonical id (nato), party (SYR REB) or name (Khrushchev)");
  quotes->add_option("--about", verb->query.about, "the same for those whom the words name");
  quotes->add_option("--type", verb->type, "direct, mixed or indirect (reported speech)");
  quotes->add_option("--doc", verb->query.doc, "only of this capture");
  quotes->add_option("--text", verb->query.text, "only with these words in what was said");
  quotes->add_option("--since", verb->since, "only of articles certainly published on or after this day, YYYY-MM-DD")
      ->check(check_date);
  quotes->add_option("--until", verb->until, "... on or before this day")->check(check_date);
  quotes->add_option("--limit", verb->limit, "at most so many")->check(CLI::PositiveNumber);
  quotes->add_flag("--json", verb->json, "one record a line (docs/formats/records.md)");
  quotes->add_option("--color", verb->color, "colours")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  quotes->footer(
      "Examples:\n"
      "  demarche quotes --speaker Khrushchev --type direct\n"
      "  demarche quotes --speaker USA --about CUB --since 1962-10-22\n"
      "  demarche quotes --text missiles --json | jq -r .speaker.name | sort | uniq -c");
  quotes->callback([verb, &session] { run_quotes(*verb, session); });
}

}  // namespace demarche::cli
