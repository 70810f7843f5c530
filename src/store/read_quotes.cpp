#include <fmt/format.h>

#include "store/columns.h"
#include "store/filter.h"

namespace demarche {
namespace {

constexpr std::string_view kSelect =
    "SELECT q.id, q.article, q.doc, q.sentence, q.sentence_begin, q.sentence_end, q.\"begin\", q.\"end\", q.type, "
    "q.cue, q.cue_class, q.cue_begin, q.cue_end, q.source_begin, q.source_end, q.content, q.addressee, "
    "q.addressee_begin, q.addressee_end, q.occasion, q.occasion_begin, q.occasion_end, q.via, q.confidence, q.version, "
    "q.evidence, a.published, a.bracket_from, a.bracket_to, q.events, q.pledges FROM quotes q LEFT JOIN articles a ON "
    "a.id=q.article";

/// The chain of reporters without its entities; `counts` gets how many entities belong to each.
std::vector<QuoteParty> read_via(const nlohmann::json& json, std::vector<size_t>& counts) {
  std::vector<QuoteParty> out;
  const auto number = [](const nlohmann::json& item, const char* key) {
    const auto found = item.find(key);
    return found != item.end() && found->is_number_unsigned() ? found->get<uint32_t>() : 0;
  };
  for (const auto& item : json) {
    if (!item.is_object() || !item.contains("text") || !item["text"].is_string()) continue;
    out.push_back({item["text"], {number(item, "begin"), number(item, "end")}, {}});
    counts.push_back(number(item, "entities"));
  }
  return out;
}

StoredQuote read_quote(const Statement& row, std::vector<size_t>& via_counts) {
  StoredQuote out;
  Quote& quote = out.quote;
  Columns next(row);
  quote.id = next.text();
  out.article = next.text();
  quote.doc = next.text();
  quote.sentence = next.small();
  quote.sentence_span = next.span();
  quote.span = next.span();
  quote.type = parse_quote_type(next.text()).value_or(QuoteType::direct);
  quote.cue = next.text();
  quote.cue_class = parse_cue_class(next.text()).value_or(CueClass::say);
  quote.cue_span = next.span();
  quote.source_span = next.span();
  quote.content = next.spans();
  quote.addressee.text = next.text();
  quote.addressee.span = next.span();
  quote.occasion.text = next.text();
  quote.occasion.span = next.span();
  quote.via = read_via(next.json(), via_counts);
  quote.confidence = next.real();
  quote.version = next.text();
  out.evidence = next.text();
  out.published = next.date();
  out.bracket.from = next.date();
  out.bracket.to = next.date();
  out.events = static_cast<uint64_t>(next.number());
  out.pledges = static_cast<uint64_t>(next.number());
  return out;
}

/// Gives each reporter of the chain its own entities; they come in the order of the chain.
class ViaFiller {
 public:
  ViaFiller(std::vector<QuoteParty>& via, const std::vector<size_t>& counts) : via_(via), counts_(counts) {}
  void add(Entity entity) {
    while (at_ < via_.size() && via_[at_].entities.size() >= counts_[at_]) ++at_;
    if (at_ < via_.size()) via_[at_].entities.push_back(std::move(entity));
  }

 private:
  std::vector<QuoteParty>& via_;
  const std::vector<size_t>& counts_;
  size_t at_ = 0;
};

Filter filter_for(const QuoteQuery& query) {
  Filter out("q");
  out.equal("id", query.id);
  out.equal("article", query.article);
  out.equal("doc", query.doc);
  if (query.type) out.equal("type", to_string(*query.type));
  if (query.quoted_only) out.add("{0}.type<>'indirect'", {});
  if (query.cue_class) out.equal("cue_class", to_string(*query.cue_class));
  out.who("'speaker'", query.speaker);
  out.who("'about'", query.about);
  out.published(query.since, query.until);
  if (!query.text.empty()) out.add("instr(lower({0}.evidence), lower(?))>0", {query.text});
  return out;
}

}  // namespace

Result<void> Store::each_quote(const QuoteQuery& query, const std::function<bool(StoredQuote)>& take) {
  const std::lock_guard lock(state_->mutex);
  const auto step = [&](const Statement& row) -> Result<bool> {
    std::vector<size_t> via_counts;
    StoredQuote one = read_quote(row, via_counts);
    ViaFiller via(one.quote.via, via_counts);
    const auto add = [&](std::string_view role, Entity entity) {
      if (role == "via") return via.add(std::move(entity));
      std::vector<Entity>& list = role == "speaker"     ? one.quote.speaker
                                  : role == "addressee" ? one.quote.addressee.entities
                                                        : one.quote.about;
      list.push_back(std::move(entity));
    };
    if (auto done = read_entities(*state_, one.quote.id, add); !done) return done.error();
    return take(std::move(one));
  };
  return each_match(*state_, kSelect, filter_for(query), "q.doc, q.article, q.position", query.limit, step);
}

Result<std::vector<StoredQuote>> Store::quotes(const QuoteQuery& query) {
  std::vector<StoredQuote> out;
  const auto done = each_quote(query, [&](StoredQuote one) {
    out.push_back(std::move(one));
    return true;
  });
  if (!done) return done.error();
  return out;
}

Result<StoredQuote> Store::quote(const std::string& id) {
  QuoteQuery query;
  query.id = id;
  Result<std::vector<StoredQuote>> found = quotes(query);
  if (!found) return found.error();
  if (id.empty() || found->empty()) return no_record("quote", id);
  return std::move(found->front());
}

}  // namespace demarche
