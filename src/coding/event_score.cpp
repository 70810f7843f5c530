#include "coding/event_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "coding/gold_text.h"

namespace demarche::gold {
namespace {

constexpr int kShown = 160;  ///< characters of a sentence in a list of errors

/// One article while it is compared.
struct Comparison {
  const GoldArticle& gold;
  const CodedDoc& coded;
  std::string_view text;
  std::map<int64_t, Range> sentences;  ///< where each gold sentence stands in the text, as far as it was found
  EventScore& score;
};

double ratio(size_t part, size_t all) { return all == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(all); }

double f1(double precision, double recall) {
  return precision + recall == 0 ? 0.0 : 2 * precision * recall / (precision + recall);
}

int64_t length_of(std::string_view text) { return static_cast<int64_t>(text.size()); }

/// Searches the gold sentences in reading order; one that stands earlier is still found.
std::map<int64_t, Range> place_sentences(const GoldArticle& gold, std::string_view text) {
  std::map<int64_t, Range> out;
  size_t at = 0;
  for (const auto& [number, sentence] : gold.sentences) {
    const std::string_view needle = strip(sentence);
    size_t found = text.find(needle, at);
    if (found == std::string_view::npos) found = text.find(needle);
    if (found == std::string_view::npos) continue;
    out[number] = {static_cast<int64_t>(found), static_cast<int64_t>(found) + length_of(needle)};
    at = found;
  }
  return out;
}

/// Half of a sum, rounded down.
int64_t middle(Range range) { return (range.begin + range.end) >> 1; }

bool holds(Range range, int64_t at) { return range.begin <= at && at < range.end; }

bool covers(Range coded, Range gold) { return holds(coded, middle(gold)) || holds(gold, middle(coded)); }

bool overlap(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
}

/// Do the two lists share a party? An empty gold code is compared by its words.
bool agree(const std::vector<Party>& coded, const std::vector<Party>& gold) {
  for (const Party& ours : coded) {
    for (const Party& theirs : gold) {
      if (theirs.code.empty() ? overlap(ours.text, theirs.text) : ours.code == theirs.code) return true;
    }
  }
  return false;
}

bool names_nobody(const std::vector<Party>& parties) {
  return std::all_of(parties.begin(), parties.end(),
                     [](const Party& party) { return party.code.empty() && party.text.empty(); });
}

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// The gold event that a coded event meets: one that must be found before others, the same type before a defensible
/// one.
std::optional<size_t> met_by(const Comparison& all, const CodedEvent& event, const std::vector<bool>& used) {
  std::optional<size_t> best;
  int best_rank = 0;
  for (size_t k = 0; k < all.gold.events.size(); ++k) {
    const GoldEvent& gold = all.gold.events[k];
    const auto sentence = all.sentences.find(gold.sentence);
    if (used[k] || sentence == all.sentences.end() || !covers(event.sentence, sentence->second)) continue;
    if (event.type != gold.type && !contains(gold.also, event.type)) continue;
    if (!agree(event.actor, gold.actor) && !names_nobody(gold.actor)) continue;
    const int rank = (gold.must ? 0 : 2) + (event.type == gold.type ? 0 : 1);
    if (!best || rank < best_rank) {
      best = k;
      best_rank = rank;
    }
  }
  return best;
}

/// The bytes of a range, cut to the text; a negative end counts from the text's end, as in Python.
std::string_view slice(std::string_view text, Range range) {
  const int64_t all = length_of(text);
  const auto place = [all](int64_t at) { return std::clamp<int64_t>(at < 0 ? at + all : at, 0, all); };
  const int64_t begin = place(range.begin), end = std::max(begin, place(range.end));
  return text.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin));
}

void score_coded_events(Comparison& all, std::vector<bool>& used) {
  EventCounts& n = all.score.counts;
  for (size_t i = 0; i < all.coded.events.size(); ++i) {
    const CodedEvent& event = all.coded.events[i];
    ++n.coded;
    EventVerdict verdict;
    verdict.article = all.score.articles;
    verdict.doc = all.gold.doc;
    verdict.coded = static_cast<int>(i);
    verdict.type = event.type;
    verdict.trigger = event.trigger;
    verdict.sentence = first_characters(slice(all.text, event.sentence), kShown);
    if (const auto met = met_by(all, event, used)) {
      const GoldEvent& gold = all.gold.events[*met];
      used[*met] = true;
      verdict.gold = static_cast<int>(*met);
      verdict.must = gold.must;
      verdict.status_right = event.status == gold.status || contains(gold.status_also, event.status);
      verdict.recipient_right = names_nobody(gold.recipient) || agree(event.recipient, gold.recipient);
      ++n.good;
      n.status_right += verdict.status_right;
      n.hit += gold.must;
      n.strict += gold.must && verdict.status_right && verdict.recipient_right && event.type == gold.type;
    } else {
      verdict.verdict = Verdict::extra;
    }
    all.score.verdicts.push_back(std::move(verdict));
  }
}

Result<void> score_missed_events(Comparison& all, const std::vector<bool>& used) {
  for (size_t k = 0; k < all.gold.events.size(); ++k) {
    const GoldEvent& gold = all.gold.events[k];
    if (!gold.must) continue;
    ++all.score.counts.must;
    if (used[k]) continue;
    const auto sentence = std::find_if(all.gold.sentences.begin(), all.gold.sentences.end(),
                                       [&](const auto& one) { return one.first == gold.sentence; });
    if (sentence == all.gold.sentences.end()) {
      return Error{ErrorCode::bad_format,
                   fmt::format("an event stands in sentence {}, which is not listed under `sentences`", gold.sentence),
                   all.gold.doc};
    }
    EventVerdict verdict;
    verdict.article = all.score.articles;
    verdict.doc = all.gold.doc;
    verdict.verdict = Verdict::missed;
    verdict.gold = static_cast<int>(k);
    verdict.must = true;
    verdict.type = gold.type;
    verdict.trigger = gold.trigger;
    verdict.sentence = first_characters(sentence->second, kShown);
    all.score.verdicts.push_back(std::move(verdict));
  }
  return {};
}

