#pragma once

#include <vector>

#include "record/article.h"
#include "record/parse.h"
#include "record/time.h"

namespace demarche {

/// What the time expressions of an article without a date say of the day it was written: it is not older than what it
/// tells as past ("named-day", "named-month", "named-year"), and not younger than what it tells as still to come ("will
/// be held in 2031": "named-future").
std::vector<BracketFact> time_facts(const std::vector<TimeExpression>& times);

/// A fact that gives a last day holds for the story's own present. Takes that day away where the sentence itself tells
/// of another time ("In 2005 the new chancellor ...").
void drop_past_ends(const std::vector<TimeExpression>& times, const Parse& parse, std::vector<BracketFact>& facts);

/// Sets the article's bracket, its `bracket_how` and the facts that set its ends. Where facts exclude each other the
/// bracket stays open at both ends, how is "contradiction", and the two facts are kept. Never a guess.
void set_bracket(std::vector<BracketFact> facts, Article& article);

}  // namespace demarche
