// Package rank puts matched documents in order: by relevance, by date, by the
// size of their cluster.
//
// Relevance is BM25F over the words of the query ([Ranker.Page]). Of many matches,
// those that cannot be among the best are skipped (maxscore.go). The best few
// hundred gain by words side by side (adjacent.go). A broad question instead
// counts derived forms, words close together (proximity.go), and the words that
// its best stories share (feedback.go). Equal documents are in the order of
// their dates, the newest first, and then of their stories' ids, the highest
// first: an archive gives the same order whatever its index went through (ties.go).
package rank
