// Package learn finds words that stand for a word in headlines, by counting. Of an
// event that several publishers tell of, some headlines have the word (quake), and
// others have another one in its place (earthquake). Such a word is frequent in
// headlines of these events that lack the first one, rare in those that have it,
// and rare in other events. A word of the same subject (magnitude) stands beside
// the first one as often as without it.
//
// A [Learner] reads [Headline] values that the caller took from an archive, and
// returns each [Word] with its counts. There is no list of words, so that it works
// in every language; the result depends on the headlines alone.
package learn
