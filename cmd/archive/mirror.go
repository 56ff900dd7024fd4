package main

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
)

type mirrorOptions struct {
	archive.MirrorOptions
	access accessFlags
	given  func(flag string) bool
	watch  bool
	json   bool

	shareTags, shareTopics bool
}

func newMirrorCmd(a *app) *cobra.Command {
	var o mirrorOptions
	cmd := &cobra.Command{
		Use:   "mirror --to URL",
		Short: "Keep a copy of the index in OpenSearch",
		Long: `Bring an index in an OpenSearch cluster (2.0 or newer) up to the archive, so that
many people can search many archives in one place. The database stays what
counts; the copy can be made again at any time. URL is the server's address and
the name of the index, which is made where it is missing.

Several archives may share an index: each has a name in it, with --as, else the
name of this machine. A run writes what has changed since the last one. One that
was interrupted goes on where it was; several may run at once.

Stories are copied with the words by which they are found, also those of their
pages, and with the headlines and texts that feeds gave them; and the names of
feeds. Read and starred marks and the addresses of feeds are not copied. Your own
tags and topics are copied with --share-tags and --share-topics, from then on until
--share-tags=false says otherwise.

URL may name several nodes of a cluster, separated by commas: when one does not
answer, the next one is asked.

--login, --token, --header, --cookie, --user-agent, --pin, --insecure and --proxy
say how the server is asked from now on; they are kept as those of feeds are. A
value that is @FILE is read from that file, and - from standard input.

--watch goes on until it is told to end, and looks once a minute for changes.
"archive doctor --at URL" checks that the copy holds what the archive does.`,
		Example: `  archive mirror --to https://search.example:9200/news
  archive mirror --to https://search.example:9200/news --login @secret
  archive mirror --to https://search.example:9200/news --as berlin
  archive mirror --to http://host:9200/news --share-tags --share-topics
  archive mirror --to http://a:9200,b:9200,c:9200/news --shards 3 --replicas 1
  archive mirror --to https://search.example:9200/news --watch`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.given = func(flag string) bool { return cmd.Flags().Changed(flag) }
			return runMirror(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	mirrorFlags(f.StringVar, &o.MirrorOptions, "to")
	f.IntVar(&o.Shards, "shards", 1, "of an index that is made: how many parts (`NUMBER`)")
	f.IntVar(&o.Replicas, "replicas", -1, "and how many copies of each (`NUMBER`); without it one, where there are several nodes")
	f.BoolVar(&o.shareTags, "share-tags", false, "copy your own tags too, from now on")
	f.BoolVar(&o.shareTopics, "share-topics", false, "copy your topics too, from now on")
	f.BoolVar(&o.watch, "watch", false, "go on until told to end, and copy what changes")
	f.BoolVar(&o.json, "json", false, "one JSON document; with --watch, one a line")
	o.access.register(f)
	_ = cmd.MarkFlagRequired("to")
	return cmd
}

// mirrorFlags are the flags that name an archive's share of an index.
func mirrorFlags(text func(p *string, name, value, usage string), o *archive.MirrorOptions, address string) {
	text(&o.To, address, "", "the `URL` of an index in OpenSearch: https://host:9200/news")
	text(&o.Name, "as", "", "the archive's `NAME` in that index (default: this machine's)")
}

// named gives a mirror the name of this machine unless it has another.
func named(o archive.MirrorOptions) archive.MirrorOptions {
	if o.Name == "" {
		host, _ := os.Hostname() // without one the name is refused, with --as in the hint
		o.Name, _, _ = strings.Cut(host, ".")
	}
	o.UserAgent = userAgent()
	return o
}

// mirroredReport is what a mirror did, as JSON.
type mirroredReport struct {
	format.Header
	archive.Mirrored
	Took news.Seconds `json:"took"`
}

func runMirror(ctx context.Context, a *app, o mirrorOptions) error {
	if o.Shards < 1 || o.Shards > 1024 {
		return usagef("--shards is a number from 1 to 1024")
	}
	if o.given("replicas") && (o.Replicas < 0 || o.Replicas > 100) {
		return usagef("--replicas is a number from 0 to 100")
	}
	var err error
	if o.Access, err = o.access.edit(ctx, a, o.given); err != nil {
		return err
	}
	o.MirrorOptions = named(o.MirrorOptions)
	if o.given("share-tags") {
		o.ShareTags = &o.shareTags
	}
	if o.given("share-topics") {
		o.ShareTopics = &o.shareTopics
	}
	if o.watch {
		return a.watchMirror(ctx, o)
	}
	report, err := a.mirrorOnce(ctx, o)
	if err != nil {
		return err
	}
	if o.json {
		return format.WriteJSON(a.out, report)
	}
	a.note("%s", mirroredWords(report))
	return nil
}

// mirrorOnce brings the copy up to the archive.
func (a *app) mirrorOnce(ctx context.Context, o mirrorOptions) (report mirroredReport, err error) {
	report.Header = format.NewHeader()
	// What is set of the server is kept in the archive's folder.
	writes := !o.Access.IsZero() || strings.Contains(o.To, "@")
	err = a.withWritableIf(ctx, writes, func(ar *archive.Archive) error {
		began := a.now()
		show, done := a.progress("mirroring")
		defer done()
		o.Progress = show
		report.Mirrored, err = ar.Mirror(ctx, o.MirrorOptions)
		report.Took = news.Seconds(a.now().Sub(began))
		return err
	})
	return report, err
}

// mirroredWords says what a mirror did.
func mirroredWords(r mirroredReport) string {
	what := plural(r.Stories, "story", "stories")
	switch {
	case r.Anew:
		what += " mirrored anew"
	case r.Stories == 0:
		what = "nothing has changed"
	default:
		what += " mirrored"
	}
	if r.Left > 0 {
		what += ", " + plural(r.Left, "document that was left over removed", "documents that were left over removed")
	}
	return what + ": " + r.Name + " in " + r.To
}
