package skip

import (
	"errors"
	"fmt"
	"strings"

	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// MaxBytes is how long a rule may be.
const MaxBytes = 500

// ErrRule means that a rule cannot be used. The error says why, and what is
// possible.
var ErrRule = errors.New("not a rule by which items can be left out")

const possible = `a rule has words, "phrases", beginnings (word*), title:, text:, publisher:, author:, site:, lang: and tag:, with OR, NOT (-) and parentheses`

// Rule is a rule by which items are left out.
type Rule struct {
	text string // as it was typed
	root query.Node
}

// Parse reads a rule. The error wraps [ErrRule].
func Parse(text string) (Rule, error) {
	text = strings.TrimSpace(text)
	if len(text) > MaxBytes {
		return Rule{}, fmt.Errorf("%w: it is longer than %d bytes", ErrRule, MaxBytes)
	}
	q, err := query.Parse(text, query.Options{Strict: true})
	if err != nil {
		return Rule{}, fmt.Errorf("%q is %w: %w; %s", text, ErrRule, err, possible)
	}
	if reason := refuse(q.Root); reason != "" {
		return Rule{}, fmt.Errorf("%q is %w: %s; %s", text, ErrRule, reason, possible)
	}
	return Rule{text, q.Root}, nil
}

// String returns the rule as it was typed.
func (r Rule) String() string { return r.text }

// Same reports whether two rules mean the same, whatever their spelling.
func (r Rule) Same(o Rule) bool { return r.root.String() == o.root.String() }

// refuse returns why a tree is no rule, or "".
func refuse(root query.Node) (reason string) {
	cut := words.NewTokenizer()
	query.Walk(root, func(leaf query.Node, _ bool) {
		if reason == "" {
			reason = refuseLeaf(cut, leaf)
		}
	})
	return reason
}

func refuseLeaf(cut *words.Tokenizer, leaf query.Node) string {
	switch n := leaf.(type) {
	case query.Word:
		switch {
		case n.Fuzzy > 0:
			return n.String() + " asks for similar words"
		case len(rowOf(cut, n.Text)) == 0:
			return n.String() + " has no word in it"
		case n.Prefix && len(rowOf(cut, n.Text)) > 1:
			return n.String() + " is the beginning of more than one word"
		}
		return ""
	case query.Phrase:
		if len(rowOf(cut, n.Text)) == 0 {
			return n.String() + " has no word in it"
		}
		return ""
	case query.Term:
		switch n.Field {
		case query.Author, query.Tag:
			if len(rowOf(cut, n.Value)) == 0 {
				return n.String() + " has no word in it"
			}
			return ""
		case query.Site, query.Lang:
			return ""
		}
	case query.All:
		return "it matches every item; archive feed remove stops following the feed"
	}
	return leaf.String() + " cannot be told of one new item"
}
