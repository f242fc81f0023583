// Package topic makes one vocabulary of the many ways in which people write
// the same words.
//
// [Key] folds a spelling: case, spaces, hyphens, accents, surrounding
// punctuation and the simple English plural do not tell words apart. [ID] is
// the id that a topic of some words gets. A [Vocabulary] finds the topic that
// a spelling means, and [Vocabulary.Unify] takes in new spellings: those of
// the same words become one topic with aliases, whatever order they come in.
//
// For matching, [Kinship] counts the steps between topics that lie within each
// other or within the same, [Words] gives the words that two texts can have in
// common, and [Rarity] says how much that tells of two people.
package topic
