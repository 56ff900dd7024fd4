package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/format"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type showOptions struct {
	id      int64
	address string // of the story, in place of its id
	item    bool   // the id is an item's
	text    bool
	diff    bool
	newer   int // the version that diff compares with the one before; 0: the last
	format  string
	json    bool
	open    bool
	why     bool
	similar bool
	asOf    string
	tz      string
	zone    *time.Location
	at      archive.ElsewhereOptions
}

func newShowCmd(a *app) *cobra.Command {
	var o showOptions
	cmd := &cobra.Command{
		Use:   "show ID|ADDRESS [N]",
		Short: "Show a story, its clusters and what changed",
		Long: `Show a story in full, by the number that a search prints or by its address, also
one of Google News: the items that link it with the other stories of their
clusters, when each joined and left, what was edited, and what its feed says.
cluster:ID or item:ID shows one item by its number.

--text shows the text of its page, with what the page says of itself above and
its links, numbered, below. --diff shows what changed in that text: in version N
against the one before, the last one if N is not given. Words that went are in
[-brackets-], new ones in {+braces+}. --why says of the stories of its event why
they are of one: words, items, days, and what you said. --similar lists ten events
whose stories share words with it, other than its own ("similar:12" in a query
finds all such stories). As Markdown and JSON, a story always has
its text.

The date is the one that searches use; when the story itself gives another or
none, that is noted (see "archive help dates").

With --at, it shows what archives have mirrored of a story to an index in
OpenSearch, and which have it, first the one that had it first. Numbers are those of
one archive: --archive says of which.

On a terminal the text goes through $PAGER (less -FRX when it is not set).`,
		Example: `  archive show 12
  archive show cluster:3
  archive show https://www.reuters.com/world/summit-2026-01-14/
  archive show 12 --text            the text of its page
  archive show 12 --diff            what changed in it last
  archive show 12 --diff 2          what version 2 changed
  archive show 12 --format md
  archive show 12 --as-of 2026-01-14          as it was known then
  archive show 12 --similar         events like it
  archive show 12 --why             why the stories of its event are of one
  archive show 12 --open            in the browser
  archive show 12 --at https://search.example:9200/news --archive berlin`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.diff {
				return cobra.RangeArgs(1, 2)(cmd, args)
			}
			return cobra.ExactArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(args); err != nil {
				return err
			}
			return runShow(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "text", "`FORM`: text, md or json")
	f.BoolVar(&o.json, "json", false, "short for --format json")
	f.BoolVar(&o.text, "text", false, "show the text of its page")
	f.BoolVar(&o.diff, "diff", false, "show what changed in its text, in version N or the last")
	f.BoolVar(&o.similar, "similar", false, "show the events that are like it, instead")
	f.BoolVar(&o.open, "open", false, "open the story's link in the browser instead")
	f.BoolVar(&o.why, "why", false, "say why each story of its event is of it")
	f.StringVar(&o.asOf, "as-of", "", "as the archive knew it at the end of `DATE`, or at an instant")
	f.StringVar(&o.tz, "tz", "", "show times in this `ZONE`: Asia/Seoul, UTC …")
	a.atFlags(cmd, &o.at)
	cmd.MarkFlagsMutuallyExclusive("text", "diff", "similar", "open", "why")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "md", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// check parses what is to be shown, and how.
func (o *showOptions) check(args []string) (err error) {
	what := args[0]
	number := what
	for _, kind := range []string{"cluster:", "item:"} {
		if n, ok := strings.CutPrefix(what, kind); ok {
			number, o.item = n, true
		}
	}
	if o.id, err = strconv.ParseInt(number, 10, 64); err != nil {
		if !archive.IsAddress(what) {
			return usagef("%q is neither a story's number, which a search prints, nor an address", what)
		}
		o.address = what
	}
	if len(args) > 1 {
		if o.newer, err = strconv.Atoi(args[1]); err != nil || o.newer < 2 {
			return usagef("%q is no version with one before it; --diff takes 2 or more", args[1])
		}
	}
	if o.json {
		o.format = "json"
	}
	switch o.format {
	case "text", "md", "json":
	default:
		return usagef("there is no format %q; there are text, md and json", o.format)
	}
	if err := checkAt(o.at); err != nil {
		return err
	}
	if o.at.At != "" && (o.item || o.text || o.diff || o.similar || o.why || o.open || o.asOf != "" || o.format == "md") {
		return usagef("with --at, show takes the number or the address of a story, and --json: the rest is in the archive itself")
	}
	if o.why && o.item {
		return usagef("--why is about the event of a story: give the story's number")
	}
	o.zone, err = parseZone(o.tz)
	return err
}

func runShow(ctx context.Context, a *app, o showOptions) error {
	if o.at.At != "" {
		return a.showAt(ctx, o)
	}
	return a.withAsOf(ctx, o.asOf, o.zone, func(ar, present *archive.Archive, zone *time.Location) (err error) {
		o.zone = zone
		if o.address != "" {
			if o.id, err = storyAt(ctx, ar, o.address); err != nil {
				return err
			}
		}
		return a.show(ctx, ar, present, o)
	})
}

// show shows a story of the archive, or of the archive as it was; present is as it
// is now.
func (a *app) show(ctx context.Context, ar, present *archive.Archive, o showOptions) error {
	if o.why {
		return a.whyEvent(ctx, ar, present, eventOptions{id: o.id, asOf: o.asOf, zone: o.zone, json: o.format == "json"})
	}
	doc, err := readShown(ctx, ar, o)
	switch {
	case errors.Is(err, store.ErrNotFound) && o.item:
		return noItem(ctx, present, o.id, o.asOf, o.zone)
	case errors.Is(err, store.ErrNotFound):
		return noStory(ctx, present, o.id, o.asOf, o.zone)
	case err != nil:
		return err
	}
	switch {
	case o.open:
		return browse(ctx, doc.Story.Link)
	case o.similar:
		return showSimilar(ctx, a, ar, doc.Story.ID, o)
	}
	show, err := o.writer(doc)
	if err != nil {
		return err
	}
	if !a.out.Terminal || o.format != "text" {
		return show(a.out)
	}
	var text bytes.Buffer
	out := *a.out
	out.Writer = &text
	if err := show(&out); err != nil {
		return err
	}
	return a.out.Page(ctx, &text, a.err)
}

// writer returns the function that writes what is asked for of a story.
func (o showOptions) writer(doc format.Story) (func(*terminal.Stream) error, error) {
	switch {
	case o.diff:
		d, err := doc.Diff(0, o.newer, o.zone)
		if err != nil {
			return nil, err
		}
		if o.format == "json" {
			return func(out *terminal.Stream) error { return format.WriteJSON(out, d) }, nil
		}
		return func(out *terminal.Stream) error { return showDiff(out, d, o.zone) }, nil
	case o.format == "json":
		return func(out *terminal.Stream) error { return format.WriteJSON(out, doc) }, nil
	case o.format == "md":
		return func(out *terminal.Stream) error { return format.WriteStoryMarkdown(out, doc, o.zone) }, nil
	case o.text && doc.Text == nil && doc.Readable() == "":
		why, do := doc.NoText(o.zone)
		return nil, fmt.Errorf("story %d has no text: %s%s", doc.Story.ID, why, do)
	case o.text:
		return func(out *terminal.Stream) error { return showReading(out, doc, o.zone) }, nil
	}
	return func(out *terminal.Stream) error { return showText(out, doc, o.zone) }, nil
}

// readShown reads a story, or the lead of one item.
func readShown(ctx context.Context, ar *archive.Archive, o showOptions) (format.Story, error) {
	read := ar.StoryInFull
	if o.item {
		read = ar.StoryOfItem
	}
	full, err := read(ctx, o.id)
	return format.NewStory(full, o.zone), err
}
