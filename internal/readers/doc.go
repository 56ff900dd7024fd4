// Package readers reads what other programs write when a person leaves them:
// lists of feeds (OPML, newsboat's urls file) and exports of items. It also
// writes OPML.
//
// [Detect] recognises the form of a file by its first bytes. [ReadFeeds] reads
// a list of feeds, [Items] an export of items; [WriteOPML] writes a list. The
// databases of newsboat and FreshRSS are read by package readerdb below.
//
// # Items
//
// An item of a feed has the feed's address, guid and link, so that it is the
// same item as the one that a fetch brings. Programs that save pages have no
// feeds: their items are those of a feed of their own, local:pocket, which is
// never fetched. The marks of the other program, read, starred and later,
// are marks of the item. Dates are those that the export gives; when an item was added
// there is its first seen.
//
// # Bounds
//
// Exports may come from anybody. They are read as streams, an entry at a time;
// entry, text, lists and nesting are bounded, and the work is linear in the
// size. An entry that cannot be read costs itself only.
package readers
