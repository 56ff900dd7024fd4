package web

import (
	"context"
	"errors"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// tagging is what the page of a story shows to change your tags of it.
type tagging struct {
	Remove []form // one a tag
	Add    form
}

// maxSuggested is how many of your tags a field offers.
const maxSuggested = 200

// tagging returns the forms for the tags of a story.
func (s *Server) tagging(ctx context.Context, ar *archive.Archive, r *request, story int64, tags []string) (*tagging, error) {
	all, err := ar.OwnTags(ctx)
	if err != nil {
		return nil, err
	}
	var known []string
	for _, t := range all[:min(len(all), maxSuggested)] {
		known = append(known, terminal.Clean(t.Tag))
	}
	action := "/story/" + number(story) + "/tags"
	t := &tagging{Add: s.formOf(r, form{Action: action, Submit: "Tag", Fields: []field{
		{Name: "add", Label: "Add a tag", Kind: "text", Required: true, Suggest: known, Help: "Several are separated by commas."},
	}})}
	for _, tag := range tags {
		t.Remove = append(t.Remove, form{
			Action: action, Token: s.sealer.token(r.session), Submit: terminal.Clean(tag),
			Fields: []field{{Name: "remove", Kind: "hidden", Value: tag}},
		})
	}
	return t, nil
}

// writeTags adds tags to a story, or removes them.
func writeTags(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	id, err := idOf(r)
	if err != nil {
		return done{}, err
	}
	t := archive.Tagging{Stories: []int64{id}, Add: tagsIn(r.form.get("add"))}
	t.Remove = append(t.Remove, r.form.Values["remove"]...)
	if len(t.Add)+len(t.Remove) == 0 {
		return done{}, refused{"add", "Type a tag: a word or a few."}
	}
	said := []string{}
	if len(t.Add) > 0 {
		said = append(said, "Tagged: "+strings.Join(t.Add, ", ")+".")
	}
	if len(t.Remove) > 0 {
		said = append(said, "Removed: "+strings.Join(t.Remove, ", ")+".")
	}
	tagged, err := ar.Tag(ctx, t)
	if errors.Is(err, store.ErrBadTag) {
		return done{}, refused{"add", sentence(err)}
	}
	if err == nil && tagged.Changed == 0 {
		said = []string{"Nothing had to be changed."}
	}
	return done{"/story/" + number(id), strings.Join(said, " ")}, err
}

// tagsIn splits a list of tags.
func tagsIn(text string) (tags []string) {
	for tag := range strings.SplitSeq(text, ",") {
		if tag = strings.TrimSpace(tag); tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

// sentence is an error as a sentence on a page.
func sentence(err error) string {
	text := terminal.CleanLine(err.Error())
	if text == "" {
		return ""
	}
	first := []rune(text)
	return strings.ToUpper(string(first[0])) + string(first[1:]) + "."
}

// storiesWords is a number of stories.
func storiesWords(n int) string { return format.Plural(n, "story", "stories") }
