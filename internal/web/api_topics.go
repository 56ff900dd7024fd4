package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// topicBody is a topic that is added.
type topicBody struct {
	Name  string `json:"name"`
	Query string `json:"query"`
}

// topicEditBody is what a topic is to be.
type topicEditBody struct {
	Query string `json:"query"`
	Name  string `json:"name,omitempty"` // another name; left out: it keeps its own
}

// topicMadeDoc is a topic that was added or changed, for programs.
type topicMadeDoc struct {
	format.Header
	archive.AddedTopic
	Broken []string `json:"no_longer_valid,omitempty"` // topics that refer to its old name
}

// topicRemovedDoc is a topic that was removed, for programs.
type topicRemovedDoc struct {
	format.Header
	Removed string   `json:"removed"`
	Broken  []string `json:"no_longer_valid,omitempty"` // topics that refer to it
}

// seenBody names the stories of a topic that were seen.
type seenBody struct {
	Stories []int64 `json:"stories,omitempty"` // left out: all that are new now
}

// seenDoc is what was noted as seen, for programs.
type seenDoc struct {
	format.Header
	Seen int `json:"seen"` // stories that were new
	New  int `json:"new"`  // stories that still are
}

// topicWrong is an error of a topic's body with its member; a name that is taken
// stays what it is.
func topicWrong(err error) error {
	if errors.Is(err, store.ErrTopicExists) {
		return err
	}
	return topicRefused(err)
}

// apiTopicPath is where a topic is found.
func apiTopicPath(name string) string { return apiPath + "/topics/" + url.PathEscape(name) }

func apiTopicAdd(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	b := bodyOf[topicBody](r)
	return addTopic(ctx, ar, b.Name, b.Query)
}

func addTopic(ctx context.Context, ar *archive.Archive, name, text string) (made, error) {
	added, err := ar.AddTopic(ctx, name, text, nil)
	if err != nil {
		return made{}, topicWrong(err)
	}
	return made{http.StatusCreated, apiTopicPath(added.Name), topicMadeDoc{format.NewHeader(), added, nil}}, nil
}

// apiTopicPut makes the topic of the path one with this query: it is added or
// changed.
func apiTopicPut(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	name, b := r.PathValue("name"), bodyOf[topicEditBody](r)
	_, err := ar.Topic(ctx, name)
	switch {
	case errors.Is(err, store.ErrNotFound):
		if r.Header.Get("If-Match") != "" {
			return made{}, errPrecondition
		}
		if b.Name != "" {
			return made{}, err
		}
		return addTopic(ctx, ar, name, b.Query)
	case err != nil:
		return made{}, err
	case r.Header.Get("If-None-Match") == "*":
		return made{}, errPrecondition
	}
	if b.Name == "" {
		b.Name = name
	}
	t, broken, err := ar.EditTopic(ctx, name, b.Name, b.Query, nil)
	if err != nil {
		return made{}, topicWrong(err)
	}
	return made{location: apiTopicPath(t.Name), doc: topicMadeDoc{format.NewHeader(), t, broken}}, nil
}

func apiTopicRemove(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	name := r.PathValue("name")
	broken, err := ar.RemoveTopic(ctx, name)
	return made{doc: topicRemovedDoc{format.NewHeader(), name, broken}}, err
}

// apiTopicNew answers the stories of a topic that were not seen, the newest first.
func (s *Server) apiTopicNew(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	size, err := r.params.number("n", pageSize, 1, maxSize)
	if err != nil {
		return nil, err
	}
	found, err := ar.Search(ctx, archive.SearchOptions{
		Question: archive.Question{New: r.PathValue("name")}, Page: archive.Page{Sort: archive.SortNewest, Size: size},
	})
	if err != nil {
		return nil, err
	}
	return answerPage(r, found, cursor{}, ar)
}

// apiTopicSeen notes which stories of a topic were seen. They are not new any more.
func apiTopicSeen(ctx context.Context, ar *archive.Archive, r *request) (made, error) {
	b := bodyOf[seenBody](r)
	if b.Stories != nil {
		if err := checkStories(b.Stories); err != nil {
			return made{}, err
		}
	}
	found, err := ar.Search(ctx, archive.SearchOptions{
		Question: archive.Question{New: r.PathValue("name")}, Page: archive.Page{Sort: archive.SortNewest}, Load: archive.Load{Stories: archive.StoryIDs},
	})
	if wrong, ok := errors.AsType[*query.Error](err); ok {
		return made{}, topicWrong(wrong)
	}
	if err != nil {
		return made{}, err
	}
	seen := b.Stories
	if seen == nil {
		seen = found.News.Stories
	}
	seen = slices.DeleteFunc(slices.Clone(seen), func(id int64) bool { return !slices.Contains(found.News.Stories, id) })
	slices.Sort(seen)
	seen = slices.Compact(seen)
	found.Groups = nil
	for _, id := range seen {
		var h archive.Hit
		h.ID = id
		found.Groups = append(found.Groups, archive.Group{Stories: []archive.Hit{h}})
	}
	doc := seenDoc{format.NewHeader(), len(seen), len(found.News.Stories) - len(seen)}
	return made{doc: doc}, ar.Shown(ctx, found)
}
