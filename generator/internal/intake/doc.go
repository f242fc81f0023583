// Package intake turns a coordinator's spreadsheet into records.
//
// [Options] say which column holds which field of a [Kind] of record, and [Bind]
// joins the two. An [Import] then computes a [Plan]: the new and changed files,
// and every bad row with its place and the reason. This package writes nothing,
// and nothing of a bad row is in the plan.
//
// A value in a row replaces that of the record; an empty cell keeps it; comments
// and order survive. So the plan of a file that has been imported is empty. The
// order of rows matters only where a spreadsheet means it: topics in the rows of
// one enrolment are concatenated, and two meetings on one day are numbered in
// order.
//
// For surveys, a [Form] counts answers in a [Tally], which contains nothing about
// a single person. [Contacts] never become records.
package intake
