// Package opensearch keeps the share that an archive has of an index in an
// OpenSearch cluster, and asks that index.
//
// Several archives share one index. A document is of one story of one archive, in
// one generation of the archive's share, and has the terms by which package index
// finds the story, cut by us and indexed as they are (see wire.go). The state of a
// share is a document too: its mark in the archive's change log, and the generation
// that counts.
//
//	Connect → Cluster     checks that OpenSearch answers, of a version that will do
//	Cluster.Share → Share finds or makes index and state
//	Share.Apply           brings a batch of changes, then moves the mark
//	Share.Begin, Fill, Switch
//	                      fill a new generation, and let it take the old one's place
//
//	Cluster.Ask → Asked   what several archives have: Search, Count, Days, Facet, Show, Beside;
//	                      Held and Abouts say how much, and what else, of each
//
// # What always holds
//
// The state is compared and set (if_seq_no, if_primary_term). Every document is
// written with the number of a change as its external version, and is as new as
// that change or newer; what is deleted leaves a document without contents, a
// tombstone. So a late write never replaces a newer one, and two programs that
// mirror one archive never undo each other. After a kill, the next run goes on
// where the state says, and writes some documents again.
//
// The mark moves only after every document before it was acknowledged, which
// OpenSearch does once all copies of a shard that count have it on the disk. So a
// node may be lost at any time.
//
// The name of a generation is never used again: documents of one that neither
// counts nor is being filled can be removed at any time.
package opensearch
