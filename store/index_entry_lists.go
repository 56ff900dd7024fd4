package store

import (
	"slices"
	"strings"
)

// mostText is how many bytes of what was said about a story are indexed: about
// a novel. What is said now comes first, and what was said before after it.
const mostText = 1 << 20

// mostScanned is how long a list of values is looked through for one: in a
// longer one it is found by a map. Hardly any story has so many of anything.
const mostScanned = 32

// add appends a value to a list of an entry's if it is not there yet, and
// reports whether it was not.
func (r *indexEntryReader) add(to *[]string, value string) bool {
	if len(*to) < mostScanned {
		if slices.Contains(*to, value) {
			return false
		}
		*to = append(*to, value)
		r.free -= len(value)
		return true
	}
	has := r.many[to]
	if has == nil {
		has = make(map[string]bool, 2*mostScanned)
		for _, v := range *to {
			has[v] = true
		}
		if r.many == nil {
			r.many = map[*[]string]map[string]bool{}
		}
		r.many[to] = has
	}
	if has[value] {
		return false
	}
	has[value] = true
	*to = append(*to, value)
	r.free -= len(value)
	return true
}

// headline adds a headline that is not the entry's own.
func (r *indexEntryReader) headline(i int, title string) {
	if e := &r.entries[i]; title != "" && title != e.Title {
		r.add(&e.Headlines, title)
	}
}

// author adds the name of an author.
func (r *indexEntryReader) author(i int, name string) {
	if name != "" {
		r.add(&r.entries[i].Authors, name)
	}
}

// saidText is the text of an entry while it is read.
type saidText struct {
	parts []string
	size  int      // bytes
	known []string // those that come once
}

// say adds words to an entry's text, up to where it is full.
func (r *indexEntryReader) say(i int, text string) {
	s := &r.said[i]
	if free := mostText - s.size; len(text) > free {
		r.entries[i].AddFlag("cut", true)
		text = strings.ToValidUTF8(text[:max(free, 0)], "")
	}
	if text != "" {
		s.parts = append(s.parts, text)
		s.size += len(text) + 1
		r.free -= len(text)
	}
}

// sayNew is say for a text that may be there already.
func (r *indexEntryReader) sayNew(i int, text string) {
	if r.add(&r.said[i].known, text) {
		r.say(i, text)
	}
}

// write puts the texts into the entries.
func (r *indexEntryReader) write() error {
	for i := range r.entries {
		r.entries[i].Text = strings.Join(r.said[i].parts, "\n")
		r.entries[i].PageText = strings.Join(r.paged[i].parts, "\n\n")
	}
	return nil
}
