package main

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type tagOptions struct {
	archive.Tagging
	json bool
}

func newTagCmd(a *app) *cobra.Command {
	var o tagOptions
	cmd := &cobra.Command{
		Use:   "tag [+TAG|-TAG… QUERY|ID…]",
		Short: "Tag stories, or list your tags",
		Long: `Add tags of your own to stories, +TAG, or remove them, -TAG: on those that a
query finds, or those whose numbers you give. "tag:TAG" or "#TAG" finds them in
a search. They are part of exports and come back with an import.

Tags come first. A query that begins with + or - stands behind "--". Numbers
alone are stories; "*" is all of them. Without arguments, your tags are listed
with the number of stories that have each.`,
		Example: `  archive tag +read 12 15
  archive tag +korea -later South Korea Japan summit
  archive tag +old -- -date:2026
  archive search tag:korea
  archive tag`,
		Annotations: map[string]string{"query": afterTags},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.read(args); err != nil {
				return err
			}
			return runTag(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.Strict, "strict", false, "treat hints about the query as errors")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

// read takes the tags and the query or numbers out of the arguments.
func (o *tagOptions) read(args []string) error {
	i := 0
	for ; i < len(args); i++ {
		if add, ok := strings.CutPrefix(args[i], "+"); ok {
			o.Add = append(o.Add, add)
		} else if remove, ok := strings.CutPrefix(args[i], "-"); ok && args[i] != "--" {
			o.Remove = append(o.Remove, remove)
		} else {
			break
		}
	}
	rest := slices.DeleteFunc(args[i:], func(s string) bool { return s == "--" })
	o.Text = strings.Join(rest, " ")
	for _, tag := range o.Add {
		if slices.Contains(o.Remove, tag) {
			return usagef("%s is to be added and taken off", tag)
		}
	}
	switch none := len(o.Add)+len(o.Remove) == 0; {
	case none && len(rest) > 0:
		return usagef("say which tags first: +TAG adds one, -TAG takes one off")
	case !none && strings.TrimSpace(o.Text) == "":
		return usagef("say which stories: a query or their numbers; \"*\" is all of them")
	}
	o.Stories = idsIn(o.Text)
	return nil
}

func runTag(ctx context.Context, a *app, o tagOptions) error {
	return a.withWritableIf(ctx, len(o.Add)+len(o.Remove) > 0, func(ar *archive.Archive) error {
		if len(o.Add)+len(o.Remove) == 0 {
			return a.ownTags(ctx, ar, o.json)
		}
		progress, done := a.progress("indexing")
		o.Progress = progress
		tagged, err := ar.Tag(ctx, o.Tagging)
		done()
		if errors.Is(err, store.ErrBadTag) {
			return usageError{err}
		}
		if err != nil {
			return queryError(err)
		}
		a.hints(tagged.Hints)
		a.notIndexed(tagged.NotIndexed)
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.Tagged
			}{format.NewHeader(), tagged})
		}
		a.note("%s tagged, %d of them changed", plural(tagged.Stories, "story", "stories"), tagged.Changed)
		return nil
	})
}

// ownTags lists your tags.
func (a *app) ownTags(ctx context.Context, ar *archive.Archive, asJSON bool) error {
	tags, err := ar.OwnTags(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return format.WriteJSON(a.out, struct {
			format.Header
			Tags []store.TagCount `json:"tags"`
		}{format.NewHeader(), append([]store.TagCount{}, tags...)})
	}
	rows := make([][]string, len(tags))
	for i, t := range tags {
		rows[i] = []string{t.Tag, strconv.Itoa(t.Stories)}
	}
	if len(rows) == 0 {
		a.note("there are no tags of yours yet; \"archive tag +TAG QUERY\" makes one")
	}
	return a.out.Table([]terminal.Column{{Title: "tag", Style: terminal.Cyan, Grows: true}, {Title: "stories", Right: true}}, rows)
}
