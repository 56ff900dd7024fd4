package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

type importOptions struct {
	from string // a format; empty: by the file's name
	site string
	// token is the key of a running server, or where it is read from.
	token string
	json  bool
}

func newImportCmd(a *app) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import PATH…|ADDRESS",
		Short: "Import items: of other programs, posts, NDJSON, WARC",
		Long: `Import items that did not come from a fetch: what another program exports, Hugo
posts with front matter, the archive's own NDJSON, one item a line (see
docs/ndjson.md), or the pages in WARC files. "-" is standard input. A folder is
searched for all of these. The archive is made when there is none.

The exports of newsboat (cache.db), FreshRSS (db.sqlite or JSON), Miniflux,
Inoreader, Feedbin, Feedly, Pocket, wallabag, linkding, Readwise Reader, Omnivore
and Karakeep, and bookmarks of browsers are recognised by their content, also in
a zip archive. Items keep their feed, dates, tags, texts and the marks read,
starred and later. See docs/moving-in.md. A list of feeds is for "archive feed
import". --from miniflux reads all entries of a running Miniflux at its address;
the API key is asked for, or is in a file (--token @FILE).

A post is identified by its site and its path within it; a post and the same
item of the feed that its "source" names are one item. The site is --site, else
the nearest folder above the file with a Hugo configuration, else the imported
folder. Importing again changes nothing. A file that cannot be read is reported,
the others are imported, and the exit code is 3.

Of a WARC file, each page of HTML that is an article is kept with its text and its
time: with the story that has its address, else with a new one. What a feed sent
is imported as fetches of the past, in the order of their times, under the feed's
address. Other pages are counted.

In a pipe, the record is: items read, new items, new stories, errors.`,
		Example: `  archive import ~/.local/share/newsboat/cache.db
  archive import pocket.zip starred.json
  archive import posts/
  archive import --from miniflux https://reader.example
  archive import --from ndjson dump.txt
  archive import crawl.warc.gz
  archive export --to ndjson --dir old | archive import -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runImport(cmd.Context(), a, args, o)
		},
	}
	cmd.Flags().StringVar(&o.from, "from", "", "`FORMAT`: post, ndjson, warc or miniflux (default: by the file)")
	cmd.Flags().StringVar(&o.site, "site", "", "`NAME` of the site that posts are of (default: its folder)")
	cmd.Flags().StringVar(&o.token, "token", "", "the API key of a running Miniflux: @`FILE`, or - for standard input")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	_ = cmd.RegisterFlagCompletionFunc("from", completeFormats(importFormats()))
	return cmd
}

func runImport(ctx context.Context, a *app, paths []string, o importOptions) error {
	format, err := parseFormat(o.from, importFormats())
	if err != nil {
		return err
	}
	if err := o.checkServer(paths); err != nil {
		return err
	}
	var server archive.Server
	if format == archive.FormatMiniflux {
		server, err = o.server(ctx, a, paths[0])
	} else {
		err = anyThere(paths)
	}
	if err != nil {
		return err
	}
	return a.withNew(ctx, func(ar *archive.Archive) error {
		progress, done := a.progressOf("importing", "items")
		got, err := ar.Import(ctx, paths, archive.ImportOptions{Format: format, Site: o.site, Stdin: a.in, Server: server, Progress: progress})
		done()
		if err != nil {
			return err
		}
		if err := a.imported(got, o.json); err != nil {
			return err
		}
		if got.Failed > 0 {
			return errPart
		}
		return nil
	})
}

// anyThere fails when none of the paths exists. Where some do, those are
// imported.
func anyThere(paths []string) (err error) {
	for _, path := range paths {
		if path == "-" || exists("import", path) == nil {
			return nil
		}
		err = errors.Join(err, exists("import", path))
	}
	return err
}

// maxErrors is how many errors are printed one by one.
const maxErrors = 50

// printErrors prints the first errors and counts the rest; all is how many
// there are.
func (a *app) printErrors(some []archive.Fault, all int) {
	for i, f := range some {
		if i == maxErrors {
			a.note("… and %d more", all-maxErrors)
			break
		}
		fmt.Fprintln(a.err, a.err.Style(terminal.Red, "archive: ")+terminal.Clean(f.Error())) //nolint:errcheck // nowhere left to say so
	}
}

// failedOf lists errors as JSON has them: why, and where.
func failedOf(faults []archive.Fault) []news.Fault {
	failed := make([]news.Fault, len(faults))
	for i, f := range faults {
		failed[i] = news.Fault{Reason: f.Err.Error(), Raw: f.Location}
	}
	return failed
}

func (a *app) imported(got archive.Imported, asJSON bool) error {
	a.printErrors(got.Faults, got.Failed)
	a.exports(got.Exports)
	if got.Pruned > 0 {
		a.note("%s deleted by a prune before, and not imported again", plural(got.Pruned, "item was", "items were"))
	}
	a.importedPages(got.Pages)
	if f := got.Feeds; f.Documents > 0 {
		a.note("%s of feeds read, %s, %s", plural(f.Documents, "document", "documents"), plural(f.Items, "new item", "new items"), plural(f.Stories, "new story", "new stories"))
	}
	if asJSON {
		return format.WriteJSON(a.out, struct {
			format.Header
			archive.Imported
			Failed []news.Fault `json:"failed"`
		}{format.NewHeader(), got, failedOf(got.Faults)})
	}
	if !a.out.Terminal {
		_, err := fmt.Fprintf(a.out, "%d\t%d\t%d\t%d\n", got.Read, got.Items, got.Stories, got.Failed)
		return err
	}
	text := fmt.Sprintf("%s read: %s, %s", plural(got.Read, "item", "items"),
		plural(got.Items, "new item", "new items"), plural(got.Stories, "new story", "new stories"))
	if got.Changed > 0 {
		text += fmt.Sprintf(", %d changed", got.Changed)
	}
	if got.Failed > 0 {
		text += a.out.Style(terminal.Red, ", "+plural(got.Failed, "error", "errors"))
	}
	_, err := fmt.Fprintln(a.out, text)
	return err
}

// exports notes what was taken of other programs' files, and what was not.
func (a *app) exports(all []archive.Export) {
	for _, x := range all {
		a.note("%s: %s, %s", x.File, x.Form, plural(x.Items, "item", "items"))
		for _, reason := range slices.Sorted(maps.Keys(x.Omitted)) {
			a.note("%s: not taken, %d×: %s", x.File, x.Omitted[reason], reason)
		}
	}
}

// importedPages says what came of the pages of WARC files.
func (a *app) importedPages(p archive.ImportedPages) {
	if p.Read == 0 {
		return
	}
	text := plural(p.Read, "page", "pages") + " read, " + plural(p.Texts, "text", "texts")
	for _, part := range []struct {
		n    int
		what string
	}{{p.NoArticle, "no article"}, {p.Files, "no HTML page"}, {p.Forgotten, "forgotten or pruned before"}} {
		if part.n > 0 {
			text += fmt.Sprintf(", %d %s", part.n, part.what)
		}
	}
	a.note("%s", text)
}

func importFormats() []string {
	return []string{"post", "ndjson", "warc", string(archive.FormatMiniflux)}
}

// parseFormat checks that a format is one of those that there are; the empty one
// is [archive.FormatAny].
func parseFormat(name string, known []string) (archive.Format, error) {
	if name == "" || slices.Contains(known, name) {
		return archive.Format(name), nil
	}
	last := len(known) - 1
	return "", usagef("there is no format %q; there are %s and %s", name, strings.Join(known[:last], ", "), known[last])
}

func completeFormats(known []string) cobra.CompletionFunc {
	return cobra.FixedCompletions(known, cobra.ShellCompDirectiveNoFileComp)
}
