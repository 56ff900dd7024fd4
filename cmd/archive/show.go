package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

func newShowCmd(a *app) *cobra.Command {
	var asJSON bool
	var tz string
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show a story, and its cluster with what changed",
		Long: `Show a story in full, by the number that a search prints: where it came from, the
items that link it with the stories beside it, when each joined and left, and
what was edited.`,
		Example: `  archive show 12
  archive show 12 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return usagef("%q is no story's number; a search prints them", args[0])
			}
			zone, err := parseZone(tz)
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), func(ar *archive.Archive) error {
				if zone == nil {
					zone = ar.Zone()
				}
				return runShow(cmd.Context(), a, ar, id, zone, asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	cmd.Flags().StringVar(&tz, "tz", "", "show times in this `ZONE`: Asia/Seoul, UTC …")
	return cmd
}

// shown is a story with all that is known about it.
type shown struct {
	header
	Story     store.Story      `json:"story"`
	SameAs    int64            `json:"same_as,omitempty"` // the story asked for was joined to this one
	Items     []store.Item     `json:"items"`
	Revisions []store.Revision `json:"revisions,omitempty"`
}

func runShow(ctx context.Context, a *app, ar *archive.Archive, id int64, zone *time.Location, asJSON bool) error {
	root, err := ar.Root(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("there is no story %d", id)
	}
	if err != nil {
		return err
	}
	stories, err := ar.Stories(ctx, []int64{root})
	if err != nil {
		return err
	}
	doc := shown{header: header{schema}, Story: stories[0]}
	if root != id {
		doc.SameAs = root
	}
	var ids []int64
	for it, err := range ar.Items(ctx, store.ItemFilter{Stories: []int64{root}}) {
		if err != nil {
			return err
		}
		doc.Items = append(doc.Items, it)
		ids = append(ids, it.ID)
	}
	if doc.Revisions, err = ar.Revisions(ctx, ids); err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.out, doc)
	}
	return a.show(doc, zone)
}

// show prints a story for a person: text that reads the same in a pipe.
func (a *app) show(doc shown, zone *time.Location) error {
	w := &lines{stream: a.out}
	st := doc.Story
	w.wrap("", a.out.style(bold, clean(st.Title)))
	w.field("publisher", st.Publisher)
	w.field("site", st.Site)
	w.field("date", dateIn(st.Published, zone))
	w.field("author", st.Author)
	if st.Link != "" {
		w.print(w.style(dim, "link        ") + clean(st.Link)) // whole, to be copied
	}
	w.field("your tags", strings.Join(st.Tags, ", "))
	w.field("number", strconv.FormatInt(st.ID, 10))
	if doc.SameAs != 0 {
		w.field("note", fmt.Sprintf("published again under other addresses; kept as story %d", doc.SameAs))
	}
	w.field("first seen", moment(st.FirstSeen, zone))
	for _, it := range doc.Items {
		w.item(it, st.ID, zone)
		w.revisions(doc.Revisions, it, zone)
	}
	if text := readable(doc); text != "" {
		w.print("")
		for line := range strings.SplitSeq(text, "\n") {
			w.wrap("", clean(line))
		}
	}
	return w.err
}

// readable returns the story's text: its page's, else what an item says.
func readable(doc shown) string {
	if doc.Story.Text != "" {
		return doc.Story.Text
	}
	for _, it := range doc.Items {
		if it.Text != "" {
			return it.Text
		}
	}
	return ""
}

// item prints one item that links the story, with the stories beside it.
func (w *lines) item(it store.Item, story int64, zone *time.Location) {
	w.print("")
	head := "from " + clean(it.Feed.Label())
	if !it.Published.IsZero() {
		head += " · " + dateIn(it.Published, zone)
	}
	if it.Continues != 0 {
		head += " · continues an earlier item"
	}
	until := ended(it)
	if !until.IsZero() {
		head += " · gone since " + moment(until, zone)
	}
	w.wrap("", w.style(cyan, head))
	w.field("tags", strings.Join(it.Tags, ", "))
	if len(it.Stories) < 2 && !it.Cluster {
		return
	}
	for _, st := range it.Stories {
		title := st.Title
		if st.Stays[len(st.Stays)-1].Title != "" {
			title = st.Stays[len(st.Stays)-1].Title
		}
		mark := "  "
		if st.ID == story {
			mark = w.style(green, "▸ ")
		}
		w.wrap("    ", mark+clean(title)+w.style(dim, " — "+clean(st.Publisher)+stays(st.Stays, it.FirstSeen, until, zone)+" #"+strconv.FormatInt(st.ID, 10)))
	}
}

// ended is when the item as a whole left its feed; zero while it is there.
func ended(it store.Item) (until time.Time) {
	for _, st := range it.Stories {
		gone := st.Stays[len(st.Stays)-1].Gone
		if gone.IsZero() {
			return time.Time{}
		}
		if gone.After(until) {
			until = gone
		}
	}
	return until
}

// stays tells when a story was in a cluster, unless it was all the time.
func stays(all []store.Stay, began, ended time.Time, zone *time.Location) string {
	var parts []string
	for _, y := range all {
		if y.FirstSeen.After(began) {
			parts = append(parts, "joined "+moment(y.FirstSeen, zone))
		}
		if !y.Gone.Equal(ended) {
			parts = append(parts, "left "+moment(y.Gone, zone))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// revisions prints what was edited in an item.
func (w *lines) revisions(all []store.Revision, it store.Item, zone *time.Location) {
	for _, v := range all {
		if v.Item != it.ID || v.Story == 0 && v.Field == "title" && it.Cluster {
			continue // the headline of the lead tells the same
		}
		value := clean(v.Value)
		if v.Field == "summary" || v.Field == "content" {
			value = plural(len(v.Value), "byte", "bytes") + " of text"
		}
		w.wrap("    ", w.style(yellow, "  until "+moment(v.Replaced, zone)+" the "+v.Field+" was: ")+value)
	}
}

// lines prints lines that fit a terminal, and keeps the first error.
type lines struct {
	*stream
	err error
}

func (w *lines) print(text string) {
	if w.err == nil {
		_, w.err = fmt.Fprintln(w, text)
	}
}

// wrap prints text, broken between words on a terminal, with later lines
// indented.
func (w *lines) wrap(indent, text string) {
	if !w.terminal {
		w.print(text)
		return
	}
	width := max(w.width-len(indent), 10)
	w.print(strings.ReplaceAll(ansi.Wrap(text, width, ""), "\n", "\n"+indent))
}

func (w *lines) field(name, value string) {
	if value == "" {
		return
	}
	w.wrap("            ", w.style(dim, fmt.Sprintf("%-10s  ", name))+clean(value))
}

// moment is an instant as a person reads it, in the archive's zone.
func moment(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("2006-01-02 15:04")
}

// dateIn is a date as a person reads it: a day stays a day.
func dateIn(d store.Date, zone *time.Location) string {
	switch {
	case d.IsZero():
		return "not given"
	case d.DayOnly:
		return d.String()
	default:
		return moment(d.Time, zone)
	}
}
