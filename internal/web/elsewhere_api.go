package web

import (
	"context"
	_ "embed"
	"io"
	"net/http"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

// elsewhereDocument describes the interface where archives are asked; see
// [openapiDocument].
//
//go:embed openapi_elsewhere.json
var elsewhereDocument []byte

// archivesDoc is the archives that are asked, for programs.
type archivesDoc struct {
	format.Header
	Archives []archive.MirroredArchive `json:"archives"`
}

// operations lists the operations: see [Server.operations].
func (s elsewherePages) operations() []operation {
	missing := fails(http.StatusNotFound)
	question := func(more ...parameter) []parameter {
		return append([]parameter{
			{name: "q", about: "the query, in the language of the search; left out: every story"},
			{name: "since", about: "published on or after this date"},
			{name: "until", about: "published on or before this date"},
			{name: "publisher", about: "a publisher; several are alternatives", many: true},
			{name: "feed", about: "a feed by its name; several are alternatives", many: true},
			{name: "any", about: "any of the words instead of all, the most relevant first", one: []string{"yes", "no"}},
			{name: archiveParam, about: "an archive by its name there; several are alternatives; left out: all", many: true},
		}, more...)
	}
	only := parameter{name: archiveParam, about: "only of these archives, by their names there", many: true}
	group := parameter{name: "group", about: "what is shown together: the stories of an event (event; the default), or each by itself (none)", one: []string{string(archive.GroupEvent), string(archive.GroupNone)}}
	facet := parameter{name: "facet", about: "count the stories by this", one: archive.ElsewhereFacets(), many: true}
	page := parameter{name: "page", kind: "integer", about: "which page of the answer, from 1"}
	return []operation{
		reading("listArchives", "/archives", never, s.apiArchives, archivesDoc{}, "The archives", "Each with how many stories it has mirrored."),
		reading("search", "/search", never, s.apiSearch, format.AnswerDoc{}, "Find stories", "Stories that match, grouped by event, each once, with the archives that have it: first the one that had it first.",
			question(sortParameter(), group, facet, limit(pageSize, maxSize), page)...).with(missing),
		reading("getStory", "/stories/{archive}/{id}", never, s.story, format.ElsewhereStory{}, "A story", "What the archives have mirrored of it, as the one has it that had it first.").with(missing),
		reading("getEvent", "/events/{archive}/{id}", never, s.event, format.EventDoc{}, "An event", "The event of a story: the stories of its items and of those that continue them, in all archives.").with(missing),
		reading("timeline", "/timeline", never, s.timeline, format.TimelineDoc{}, "Stories over time", "Counts by day, week, month or year of one query or several.",
			question(parameter{name: "versus", page: "vs", about: "a further query to compare with", many: true},
				parameter{name: "by", about: "the length of a period; left out: as it fits", one: []string{"day", "week", "month", "year"}})...).with(missing),
		reading("listTopics", "/topics", never, s.topics, topicsDoc{}, "The topics that archives share", "Each with its rhythm: the stories of the last 26 weeks, and whether it wakes, bursts or went quiet.", only).with(missing),
		reading("getTopic", "/topics/{name}", never, s.topic, topicDoc{}, "A topic", "With its rhythm and its newest stories.", only).with(missing),
		reading("listProblems", "/problems", never, s.apiProblems, problemsDoc{}, "The types of problems", "Every problem document names one of these."),
		reading("getProblem", "/problems/{type}", never, s.apiProblem, problemDoc{}, "A type of problems", "The address is what a problem document has as its type.").with(missing),
	}
}

func (s elsewherePages) apiArchives(ctx context.Context, _ *archive.Archive, _ *request) (*answer, error) {
	all, err := s.there.Archives(ctx)
	if err != nil {
		return nil, err
	}
	return docAnswer(archivesDoc{format.NewHeader(), append([]archive.MirroredArchive{}, all...)})
}

func (s elsewherePages) apiSearch(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	q, err := r.params.search()
	if err != nil {
		return nil, err
	}
	if q.Facets = r.params.all("facet"); len(q.Facets) > 0 {
		q.FacetSize = facetSize
	}
	asked := s.asked(r)
	found, err := asked.Search(ctx, q.SearchOptions)
	if err != nil {
		return nil, err
	}
	return written(kindOf("json"), func(w io.Writer) error {
		return format.WriteAnswer(w, found, format.Options{Format: "json", Zone: asked.Zone()})
	})
}
