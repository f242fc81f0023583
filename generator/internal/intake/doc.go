// Package intake turns a coordinator's spreadsheet into records.
//
// [Options] say which column holds which field of a [Kind] of record,
// and [Bind] joins the two. An [Import] then works out a [Plan]: the files that
// would be new or different, and every bad row with its place and the reason.
// Nothing is written here, and nothing of a bad row is in the plan.
//
// What a row gives replaces what the record had; what it leaves empty stays as
// it is; comments and order survive. So the plan of a file that has been
// imported is empty. The order of rows matters only where a spreadsheet means
// it: topics of the rows of one enrolment follow each other, and two meetings
// of one day are numbered as they come.
//
// A survey is another matter: a [Form] makes a [Tally] of its answers, in which
// nothing is of one person. [Contacts] never become records at all.
package intake
