package document

import (
	"strings"

	"newsarchive/internal/news"
)

// authorTerms adds the names of a story's authors: their words, and each two
// adjacent words, by which a longer name is found.
func (b *Builder) authorTerms(f *field, d *news.Entry) {
	for _, names := range d.Authors {
		for name := range strings.SplitSeq(names, ", ") {
			before := ""
			for _, t := range b.tokenizer.Tokens(name) {
				if t.Kind.Beside() {
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
