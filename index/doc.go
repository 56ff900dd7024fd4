// Package index is the full-text index: one document per story, kept in a
// folder of its own. It is derived from the store and may be deleted at any
// time; [Index.Build] makes a missing or unreadable one again.
//
// # The rooms
//
// This package is the door: it opens an index, keeps its generations, and
// answers requests. The rest is below it, each standing on the next:
//
//	count      facets, periods, timelines
//	rank       the order of what matched: BM25, proximity, dates
//	match      query tree → documents
//	document   story → terms: fields, keys, positions
//
// They use internal/words, which cuts text into terms, and on
// internal/segment, which reads bleve's files.
//
// # The folder
//
//	index/CURRENT          the name of the generation in use
//	index/gen-000007/      a generation: a bleve index and the mapping version
//	index/build-123456/    one that is being built
//	index/index.lock       shared by readers, exclusive for a batch
//	index/gate.lock        lets a waiting writer in before later readers
//	index/rebuild.lock     held by the one process that rebuilds
//
// A generation is changed by [Index.Apply], one atomic batch at a time, and
// replaced as a whole by a [Build]: CURRENT is exchanged by a rename, so that a
// crash leaves either the old generation in use or the new.
//
// # Handles
//
// No call leaves the index open. Opening costs about a millisecond, so every
// call opens, works and closes under a lock of the operating system, which a
// crash frees. Searching works while a sync applies batches and while another
// process rebuilds.
//
// An index that is not to be changed ([Options].ReadOnly) is read as it is: a
// lock file that is missing is not made.
//
// # Following the store
//
// The index remembers, in the same batch as the documents, the last change of
// the store's log that it holds, a [news.Mark]. After a crash at any instant the
// mark and the documents agree; the caller continues from there.
package index
