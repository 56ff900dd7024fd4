// Package feed parses feeds as they are found in the wild: RSS 0.9x, 1.0 and
// 2.0, Atom 0.3 and 1.0 (RFC 4287), RDF, JSON Feed 1.1, and the clusters of
// Google News. It does no I/O: [Parse] takes bytes and returns a
// [news.Document].
//
// # Stages
//
//  1. The bytes are decoded to clean UTF-8 (toText).
//  2. An XML document is normalized: rewritten into one that gofeed reads
//     without loss (normalizer).
//  3. gofeed parses it, and each entry becomes a [news.Item] with its stories
//     (reader).
//
// # Fields of an item
//
// Title, Summary and Content are HTML as the feed gave it. Plain text is
// escaped and relative addresses are made absolute; nothing is sanitized, so
// sanitize before display. Link, Related, Image and the addresses of stories
// are absolute http(s) addresses or empty.
//
// Published is the date of publication, else that of the creation, else of
// the last change (RFC 4287 requires only the last). PublishedRaw is the text
// of the date that was used.
//
// An ordinary item has one story, that of its link; an item without a link
// has one too, for its text. A Google News item has the stories that it lists:
// see [Cluster].
//
// # Limits
//
// A document has up to 20,000 items; the rest is left out and the error is
// [ErrLimit]. An item has up to 500 tags, 500 files, 500 people, 50 texts
// beside title, summary and content, 16 KiB of title and 8 MiB of summary and
// of content. What is cut from an item is recorded in Document.Faults. An
// address longer than 8 KiB counts as missing.
package feed
