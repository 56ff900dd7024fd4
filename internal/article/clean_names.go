package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropNamed takes out elements whose class or id says that they are no text:
// related stories, boxes about authors, newsletters, sharing. Names are whole
// words or narrow parts; broad ones ("side", "tool", "meta") lose more text than
// they win.
func dropNamed(s *story) {
	remove(s.root, func(n *html.Node) bool {
		if is(n, atom.P, atom.Body, atom.Article, atom.Main) && attr(n, "class") == "" {
			return false
		}
		return furnitureName(attr(n, "class")+" "+attr(n, "id")) && !s.mostOf(n)
	})
}

// furnitureName reports whether one of the names in a class attribute is that
// of furniture.
func furnitureName(names string) bool {
	for _, name := range strings.Fields(strings.ToLower(names)) {
		name = strings.ReplaceAll(strings.ReplaceAll(name, "_", "-"), "--", "-")
		for _, part := range furnitureParts() {
			if strings.Contains(name, part) {
				return true
			}
		}
		for _, word := range strings.Split(name, "-") {
			if contains(furnitureWords(), word) {
				return true
			}
		}
	}
	return false
}

func furnitureParts() []string {
	return []string{
		"related-", "-related", "relatedpost", "relatedarticle", "readmore", "read-more", "read-also", "readalso", "more-stories", "most-read", "mostread",
		"newsletter", "subscribe-", "subscription", "signup", "sign-up", "sharedaddy", "share-", "-share", "sharing", "social-", "-social", "socialmedia", "follow-us",
		"author-bio", "author-box", "authorbox", "author-info", "about-author", "aboutauthor", "author-card", "author-profile", "post-author", "article-author", "byline",
		"breadcrumb", "post-tags", "tag-list", "taglist", "tags-links", "article-tags", "cat-links", "entry-meta", "post-meta", "article-meta", "entry-footer", "post-footer", "article-footer",
		"comment-", "comments", "cookie", "consent", "disclaimer", "advert", "sponsored", "promo-", "-promo", "teaser-", "-teaser",
		"recommend", "outbrain", "taboola", "trending", "pagination", "post-nav", "nav-links", "print-", "jp-relatedposts", "rating", "copyright",
		"screen-reader-text", "visually-hidden", "sr-only", "skip-link", "hidden-print", "no-print", "mw-editsection", "navbox", "toc-",
	}
}

func furnitureWords() []string {
	return []string{"related", "share", "social", "sidebar", "tags", "breadcrumbs", "subscribe", "ad", "ads", "anzeige", "werbung", "toc", "hidden", "noprint", "teaser", "promo", "popup", "modal"}
}
