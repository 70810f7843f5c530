#include "store/filter.h"

#include <fmt/format.h>

namespace demarche {

void Filter::add(std::string_view clause, std::initializer_list<std::string> texts) {
  sql_ += sql_.empty() ? " WHERE " : " AND ";
  sql_ += fmt::format(fmt::runtime(clause), alias_);
  values_.insert(values_.end(), texts);
}

void Filter::equal(std::string_view column, const std::string& value) {
  if (!value.empty()) add(fmt::format("{{0}}.{}=?", column), {value});
}

void Filter::who(std::string_view roles, const std::string& who) {
  if (who.empty()) return;
  add(fmt::format("{{0}}.id IN (SELECT record FROM entities WHERE role IN ({}) AND (code=? COLLATE NOCASE OR entity=? "
                  "COLLATE NOCASE OR party=? COLLATE NOCASE OR name=? COLLATE NOCASE OR substr(name, -1 - length(?)) = "
                  "' ' || ? COLLATE NOCASE))",
                  roles),
      {who, who, who, who, who, who});
}

void Filter::party(std::string_view role, const std::string& key) {
  if (key.empty()) return;
  add(fmt::format("{{0}}.id IN (SELECT record FROM entities WHERE party=? AND role='{}')", role), {key});
}

void Filter::published(Date since, Date until) {
  if (since.known()) {
    const std::string day = since.text();
    add("{0}.article IN (SELECT id FROM articles WHERE published>=? OR (published='' AND bracket_from>=?))",
        {day, day});
  }
  if (until.known()) {
    const std::string day = until.text();
    add("{0}.article IN (SELECT id FROM articles WHERE (published<>'' AND published<=?) OR (published='' AND "
        "bracket_to<>'' AND bracket_to<=?))",
        {day, day});
  }
}

Result<void> each_match(Store::State& state, std::string_view select, const Filter& filter, std::string_view order,
                        int64_t limit, const std::function<Result<bool>(const Statement&)>& step) {
  const std::string sql = fmt::format("{}{} ORDER BY {} LIMIT ?", select, filter.sql(), order);
  const Result<Statement*> prepared = state.statement(sql);
  if (!prepared) return prepared.error();
  Statement& statement = **prepared;
  const StatementGuard guard(statement);
  for (const std::string& value : filter.values()) statement.bind(value);
  statement.bind(limit);
  while (true) {
    const Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    const Result<bool> more = step(statement);
    if (!more) return more.error();
    if (!*more) return {};
  }
}

}  // namespace demarche
