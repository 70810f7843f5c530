#include "mention/time_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace demarche::gold {
namespace {

double ratio(size_t part, size_t all) { return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all); }

double f1(double precision, double recall) {
  return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

std::string shown(Date day) { return day.known() ? day.text() : "?"; }

std::string shown(const GoldTimes& gold, const GoldTime& one) {
  return fmt::format("{} | {} {} | {} | {} | {}", one.span.in(gold.text), to_string(one.type), one.value,
                     shown(one.from), shown(one.to), one.precision);
}

std::string shown(const GoldTimes& gold, const TimeExpression& one) {
  return fmt::format("{} | {} {} | {} | {} | {}", one.span.in(gold.text), to_string(one.type), one.value,
                     shown(one.from), shown(one.to), to_string(one.precision));
}

constexpr size_t kNone = static_cast<size_t>(-1);

/// For each expression of gold the index of ours, kNone = missed.
std::vector<size_t> match(const GoldTimes& gold, const std::vector<TimeExpression>& found) {
  std::vector<size_t> out(gold.expressions.size(), kNone);
  std::vector<bool> used(found.size(), false);
  for (const bool strict : {true, false}) {
    for (size_t g = 0; g < out.size(); ++g) {
      for (size_t f = 0; f < found.size() && out[g] == kNone; ++f) {
        const Span a = gold.expressions[g].span, b = found[f].span;
        if (used[f] || !(strict ? a.begin == b.begin && a.end == b.end : overlap(a, b))) continue;
        out[g] = f;
        used[f] = true;
      }
    }
  }
  return out;
}

/// Counts one matched pair; is everything the same that gold tells?
bool score_pair(const GoldTime& gold, const TimeExpression& ours, TimeScore& score) {
  const bool strict = gold.span.begin == ours.span.begin && gold.span.end == ours.span.end;
  const bool type = gold.type == ours.type;
  score.strict += strict;
  score.overlap += 1;
  score.type += type;
  const bool value = gold.value.empty() || gold.value == ours.value;
  if (!gold.value.empty()) {
    score.values += 1;
    score.value += value;
  }
  bool days = true, precision = true;
  if (gold.placed && gold.from.known()) {
    days = gold.from == ours.from && gold.to == ours.to;
    score.days += 1;
    score.day += days;
  } else if (gold.placed) {
    days = !ours.from.known();
    score.unplaced += 1;
    score.invented += !days;
  }
  if (!gold.precision.empty()) {
    precision = gold.precision == to_string(ours.precision);
    score.precisions += 1;
    score.precision += precision;
  }
  return strict && type && value && days && precision;
}

}  // namespace

void score_times(const GoldTimes& gold, const std::vector<TimeExpression>& found, TimeScore& score) {
  score.texts += 1;
  score.gold += gold.expressions.size();
  score.found += found.size();
  const std::vector<size_t> matched = match(gold, found);
  for (size_t g = 0; g < matched.size(); ++g) {
    const GoldTime& one = gold.expressions[g];
    score.gold_values += !one.value.empty();
    if (matched[g] == kNone) {
      score.errors.push_back(fmt::format("{}\tmissed\t{}\t", gold.id, shown(gold, one)));
    } else if (!score_pair(one, found[matched[g]], score)) {
      score.errors.push_back(
          fmt::format("{}\tdiffers\t{}\t{}", gold.id, shown(gold, one), shown(gold, found[matched[g]])));
    }
  }
  for (size_t f = 0; f < found.size(); ++f) {
    if (std::find(matched.begin(), matched.end(), f) == matched.end())
      score.errors.push_back(fmt::format("{}\textra\t\t{}", gold.id, shown(gold, found[f])));
  }
}

std::string time_score_lines(const TimeScore& score) {
  const auto extents = [&](std::string_view name, size_t right) {
    const double precision = ratio(right, score.found), recall = ratio(right, score.gold);
    return fmt::format("{:<10} precision {:.3f} ({}/{})  recall {:.3f} ({}/{})  F1 {:.3f}\n", name, precision, right,
                       score.found, recall, right, score.gold, f1(precision, recall));
  };
  const auto accuracy = [](std::string_view name, size_t right, size_t all) {
    return fmt::format("{:<10} accuracy {:.3f} ({}/{})\n", name, ratio(right, all), right, all);
  };
  std::string out = fmt::format("texts      {}\n", score.texts);
  out += extents("strict", score.strict) + extents("overlap", score.overlap) + extents("type", score.type);
  if (score.gold_values == score.gold) out += extents("value", score.value);
  out += accuracy("value", score.value, score.values);
  out += accuracy("days", score.day, score.days);
  out += accuracy("left open", score.unplaced - score.invented, score.unplaced);
  return out + accuracy("precision", score.precision, score.precisions);
}

std::string time_prediction_line(const GoldTimes& gold, const std::vector<TimeExpression>& found) {
  nlohmann::ordered_json line = {{"id", gold.id}, {"expressions", nlohmann::ordered_json::array()}};
  for (const TimeExpression& time : found) {
    line["expressions"].push_back({{"span", {time.span.begin, time.span.end}},
                                   {"text", time.span.in(gold.text)},
                                   {"type", to_string(time.type)},
                                   {"value", time.value},
                                   {"from", time.from.text()},
                                   {"to", time.to.text()},
                                   {"precision", to_string(time.precision)},
                                   {"how", time.how}});
  }
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace demarche::gold
