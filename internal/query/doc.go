// Package query turns what a person typed into a tree of plain nodes.
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
// (as it is, unstemmed). A lone * is every story.
//
// Free text never fails: what cannot be meant as it stands is taken literally,
// or left out, and a [Hint] says so. The value of a field can be wrong, a
// limit can be passed: that is an [Error], with its place in the text.
//
// The package is pure: no I/O and no words of the index. It neither folds nor
// stems; the analysis of the index does, on Word.Text and Phrase.Text. Every
// date is resolved here, to instants and to days of the archive's zone; fields
// of groups (title:(a b)), aliases and topics are resolved too, so that each leaf
// of the tree can be read alone.
package query
