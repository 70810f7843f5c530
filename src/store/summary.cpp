#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "store/state.h"

namespace demarche {
namespace {

uint64_t count(const Statement& row, int column) { return static_cast<uint64_t>(row.number(column)); }

Result<void> read_matrix(Store::State& state, Totals& out) {
  return each_row(state, "SELECT status, type, count(*) FROM events GROUP BY status, type", {},
                  [&](const Statement& row) {
                    const auto status = parse_status(row.text(0));
                    const auto type = parse_event_type(row.text(1));
                    if (status && type) out.matrix[*status][static_cast<size_t>(*type)] += count(row, 2);
                    out.events += count(row, 2);
                  });
}

/// How many leading bytes are equal.
size_t common_prefix(std::string_view a, std::string_view b) {
  size_t length = 0;
  while (length < std::min(a.size(), b.size()) && a[length] == b[length]) ++length;
  return length;
}

constexpr const char* kIdTables[] = {"articles", "events", "quotes", "pledges", "problems"};  // as RecordKind

/// The existing id that shares most digits with `prefix`; "" in an empty store.
Result<std::string> nearest_id(Store::State& state, std::string_view prefix) {
  std::string best;
  for (const char* table : kIdTables) {
    const std::string sql =
        fmt::format("SELECT max(id) FROM {0} WHERE id<?1 UNION ALL SELECT min(id) FROM {0} WHERE id>?1", table);
    const auto done = each_row(state, sql, {prefix}, [&](const Statement& row) {
      const std::string id = row.string(0);
      const size_t shared = common_prefix(id, prefix), known = common_prefix(best, prefix);
      if (!id.empty() && (best.empty() || shared > known || (shared == known && id < best))) best = id;
    });
    if (!done) return done.error();
  }
  return best;
}

struct NameChoice {
  int rank = 9;
  uint64_t uses = 0;
  std::string name;
};

/// Lower is better: the plain state or the organisation itself, then its government, then the state in an office's
/// title.
int name_rank(const Statement& row) {
  const std::string_view party = row.text(0), entity = row.text(1), sector = row.text(2), name = row.text(3);
  if (!name.empty() && (entity == party || (entity.empty() && sector.empty()))) return 0;
  if (!name.empty() && entity.empty()) return 1;
  return party == row.text(5) && row.text(4).find(" of ") != std::string_view::npos ? 2 : 3;
}

/// "prime minister of the Netherlands" -> "Netherlands".
std::string state_of_office(std::string_view office) {
  const size_t of = office.rfind(" of ");
  std::string_view state = office.substr(of == std::string_view::npos ? 0 : of + 4);
  if (state.starts_with("the ")) state.remove_prefix(4);
  return std::string(state);
}

}  // namespace

Result<Totals> Store::totals() {
  const std::lock_guard lock(state_->mutex);
  Totals out;
  State& state = *state_;
  const auto run = [&](std::string_view sql, const std::function<void(const Statement&)>& take) {
    return each_row(state, sql, {}, take);
  };
  Result<void> done = run("SELECT state, count(*), sum(bytes) FROM captures GROUP BY state", [&](const Statement& row) {
    out.captures[row.string(0)] = count(row, 1);
    out.bytes += count(row, 2);
  });
  if (!done) return done.error();
  done = run("SELECT language, count(*), sum(sentences), sum(words) FROM articles GROUP BY language",
             [&](const Statement& row) {
               out.languages[row.string(0)] = count(row, 1);
               out.articles += count(row, 1);
               out.sentences += count(row, 2);
               out.words += count(row, 3);
             });
  if (!done) return done.error();
  done =
      run("SELECT kind='dropped', reason, count(*), sum(\"end\"-\"begin\") FROM blocks GROUP BY kind='dropped', reason",
          [&](const Statement& row) {
            if (row.number(0) != 0) {
              out.dropped[row.string(1)] = {count(row, 2), count(row, 3)};
            } else {
              out.body_blocks += count(row, 2);
              out.body_bytes += count(row, 3);
            }
          });
  if (!done) return done.error();
  done = run("SELECT DISTINCT version FROM captures ORDER BY version",
             [&](const Statement& row) { out.versions.push_back(row.string(0)); });
  if (!done) return done.error();
  done =
      run("SELECT (SELECT count(*) FROM quotes WHERE type<>'indirect'), (SELECT count(*) FROM quotes WHERE "
          "type='indirect'), (SELECT count(*) FROM pledges), (SELECT count(*) FROM problems)",
          [&](const Statement& row) {
            out.quotes = count(row, 0);
            out.indirect = count(row, 1);
            out.pledges = count(row, 2);
            out.problems = count(row, 3);
          });
  if (!done) return done.error();
  if (done = read_matrix(state, out); !done) return done.error();
  return out;
}

Result<std::vector<EntityCount>> Store::parties() {
  const std::lock_guard lock(state_->mutex);
  std::map<std::tuple<std::string, std::string, std::string, std::string, std::string>, EntityCount> all;
  const auto done = each_row(
      *state_,
      "SELECT n.party, n.code, n.sector, n.entity, n.name, n.role, count(DISTINCT n.record) FROM entities n "
      "JOIN events e ON e.id=n.record WHERE e.status='asserted' AND n.role IN ('actor','recipient') AND n.party<>'' "
      "GROUP BY n.party, n.code, n.sector, n.entity, n.name, n.role",
      {}, [&](const Statement& row) {
        EntityCount& one = all[{row.string(0), row.string(1), row.string(2), row.string(3), row.string(4)}];
        std::tie(one.party, one.code, one.sector) = std::tuple(row.string(0), row.string(1), row.string(2));
        std::tie(one.id, one.name) = std::tuple(row.string(3), row.string(4));
        (row.text(5) == "actor" ? one.given : one.received) += count(row, 6);
      });
  if (!done) return done.error();
  std::vector<EntityCount> out;
  for (auto& [key, one] : all) out.push_back(std::move(one));
  std::stable_sort(out.begin(), out.end(), [](const EntityCount& a, const EntityCount& b) {
    return a.given + a.received > b.given + b.received;
  });
  return out;
}

Result<std::vector<Dyad>> Store::dyads() {
  const std::lock_guard lock(state_->mutex);
  std::map<std::pair<std::string, std::string>, std::pair<Dyad, double>> all;
  const auto done =
      each_row(*state_,
               "WITH a AS (SELECT DISTINCT record, party FROM entities WHERE role='actor' AND party<>''), "
               "r AS (SELECT DISTINCT record, party FROM entities WHERE role='recipient' AND party<>'') "
               "SELECT a.party, r.party, e.status, e.quad, count(*), sum(e.scale) FROM a JOIN r ON r.record=a.record "
               "JOIN events e ON e.id=a.record GROUP BY a.party, r.party, e.status, e.quad",
               {}, [&](const Statement& row) {
                 auto& [dyad, scale] = all[{row.string(0), row.string(1)}];
                 const Status status = parse_status(row.text(2)).value_or(Status::asserted);
                 if (status == Status::asserted) {
                   dyad.quads[static_cast<size_t>(std::clamp<int64_t>(row.number(3), 1, 4) - 1)] += count(row, 4);
                   scale += row.real(5);
                 } else {
                   dyad.others[status] += count(row, 4);
                 }
               });
  if (!done) return done.error();
  std::vector<std::tuple<uint64_t, uint64_t, Dyad>> ranked;
  for (auto& [key, value] : all) {
    Dyad dyad = std::move(value.first);
    std::tie(dyad.actor, dyad.recipient) = key;
    if (dyad.asserted() > 0) dyad.mean_scale = value.second / static_cast<double>(dyad.asserted());
    uint64_t others = 0;
    for (const auto& [status, number] : dyad.others) others += number;
    ranked.emplace_back(dyad.asserted(), others, std::move(dyad));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) > std::tie(std::get<0>(b), std::get<1>(b));
  });
  std::vector<Dyad> out;
  for (auto& one : ranked) out.push_back(std::move(std::get<2>(one)));
  return out;
}