void score_text_lines(Comparison& all) {
  EventCounts& n = all.score.counts;
  int64_t at = 0, number = 0;
  for (size_t from = 0; from != std::string_view::npos;) {
    const size_t end = all.text.find('\n', from);
    const int64_t length = length_of(all.text.substr(from, end == std::string_view::npos ? end : end - from));
    from = end == std::string_view::npos ? end : end + 1;
    const Range line = {at, at + length};
    at += length + 1;
    ++number;
    int64_t covered = 0;
    for (const Range& body : all.coded.body) {
      covered += std::max<int64_t>(0, std::min(body.end, line.end) - std::max(body.begin, line.begin));
    }
    const bool kept = covered * 2 > std::max<int64_t>(1, length);
    if (all.gold.body_lines.count(number)) {
      ++n.body_lines;
      n.body_kept += kept;
    } else if (all.gold.drop_lines.count(number)) {
      ++n.drop_lines;
      n.dropped += !kept;
      for (const CodedEvent& event : all.coded.events) n.from_furniture += holds(line, event.sentence.begin);
    }
  }
}

void score_quotes(Comparison& all) {
  EventCounts& n = all.score.counts;
  const std::vector<CodedQuote>& coded = all.coded.quotes;
  std::vector<bool> taken(coded.size());
  for (const GoldQuote& quote : all.gold.quotes) {
    const auto sentence = all.sentences.find(quote.sentence);
    if (sentence == all.sentences.end()) continue;
    ++n.quotes;
    const size_t found = all.text.find(quote.text, static_cast<size_t>(sentence->second.begin));
    if (found == std::string_view::npos) continue;
    const Range want = {static_cast<int64_t>(found), static_cast<int64_t>(found) + length_of(quote.text)};
    for (size_t k = 0; k < coded.size(); ++k) {
      const int64_t both = std::min(coded[k].span.end, want.end) - std::max(coded[k].span.begin, want.begin);
      if (static_cast<double>(both) < 0.8 * static_cast<double>(want.end - want.begin)) continue;
      ++n.quotes_hit;
      taken[k] = true;
      n.speakers_right += !quote.speaker_word.empty() && coded[k].speaker.find(quote.speaker_word) != std::string::npos;
      break;
    }
  }
  n.quotes_coded += coded.size();
  n.quotes_good += static_cast<size_t>(std::count(taken.begin(), taken.end(), true));
}

void score_pledges(Comparison& all) {
  for (const GoldPledge& pledge : all.gold.ledger) {
    const auto sentence = all.sentences.find(pledge.sentence);
    if (sentence == all.sentences.end()) continue;
    ++all.score.counts.pledges;
    all.score.counts.pledges_hit +=
        std::any_of(all.coded.pledges.begin(), all.coded.pledges.end(), [&](const CodedPledge& coded) {
          return coded.kind == pledge.kind && covers(coded.sentence, sentence->second);
        });
  }
}

}  // namespace

const char* to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::extra:
      return "extra";
    case Verdict::missed:
      return "missed";
  }
  return "";
}

Result<void> score_article(const GoldArticle& gold, const CodedDoc& coded, std::string_view text, EventScore& score) {
  Comparison all{gold, coded, text, place_sentences(gold, text), score};
  std::vector<bool> used(gold.events.size());
  score_coded_events(all, used);
  if (const auto missed = score_missed_events(all, used); !missed) return missed;
  score_text_lines(all);
  score_quotes(all);
  score_pledges(all);
  ++score.articles;
  return {};
}

std::string score_lines(const EventCounts& n) {
  const double recall = ratio(n.hit, n.must), precision = ratio(n.good, n.coded);
  const double quote_recall = ratio(n.quotes_hit, n.quotes), quote_precision = ratio(n.quotes_good, n.quotes_coded);
  std::string out = fmt::format(
      "events   recall {:.3f} ({}/{})  precision {:.3f} ({}/{})  F1 {:.3f}  strict recall {:.3f}  status right "
      "{:.3f}\n",
      recall, n.hit, n.must, precision, n.good, n.coded, f1(precision, recall), ratio(n.strict, n.must),
      ratio(n.status_right, n.good));
  out += fmt::format("quotes   recall {:.3f} ({}/{})  precision {:.3f}  F1 {:.3f}  speaker right {:.3f}\n",
                     quote_recall, n.quotes_hit, n.quotes, quote_precision, f1(quote_precision, quote_recall),
                     ratio(n.speakers_right, n.quotes_hit));
  out += fmt::format("pledges  recall {:.3f} ({}/{})\n", ratio(n.pledges_hit, n.pledges), n.pledges_hit, n.pledges);
  if (n.drop_lines > 0) {
    out += fmt::format("lines    body kept {:.3f}  furniture dropped {:.3f}  events coded from furniture {}\n",
                       ratio(n.body_kept, n.body_lines), ratio(n.dropped, n.drop_lines), n.from_furniture);
  }
  return out;
}

std::string error_lines(const EventScore& score, size_t limit) {
  std::string out;
  size_t shown = 0;
  for (const EventVerdict& one : score.verdicts) {
    if (one.verdict == Verdict::met) continue;
    if (++shown > limit) break;
    out += fmt::format("{}\t{}\t{}\t{}\t{}\n", one.doc, to_string(one.verdict), one.type, one.trigger, one.sentence);
  }
  return out;
}

}  // namespace demarche::gold
