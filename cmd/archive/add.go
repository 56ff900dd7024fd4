package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
)

type addOptions struct {
	archive.AddOptions
	from string // a file of addresses
	url  string // of the only file
	json bool
}

func newAddCmd(a *app) *cobra.Command {
	var o addOptions
	cmd := &cobra.Command{
		Use:   "add URL…|FILE…",
		Short: "Keep pages that no feed has",
		Long: `Keep the pages of these addresses: each is fetched and read, and its text is found
by searches and read with "archive show ID --text". A page goes to the story that has
its address; if there is none, to a new one. The archive is made when there is none.

A FILE is a page that a browser or SingleFile has saved; "-" is standard input.
Its address is --url, else the one that the file gives itself. --from reads
addresses from a file, one a line; blank lines and lines that begin with # are
left out.

As you ask for these very pages, robots.txt does not bind, and an address may
be one of your own network; a host still gets one request at a time, two seconds
apart. A page that is no article (a list, a video) is kept as a story without a
text. Of a page that asks for no copy (noarchive), only the facts are kept.
Adding a page again changes nothing; if it has changed, the new text is a
revision. A story that "archive forget" emptied stays so without --forgotten.

In a pipe, a record is: story, outcome, kind, HTTP status, address, reason.

Exits with 3 when some pages could not be kept, with 11 when another process
fetches pages.`,
		Example: `  archive add https://news.example/2026/bridge
  archive add --tag bridge,read-later https://news.example/2026/bridge
  archive add --from addresses.txt
  archive add page.html --url https://news.example/2026/bridge
  curl -s https://news.example/x | archive add - --url https://news.example/x`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAdd(cmd.Context(), a, args, o)
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.Tags, "tag", nil, "tag the stories with `TAG`")
	f.StringVar(&o.from, "from", "", "add the addresses in `FILE`, one a line; - for standard input")
	f.StringVar(&o.url, "url", "", "the address `URL` of the page in the file")
	f.BoolVar(&o.Forgotten, "forgotten", false, "also pages of stories whose texts were forgotten")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

// addReport is a run as JSON.
type addReport struct {
	format.Header
	archive.AddRun
	Pages []archive.FetchedPage `json:"pages"`
}

func runAdd(ctx context.Context, a *app, args []string, o addOptions) error {
	what, err := a.toAdd(args, o)
	if err != nil {
		return err
	}
	o.UserAgent = userAgent()
	return a.withNew(ctx, func(ar *archive.Archive) error {
		report := addReport{Header: format.NewHeader(), Pages: []archive.FetchedPage{}}
		show := func(p archive.FetchedPage) {
			if o.json {
				report.Pages = append(report.Pages, p)
				return
			}
			a.fetchedPage(p)
		}
		for _, file := range what.files {
			sum, err := a.addFile(ctx, ar, file, o, show)
			if err != nil {
				return err
			}
			report.Add(sum)
		}
		if len(what.addresses) > 0 {
			sum, err := ar.AddAddresses(ctx, what.addresses, o.AddOptions, show)
			if err != nil {
				return err
			}
			report.Add(sum)
		}
		if o.json {
			if err := format.WriteJSON(a.out, report); err != nil {
				return err
			}
		}
		a.note("%s, %s%s", plural(report.Stories, "new story", "new stories"), plural(report.Texts, "new text", "new texts"), otherPages(report.AddRun))
		if report.Failed > 0 {
			return errPart
		}
		return nil
	})
}

// otherPages counts the pages that brought nothing.
func otherPages(r archive.AddRun) (text string) {
	if r.Unchanged > 0 {
		text = "; " + plural(r.Unchanged, "page is unchanged", "pages are unchanged")
	}
	if r.Failed > 0 {
		text += "; " + plural(r.Failed, "page was not kept", "pages were not kept")
	}
	return text
}

// addFile adds a page from a file. One that cannot be read is reported.
func (a *app) addFile(ctx context.Context, ar *archive.Archive, file string, o addOptions, show func(archive.FetchedPage)) (archive.AddRun, error) {
	body, saved, err := a.readSaved(ctx, file)
	var page news.Page
	if err == nil {
		page, err = ar.SavedPage(body, o.url, saved)
	}
	if errors.Is(err, archive.ErrNoAddress) {
		err = fmt.Errorf("%w; name its address with --url", err)
	}
	if ctx.Err() != nil {
		return archive.AddRun{}, ctx.Err()
	}
	if err != nil {
		a.printErrors([]archive.Fault{{Location: file, Err: underlyingError(err)}}, 1)
		return archive.AddRun{Failed: 1}, nil
	}
	p, sum, err := ar.AddPage(ctx, page, o.AddOptions)
	if err == nil {
		show(p)
	}
	return sum, err
}

// isAddress reports whether an argument is an address, not a file.
func isAddress(arg string) bool {
	scheme, _, ok := strings.Cut(arg, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}