Result<std::vector<SpeakerCount>> Store::speakers() {
  const std::lock_guard lock(state_->mutex);
  std::map<std::tuple<std::string, std::string, std::string, std::string, std::string>, SpeakerCount> all;
  const auto done = each_row(
      *state_,
      "SELECT n.party, n.code, n.sector, n.entity, n.name, q.type, count(*) FROM entities n JOIN quotes q "
      "ON q.id=n.record WHERE n.role='speaker' AND (n.name<>'' OR n.party<>'') "
      "GROUP BY n.party, n.code, n.sector, n.entity, n.name, q.type",
      {}, [&](const Statement& row) {
        SpeakerCount& one = all[{row.string(0), row.string(1), row.string(2), row.string(3), row.string(4)}];
        std::tie(one.party, one.code, one.sector) = std::tuple(row.string(0), row.string(1), row.string(2));
        std::tie(one.id, one.name) = std::tuple(row.string(3), row.string(4));
        uint64_t& number = row.text(5) == "direct" ? one.direct : row.text(5) == "mixed" ? one.mixed : one.indirect;
        number += count(row, 6);
      });
  if (!done) return done.error();
  std::vector<SpeakerCount> out;
  for (auto& [key, one] : all) out.push_back(std::move(one));
  std::stable_sort(out.begin(), out.end(), [](const SpeakerCount& a, const SpeakerCount& b) {
    return std::pair(a.direct + a.mixed, a.indirect) > std::pair(b.direct + b.mixed, b.indirect);
  });
  return out;
}

