package evaluate

import (
	"context"
	"fmt"
	"io"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/query"
)

// Slip is a word or a publisher as it may be mistyped.
type Slip struct {
	Kind  string
	Typed string
	Meant []string // any of these
	// Publisher says that it is the name of a publisher, not a word.
	Publisher bool
}

// SlipsResult says what the hints at slips of one kind name. Slips that are in a
// story do not count, and neither do those whose every meaning is in none.
type SlipsResult struct {
	Kind  string
	Typed int
	Right int // the hint names what was meant
	Other int // it names something else
	None  int // it names nothing
	Wrong []WrongHint
}

// WrongHint is a slip and what its hint names, if anything.
type WrongHint struct {
	Slip
	Named string
}

// Slips asks an archive of some headlines for each slip.
func Slips(ctx context.Context, headlines []Labelled, slips []Slip, o archive.Options) (results []SlipsResult, err error) {
	err = withItems(ctx, o, labelledItems(headlines), func(a *archive.Archive) error {
		for _, s := range slips {
			if len(results) == 0 || results[len(results)-1].Kind != s.Kind {
				results = append(results, SlipsResult{Kind: s.Kind})
			}
			if err := results[len(results)-1].ask(ctx, a, s); err != nil {
				return err
			}
		}
		return nil
	})
	return results, err
}

// ask asks for a slip.
func (r *SlipsResult) ask(ctx context.Context, a *archive.Archive, s Slip) error {
	typed, hints, err := s.found(ctx, a, s.Typed)
	if err != nil || typed > 0 {
		return err
	}
	there := 0
	for _, m := range s.Meant {
		n, _, err := s.found(ctx, a, m)
		if err != nil {
			return err
		}
		there += n
	}
	if there == 0 {
		return nil
	}
	r.Typed++
	named := ""
	for _, h := range hints {
		if h.Suggestion != "" {
			named = strings.Trim(h.Suggestion, `"`)
		}
	}
	for _, m := range s.Meant {
		if strings.EqualFold(named, m) {
			r.Right++
			return nil
		}
	}
	if named == "" {
		r.None++
	} else {
		r.Other++
	}
	r.Wrong = append(r.Wrong, WrongHint{s, named})
	return nil
}

// found returns how many stories have a word or name, and the hints.
func (s Slip) found(ctx context.Context, a *archive.Archive, text string) (int, []query.Hint, error) {
	text = query.Value(text)
	if s.Publisher {
		text = string(query.Publisher) + ":" + text
	}
	answer, err := a.Search(ctx, archive.SearchOptions{
		Question: archive.Question{Text: text},
		Page:     archive.Page{Group: archive.GroupNone, Size: 1},
		Load:     archive.Load{Stories: archive.NoStories},
	})
	if err != nil {
		return 0, nil, fmt.Errorf("ask for %q: %w", text, err)
	}
	return answer.Total, answer.Hints, nil
}

// ReadSlips reads a list of slips as codespell has it: typed->meant, or
// typed->meant, meant. Lines of several words are left out. kind is the kind of all.
func ReadSlips(r io.Reader, kind string) (slips []Slip, err error) {
	err = eachLine(r, func(n int, line []byte) error {
		typed, meant, ok := strings.Cut(string(line), "->")
		if !ok {
			return fmt.Errorf("line %d is not TYPED->MEANT", n)
		}
		s := Slip{Kind: kind, Typed: typed}
		for m := range strings.SplitSeq(meant, ",") {
			if m = strings.TrimSpace(m); isPlainWord(m) {
				s.Meant = append(s.Meant, m)
			}
		}
		if isPlainWord(typed) && len(s.Meant) > 0 {
			slips = append(slips, s)
		}
		return nil
	})
	return slips, err
}
