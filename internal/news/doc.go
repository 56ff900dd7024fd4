// Package news has the nouns of the archive: [Feed], [Item], [Story] and what
// belongs to them; the keys by which items and stories are known again
// ([StoryKey], [NormalizeURL]); and dates that may be a day ([Date]). Parsers
// return these types, the store keeps them, exports write them.
//
// The package is pure: it reads no file, no network and no database.
package news
