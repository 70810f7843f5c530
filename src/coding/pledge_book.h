#pragma once

#include <vector>

#include "record/article.h"
#include "record/parse.h"
#include "record/pledge.h"

namespace demarche {

/// Joins the pledges of one article, given in text order: the same kind by the same issuer with the same content (two
/// thirds of its words, or all of the shorter one's) and no other addressee or condition is one entry with several
/// evidences and the status `repeated`. What the text says was kept, broken or withdrawn changes the entry it speaks
/// of; without content of its own it speaks of the last one of that kind and issuer. Sets ids. The result does not
/// depend on anything but its arguments.
std::vector<Pledge> join_pledges(std::vector<Pledge> pledges, const Article& article, const Parse& parse);

}  // namespace demarche
