// Package document is the form of a story in the index: its fields, the keys of
// its properties, the positions of its parts, its numbers. A [Builder] makes
// bleve's documents of the store's entries; what is above reads the index by the
// names that are here.
//
// A change of the form needs a new mapping version of the index.
package document
