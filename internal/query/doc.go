// Package query parses the query language of the archive into a syntax tree.
// [Parse] is the entry point; the grammar is:
//
//	query  = or
//	or     = and { ("OR" | "|") and }
//	and    = unary { ["AND"] unary }              words side by side mean AND
//	unary  = ("-" | "NOT") unary | atom
//	atom   = "(" query ")" | field ":" value | phrase | word
//	value  = "(" query ")" | item { "," item }    a comma list is OR
//	item   = phrase | word | range
//	phrase = '"' … '"'                            \" and \\ inside
//	word   = anything without space ( ) "
//
// A word may end in * (prefix) or in ~, ~1, ~2 (fuzzy), and begin with +
// (as it is, unstemmed) or with ~~ (or a word that stands for it, which
// [Options.Learn] tells). A lone * is every story.
//
// Free text is always valid: text that is no valid syntax is read literally or
// ignored, with a [Hint]. An invalid value of a field, or a query that is too
// large, is an [Error] with its position in the text.
//
// The package does no I/O and does not read the index. It neither folds nor
// stems: the index analyses Word.Text and Phrase.Text. The package resolves
// dates to instants and to days of the archive's zone, and it resolves fields of
// groups (title:(a b)), aliases and topics. So each leaf of the tree has its
// full meaning without the nodes around it.
package query
