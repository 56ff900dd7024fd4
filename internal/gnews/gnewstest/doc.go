// Package gnewstest is a stand-in for Google News in tests: its tokens, the
// pages of its stories with their signatures, and its answers to batches, in
// the forms in which they have been seen. It counts what it is asked.
//
// A test makes a [Server], says with [Server.Add] which stories there are, and
// gives [Server.Client], or the server's address, to what it tests.
package gnewstest
