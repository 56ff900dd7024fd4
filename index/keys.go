package index

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/store"
)

// The prefixes of the terms of fieldKey.
const (
	keyPublisher  = "p:" // whole name, folded
	keyName       = "w:" // a word of the name
	keySite       = "s:" // the host and the hosts above it
	keyFeed       = "f:"
	keyAuthor     = "a:" // a word of an author's name, or two side by side
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
	if name := b.foldName(d.Publisher); name != "" {
		e.number(fieldPublisher, publisherNumber(name))
		f.add(keyPublisher + name)
		for _, t := range b.words.tokens {
			if t.kind != last {
				f.add(keyName + t.term)
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
	b.authorTerms(f, d)
	for _, id := range d.Feeds {
		f.add(keyFeed + strconv.FormatInt(id, 10))
	}
	for _, t := range d.Tags {
		if name := b.foldName(t); name != "" {
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

// foldName returns a name as its folded words with single spaces; the words
// are in b.words.tokens.
func (b *builder) foldName(name string) string {
	return joinTokens(b.words.scan(name))
}

func joinTokens(tokens []token) string {
	var s strings.Builder
	for _, t := range tokens {
		if t.kind == joined || t.kind == last {
			continue
		}
		if s.Len() > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(t.term)
	}
	return s.String()
}

func foldHost(host string) string {
	return strings.TrimPrefix(strings.Trim(strings.ToLower(host), ". "), "www.")
}

// addDay adds a day and the month and year it lies in.
func addDay(f *field, prefix, day string) {
	if len(day) != len(time.DateOnly) {
		return
	}
	f.add(prefix + day)
	f.add(prefix + day[:7])
	f.add(prefix + day[:4])
}

func counted(n int) string {
	return fmt.Sprintf("%04d", min(max(n, 0), mostCounted))
}
