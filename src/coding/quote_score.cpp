#include "coding/quote_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "coding/gold_text.h"
#include "language/tokenizer.h"
#include "mention/speech_marks.h"

namespace demarche::gold {
namespace {

using Words = std::vector<bool>;  ///< which words of the text are meant

double ratio(size_t part, size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> out;
  bool inside = false;
  for (uint32_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const bool word = is_word_code_point(point.value);
    if (word && !inside) out.push_back({at, at});
    if (word) out.back().end = at + point.length;
    inside = word;
    at += point.length;
  }
  return out;
}

Words covered(const std::vector<Span>& words, const std::vector<Span>& spans) {
  Words out(words.size(), false);
  for (const Span& span : spans) {
    auto at = std::lower_bound(words.begin(), words.end(), span.begin,
                               [](const Span& word, uint32_t byte) { return word.end <= byte; });
    for (; at != words.end() && at->begin < span.end; ++at) out[static_cast<size_t>(at - words.begin())] = true;
  }
  return out;
}

size_t count(const Words& words) { return static_cast<size_t>(std::count(words.begin(), words.end(), true)); }

size_t common(const Words& a, const Words& b) {
  size_t out = 0;
  for (size_t i = 0; i < a.size(); ++i) out += a[i] && b[i];
  return out;
}

void join(Words& into, const Words& more) {
  for (size_t i = 0; i < into.size(); ++i) into[i] = into[i] || more[i];
}

size_t bytes(const std::vector<Span>& spans) {
  size_t out = 0;
  for (const Span& span : spans) out += span.size();
  return out;
}

/// F1 of two parts over their words.
double overlap(const std::vector<Span>& words, const std::vector<Span>& a, const std::vector<Span>& b) {
  const Words in_a = covered(words, a), in_b = covered(words, b);
  const size_t all = count(in_a) + count(in_b);
  if (all > 0) return ratio(2 * common(in_a, in_b), all);
  if (a.empty() && b.empty()) return 1;
  size_t shared = 0;
  for (const Span& x : a) {
    for (const Span& y : b) shared += x.overlaps(y) ? std::min(x.end, y.end) - std::max(x.begin, y.begin) : 0;
  }
  return ratio(2 * shared, bytes(a) + bytes(b));
}

/// The text's lines as blocks.
std::vector<Block> lines_of(std::string_view text) {
  std::vector<Block> out;
  for (uint32_t begin = 0; begin < text.size();) {
    const auto end = static_cast<uint32_t>(std::min(text.find('\n', begin), text.size()));
    if (end > begin) out.push_back({{begin, end}, BlockKind::paragraph});
    begin = end + 1;
  }
  return out;
}

QuoteType type_by_marks(const Words& content, const Words& quoted) {
  const size_t all = count(content), inside = common(content, quoted);
  if (inside == 0) return QuoteType::indirect;
  return inside == all ? QuoteType::direct : QuoteType::mixed;
}

std::string words_in(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  for (const Span& span : spans) out += (out.empty() ? "" : " + ") + std::string(span.in(text));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

/// Pairs (gold, ours), greatest overlap first; of equal ones the first in the text.
std::vector<std::pair<size_t, size_t>> match(const std::vector<Words>& gold, const std::vector<Words>& ours) {
  std::vector<std::array<size_t, 3>> all;
  for (size_t g = 0; g < gold.size(); ++g) {
    for (size_t o = 0; o < ours.size(); ++o) {
      if (const size_t shared = common(gold[g], ours[o]); shared > 0) all.push_back({shared, g, o});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a[0] > b[0]; });
  std::vector<bool> gold_taken(gold.size()), ours_taken(ours.size());
  std::vector<std::pair<size_t, size_t>> out;
  for (const auto& [shared, g, o] : all) {
    if (gold_taken[g] || ours_taken[o]) continue;
    gold_taken[g] = ours_taken[o] = true;
    out.emplace_back(g, o);
  }
  return out;
}

void list_errors(const GoldQuotes& article, const std::vector<QuotedTurn>& turns, const std::vector<Words>& parts,
                 const Words& other, bool missed, QuoteScore& score) {
  for (size_t i = 0; i < turns.size(); ++i) {
    const size_t lacking = count(parts[i]) - common(parts[i], other);
    if (lacking * 2 <= count(parts[i])) continue;
    const QuotedTurn& turn = turns[i];
    score.errors.push_back({lacking, missed,
                            fmt::format("{} {} {} [{}] ({}) {}", article.id, missed ? "missed" : "extra",
                                        to_string(turn.type), words_in(article.text, turn.source),
                                        words_in(article.text, turn.cue), words_in(article.text, turn.content))});
  }
}

Result<std::vector<Span>> read_spans(const Json& list, size_t size) {
  std::vector<Span> out;
  for (const Json& one : list) {
    const uint32_t begin = one.at(0).get<uint32_t>(), end = one.at(1).get<uint32_t>();
    if (begin > end || end > size) return Error{ErrorCode::bad_format, "a span lies outside the text", ""};
    out.push_back({begin, end});
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<GoldQuotes> read_line(std::string_view line) {
  try {
    const Json json = Json::parse(line);
    GoldQuotes out{json.at("id").get<std::string>(), json.at("text").get<std::string>(), {}};
    for (const Json& one : json.at("attributions")) {
      QuotedTurn turn;
      for (const auto& [key, part] :
           {std::pair{"source", &turn.source}, {"cue", &turn.cue}, {"content", &turn.content}}) {
        auto spans = read_spans(one.at(key), out.text.size());
        if (!spans) return spans.error();
        *part = std::move(*spans);
      }
      out.turns.push_back(std::move(turn));
    }
    return out;
  } catch (const nlohmann::json::exception& failure) {
    return Error{ErrorCode::bad_format, failure.what(), ""};
  }
}

void merge(std::vector<Span>& into, const std::vector<Span>& more) {
  into.insert(into.end(), more.begin(), more.end());
  std::sort(into.begin(), into.end());
  size_t kept = 0;
  for (const Span& span : into) {
    if (kept > 0 && span.begin <= into[kept - 1].end) {
      into[kept - 1].end = std::max(into[kept - 1].end, span.end);
    } else {
      into[kept++] = span;
    }
  }
  into.resize(kept);
}

}  // namespace

double WordCounts::precision() const { return ratio(right, coded); }
double WordCounts::recall() const { return ratio(found, gold); }
double WordCounts::f1() const {
  const double p = precision(), r = recall();
  return p + r == 0 ? 0 : 2 * p * r / (p + r);
}

Result<std::vector<GoldQuotes>> read_gold_quotes(std::string_view lines, const std::string& where) {
  std::vector<GoldQuotes> out;
  for (size_t begin = 0, number = 1; begin < lines.size(); ++number) {
    const size_t end = std::min(lines.find('\n', begin), lines.size());
    if (const std::string_view line = trim(lines.substr(begin, end - begin)); !line.empty()) {
      auto read = read_line(line);
      if (!read) return Error{read.error().code, read.error().message, fmt::format("{}:{}", where, number)};
      out.push_back(std::move(*read));
    }
    begin = end + 1;
  }
  return out;
}

std::vector<QuotedTurn> turns_of(const std::vector<Quote>& quotes) {
  std::vector<QuotedTurn> out;
  std::map<std::array<int64_t, 2>, size_t> by_cue;
  size_t last_quoted = SIZE_MAX;  // the turn that a quotation without a cue goes on from
  for (const Quote& quote : quotes) {
    const bool quoted = quote.type != QuoteType::indirect;
    const bool cueless = quote.cue_span.empty() && quote.source_span.empty();
    size_t at = out.size();
    if (!quote.cue_span.empty()) {
      at = by_cue.emplace(std::array<int64_t, 2>{quote.cue_span.begin, quote.cue_span.end}, at).first->second;
    } else if (!quote.source_span.empty()) {
      at = by_cue.emplace(std::array<int64_t, 2>{quote.source_span.begin, -1}, at).first->second;
    } else if (cueless && quoted && last_quoted != SIZE_MAX) {
      at = last_quoted;
    }
    if (at == out.size()) {
      QuotedTurn turn;
      turn.type = quote.type;
      turn.cue_class = quote.cue_class;
      if (!quote.source_span.empty()) turn.source = {quote.source_span};
      if (!quote.cue_span.empty()) turn.cue = {quote.cue_span};
      if (!quote.speaker.empty())
        turn.speaker = quote.speaker[0].name.empty() ? quote.speaker[0].text : quote.speaker[0].name;
      out.push_back(std::move(turn));
    }
    merge(out[at].content, quote.content.empty() ? std::vector<Span>{quote.span} : quote.content);
    if (quote.type == QuoteType::mixed) out[at].type = QuoteType::mixed;
    if (quoted) last_quoted = at;
  }
  return out;
}

void score_quotes(const GoldQuotes& article, std::vector<QuotedTurn> ours, QuoteScore& score) {
  const std::vector<Span> words = words_of(article.text);
  Words quoted(words.size(), false);
  for (const QuotedPassage& passage : find_quoted_passages(article.text, lines_of(article.text)))
    join(quoted, covered(words, {passage.span}));
  std::vector<QuotedTurn> gold = article.turns;
  std::vector<Words> gold_parts, our_parts;
  Words gold_all(words.size(), false), our_all(words.size(), false);
  std::array<Words, 3> gold_of, ours_of;
  gold_of.fill(gold_all);
  ours_of.fill(our_all);
  for (QuotedTurn& turn : gold) {
    gold_parts.push_back(covered(words, turn.content));
    turn.type = type_by_marks(gold_parts.back(), quoted);
    join(gold_all, gold_parts.back());
    join(gold_of[static_cast<size_t>(turn.type)], gold_parts.back());
    ++score.gold_of_type[static_cast<size_t>(turn.type)];
  }
  for (const QuotedTurn& turn : ours) {
    our_parts.push_back(covered(words, turn.content));
    join(our_all, our_parts.back());
    join(ours_of[static_cast<size_t>(turn.type)], our_parts.back());
    ++score.coded_of_type[static_cast<size_t>(turn.type)];
  }
  const auto add = [](WordCounts& to, const Words& g, const Words& our_any, const Words& o, const Words& gold_any) {
    to.found += common(g, our_any);
    to.gold += count(g);
    to.right += common(o, gold_any);
    to.coded += count(o);
  };
  add(score.content, gold_all, our_all, our_all, gold_all);
  for (size_t t = 0; t < 3; ++t) add(score.by_type[t], gold_of[t], our_all, ours_of[t], gold_all);
  ++score.articles;
  score.gold += gold.size();
  score.coded += ours.size();
  for (const auto& [g, o] : match(gold_parts, our_parts)) {
    ++score.matched;
    score.source_overlap += overlap(words, gold[g].source, ours[o].source);
    score.cue_overlap += overlap(words, gold[g].cue, ours[o].cue);
    score.gold_sources_empty += gold[g].source.empty();
    score.our_sources_empty += ours[o].source.empty();
    score.gold_cues_empty += gold[g].cue.empty();
    score.our_cues_empty += ours[o].cue.empty();
  }
  list_errors(article, gold, gold_parts, our_all, true, score);
  list_errors(article, ours, our_parts, gold_all, false, score);
}

std::string quote_score_lines(const QuoteScore& score) {
  const auto row = [](std::string_view name, const WordCounts& c) {
    return fmt::format("{:<9} precision {:.3f} ({}/{})  recall {:.3f} ({}/{})  F1 {:.3f}", name, c.precision(), c.right,
                       c.coded, c.recall(), c.found, c.gold, c.f1());
  };
  std::string out =
      fmt::format("{} articles, {} attributions of gold, {} of ours\n", score.articles, score.gold, score.coded);
  out += row("content", score.content) + "\n";
  for (size_t t = 0; t < 3; ++t) {
    out += row(to_string(static_cast<QuoteType>(t)), score.by_type[t]) +
           fmt::format("  ({} of gold, {} of ours)\n", score.gold_of_type[t], score.coded_of_type[t]);
  }
  const double pairs = score.matched == 0 ? 1 : static_cast<double>(score.matched);
  out += fmt::format("matched {} pairs\n", score.matched);
  out += fmt::format("source    overlap {:.3f}  (empty: {} of gold, {} of ours)\n", score.source_overlap / pairs,
                     score.gold_sources_empty, score.our_sources_empty);
  out += fmt::format("cue       overlap {:.3f}  (empty: {} of gold, {} of ours)\n", score.cue_overlap / pairs,
                     score.gold_cues_empty, score.our_cues_empty);
  return out;
}

std::string quote_error_lines(const QuoteScore& score, size_t most) {
  std::vector<QuoteScore::Error> errors = score.errors;
  std::stable_sort(errors.begin(), errors.end(), [](const auto& a, const auto& b) { return a.words > b.words; });
  std::string out;
  for (size_t i = 0; i < errors.size() && i < most; ++i)
    out += fmt::format("{:>4} words  {}\n", errors[i].words, errors[i].line);
  return out;
}

std::string quote_prediction_line(const std::string& id, const std::vector<QuotedTurn>& turns) {
  Json line = {{"id", id}, {"attributions", Json::array()}};
  const auto list = [](const std::vector<Span>& spans) {
    Json out = Json::array();
    for (const Span& span : spans) out.push_back({span.begin, span.end});
    return out;
  };
  for (const QuotedTurn& turn : turns) {
    line["attributions"].push_back({{"source", list(turn.source)},
                                    {"cue", list(turn.cue)},
                                    {"content", list(turn.content)},
                                    {"type", to_string(turn.type)},
                                    {"class", to_string(turn.cue_class)},
                                    {"speaker", turn.speaker}});
  }
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace demarche::gold
