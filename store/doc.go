// Package store is the archive itself: one SQLite file, its schema, and the
// nouns that the whole program speaks of: [Feed], [Item], [Story], [Appearance],
// [Revision], [Fetch].
//
// The store is the truth. Whatever else the program keeps, above all the
// full-text index, can be made again from it.
//
// # Times
//
// Instants are kept in UTC, to the second, as text in one form:
//
//	2026-01-14T09:30:00Z
//
// so that they sort as they are and read well in any SQLite shell. What is
// known only to the day is a [Date] and is kept as that day, 2026-01-14; a
// day belongs to the archive's own time zone, which is fixed when the archive
// is made. A date that nobody gave is null, never a guess.
//
// # Copies
//
// [Store.Export] reads items with all that the archive knows of them, and
// [Store.Import] takes them at their word: the copy of a copy is the same,
// whatever the order and the parts in which it is made. Ids mean nothing
// elsewhere, so that a copy names an item and a story by their keys.
//
// # Read-only archives
//
// Where the file or its folder cannot be written to, [Open] opens the archive
// as [OpenReadOnly] does: all of it can be read, nothing beside it is made, and
// writing fails with [ErrReadOnly]. What was read without locks is good if
// [Store.Changed] says so afterwards. An older schema is an *[OlderError], and
// [Upgrade] makes a copy elsewhere that has today's.
package store
