package event

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode/utf8"

	"newsarchive/internal/words"
)

// Limits of what is read of a story.
const (
	maxTitles     = 4       // headlines
	maxTitleBytes = 1 << 10 // of one headline
	maxTitleTerms = 32      // different words of the headlines
	maxTextBytes  = 2 << 10 // of the text
	maxTextTerms  = 32      // different words of the text that no headline has
	maxTag        = 32      // bytes of a language tag
	usualTerms    = 16
	minWords      = 3 // words that tell something: with fewer a headline tells of no happening
)

// Reader makes profiles of stories. It caches words and is for one goroutine at
// a time.
type Reader struct {
	tokens    *words.Tokenizer
	stems     *words.Stemmers
	languages map[string]*language // by tag
	cached    int                  // words of all languages
}

// NewReader returns a reader.
func NewReader() *Reader {
	return &Reader{tokens: words.NewTokenizer(), stems: words.NewStemmers(), languages: map[string]*language{}}
}

// Read returns the profile of a story. Of a long headline or text it reads the
// beginning.
func (r *Reader) Read(s *Story) Profile {
	p := Profile{ID: s.ID, Tie: hash64(s.Key), Publisher: hash64(strings.ToLower(s.Publisher)), Clusters: s.Clusters}
	p.Time = seconds(s)
	l := r.language(s.Language)
	p.Terms = make([]Term, 0, usualTerms)
	for i, title := range s.Titles[:min(len(s.Titles), maxTitles)] {
		p.Terms = r.read(p.Terms, head(title, maxTitleBytes), l)
		if i == 0 {
			p.Whole, p.Alone = whole(p.Terms)
		}
	}
	if s.Text != "" {
		p.Terms = r.readText(p.Terms, head(s.Text, maxTextBytes), l)
	}
	slices.SortFunc(p.Terms, func(a, b Term) int { return cmp.Compare(a.Hash, b.Hash) })
	p.count()
	return p
}

// Hashes returns the hashes of the different terms that Read makes of a headline.
func (r *Reader) Hashes(language, headline string) []uint32 {
	var hashes []uint32
	l := r.language(language)
	for _, t := range r.read(nil, headline, l) {
		hashes = append(hashes, t.Hash)
	}
	return hashes
}

// read appends the different words of a headline to terms, as long as there are fewer
// than maxTitleTerms.
func (r *Reader) read(terms []Term, headline string, l *language) []Term {
	for _, t := range r.tokens.Tokens(headline) {
		if len(terms) >= maxTitleTerms {
			break
		}
		if t.Kind == words.Compound || t.Kind == words.LastRune {
			continue
		}
		if term := r.term(t, l); at(terms, term.Hash) < 0 {
			terms = append(terms, term)
		}
	}
	return terms
}

// readText counts the words of a text that tell something, and appends the first
// maxTextTerms that are not among the terms.
func (r *Reader) readText(terms []Term, text string, l *language) []Term {
	most := len(terms) + maxTextTerms
	for _, t := range r.tokens.Tokens(text) {
		if t.Kind == words.Compound || t.Kind == words.LastRune {
			continue
		}
		term := r.term(t, l)
		if term.Weight < keyWeight {
			continue
		}
		if i := at(terms, term.Hash); i >= 0 {
			terms[i].Times = min(terms[i].Times+1, maxTimes)
		} else if len(terms) < most {
			term.InText = true
			terms = append(terms, term)
		}
	}
	return terms
}

// at returns where a word is among terms, or -1.
func at(terms []Term, hash uint32) int {
	return slices.IndexFunc(terms, func(t Term) bool { return t.Hash == hash })
}

// term returns the term of a token, from the language's cache if it is there.
func (r *Reader) term(t words.Token, l *language) Term {
	if term, ok := l.terms[t.Term]; ok {
		return term
	}
	if r.cached >= maxCached {
		r.forget()
	}
	r.cached++
	stem := r.stems.Stem(l.stemmer, t)
	if l.japanese && (t.Kind == words.Bigram || t.Kind == words.Unigram) {
		stem = japaneseTag + stem
	}
	term := Term{Hash: hash32(stem), Times: 1, Number: !words.HasLetter(t.Term)}
	term.Weight = l.weigh(t, term.Hash)
	l.terms[strings.Clone(t.Term)] = term
	return term
}

// whole returns the hash of a headline, whatever the order of its words, and
// whether it tells too little.
func whole(terms []Term) (hash uint64, alone bool) {
	tell := 0
	for _, t := range terms {
		if t.Weight >= tellWeight {
			tell++
		}
		hash += mix(uint64(t.Hash))
	}
	if tell < minWords {
		return 0, true
	}
	return hash, false
}

// seconds returns the moment that orders a story.
func seconds(s *Story) int64 {
	switch {
	case s.Date.IsZero():
		return 0
	case s.Date.DayOnly:
		return s.Date.Time.Unix() + 12*60*60
	}
	return s.Date.Time.Unix()
}

// head returns the beginning of s, of n bytes at most, without half a rune.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func hash64(s string) uint64 {
	if s == "" {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(s))
	return mix(h.Sum64())
}

func hash32(s string) uint32 { return uint32(hash64(s) >> 32) }

// mix spreads the bits of a number (the last step of SplitMix64).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
