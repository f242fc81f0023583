// Package topic unifies the many spellings of topics into one vocabulary.
//
// [Key] folds a spelling: it ignores case, spaces, hyphens, accents, surrounding
// punctuation and the simple English plural. [ID] makes the id of a new topic
// from its words. A [Vocabulary] finds the topic of a spelling, and
// [Vocabulary.Unify] adds new spellings: those with equal keys become one topic
// with aliases, in whatever order they come.
//
// [Likenesses] lists the topics that may be the same, or within one another, although their
// words differ: by the forms and spellings of words, slips of the pen, and what
// lexicon.txt knows of short forms and other languages. A person has to say so; nothing
// else in the program goes by them.
//
// For matching, [Kinship] counts the steps between topics that lie within each
// other or within the same one, [Words] returns the words that texts can have in
// common, and [Rarity] weighs how much a common one tells about two people.
package topic
