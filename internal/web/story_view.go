package web

import (
	"html/template"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/internal/textdiff"
)

// storyView is what the page of a story shows.
type storyView struct {
	ID       int64
	Title    string
	Lang     string
	Pub      string
	PubHref  string // finds more of the publisher
	Link     string
	Date     string
	Day      string
	Author   string
	SameAs   int64
	Seen     string
	Tags     []string
	Marks    marksView
	Earlier  []earlierTitle
	Picture  string // the address of its lead picture, if pictures are shown
	Text     template.HTML
	Plain    []string // its paragraphs, where there is no page's text
	NoText   string   // why there is none
	Facts    [][2]string
	Captions []string
	Versions []versionView
	SameText []int64
	Items    []itemView
	Event    *archive.Event
	First    string // which publisher was first in its event
	Beside   *neighbours
	Similar  []eventView
	More     [][2]string // files, people, rights

	// Tagging changes your tags of it; nil where nothing can be changed.
	Tagging *tagging

	zone *time.Location
}

// earlierTitle is a headline that a feed has replaced.
type earlierTitle struct{ Title, Until, Feed string }

// versionView is a version of the text.
type versionView struct {
	N       int
	Fetched string
	Size    string
	Kept    bool // its page
}

// itemView is an item that links a story.
type itemView struct {
	Feed    string
	FeedID  int64
	Date    string
	Gone    string
	Tags    []string
	Members []memberView
	Edits   []editView
}

// memberView is a story of a cluster, and when it joined and left.
type memberView struct {
	storyLine
	This bool
	When string
}

// editView is an earlier value of something.
type editView struct{ Until, Field, Value string }

func newStoryView(doc format.Story, zone *time.Location) storyView {
	st := doc.Story
	v := storyView{
		ID: st.ID, Title: terminal.Clean(headline(st, nil)[0].Text), Lang: st.Language, Pub: terminal.Clean(st.Publisher), Link: format.CleanLink(st.Link),
		Date: doc.DateLine(zone), Day: st.Effective.In(zone), Author: terminal.Clean(st.Author), SameAs: doc.SameAs, Seen: moment(st.FirstSeen, zone),
		Tags: cleaned(st.Tags), Marks: newMarksView(st), SameText: doc.SameText, zone: zone,
	}
	v.text(doc)
	for _, it := range doc.Items {
		v.Items = append(v.Items, newItemView(doc, it, zone))
		v.More = append(v.More, cleanedPairs(format.MoreOf(it, zone))...)
	}
	for _, rev := range doc.Revisions {
		if rev.Field == "title" && (rev.Story == st.ID || rev.Story == 0 && isItemOf(doc, rev.Item)) {
			v.Earlier = append(v.Earlier, earlierTitle{terminal.Clean(rev.Value), moment(rev.Replaced, zone), feedOf(doc, rev.Item)})
		}
	}
	return v
}

// isItemOf reports whether an item is about the story alone.
func isItemOf(doc format.Story, item int64) bool {
	return slices.ContainsFunc(doc.Items, func(it news.Item) bool { return it.ID == item && !it.Cluster })
}

func feedOf(doc format.Story, item int64) string {
	for _, it := range doc.Items {
		if it.ID == item {
			return feedName(it.Feed.Label())
		}
	}
	return ""
}

// text fills in what can be read.
func (v *storyView) text(doc format.Story) {
	if doc.Text == nil {
		why, do := doc.NoText(v.zone)
		v.NoText = terminal.Clean(why + do)
		v.Plain = paragraphs(doc.Readable())
		return
	}
	if v.Text = readable(doc.Text.HTML); v.Text == "" {
		v.Plain = paragraphs(doc.Text.Plain)
	}
	v.Captions = cleaned(doc.Text.Captions)
	v.Facts = cleanedPairs(doc.TextFacts(v.zone))
	for i, r := range doc.Versions {
		v.Versions = append(v.Versions, versionView{i + 1, moment(r.Fetched, v.zone), format.TextSize(r.Plain), r.Page > 0})
	}
}

