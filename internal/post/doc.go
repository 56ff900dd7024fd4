// Package post converts Hugo posts to items and items to Hugo posts. It does
// no I/O: it works on bytes and [news.Item] values.
//
// # Reading
//
// A post is a Markdown file whose front matter is YAML between lines of ---
// or TOML (1.0) between lines of +++. These fields are read, in upper
// or lower case:
//
//	title                        Item.Title, unchanged
//	date                         Item.Published: a day, or an instant with a clock time
//	lastmod                      Item.Updated
//	link, source                 Item.Link, and the address of the feed
//	guid                         Item.GUID; without it the token of a Google News link
//	image, images                Item.Image
//	tags                         Item.Tags, in their order
//	description, summary         Item.Summary, unless the body says the same
//	author, authors              Item.Author, and Item.People when there are several
//	publisher, language          of the item and its story
//	categories, series, keywords added to Item.Tags
//	contributors, enclosures, texts, comments, rights, origin  Item.More
//
// The body is Item.Content. A post whose link is Google's is a cluster: its
// stories are read from the list in its body, never from its description, in
// which the stories cannot be told apart.
//
// Item.Post keeps every byte of the file, so that other fields are not lost.
//
// # Writing
//
// An item that was read from a post is written as the bytes it came from. Any
// other item is written in the form of a Google News post: the same fields, in
// the same order, with the same quotes. [Parse] reads such a post back to the
// same link, title, dates, tags, source and stories.
package post
