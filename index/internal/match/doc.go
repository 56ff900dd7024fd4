// Package match finds the documents that a query matches. A [Compiler] makes an
// [Expr] of a query tree; the expression answers with a bitmap of documents. The
// words of it that count for relevance are kept beside, for package rank.
package match
