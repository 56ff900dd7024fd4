package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"newsarchive/internal/format"
	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

type exportOptions struct {
	archive.Question
	to     string
	out    string
	schema bool
	noRaw  bool
}

func newExportCmd(a *app) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export --to FORMAT [WORDS…]",
		Short: "Export items as posts or NDJSON, stories as Markdown or WARC",
		Long: `Export items: all of them, or those whose stories the words find.

As posts, each item is a file. An imported post is written byte for byte as it
was, under its old name; an item of a feed has the same form. --out names the
folder; a single post goes to standard output without it. A file that exists
with other contents is never overwritten. A file that cannot be written is
reported, the others are written, and the exit code is 3.

As NDJSON, each item is a line, to standard output or to the file that --out
names, ordered by first seen, with all that a faithful copy needs. Imported into
an empty archive and exported again, it gives the same bytes. Each line carries
the element itself, as the feed wrote it; --no-raw leaves that out. --schema
prints the JSON Schema of a line.

As Markdown (md), each story that has a text is a file to be read, with title,
publisher, date and address. --out names the folder. Files that are there stay as
they are, so an export that was interrupted goes on when it is run again.

As WARC, the kept pages go to the file that --out names, as their servers sent
them, for programs that show them as they were, such as pywb.`,
		Example: `  archive export --to post --out posts/
  archive export --to post --out posts/ South Korea Japan summit
  archive export --to ndjson > everything.ndjson
  archive export --to md --out reading/ has:text korea
  archive export --to warc --out korea.warc.gz korea
  archive export --schema > item.schema.json`,
		Annotations: map[string]string{"query": "yes"},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			if o.schema {
				_, err := fmt.Fprint(a.out, archive.NDJSONSchema())
				return err
			}
			if o.to == "" {
				return usagef("say what to write: --to post, ndjson, md or warc")
			}
			return runExport(cmd.Context(), a, o)
		},
	}
	cmd.Flags().StringVar(&o.to, "to", "", "`FORMAT`: post, ndjson, md or warc")
	cmd.Flags().StringVarP(&o.out, "out", "o", "", "the `FOLDER` for posts and Markdown, the file for NDJSON and WARC")
	cmd.Flags().BoolVar(&o.noRaw, "no-raw", false, "leave out the elements themselves, as the feeds wrote them")
	cmd.Flags().BoolVar(&o.schema, "schema", false, "only print the JSON Schema of a line of NDJSON")
	_ = cmd.RegisterFlagCompletionFunc("to", completeFormats(exportFormats()))
	return cmd
}

func runExport(ctx context.Context, a *app, o exportOptions) error {
	format, err := parseFormat(o.to, exportFormats())
	if err != nil {
		return err
	}
	switch format {
	case archive.FormatMD:
		return a.exportMarkdown(ctx, o)
	case archive.FormatWARC:
		return a.exportWARC(ctx, o)
	}
	return a.with(ctx, func(ar *archive.Archive) error {
		chosen, found, err := ar.Chosen(ctx, o.Question)
		if err != nil {
			return queryError(err)
		}
		a.hints(found.Hints)
		a.notIndexed(found.NotIndexed)
		items := ar.Items(ctx, chosen)
		switch {
		case format == archive.FormatNDJSON:
			chosen.NoRaw = o.noRaw
			return a.exportNDJSON(ar, ar.Export(ctx, chosen), o.out)
		case o.out == "" || o.out == "-":
			return a.exportOne(items)
		}
		done, err := archive.ExportPosts(o.out, items)
		if ar.Changed() != nil {
			return fmt.Errorf("the archive changed while it was read: the posts in %s may be of two moments; remove them and export again", o.out)
		}
		if err != nil {
			return err
		}
		a.printErrors(done.Failed, len(done.Failed))
		a.note("%s written to %s, %d were there already", plural(done.Written, "post", "posts"), o.out, done.Same)
		if len(done.Failed) > 0 {
			return errPart
		}
		return nil
	})
}

// exportOne writes the only item to stdout, as a post.
func (a *app) exportOne(items iter.Seq2[news.Item, error]) error {
	var only *news.Item
	for it, err := range items {
		if err != nil {
			return err
		}
		if only != nil {
			return usagef("there are several posts to write: name a folder for them with --out")
		}
		only = &it
	}
	if only == nil {
		a.note("no item to export")
		return nil
	}
	return archive.ExportPost(a.out, *only)
}

func (a *app) exportNDJSON(ar *archive.Archive, items iter.Seq2[news.Item, error], path string) (err error) {
	var w io.Writer = a.out
	if a.out.Terminal {
		w = format.EscapedJSON(a.out)
	}
	to := w
	if path != "" && path != "-" {
		f, createErr := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(createErr, os.ErrExist) {
			return fmt.Errorf("%s is there already; name another file, or remove it first", path)
		}
		if createErr != nil {
			return createErr
		}
		defer func() {
			err = errors.Join(err, f.Close())
			if ar.Changed() != nil {
				err = errors.Join(err, os.Remove(path)) // it is written again
			}
		}()
		w = f
	}
	n, err := archive.ExportNDJSON(w, items)
	if err == nil && w != to {
		a.note("%s written to %s", plural(n, "item", "items"), path)
	}
	return err
}
