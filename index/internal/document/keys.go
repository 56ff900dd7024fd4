package document

import (
	"fmt"
	"strconv"
	"strings"

	"newsarchive/internal/news"

	"newsarchive/internal/words"
)

// The prefixes of the terms of FieldKey.
const (
	KeyPublisher  = "p:" // whole name, folded
	KeyName       = "w:" // a word of the name
	KeySite       = "s:" // the host and the hosts above it
	KeyFeed       = "f:"
	KeyAuthor     = "a:" // a word of an author's name, or two side by side
	KeyTag        = "t:"
	KeyLanguage   = "l:"
	KeyFlag       = "x:"
	KeyDate       = "d:" // 2026-01-14, 2026-01, 2026
	KeySeen       = "n:"
	KeyChanging   = "c:" // the days, months and years from the first sighting to the last change
	KeySize       = "z:" // four digits
	KeyPublishers = "y:"
	KeySitesOf    = "S:" // a host, a space, and a publisher that has it
)

// FlagCut is the flag of a story whose words are not all indexed.
const FlagCut = "cut"

// FlagNoSite is the flag of a story whose publisher's host is not known by itself.
const FlagNoSite = "no-site"

// MaxCount is the largest count that has a term of its own; larger counts share
// it.
const MaxCount = 9999

// keyTerms adds the terms of a document's keyword fields.
func (b *Builder) keyTerms(e *Document, d *news.Entry) {
	f := e.field(FieldKey, keywords, 24+len(d.Tags)+len(d.Flags))
	publisher := e.field(FieldPublisher, withCounts, 1)
	tokens := b.tokenizer.Tokens(d.Publisher)
	if name := words.Join(tokens); name != "" {
		publisher.number(PublisherNumber(name))
		f.add(KeyPublisher + name)
		for _, t := range tokens {
			if t.Kind != words.LastRune {
				f.add(KeyName + t.Term)
			}
		}
	}
	hosts := hostAndAbove(FoldHost(d.Site))
	for _, host := range hosts {
		f.add(KeySite + host)
		if d.Publisher != "" {
			f.add(KeySitesOf + host + " " + words.Join(tokens))
		}
	}
	if len(hosts) == 0 {
		f.add(KeyFlag + FlagNoSite)
	}
	b.authorTerms(f, d)
	for _, id := range d.Feeds {
		f.add(KeyFeed + strconv.FormatInt(id, 10))
	}
	for _, t := range d.Tags {
		if name := words.Join(b.tokenizer.Tokens(t)); name != "" {
			f.add(KeyTag + name)
		}
	}
	if l := strings.ToLower(d.Language); l != "" {
		primary, _, _ := strings.Cut(l, "-")
		f.add(KeyLanguage + l)
		f.add(KeyLanguage + primary)
	}
	for _, x := range d.Flags {
		f.add(KeyFlag + x)
	}
	if e.cut {
		f.add(KeyFlag + FlagCut)
	}
	addDay(f, KeyDate, d.Day)
	addDay(f, KeySeen, d.SeenDay)
	if d.ChangedDay != "" {
		for _, name := range spanned(d.SeenDay, d.ChangedDay) {
			f.add(KeyChanging + name)
		}
	}
	f.add(KeySize + Counted(d.ClusterSize))
	f.add(KeyPublishers + Counted(d.Publishers))
	f.length = 1
}

// FoldHost returns a host in small letters, without www.
func FoldHost(host string) string {
	return strings.TrimPrefix(strings.Trim(strings.ToLower(host), ". "), "www.")
}

// Counted returns a count in four digits, so that terms are in its order.
func Counted(n int) string {
	return fmt.Sprintf("%04d", min(max(n, 0), MaxCount))
}
