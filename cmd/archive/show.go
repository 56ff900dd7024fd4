package main

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

type showOptions struct {
	id     int64
	item   bool // the id is an item's
	format string
	json   bool
	open   bool
	asOf   string
	tz     string
	zone   *time.Location
}

func newShowCmd(a *app) *cobra.Command {
	var o showOptions
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show a story, its clusters and what changed",
		Long: `Show a story in full, by the number that a search prints: the items that link it
with the other stories of their clusters, when each joined and left, what was
edited, and its text. cluster:ID or item:ID shows one item by its number.

The date is the one that searches use; when the story itself gives another or
none, that is noted (see "archive help dates").

On a terminal the text goes through $PAGER (less -FRX when it is not set).`,
		Example: `  archive show 12
  archive show cluster:3
  archive show 12 --format md
  archive show 12 --as-of 2026-01-14          as it was known then
  archive show 12 --open            in the browser`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(args[0]); err != nil {
				return err
			}
			return a.with(cmd.Context(), func(ar *archive.Archive) error {
				present := ar
				if o.asOf != "" {
					past, err := ar.AsOf(cmd.Context(), o.asOf, o.zone)
					if err != nil {
						return queryError(err)
					}
					defer past.Close() //nolint:errcheck // it was only read
					ar = past
				}
				if o.zone == nil {
					o.zone = ar.Zone()
				}
				return runShow(cmd.Context(), a, ar, present, o)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "text", "`FORM`: text, md or json")
	f.BoolVar(&o.json, "json", false, "short for --format json")
	f.BoolVar(&o.open, "open", false, "open the story's link in the browser instead")
	f.StringVar(&o.asOf, "as-of", "", "as the archive knew it at the end of `DATE`, or at an instant")
	f.StringVar(&o.tz, "tz", "", "show times in this `ZONE`: Asia/Seoul, UTC …")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "md", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// check parses what is to be shown, and how.
func (o *showOptions) check(what string) (err error) {
	number := what
	for _, kind := range []string{"cluster:", "item:"} {
		if n, ok := strings.CutPrefix(what, kind); ok {
			number, o.item = n, true
		}
	}
	if o.id, err = strconv.ParseInt(number, 10, 64); err != nil {
		return usagef("%q is no story's number; a search prints them", what)
	}
	if o.json {
		o.format = "json"
	}
	switch o.format {
	case "text", "md", "json":
	default:
		return usagef("there is no format %q; there are text, md and json", o.format)
	}
	o.zone, err = parseZone(o.tz)
	return err
}

// shown is a story with all that is known about it.
type shown struct {
	format.Header
	Story     news.Story      `json:"story"`
	Date      string          `json:"date"`              // that the story counts as of, as date: asks for it
	SameAs    int64           `json:"same_as,omitempty"` // the story asked for was joined to this one
	Items     []news.Item     `json:"items"`
	Revisions []news.Revision `json:"revisions,omitempty"`
}

// runShow shows a story of the archive, or of the archive as it was; present
// is as it is now.
func runShow(ctx context.Context, a *app, ar, present *archive.Archive, o showOptions) error {
	doc, err := readShown(ctx, ar, o)
	if errors.Is(err, errNoItem) {
		return noItem(ctx, present, o.id, o.asOf, o.zone)
	}
	if errors.Is(err, store.ErrNotFound) {
		return noStory(ctx, present, o.id, o.asOf, o.zone)
	}
	if err != nil {
		return err
	}
	switch {
	case o.open:
		return browse(ctx, doc.Story.Link)
	case o.format == "json":
		return format.WriteJSON(a.out, doc)
	case o.format == "md":
		return showMarkdown(a.out, doc, o.zone)
	case !a.out.Terminal:
		return showText(a.out, doc, o.zone)
	}
	var text bytes.Buffer
	out := *a.out
	out.Writer = &text
	if err := showText(&out, doc, o.zone); err != nil {
		return err
	}
	return a.out.Page(ctx, &text, a.err)
}

// errNoItem is the error for an item number that does not exist.
var errNoItem = errors.New("there is no such item")

// readShown reads a story, or the lead of one item, with its items.
func readShown(ctx context.Context, ar *archive.Archive, o showOptions) (doc shown, err error) {
	doc.Header = format.NewHeader()
	story := o.id
	if o.item {
		if doc.Items, err = ar.ItemsByID(ctx, []int64{o.id}); err != nil {
			return doc, err
		}
		if len(doc.Items) == 0 || len(doc.Items[0].Stories) == 0 {
			return doc, errNoItem
		}
		story = doc.Items[0].Stories[0].ID
	}
	root, err := ar.Root(ctx, story)
	if err != nil {
		return doc, err
	}
	if root != story {
		doc.SameAs = root
	}
	stories, err := ar.Stories(ctx, []int64{root})
	if err != nil {
		return doc, err
	}
	doc.Story = stories[0]
	doc.Date = doc.Story.Effective.In(o.zone)
	if !o.item {
		for it, err := range ar.Items(ctx, store.ItemFilter{Stories: []int64{root}}) {
			if err != nil {
				return doc, err
			}
			doc.Items = append(doc.Items, it)
		}
	}
	ids := make([]int64, len(doc.Items))
	for i, it := range doc.Items {
		ids[i] = it.ID
	}
	doc.Revisions, err = ar.Revisions(ctx, ids)
	return doc, err
}
