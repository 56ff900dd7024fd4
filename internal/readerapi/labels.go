package readerapi

import (
	"context"
	"slices"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/greader"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// topicsLabel is the folder of the topics, and laterLabel stands for the mark.
const (
	topicsLabel = "Topics"
	laterLabel  = news.MarkLater
)

// label is a label as programs see it: a folder of feeds, a tag of stories, a
// topic, or several of them under one name.
type label struct {
	name    string // the first spelling
	folder  bool   // of feeds or topics
	streams archive.Streams
}

// labels are all labels. Names that differ in case only are one: so are the
// archive's tags.
type labels struct {
	all    []label
	at     map[string]int // by name in lower case
	feeds  []news.Feed    // followed
	topics []store.Topic
}

func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// add adds a label, or a further meaning of one.
func (l *labels) add(name string, folder bool, s archive.Stream) {
	name = strings.TrimSpace(terminal.Clean(name))
	if name == "" {
		return
	}
	at, ok := l.at[fold(name)]
	if !ok {
		at = len(l.all)
		l.at[fold(name)] = at
		l.all = append(l.all, label{name: name})
	}
	one := &l.all[at]
	one.folder = one.folder || folder
	if !slices.Contains(one.streams, s) {
		one.streams = append(one.streams, s)
	}
}

// maxLabels bounds the labels of your tags.
const maxLabels = 2000

// labelsOf reads the labels of an archive.
func labelsOf(ctx context.Context, ar *archive.Archive) (*labels, error) {
	l := &labels{at: map[string]int{}}
	var err error
	if l.topics, err = ar.Topics(ctx); err != nil {
		return nil, err
	}
	if l.feeds, err = ar.Subscriptions(ctx); err != nil {
		return nil, err
	}
	tags, err := ar.OwnTags(ctx)
	if err != nil {
		return nil, err
	}
	l.add(laterLabel, false, archive.Stream{Kind: archive.StreamLater})
	l.add(topicsLabel, true, archive.Stream{Kind: archive.StreamTopics})
	for _, f := range l.feeds {
		for _, tag := range f.Tags {
			l.add(tag, true, archive.Stream{Kind: archive.StreamTag, Text: fold(tag)})
		}
	}
	for _, t := range tags[:min(len(tags), maxLabels)] {
		l.add(t.Tag, false, archive.Stream{Kind: archive.StreamTag, Text: fold(t.Tag)})
	}
	for _, t := range l.topics {
		l.add(t.Name, false, archive.Stream{Kind: archive.StreamTopic, ID: t.ID})
	}
	return l, nil
}

// labelReader reads the labels that the answer to the page of a stream needs.
type labelReader func(context.Context, *archive.Archive, greader.Page) (*labels, error)

// allLabels reads them all: contents say which a story has.
func allLabels(ctx context.Context, ar *archive.Archive, _ greader.Page) (*labels, error) {
	return labelsOf(ctx, ar)
}

// labelsIn reads the labels if the page of a stream names one: with many feeds that
// takes longer than the page.
func labelsIn(ctx context.Context, ar *archive.Archive, p greader.Page) (*labels, error) {
	for _, s := range slices.Concat(p.Streams, p.Within, p.Without) {
		if s.Kind == greader.Label {
			return labelsOf(ctx, ar)
		}
	}
	return &labels{}, nil
}

// streamsOf returns what a stream of the API is in the archive. A label that is
// none yet has no stories; a state that means nothing here is of no story either.
func (l *labels) streamsOf(s greader.Stream) archive.Streams {
	switch s.Kind {
	case greader.ReadingList:
		return archive.Streams{{Kind: archive.StreamAll}}
	case greader.Read:
		return archive.Streams{{Kind: archive.StreamRead}}
	case greader.KeptUnread:
		return archive.Streams{{Kind: archive.StreamKeptUnread}}
	case greader.Starred:
		return archive.Streams{{Kind: archive.StreamStarred}}
	case greader.Feed:
		return archive.Streams{{Kind: archive.StreamFeed, ID: s.ID}}
	case greader.Topic:
		return archive.Streams{{Kind: archive.StreamTopic, ID: s.ID}}
	case greader.Search:
		return archive.Streams{{Kind: archive.StreamSearch, Text: s.Name}}
	case greader.Label:
		if at, ok := l.at[fold(s.Name)]; ok {
			return l.all[at].streams
		}
		return archive.Streams{{Kind: archive.StreamTag, Text: fold(s.Name)}}
	}
	return archive.Streams{{Kind: archive.StreamSearch}}
}

// query returns a page of the API as a query of the archive.
func (l *labels) query(p greader.Page, q *Request) archive.StreamQuery {
	sq := archive.StreamQuery{Since: p.Since, Until: p.Until, Oldest: p.Oldest, Size: p.Size, Known: q.Known}
	for _, s := range p.Streams {
		sq.Of = append(sq.Of, l.streamsOf(s)...)
	}
	for _, s := range p.Within {
		sq.Within = append(sq.Within, l.streamsOf(s))
	}
	for _, s := range p.Without {
		sq.Without = append(sq.Without, l.streamsOf(s)...)
	}
	if p.After != nil {
		sq.After = archive.StreamPlace{ID: p.After.Story, Seen: p.After.Seen}
	}
	return sq
}

// category is the name of a label as a stream.
func category(name string) string {
	return greader.Stream{Kind: greader.Label, Name: name}.String()
}
