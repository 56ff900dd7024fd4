// Package private keeps what an archive must never show: the user names and
// passwords of feeds' addresses, and the addresses that are secrets
// themselves. It is a SQLite file of its own, private.db, beside the archive's
// database.
//
// # What always holds
//
// The file and its journal have mode 0600. It is opened only by what fetches
// or authenticates, by what takes a secret over from a person, and by backup,
// restore and doctor. Nothing else needs it: without it, or while it cannot be
// read, an archive is searched, shown and exported as ever.
//
// A feed is known here by its shown address, the one that the archive's
// database has: never with user and password, and for a private feed the
// host and a hash:
//
//	https://news.example/#private-6ytx3hq5mnk2vdr4
//
// The hash is HMAC-SHA256 of the whole address under a key that is made once
// and lies in private.db, so that a short token cannot be guessed from it
// without the file. One address has one form as long as the file, or a backup
// of it, is there. The hash is a fragment, which no server is ever sent.
//
// A login holds for the origin (scheme, host and port) of its feed's address.
package private
