#pragma once

#include <cstddef>

namespace demarche {

// The network's shape, the same in training and at run time. A change here makes a new model format: kModelFormat.

constexpr size_t kWidth = 128;          ///< numbers that describe a word at every layer
constexpr size_t kLayers = 3;           ///< residual layers, each of which sees one neighbour on either side
constexpr size_t kWindow = 3 * kWidth;  ///< left neighbour, word, right neighbour
constexpr size_t kHidden = 128;         ///< hidden units of the parser
constexpr size_t kSubwordRows = 16384;  ///< rows shared by all affixes and letter trigrams through hashing
constexpr size_t kShapes = 16;          ///< rows for unknown words, one for each shape
constexpr size_t kVectorWidth = 100;    ///< width of the word vectors from outside

constexpr size_t kPositions = 10;  ///< tokens the parser looks at
constexpr size_t kChildren = 5;    ///< the last kChildren positions are children; their relation is seen too
constexpr size_t kDistances = 2;   ///< distances the parser sees, each in kDistanceBuckets steps
constexpr size_t kDistanceBuckets = 8;

constexpr size_t kMaxTags = 64;
constexpr size_t kMaxRelations = 64;  ///< relation 0 is kept for "no child" in the label rows
constexpr size_t kLabelRows = kChildren * kMaxRelations;

// Columns of the parser's output: shift, padding up to 16, then "left with relation r", then "right with relation r".
constexpr size_t kShiftColumn = 0;
constexpr size_t kLeftColumn = 16;
constexpr size_t kRightColumn = kLeftColumn + kMaxRelations;
constexpr size_t kActions = kRightColumn + kMaxRelations;

constexpr size_t kMaxSentence = 400;  ///< tokens parsed at once; longer sentences are cut

constexpr unsigned kModelFormat = 1;

}  // namespace demarche
