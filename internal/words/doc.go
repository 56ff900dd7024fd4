// Package words is the one place that cuts text into terms: for the index, for
// queries, and wherever two headlines are compared.
//
//	text ─Tokenizer→ tokens ─Stemmers→ stems
//
// A [Tokenizer] cuts a text into words, folds them ([fold] has the rules) and
// numbers them, so that a phrase is tokens with consecutive positions. Scripts
// without spaces become overlapping bigrams; words joined by a hyphen have one
// more token for the compound. [Stemmers] take the endings off by language.
//
// Every index stores what this package returns: a change here needs a new
// mapping version there.
package words
