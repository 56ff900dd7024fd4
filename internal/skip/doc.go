// Package skip evaluates the rules by which a feed's new items are left out. A rule
// is a query of the search language, as far as it asks for what one item says by
// itself: words, phrases and prefixes of its headline, text and publisher, its
// author, site, language and categories.
//
// Words are cut and folded as the search does ([newsarchive/internal/words]), and a
// plain word matches its other forms in the item's language. Of a cluster, its own
// headline counts, which is that of its lead.
package skip
