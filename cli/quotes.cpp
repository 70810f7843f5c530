#include <fmt/format.h>

#include "base/utf8.h"
#include "key_quotes.h"
#include "listing.h"
#include "party_label.h"
#include "record/json.h"
#include "record_text.h"
#include "store/store.h"
#include "verb.h"

namespace demarche::cli {
namespace {

struct QuotesVerb {
  ListingOptions options;
  QuoteQuery query;
  std::string type;
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
  verb.options.fill(verb.query);
  return "";
}

void run_quotes(QuotesVerb& verb, Session& session) {
  if (const std::string wrong = complete(verb); !wrong.empty())
    return session.fail({ErrorCode::not_found, wrong, ""}, kUsage);
  const Paint paint(wants_color(verb.options.color));
  const size_t width = page_width();
  const std::string& name = verb.options.store;
  run_listing(
      verb.options, session,
      fmt::format("no such quotes in {}. Who is quoted there stands in `demarche read --store {}`.", name, name),
      [&](Store& store, Printer& printer) -> Result<uint64_t> {
        uint64_t found = 0;
        const auto read = store.each_quote(verb.query, [&](const StoredQuote& stored) {
          if (verb.options.json) return ++found, printer.put(to_json_line(stored.quote, {}) + "\n");
          return printer.put((found++ == 0 ? table_head(paint, width) : "") + table_row(stored, paint, width));
        });
        if (!read) return read.error();
        return found;
      });
}

}  // namespace

void add_quotes(CLI::App& app, Session& session) {
  auto verb = std::make_shared<QuotesVerb>();
  CLI::App* quotes = app.add_subcommand("quotes", "list the quotes of a store: who said what, to whom, about whom");
  verb->options.add_store(*quotes);
  quotes->add_option("--speaker", verb->query.speaker,
                     "country code (RUS), canonical id (nato), party (SYR REB) or name (Khrushchev)");
  quotes->add_option("--about", verb->query.about, "the same for those whom the words name");
  quotes->add_option("--type", verb->type, "direct, mixed or indirect (reported speech)");
  quotes->add_option("--doc", verb->query.doc, "only of this capture");
  quotes->add_option("--text", verb->query.text, "only with these words in what was said");
  verb->options.add_rest(*quotes, {});
  quotes->footer(
      "Examples:\n"
      "  demarche quotes --speaker Khrushchev --type direct\n"
      "  demarche quotes --speaker USA --about CUB --since 1962-10-22\n"
      "  demarche quotes --text missiles --json | jq -r .speaker.name | sort | uniq -c");
  quotes->callback([verb, &session] { run_quotes(*verb, session); });
}

}  // namespace demarche::cli
