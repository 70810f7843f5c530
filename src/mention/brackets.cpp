#include "mention/brackets.h"

#include <algorithm>

namespace demarche {
namespace {

const char* rule_of(DatePrecision precision) {
  if (precision == DatePrecision::day) return "named-day";
  return precision == DatePrecision::month || precision == DatePrecision::week ? "named-month" : "named-year";
}

}  // namespace

std::vector<BracketFact> time_facts(const std::vector<TimeExpression>& times) {
  std::vector<BracketFact> out;
  for (const TimeExpression& time : times) {
    if (!time.from.known() || time.type == TimeType::duration) continue;
    if (time.happened) out.push_back({rule_of(time.precision), time.span, {time.from, {}}});
    if (time.future) out.push_back({"named-future", time.span, {{}, time.to}});
  }
  return out;
}

void drop_past_ends(const std::vector<TimeExpression>& times, const Parse& parse, std::vector<BracketFact>& facts) {
  for (BracketFact& fact : facts) {
    if (!fact.bracket.to.known()) continue;
    const bool elsewhere = std::any_of(times.begin(), times.end(), [&](const TimeExpression& time) {
      const Span sentence = parse.sentences[time.sentence].span;
      return (time.past || time.from.known()) && sentence.begin <= fact.span.begin && fact.span.end <= sentence.end;
    });
    if (elsewhere) fact.bracket.to = {};
  }
  std::erase_if(facts, [](const BracketFact& fact) { return !fact.bracket.known(); });
}

void set_bracket(std::vector<BracketFact> facts, Article& article) {
  const BracketFact* first = nullptr;
  const BracketFact* last = nullptr;
  for (const BracketFact& fact : facts) {
    if (fact.bracket.from.known() && (!first || fact.bracket.from > first->bracket.from)) first = &fact;
    if (fact.bracket.to.known() && (!last || fact.bracket.to < last->bracket.to)) last = &fact;
  }
  article.bracket = {};
  article.bracket_how.clear();
  article.bracket_facts.clear();
  if (!first && !last) return;
  const bool contradiction = first && last && last->bracket.to < first->bracket.from;
  if (!contradiction) article.bracket = {first ? first->bracket.from : Date{}, last ? last->bracket.to : Date{}};
  if (first) article.bracket_how = first->rule;
  if (last && (!first || last->rule != first->rule)) article.bracket_how += (first ? "," : "") + last->rule;
  if (contradiction) article.bracket_how = "contradiction";
  if (first) article.bracket_facts.push_back(*first);
  if (last && last != first) article.bracket_facts.push_back(*last);
  std::stable_sort(article.bracket_facts.begin(), article.bracket_facts.end(),
                   [](const BracketFact& a, const BracketFact& b) { return a.span.begin < b.span.begin; });
}

}  // namespace demarche
