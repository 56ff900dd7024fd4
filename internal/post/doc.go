// Package post turns Hugo posts into items and items into Hugo posts. It is
// pure: bytes in, items out, and the other way round.
//
// # Reading
//
// A post is a Markdown file whose front matter is YAML between lines of ---
// or TOML between lines of +++. These fields are understood, upper or lower
// case; all others are left alone:
//
//	title                        Item.Title, as it stands
//	date                         Item.Published: a day, or an instant with a clock time
//	lastmod                      Item.Updated
//	link, source                 Item.Link, and the address of the feed
//	guid                         Item.GUID; without it the token of a Google News link
//	image, images                Item.Image
//	tags                         Item.Tags, in their order
//	description, summary         Item.Summary, unless the body says the same
//	author, publisher, language  of the item and its story
//
// The body is Item.Content. A post whose link is Google's is a cluster: its
// stories are read from the list in its body, never from its description,
// which has lost the list's boundaries.
//
// The file itself, every byte, is kept in Item.Post, so that what is not
// understood is not lost either.
//
// # Writing
//
// An item that was read from a post is written as the bytes it came from. Any
// other item is written in the form of a Google News post: the same fields in
// the same order, each in the quotes it has there. [Parse] reads such a post
// back to the same link, title, dates, tags, source and stories.
package post
