package skip

import (
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// Rules are the rules of a feed. They are for one goroutine at a time.
type Rules struct {
	rules    []Rule
	cut      *words.Tokenizer
	stemmers *words.Stemmers
}

// New returns the rules with these texts.
func New(texts ...string) (*Rules, error) {
	r := &Rules{cut: words.NewTokenizer(), stemmers: words.NewStemmers()}
	for _, text := range texts {
		rule, err := Parse(text)
		if err != nil {
			return nil, err
		}
		r.rules = append(r.rules, rule)
	}
	return r, nil
}

// Match returns the first rule that an item matches; ok is false if there is none.
func (r *Rules) Match(it *news.Item) (rule string, ok bool) {
	m := matcher{Rules: r, item: it, cuts: map[string][]words.Token{}}
	if len(it.Stories) > 0 {
		m.lead = it.Stories[0]
	}
	m.stemmer = r.stemmers.For(m.language())
	for _, rule := range r.rules {
		if m.matches(rule.root) {
			return rule.text, true
		}
	}
	return "", false
}

// matcher compares one item.
type matcher struct {
	*Rules
	item    *news.Item
	lead    news.Story
	stemmer int
	cuts    map[string][]words.Token // texts that were cut before
}

func (m *matcher) matches(n query.Node) bool {
	switch n := n.(type) {
	case query.And:
		for _, c := range n.Nodes {
			if !m.matches(c) {
				return false
			}
		}
		return true
	case query.Or:
		for _, c := range n.Nodes {
			if m.matches(c) {
				return true
			}
		}
		return false
	case query.Not:
		return !m.matches(n.Node)
	case query.Word:
		return m.word(n)
	case query.Phrase:
		return m.phrase(n)
	case query.Term:
		return m.term(n)
	}
	return false
}

// language returns the item's language: its own, else that of its lead.
func (m *matcher) language() string {
	if m.item.Language != "" {
		return m.item.Language
	}
	return m.lead.Language
}

// term compares a value as a whole.
func (m *matcher) term(n query.Term) bool {
	switch n.Field {
	case query.Author:
		return m.author(n)
	case query.Site:
		host := m.lead.Site
		if host == "" {
			host = news.Site(m.item.Link)
		}
		want := strings.TrimPrefix(n.Value, "www.")
		return host == want || strings.HasSuffix(host, "."+want)
	case query.Lang:
		have := strings.ReplaceAll(strings.ToLower(m.language()), "_", "-")
		return have == n.Value || strings.HasPrefix(have, n.Value+"-")
	case query.Tag:
		want := words.Join(rowOf(m.cut, n.Value))
		for _, tag := range m.item.Tags {
			have := words.Join(rowOf(m.cut, tag))
			if have == want || n.Prefix && strings.HasPrefix(have, want) {
				return true
			}
		}
	}
	return false
}

// author compares the words of a name, in their order; with a prefix the last of
// them may go on.
func (m *matcher) author(n query.Term) bool {
	names := []string{m.item.Author, m.lead.Author}
	for _, p := range m.item.People {
		if p.Role == "" {
			names = append(names, p.Name)
		}
	}
	for _, name := range names {
		if m.row(name, rowOf(m.cut, n.Value), n.Prefix) {
			return true
		}
	}
	return false
}
