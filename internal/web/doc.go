// Package web serves an archive to browsers and programs. Every answer is an
// address: the page at it is for people; with .json, .csv, .atom and others
// before the question mark it is for programs, in the forms of package format.
//
// # The way of a request
//
// A [Server] has a table of addresses (routes.go). A request passes the outer
// checks (guard.go: host, origin, size of what it sends), waits for one of a few
// places (limit.go), and is answered by a function of its address: it gets the
// archive, lent by [archive.Keeper], and returns an answer, whole, in memory.
// Only then is it written (answer.go), when the place is free again: a slow
// client costs a buffer, and nobody's turn. Errors of all kinds become answers
// in one place (fail.go).
//
// An answer carries the state of the archive that it was made from as its ETag
// (state.go): who asks again before anything changed gets 304, without a search.
//
// [NewElsewhere] serves what archives have mirrored to OpenSearch instead: the files
// elsewhere*.go. No archive is lent then, answers have no ETag, and the addresses of what
// only an archive has say so.
//
// # Text from outside
//
// Headlines, texts, names and queries are anybody's. Pages are html/template;
// the text of a story that is HTML is sanitised again when it is shown; links
// that are not http or https are text. No page has scripts, styles or anything
// else inline or from elsewhere (headers.go).
package web
