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
//	index/next-123456/     the next one, which a writer makes
//	index/build-123456/    one that is being built from the store
//	index/index.lock       held by a writer for a batch
//	index/rebuild.lock     held by the one process that rebuilds
//
// A generation in use never changes. [Index.Apply] makes the next one for each
// batch: hard links to the segments, a copy of the small list of them, and what
// is new. A [Build] makes one from all documents. CURRENT is then exchanged by a
// rename, so that a crash leaves either the old generation in use or the new.
// The old one is removed by the writer of the next but one, so that a reader has
// time to open it.
//
// # Handles
//
// No call leaves the index open. Opening costs about a millisecond, so every
// call opens, works and closes. Readers take no lock: what they have opened they
// keep, also when its files are removed, and when a writer was quicker than the
// opening they open the next generation. So searches never wait for a sync, a
// merge of segments or a rebuild, nor these for searches. Writers wait for each
// other at a lock of the operating system, which a crash frees.
//
// An index that is not to be changed ([Options].ReadOnly) is read as it is.
//
// # Following the store
//
// The index remembers, in the same batch as the documents, the last change of
// the store's log that it holds, a [news.Mark]. After a crash at any instant the
// mark and the documents agree; the caller continues from there.
package index
