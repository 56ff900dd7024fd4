// Package private stores the secrets of an archive: how its feeds are asked for
// (logins, tokens, headers, cookies, pins, proxies), addresses that are themselves
// secret, and what package signin keeps of passwords and sessions. They are in a
// SQLite file of their own, private.db, beside the archive's database.
//
// # What always holds
//
// The file and its journal have mode 0600. It is opened only to fetch, to
// authenticate, to add, set or show a feed, and by backup, restore and doctor.
// Search, display and export work without it.
//
// The key of a feed is its shown address, which is the one in the archive's
// database. It has no user and password; that of a private feed is the host and
// a hash:
//
//	https://news.example/#private-6ytx3hq5mnk2vdr4
//
// The hash is HMAC-SHA256 (RFC 2104) of the whole address, cut to 80 bits, with a
// random key in private.db, so that a short token cannot be guessed from it
// without the file. An address keeps its shown form as long as the file, or a
// backup of it, exists. The hash is a fragment, which is never sent to a server.
//
// What is set, except for the proxy, holds for the origin (scheme, host and port)
// of its feed's address.
package private
