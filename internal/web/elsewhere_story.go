package web

import (
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// elsewhereStoryView is what the page of a story shows where archives are asked.
type elsewhereStoryView struct {
	Title   string
	Lang    string
	Pub     string
	Link    string
	Date    string
	Day     string
	Author  string
	Plain   []string // the paragraphs of what its items say
	Also    []string // its other headlines
	Links   []string // further addresses
	EventTo string
	Held    []heldView
	Beside  *neighbours
}

// heldView is an archive that has a story.
type heldView struct {
	Name, Seen string
	Story      int64
}

func newElsewhereStoryView(st archive.ElsewhereStory, zone *time.Location) elsewhereStoryView {
	v := elsewhereStoryView{
		Title: terminal.Clean(headline(st.Story, nil)[0].Text), Lang: st.Language, Pub: terminal.Clean(st.Publisher), Link: format.CleanLink(st.Link),
		Date: dateWords(st.Effective, zone), Day: st.Effective.In(zone), Author: terminal.Clean(st.Author), Plain: paragraphs(st.Said),
	}
	for _, title := range cleaned(st.Headlines) {
		if title != v.Title {
			v.Also = append(v.Also, title)
		}
	}
	for _, link := range st.Links {
		if clean := format.CleanLink(link); clean != "" && clean != v.Link {
			v.Links = append(v.Links, clean)
		}
	}
	for _, h := range st.Archives {
		v.Held = append(v.Held, heldView{terminal.Clean(h.Archive), moment(h.Seen, zone), h.Story})
	}
	return v
}
