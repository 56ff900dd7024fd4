// Package signin says who may read and change an archive over the network. It
// knows nothing of HTTP; what it keeps is in private.db.
//
// There are two kinds of passwords. An app password is made by the program for
// one device or program: 128 random bits, shown once, kept as SHA-256, with a name
// by which it is removed. It may read, or read and write. The typed password is
// one that a person remembers; it is kept as an Argon2id hash (RFC 9106) and opens
// sessions of browsers only. Those may read and write.
//
// A [Passwords] checks both. Who serves the archive counts wrong passwords with
// [Failures].
package signin
