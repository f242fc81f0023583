// Package search writes an index of documents that MiniSearch, a library for
// browsers, can search. It knows nothing of what the documents are about.
//
// [Files] gives scripts, because a page that is opened from the disk can load
// nothing else. Each calls pairbookPart with its name and its data. The first is the
// directory: what there is, and in which files. Beside it lie
//
//   - words: which documents hold which words, and how often, in the form in which
//     MiniSearch writes an index down ("index" of its version 2);
//   - lengths: how many words each field of each document has, two or one characters
//     a field;
//   - texts: what is shown of the documents;
//   - spelling: the words alone, of an index that is cut, for when one is misspelt.
//
// A small index has one file of words. A large one is cut into ranges of words and
// of texts, so that a browser loads those alone that somebody asks for; a file of words
// is about 64 KB then, one of texts 20 KB, and no file has 500 KB, whatever the number of
// documents. There, a word that more than 1,000 titles or texts hold leads to the best of
// them alone.
//
// Case and accents of words do not count, as [text.Unaccented] has it. The theme's
// finder.js does the same, and tests compare the two, and the index with one that MiniSearch makes.
package search
