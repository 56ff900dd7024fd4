// Package readerdb reads the items of other programs' SQLite databases:
// newsboat's cache.db and FreshRSS's db.sqlite. The database is opened
// read-only, and only its tables are read: a view or a virtual table that
// stands in for one is refused.
package readerdb
