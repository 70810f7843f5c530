#include "dossier_acts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "base/hash.h"

namespace demarche::cli {
namespace {

/// The same words in two papers, whatever their marks.
std::string words_key(const StoredEvent& stored) {
  const Event& event = stored.event;
  return IdBuilder(to_string(event.type)).add(to_string(event.status)).add(letters_of(stored.evidence.text)).id();
}

/// The same kind of act between the same entities on the same known day.
std::string day_key(const Event& event) {
  if (event.date_precision != DatePrecision::day || event.recipient.empty()) return "";
  IdBuilder key(to_string(event.type));
  key.add(to_string(event.status)).add(event.date.text());
  for (const std::string& mode : event.mode) key.add(mode);
  const auto add = [&](const std::vector<Entity>& entities) {
    std::vector<std::string> names;
    for (const Entity& entity : entities) names.push_back(entity.code + '/' + entity.sector + '/' + entity.id);
    std::sort(names.begin(), names.end());
    key.add(names.size());
    for (const std::string& name : names) key.add(name);
  };
  add(event.actor);
  add(event.recipient);
  return key.id();
}

/// How much an act tells: how far from everyday it is, how sure, how often reported. Confidence counts twice, for a
/// wrong record at the head of a page does more harm than a right one further down.
double weight(const Act& act) {
  const Event& event = act.event.event;
  const double scale = std::abs(event_scale(event.type, event.mode));
  return (scale + 4) * event.confidence * event.confidence + 1.5 * std::log2(static_cast<double>(act.docs.size()) + 1) +
         (event.date.known() ? 0.5 : 0);
}

std::vector<size_t> ranked(const std::vector<Act>& acts) {
  std::vector<size_t> order(acts.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return weight(acts[a]) > weight(acts[b]); });
  return order;
}

}  // namespace

void ActCollector::add(const StoredEvent& stored) {
  ++events_;
  merge({stored, 1, {stored.event.doc}});
}

void ActCollector::absorb(const ActCollector& other) {
  events_ += other.events_;
  for (const Act& act : other.acts_) merge(act);
}

void ActCollector::merge(const Act& fresh) {
  const std::string words = words_key(fresh.event), day = day_key(fresh.event.event);
  const auto index_of = [&]() -> std::optional<size_t> {
    if (const auto found = by_words_.find(words); found != by_words_.end()) return found->second;
    const auto found = day.empty() ? by_day_.end() : by_day_.find(day);
    return found != by_day_.end() ? std::optional(found->second) : std::nullopt;
  };
  if (const std::optional<size_t> index = index_of()) {
    Act& act = acts_[*index];
    act.reports += fresh.reports;
    if (act.docs.size() < 1000) act.docs.insert(fresh.docs.begin(), fresh.docs.end());
    if (fresh.event.event.confidence > act.event.event.confidence) act.event = fresh.event;
    return;
  }
  by_words_[words] = acts_.size();
  if (!day.empty()) by_day_[day] = acts_.size();
  acts_.push_back(fresh);
  if (acts_.size() >= 2 * bound_) shrink();
}

void ActCollector::shrink() {
  std::vector<size_t> order = ranked(acts_);
  order.resize(bound_);
  std::sort(order.begin(), order.end());
  std::vector<size_t> moved(acts_.size(), acts_.size());
  std::vector<Act> kept;
  for (const size_t index : order) {
    moved[index] = kept.size();
    kept.push_back(std::move(acts_[index]));
  }
  for (auto* keys : {&by_words_, &by_day_}) {
    for (auto item = keys->begin(); item != keys->end();) {
      item->second = moved[item->second];
      item = item->second < bound_ ? std::next(item) : keys->erase(item);
    }
  }
  acts_ = std::move(kept);
}

std::vector<Act> ActCollector::best(size_t limit) const {
  std::vector<Act> out;
  std::vector<size_t> later;
  std::map<EventType, size_t> used;
  for (const size_t index : ranked(acts_)) {
    if (out.size() == limit) break;
    if (++used[acts_[index].event.event.type] <= 2) {
      out.push_back(acts_[index]);
    } else {
      later.push_back(index);
    }
  }
  for (const size_t index : later) {
    if (out.size() < limit) out.push_back(acts_[index]);
  }
  return out;
}

}  // namespace demarche::cli
