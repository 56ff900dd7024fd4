// Package format writes answers in the formats for other programs: TSV, CSV,
// Markdown, JSON, NDJSON, RSS, Atom, and lists of addresses or ids.
//
// A [Record] is one line of an answer. [WriteAnswer] writes what a search
// found, [WriteRecords] records from several searches, and [WriteRows] any
// other table. Text from outside is cleaned of what a terminal obeys, and only
// http and https links are written so that they can be clicked.
package format
