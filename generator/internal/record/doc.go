// Package record is the grammar of a programme: the types of its records,
// their strict loading from an [io/fs.FS], and writing that keeps comments.
//
// [Load] reads a whole [Repository], in parallel, and returns every problem in every
// file with its line and column: unreadable files, invalid YAML, and values that the
// grammar does not allow. It never stops at the first problem, and a broken record
// still exists, so that references to it hold. Package check checks the records
// against each other.
//
// Each record embeds a [Source], which knows its file and finds the place of
// any of its values: src.At("mentors", 0, "person"). [Each] walks all values
// of a record, typed, which is how references and texts are checked without a
// line of code a field.
//
// The grammar is the struct types themselves. The tag `yaml:"name,required"`
// names a key; `short` marks the field that a plain scalar stands for (a
// member is an id or a mapping), `single` a list that may be written as one
// value, and `default:"…"` what an absent key means. [Marshal] writes the
// same types; an [Edit] changes a record and leaves comments and order alone.
//
// A record needs no anchors, tags, merges or second documents, so they are
// refused, as are control and invisible characters, even as escapes.
// gopkg.in/yaml.v3 is used here and nowhere else.
package record