Result<std::map<std::string, std::string>> Store::party_names() {
  const std::lock_guard lock(state_->mutex);
  std::map<std::string, NameChoice> best;
  const auto done = each_row(*state_,
                             "SELECT party, entity, sector, name, office, code, count(*) FROM entities WHERE party<>'' "
                             "GROUP BY party, entity, sector, name, office, code ORDER BY party, name, office",
                             {}, [&](const Statement& row) {
                               NameChoice& choice = best[row.string(0)];
                               const int rank = name_rank(row);
                               if (rank > choice.rank || (rank == choice.rank && count(row, 6) <= choice.uses)) return;
                               choice = {rank, count(row, 6), rank == 2 ? state_of_office(row.text(4)) : row.string(3)};
                             });
  if (!done) return done.error();
  std::map<std::string, std::string> out;
  for (auto& [party, choice] : best) {
    if (choice.rank < 3) out[party] = std::move(choice.name);
  }
  return out;
}

Result<RecordRef> Store::find(std::string_view prefix) {
  const std::lock_guard lock(state_->mutex);
  const std::string wanted(prefix);
  if (prefix.empty() || prefix.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    return Error{ErrorCode::not_found,
                 "this is no id: ids are up to 20 digits of 0-9 and a-f; the first few are enough.", wanted};
  }
  std::vector<RecordRef> found;
  for (size_t kind = 0; kind < std::size(kIdTables); ++kind) {
    const std::string sql = fmt::format("SELECT id FROM {} WHERE id>=? AND id<? ORDER BY id LIMIT 9", kIdTables[kind]);
    const auto done = each_row(*state_, sql, {wanted, wanted + 'g'}, [&](const Statement& row) {
      found.push_back({static_cast<RecordKind>(kind), row.string(0)});
    });
    if (!done) return done.error();
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    const Result<std::string> nearest = nearest_id(*state_, prefix);
    if (!nearest) return nearest.error();
    const std::string hint =
        nearest->empty() ? "The store holds no records." : fmt::format("The nearest is {}.", *nearest);
    return Error{ErrorCode::not_found, fmt::format("no record's id begins so. {}", hint), wanted};
  }
  std::string names;
  for (size_t i = 0; i < std::min<size_t>(found.size(), 8); ++i) {
    names += fmt::format("{}{} ({})", i == 0 ? "" : ", ", found[i].id, to_string(found[i].kind));
  }
  return Error{
      ErrorCode::not_found,
      fmt::format("several records' ids begin so: {}{}. Give more digits.", names, found.size() > 8 ? ", ..." : ""),
      wanted};
}

}  // namespace demarche
