package web

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// maxStories is how many stories one request can change.
const maxStories = 1000

// tagsDoc is your tags for programs.
type tagsDoc struct {
	format.Header
	Tags []store.TagCount `json:"tags"`
}

// apiTags answers your own tags.
func (s *Server) apiTags(ctx context.Context, ar *archive.Archive, _ *request) (*answer, error) {
	all, err := ar.OwnTags(ctx)
	if err != nil {
		return nil, err
	}
	return docAnswer(tagsDoc{format.NewHeader(), append([]store.TagCount{}, all...)})
}

// taggedDoc is what a tagging did, for programs.
type taggedDoc struct {
	format.Header
	archive.Tagged
}

// markedDoc is what a marking did, for programs.
type markedDoc struct {
	format.Header
	archive.MarkedStories
}

// tagsBody tags many stories.
type tagsBody struct {
	Stories []int64  `json:"stories"`
	Add     []string `json:"add,omitempty"`
	Remove  []string `json:"remove,omitempty"`
}

// marksBody marks many stories.
type marksBody struct {
	Stories []int64 `json:"stories"`
	Mark    string  `json:"mark"`          // read, starred or later
	Off     bool    `json:"off,omitempty"` // take it off
}

// checkStories checks a list of stories.
func checkStories(ids []int64) error {
	if len(ids) == 0 || len(ids) > maxStories {
		return refused{"stories", fmt.Sprintf("Name from 1 to %d stories.", maxStories)}
	}
	return nil
}

func checkMark(mark string) error {
	for _, m := range news.StoryMarks() {
		if m == mark {
			return nil
		}
	}
	return refused{"mark", "A mark is one of " + strings.Join(news.StoryMarks(), ", ") + "."}
}

// apiTag tags stories.
func apiTag(ctx context.Context, ar *archive.Archive, t archive.Tagging) (made, error) {
	done, err := ar.Tag(ctx, t)
	if errors.Is(err, store.ErrBadTag) {
		return made{}, refused{"add", sentence(err)}
	}
	return made{doc: taggedDoc{format.NewHeader(), done}}, err
}

// apiMark marks stories.
func apiMark(ctx context.Context, ar *archive.Archive, m archive.Marking) (made, error) {
	if err := checkMark(m.Mark); err != nil {
		return made{}, err
	}
	done, err := ar.Mark(ctx, m)
	return made{doc: markedDoc{format.NewHeader(), done}}, err
}

func apiTagMany(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	b := bodyOf[tagsBody](r)
	if err := checkStories(b.Stories); err != nil {
		return made{}, err
	}
	if n := len(b.Add) + len(b.Remove); n == 0 || n > maxStories {
		return made{}, refused{"add", "Name the tags to add or to remove."}
	}
	return apiTag(ctx, ar, archive.Tagging{Stories: b.Stories, Add: b.Add, Remove: b.Remove})
}

func apiMarkMany(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	b := bodyOf[marksBody](r)
	if err := checkStories(b.Stories); err != nil {
		return made{}, err
	}
	return apiMark(ctx, ar, archive.Marking{Stories: b.Stories, Mark: b.Mark, Off: b.Off})
}

// chosenStories are the stories that a path names: a story, or those of an event.
type chosenStories func(context.Context, *archive.Archive, *request) ([]int64, error)

func theStory(ctx context.Context, ar *archive.Archive, r *request) ([]int64, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	root, err := ar.Root(ctx, id)
	return []int64{root}, err
}

func ofEvent(ctx context.Context, ar *archive.Archive, r *request) (ids []int64, err error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	e, err := ar.Event(ctx, id)
	for _, st := range e.Stories {
		ids = append(ids, st.ID)
	}
	return ids, err
}

// tagChange returns the change that adds the tag of the path to stories, or removes it.
func tagChange(of chosenStories, remove bool) func(context.Context, *archive.Archive, *request) (made, error) {
	return func(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
		ids, err := of(ctx, ar, r)
		if err != nil {
			return made{}, err
		}
		t := archive.Tagging{Stories: ids}
		if name := []string{r.PathValue("tag")}; remove {
			t.Remove = name
		} else {
			t.Add = name
		}
		return apiTag(ctx, ar, t)
	}
}

// markChange returns the change that sets the mark of the path, or takes it off.
func markChange(of chosenStories, off bool) func(context.Context, *archive.Archive, *request) (made, error) {
	return func(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
		ids, err := of(ctx, ar, r)
		if err != nil {
			return made{}, err
		}
		return apiMark(ctx, ar, archive.Marking{Stories: ids, Mark: r.PathValue("mark"), Off: off})
	}
}
