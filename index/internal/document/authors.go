package document

import (
	"strings"

	"newsarchive/internal/news"

	"newsarchive/internal/words"
)

// authorTerms adds the names of a story's authors: their words, and each two
// adjacent words, by which a longer name is found.
func (b *Builder) authorTerms(f *field, d *news.Entry) {
	for _, names := range d.Authors {
		for name := range strings.SplitSeq(names, ", ") {
			before := ""
			for _, t := range b.tokenizer.Tokens(name) {
				if t.Kind == words.Compound || t.Kind == words.LastRune {
					continue
				}
				f.add(KeyAuthor + t.Term)
				if before != "" {
					f.add(KeyAuthor + before + " " + t.Term)
				}
				before = t.Term
			}
		}
	}
}
