// Package readerapi answers feed readers that sync with the archive: the
// calls of the Google Reader API ([API.Calls]), of Miniflux's ([API.Miniflux]) and of
// Fever's ([API.Fever]). Packages greader, miniflux and fever know what programs send
// and expect; this one says what it means in the archive: feeds, topics, tags and
// marks as streams and labels, stories as items.
//
// It moves no bytes and checks no password. The caller reads the request, decides
// what it may do, and lends the archive within its limits.
package readerapi