// paragraphs are the lines of a text that are not empty.
func paragraphs(text string) (all []string) {
	for line := range strings.SplitSeq(text, "\n") {
		if line = terminal.Clean(line); strings.TrimSpace(line) != "" {
			all = append(all, line)
		}
	}
	return all
}

func cleanedPairs(pairs [][2]string) (all [][2]string) {
	for _, p := range pairs {
		all = append(all, [2]string{p[0], terminal.Clean(p[1])})
	}
	return all
}

func newItemView(doc format.Story, it news.Item, zone *time.Location) itemView {
	v := itemView{Feed: feedName(it.Feed.Label()), FeedID: it.Feed.ID, Tags: cleaned(it.Tags)}
	if !it.Published.IsZero() {
		v.Date = dateWords(it.Published, zone)
	}
	until := format.Ended(it)
	v.Gone = moment(until, zone)
	if len(it.Stories) > 1 || it.Cluster {
		for _, st := range it.Stories {
			if title := st.Appearances[len(st.Appearances)-1].Title; title != "" {
				st.Title = title
			}
			v.Members = append(v.Members, memberView{
				storyLine{storyHref(st.ID), headline(st, nil), st.Language, "", terminal.Clean(st.Publisher)},
				st.ID == doc.Story.ID,
				strings.Trim(format.Appearances(st.Appearances, it.FirstSeen, until, zone), " ()"),
			})
		}
	}
	for _, rev := range doc.Revisions {
		if rev.Item != it.ID || rev.Story == 0 && rev.Field == "title" && it.Cluster {
			continue // it repeats the headline of the lead
		}
		value := terminal.Clean(rev.Value)
		if rev.Field == "summary" || rev.Field == "content" {
			value = format.Plural(len(rev.Value), "byte", "bytes") + " of text"
		}
		v.Edits = append(v.Edits, editView{moment(rev.Replaced, zone), rev.Field, value})
	}
	return v
}

// diffView is what changed in a version of a text.
type diffView struct {
	ID         int64
	Title      string
	Lang       string
	Version    int
	From       int
	Versions   []int
	Before     string
	After      string
	Facts      []format.FactDiff
	Paragraphs []paragraphDiff
}

// paragraphDiff is a paragraph that changed, or a run of those that did not.
type paragraphDiff struct {
	Op    string // same, removed, added, changed
	Same  int    // paragraphs of the run
	Spans []spanDiff
}

// spanDiff is a part of a paragraph.
type spanDiff struct{ Op, Text string }

func newDiffView(d format.TextDiff, doc format.Story, zone *time.Location) diffView {
	v := diffView{
		ID: d.Story, Title: terminal.Clean(d.Title), Lang: doc.Story.Language, Version: d.Version, From: d.From,
		Before: moment(d.Before, zone), After: moment(d.After, zone),
	}
	for n := range d.Versions {
		v.Versions = append(v.Versions, n+1)
	}
	for _, f := range d.Facts {
		v.Facts = append(v.Facts, format.FactDiff{Name: f.Name, Before: terminal.Clean(f.Before), After: terminal.Clean(f.After)})
	}
	for _, p := range d.Paragraphs {
		if p.Op == textdiff.Same {
			if n := len(v.Paragraphs); n > 0 && v.Paragraphs[n-1].Same > 0 {
				v.Paragraphs[n-1].Same++
				continue
			}
			v.Paragraphs = append(v.Paragraphs, paragraphDiff{Same: 1})
			continue
		}
		one := paragraphDiff{Op: opName(p.Op)}
		if p.Op != textdiff.Changed {
			one.Spans = []spanDiff{{one.Op, terminal.Clean(p.Text)}}
		}
		for _, w := range p.Words {
			one.Spans = append(one.Spans, spanDiff{opName(w.Op), terminal.Clean(w.Text)})
		}
		v.Paragraphs = append(v.Paragraphs, one)
	}
	return v
}

func opName(op textdiff.Op) string {
	switch op {
	case textdiff.Removed:
		return "removed"
	case textdiff.Added:
		return "added"
	case textdiff.Changed:
		return "changed"
	}
	return "same"
}
