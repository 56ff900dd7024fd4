// Package store keeps the archive in one SQLite file. Everything else that the
// program writes, above all the full-text index, can be rebuilt from it.
//
// [Create] and [Open] return a [Store]. [Store.SaveDocument] saves a fetched
// document, [Store.Import] imported items; the other methods read, edit, check
// and repair the archive. The types of package news are its nouns: a feed has
// items, an item has appearances of stories.
//
// # Tables
//
//   - feeds, feed_addresses, feed_tags: feeds with their addresses and settings.
//     What is known of fetching them is in feeds too ([news.Visits]).
//   - fetches, fetch_days: the ledger, a row per fetch and, after [LedgerDays],
//     per day and outcome. faults: entries that could not be used.
//   - items, item_tags, item_people, item_texts, item_details, enclosures: what
//     feeds and posts contain. posts, post_files: the files of imported items.
//   - elements, element_heads, dictionaries: the source of each item, compressed.
//   - stories, story_keys, story_texts, story_tags: the stories that items link.
//     same_as: stories that proved to be the same as an earlier one, their root.
//   - page_texts: what stories' pages say; page_queue: which are wanted;
//     page_fetches: every attempt. The pages themselves are in pages.db.
//   - resolutions, breakers: where Google News's links lead, and which servers
//     are left alone for now. settings: the archive's own.
//   - appearances: which item linked which story, where and when.
//   - revisions, edits, moves and the past_ tables: replaced values, for
//     [Store.Log] and [Store.AsOf].
//   - changes: the change log, which the index follows.
//   - topics, topic_stories: saved queries and what they have shown.
//   - shared_links, dead_guids, missing_roots, missing_items, tombstones: what
//     identifies items and stories, and which were pruned.
//
// # What always holds
//
//   - Ids of feeds, items, stories, appearances and changes are never reused.
//   - same_as is one hop: a root is not the same as another story.
//   - A change is logged, in the same transaction, for every story whose index
//     document changes.
//   - A fetch replaces values and keeps the old ones; an import only adds.
//   - Saving a document or an export again changes only the ledger.
//   - The database contains no passwords and no addresses of private feeds.
//
// [Store.Inconsistencies] checks the rules that SQLite cannot enforce.
//
// # Times
//
// Instants are stored in UTC, to the second, as text that sorts by time:
//
//	2026-01-14T09:30:00Z
//
// A [news.Date] of which only the day is known is stored as that day,
// 2026-01-14, in the archive's time zone, which is fixed when the archive is
// created. An unknown date is null.
//
// # Exports
//
// [Store.Export] reads items with everything that the archive knows about
// them, and [Store.Import] accepts the result in any order and in parts. Ids
// are valid in one archive only; exports name items and stories by their keys.
//
// # Read-only archives
//
// Where the file or its folder cannot be written to, [Open] opens the archive
// as [OpenReadOnly] does: all of it can be read, nothing beside it is made, and
// writing fails with [ErrReadOnly]. What was read without locks is good if
// [Store.Changed] says so afterwards. An older schema is an *[OlderError], and
// [Upgrade] makes a copy elsewhere that has today's.
//
// # Schema versions
//
// [Open] migrates older archives, one transaction per version:
//
//  1. The first schema.
//  2. User names and passwords move to private.db.
//  3. Identity: http and https share a key; shared links, dead guids and the
//     files of posts.
//  4. Fields and elements: people, texts, enclosures and the source of items.
//  5. Appearances get their name; they were called stays.
//  6. The texts of stories' pages, their queue and their fetch log; where Google
//     News's links lead; settings.
package store
