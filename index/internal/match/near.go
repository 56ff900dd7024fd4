package match

import (
	"math"
	"strings"
	"unicode/utf8"

	"newsarchive/index/internal/document"
	"newsarchive/internal/words"
)

// editCost is the logarithm of how many times as frequent a word must be to be as
// near as one with an edit less: a hundred times.
const editCost = 4.6

// maxAlike is how many terms are compared.
const maxAlike = 500

// nearWord returns the word of the index that is nearest to one that it lacks, by
// edits and frequency, or two words that make it; "" where none is near.
func (s *Session) nearWord(t words.Token) (string, error) {
	if t.Kind != words.Word || !words.HasLetter(t.Term) {
		return "", nil
	}
	near, err := s.nearTerm(document.FieldAll, "", t.Term)
	if err != nil || near != "" {
		return near, err
	}
	return s.twoWords(t.Term)
}

// nearTerm returns the term of a field, after a prefix, that is nearest to a word.
// A first letter may be wrong where one edit mends it.
func (s *Session) nearTerm(field, prefix, word string) (near string, err error) {
	most := maxEdits(word)
	if most == 0 {
		return "", nil
	}
	found, _, err := s.Snapshot.Alike(field, prefix+word, prefix, 1, maxAlike)
	if err != nil {
		return "", err
	}
	if most > 1 {
		_, n := utf8.DecodeRuneInString(word)
		more, _, err := s.Snapshot.Alike(field, prefix+word, prefix+word[:n], most, maxAlike)
		if err != nil {
			return "", err
		}
		found = append(found, more...)
	}
	best := math.Inf(-1)
	for _, term := range found {
		n, err := AnyOf(field, []string{term}).Cost(s)
		if err != nil {
			return "", err
		}
		name := strings.TrimPrefix(term, prefix)
		if worth := math.Log(float64(n)) - editCost*float64(words.Distance(word, name)); n > 0 && worth > best && name != word {
			near, best = name, worth
		}
	}
	return near, nil
}

// maxEdits is how many edits away a word may be: fewer of a short one, and of one
// in syllables.
func maxEdits(word string) int {
	n := utf8.RuneCountInString(word)
	switch {
	case n < 3 || len(word) > 64:
		return 0
	case n < 5 || len(word) > 2*n:
		return 1
	}
	return 2
}

// maxJoined is the longest word that is taken apart, in bytes.
const maxJoined = 40

// twoWords returns the two words that stand side by side in some story and make a
// word together: south korea for southkorea.
func (s *Session) twoWords(word string) (two string, err error) {
	if len(word) > maxJoined {
		return "", nil
	}
	most := uint64(0)
	for i := range word {
		if i < 2 || len(word)-i < 2 {
			continue
		}
		halves := [][]string{{word[:i]}, {word[i:]}}
		first, err := AnyOf(document.FieldAll, halves[0]).Cost(s)
		if err != nil {
			return "", err
		}
		second, err := AnyOf(document.FieldAll, halves[1]).Cost(s)
		if err != nil {
			return "", err
		}
		if min(first, second) <= most {
			continue
		}
		docs, err := anywhere(halves).Match(s, nil)
		if err != nil {
			return "", err
		}
		if !docs.IsEmpty() {
			two, most = word[:i]+" "+word[i:], min(first, second)
		}
	}
	return two, nil
}

// nearKey returns the value under a prefix of the keys that is nearest to one: few
// edits away, or the most frequent that begins with it.
func (s *Session) nearKey(prefix, value string) (string, error) {
	near, err := s.nearTerm(document.FieldKey, prefix, value)
	if err != nil || near != "" || utf8.RuneCountInString(value) < 3 {
		return near, err
	}
	longer, _, err := s.Snapshot.Prefix(document.FieldKey, prefix+value, maxAlike)
	most := uint64(0)
	for _, key := range longer {
		n, err := Key("", key).Cost(s)
		if err != nil {
			return "", err
		}
		if n > most {
			near, most = strings.TrimPrefix(key, prefix), n
		}
	}
	return near, err
}

// nearPublisher returns the name that is nearest to a publisher's: as a whole, else
// word by word.
func (s *Session) nearPublisher(name string) (string, error) {
	row, _ := s.cut(name)
	whole, err := s.nearKey(document.KeyPublisher, words.Join(row))
	if err != nil || whole != "" || len(row) == 0 {
		return whole, err
	}
	all := make([]string, len(row))
	for i, t := range row {
		n, err := Key(document.KeyName, t.Term).Cost(s)
		if err != nil {
			return "", err
		}
		if all[i] = t.Term; n == 0 {
			if all[i], err = s.nearKey(document.KeyName, t.Term); err != nil || all[i] == "" {
				return "", err
			}
		}
	}
	return strings.Join(all, " "), nil
}

// nearSite returns the host that is nearest to one, or one of the same name with
// another ending.
func (s *Session) nearSite(host string) (string, error) {
	near, err := s.nearKey(document.KeySite, document.FoldHost(host))
	name, _, ok := strings.Cut(document.FoldHost(host), ".")
	if err != nil || near != "" || !ok {
		return near, err
	}
	return s.nearKey(document.KeySite, name+".")
}
