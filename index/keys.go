package index

import (
	"fmt"
	"strconv"
	"strings"

	"newsarchive/internal/words"
	"newsarchive/store"
)

// The prefixes of the terms of fieldKey.
const (
	keyPublisher  = "p:" // whole name, folded
	keyName       = "w:" // a word of the name
	keySite       = "s:" // the host and the hosts above it
	keyFeed       = "f:"
	keyTag        = "t:"
	keyLanguage   = "l:"
	keyFlag       = "x:"
	keyDate       = "d:" // 2026-01-14, 2026-01, 2026
	keySeen       = "n:"
	keyChanging   = "c:" // the days, months and years from the first sighting to the last change
	keySize       = "z:" // four digits
	keyPublishers = "y:"
)

// mostCounted is the largest cluster size that is told from larger ones.
const mostCounted = 9999

// keyTerms adds the terms of a document's keyword fields.
func (b *builder) keyTerms(e *entry, d *store.Entry) {
	f := e.field(fieldKey, keywords, 24+len(d.Tags)+len(d.Flags))
	tokens := b.tokenizer.Tokens(d.Publisher)
	if name := words.Join(tokens); name != "" {
		e.number(fieldPublisher, publisherNumber(name))
		f.add(keyPublisher + name)
		for _, t := range tokens {
			if t.Kind != words.LastRune {
				f.add(keyName + t.Term)
			}
		}
	}
	for host := foldHost(d.Site); host != ""; {
		f.add(keySite + host)
		_, above, _ := strings.Cut(host, ".")
		if !strings.Contains(above, ".") {
			break
		}
		host = above
	}
	for _, id := range d.Feeds {
		f.add(keyFeed + strconv.FormatInt(id, 10))
	}
	for _, t := range d.Tags {
		if name := words.Join(b.tokenizer.Tokens(t)); name != "" {
			f.add(keyTag + name)
		}
	}
	if l := strings.ToLower(d.Language); l != "" {
		primary, _, _ := strings.Cut(l, "-")
		f.add(keyLanguage + l)
		f.add(keyLanguage + primary)
	}
	for _, x := range d.Flags {
		f.add(keyFlag + x)
	}
	addDay(f, keyDate, d.Day)
	addDay(f, keySeen, d.SeenDay)
	if d.ChangedDay != "" {
		for _, name := range spanned(d.SeenDay, d.ChangedDay) {
			f.add(keyChanging + name)
		}
	}
	f.add(keySize + counted(d.ClusterSize))
	f.add(keyPublishers + counted(d.Publishers))
	f.length = 1
}

func foldHost(host string) string {
	return strings.TrimPrefix(strings.Trim(strings.ToLower(host), ". "), "www.")
}

func counted(n int) string {
	return fmt.Sprintf("%04d", min(max(n, 0), mostCounted))
}
