package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"newsarchive/index"
)

// About is what an index knows of an archive beside its stories. It has no address
// of a feed.
type About struct {
	Feeds  []AboutFeed  `json:"feeds"`
	Topics []AboutTopic `json:"topics,omitempty"` // if they are shared
	Tags   []string     `json:"tags,omitempty"`   // the person's own, if they are shared
}

// AboutFeed is a feed by its number in the archive.
type AboutFeed struct {
	ID   int64    `json:"id"`
	Name string   `json:"name"`
	Tags []string `json:"tags,omitempty"` // if they are shared
}

// AboutTopic is a topic.
type AboutTopic struct {
	Name  string `json:"name"`
	Query string `json:"query"`
}

// aboutDoc is an About as a document.
type aboutDoc struct {
	Kind    string `json:"kind"`
	Archive string `json:"archive"`
	Shown   About  `json:"shown"`
}

func aboutID(name string) string { return "about:" + name }

// Tell replaces what the index knows of the archive, and whether topics are shared,
// where that has changed. read is called after both were read: so of two programs
// the one that knows more stays.
func (s *Share) Tell(ctx context.Context, topics bool, read func() (About, error)) error {
	for {
		err := s.tell(ctx, topics, read)
		if !errors.Is(err, index.ErrMoved) {
			return err
		}
		if _, err := s.Mark(ctx); err != nil {
			return err
		}
	}
}

func (s *Share) tell(ctx context.Context, topics bool, read func() (About, error)) error {
	if s.state.Topics != topics {
		next := s.state.State
		next.Topics = topics
		if err := s.set(ctx, next); err != nil {
			return err
		}
	}
	var before aboutDoc
	at, there, err := s.readDocument(ctx, aboutID(s.name), &before)
	if err != nil {
		return fmt.Errorf("read what %s shares: %w", s.name, err)
	}
	about, err := read()
	if err != nil || there && same(before.Shown, about) {
		return err
	}
	if _, err = s.writeDocument(ctx, aboutID(s.name), at, aboutDoc{kindAbout, s.name, about}); err != nil {
		return fmt.Errorf("write what %s shares: %w", s.name, err)
	}
	return nil
}

func same(a, b About) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
