package web

import (
	"net/http"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
)

// operations lists the operations of the interface. The document openapi.json is
// made from it.
func (s *Server) operations() []operation {
	if s.there != nil {
		return elsewherePages{s}.operations()
	}
	all := s.readOperations()
	all = append(all, storyChanges()...)
	all = append(all, topicChanges()...)
	return append(all, s.feedChanges()...)
}

// reading returns an operation that reads.
func reading(name, pattern string, lasting lasting, answer answerer, gives any, summary, about string, query ...parameter) operation {
	return operation{route: route{name, pattern, nil, lasting, answer}, method: http.MethodGet, gives: gives, summary: summary, about: about, query: query}
}

// changing returns an operation that changes the archive.
func changing(method, name, pattern string, o operation) operation {
	o.route, o.method = route{name: name, pattern: pattern}, method
	return o
}

func (s *Server) readOperations() []operation {
	id := fails(http.StatusNotFound)
	return []operation{
		reading("search", "/search", untilCommit, s.apiSearch, format.AnswerDoc{}, "Find stories",
			"Stories that match, grouped by event. With sort=newest or oldest a cursor lasts: whatever comes meanwhile, group=none then lists every story once. In the other orders it is refused with 409 once what came before has changed.",
			append(questionParameters(), sortParameter(), groupParameter(), facetParameter(), limit(pageSize, maxSize), cursorParameter())...).with(fails(http.StatusConflict, http.StatusGone)),
		reading("getStory", "/stories/{id}", untilCommit, s.story, format.Story{}, "A story in full", "With its items, earlier headlines, text and versions of it, tags and marks.", asOf()).with(id),
		reading("similarStories", "/stories/{id}/similar", untilCommit, s.apiSimilar, similarDoc{}, "Events similar to a story", "Found by the words of its headline and text.").with(id),
		reading("getEvent", "/events/{id}", untilChange, s.event, format.EventDoc{}, "An event", "All stories of the event to which a number leads, that of an event or of any of its stories; who was first, and which headlines led.", asOf()).with(id),
		reading("timeline", "/timeline", untilCommit, s.timeline, format.TimelineDoc{}, "Stories over time", "Counts by day, week, month or year of one query or several.",
			append(questionParameters(), parameter{name: "versus", page: "vs", about: "a further query to compare with", many: true},
				parameter{name: "by", about: "the length of a period; left out: as it fits", one: []string{"day", "week", "month", "year"}})...),
		reading("keyDates", "/key-dates", untilCommit, s.apiKeyDates, format.KeyDatesDoc{}, "The important days of a query", "With their headlines and why they are important.",
			append(questionParameters(), parameter{name: "limit", page: "key", kind: "integer", about: "how many, up to 100; left out or 0: those that stand out"})...),
		reading("listTags", "/tags", untilCommit, s.apiTags, tagsDoc{}, "Your tags", "With how many stories each has."),
		reading("listTopics", "/topics", untilCommit, s.topics, topicsDoc{}, "All topics", "Each with its rhythm: the stories of the last 26 weeks, and whether it wakes, bursts or went quiet."),
		reading("getTopic", "/topics/{name}", untilCommit, s.topic, topicDoc{}, "A topic", "With its rhythm and its newest stories.").with(id),
		reading("topicNews", "/topics/{name}/new", untilCommit, s.apiTopicNew, format.AnswerDoc{}, "What is new of a topic", "The stories that were not seen yet, the newest first. What is shown stays new until it is noted as seen.", limit(pageSize, maxSize)).with(id),
		reading("listFeeds", "/feeds", untilCommit, s.feeds, feedsDoc{}, "All feeds", "The followed ones first, with their state."),
		reading("getFeed", "/feeds/{id}", untilCommit, s.feed, feedDoc{}, "A feed", "With its last hundred fetches.").with(id),
		reading("listChanges", "/changes", untilCommit, s.apiChanges, changesDoc{}, "What is new or has changed",
			"Each story that is new or has changed since the cursor, once. Begin without a cursor for everything, or with from=now; then ask with the last answer's next, as often as you like: it has only what came since. A story's marks are no change.",
			parameter{name: "from", about: "where to begin without a cursor: the beginning, or now", one: []string{"beginning", "now"}}, limit(100, maxChanges), cursorParameter()).with(fails(http.StatusGone)),
		reading("health", "/health", untilCommit, s.apiHealth, healthDoc{}, "How the archive is", "Stories, what is not yet indexed, and feeds in trouble."),
		reading("exportFeeds", "/opml", untilCommit, s.opml, nil, "The followed feeds as OPML", "For other programs.").of("text/x-opml"),
		reading("listProblems", "/problems", untilCommit, s.apiProblems, problemsDoc{}, "The types of problems", "Every problem document names one of these."),
		reading("getProblem", "/problems/{type}", untilCommit, s.apiProblem, problemDoc{}, "A type of problems", "The address is what a problem document has as its type.").with(id),
	}
}

func storyChanges() []operation {
	var all []operation
	for _, w := range []struct {
		path, name, what string
		of               chosenStories
	}{{"/stories/{id}", "Story", "a story", theStory}, {"/events/{id}", "Event", "all stories of an event", ofEvent}} {
		all = append(all,
			changing(http.MethodPut, "tag"+w.name, w.path+"/tags/{tag}", operation{gives: taggedDoc{}, summary: "Tag " + w.what, about: "Doing it again changes nothing.", change: tagChange(w.of, false)}.with(fails(404, 422))),
			changing(http.MethodDelete, "untag"+w.name, w.path+"/tags/{tag}", operation{gives: taggedDoc{}, summary: "Remove a tag of " + w.what, about: "Your own tags only.", change: tagChange(w.of, true)}.with(fails(404))),
			changing(http.MethodPut, "mark"+w.name, w.path+"/marks/{mark}", operation{gives: markedDoc{}, summary: "Mark " + w.what, about: "As read, starred or later.", change: markChange(w.of, false)}.with(fails(404, 422))),
			changing(http.MethodDelete, "unmark"+w.name, w.path+"/marks/{mark}", operation{gives: markedDoc{}, summary: "Take a mark off " + w.what, about: "Read, starred or later.", change: markChange(w.of, true)}.with(fails(404, 422))),
		)
	}
	return append(all,
		changing(http.MethodPost, "tagStories", "/tags", operation{body: tagsBody{}, gives: taggedDoc{}, summary: "Tag many stories", about: "Up to 1000 at a time. If one of them is not there, none is changed.", change: apiTagMany}.with(fails(404, 415, 422))),
		changing(http.MethodPost, "markStories", "/marks", operation{body: marksBody{}, gives: markedDoc{}, summary: "Mark many stories", about: "Up to 1000 at a time. If one of them is not there, none is changed.", change: apiMarkMany}.with(fails(404, 415, 422))),
	)
}

func topicChanges() []operation {
	return []operation{
		changing(http.MethodPost, "addTopic", "/topics", operation{
			body: topicBody{}, gives: topicMadeDoc{}, status: http.StatusCreated, summary: "Keep a query as a topic", about: "What matches now counts as seen.", change: apiTopicAdd,
		}.with(fails(409, 415, 422))),
		changing(http.MethodPut, "putTopic", "/topics/{name}", operation{
			body: topicEditBody{}, gives: topicMadeDoc{}, summary: "Add or change a topic", change: apiTopicPut,
			about: "Makes the topic one with this query; 201 if there was none. What is new stays new if it still matches. If-None-Match: * only adds, If-Match: * only changes.",
		}.with(fails(201, 404, 409, 412, 415, 422))),
		changing(http.MethodDelete, "removeTopic", "/topics/{name}", operation{gives: topicRemovedDoc{}, summary: "Remove a topic", about: "Its stories stay.", change: apiTopicRemove}.with(fails(404))),
		changing(http.MethodPost, "seeTopic", "/topics/{name}/seen", operation{
			body: seenBody{}, gives: seenDoc{}, summary: "Note what was seen of a topic", change: apiTopicSeen,
			about: "These stories, or with {} all that are new, are not new any more. Name what you were shown: what came meanwhile stays new.",
		}.with(fails(404, 415, 422))),
	}
}

func (s *Server) feedChanges() []operation {
	return []operation{
		changing(http.MethodPost, "followFeed", "/feeds", operation{
			body: feedBody{}, gives: feedDoc{}, status: http.StatusCreated, summary: "Follow a feed", change: s.apiFeedAdd,
			about: "Fetches the address, looks for the feed of a page, and saves what it has. 200 if it is followed already: then nothing is changed. A page with several feeds is answered by 409 with their addresses.",
		}.with(fails(200, 409, 415, 422))),
		changing(http.MethodPatch, "setFeed", "/feeds/{id}", operation{
			body: feedSettings{}, gives: feedDoc{}, summary: "Change what is set of a feed", about: "What is left out stays as it is.", change: apiFeedEdit,
		}.with(fails(404, 409, 415, 422))),
		changing(http.MethodDelete, "unfollowFeed", "/feeds/{id}", operation{gives: feedDoc{}, summary: "Stop following a feed", about: "Its items stay. Followed again, it goes on where it left off.", change: apiFeedUnfollow}.with(fails(404))),
		changing(http.MethodPost, "fetchFeed", "/feeds/{id}/fetch", operation{gives: feedDoc{}, summary: "Fetch a feed now", about: "Whether it is due or not. The newest of its fetches says how it went; 409 while another sync runs.", change: s.apiFeedFetch}.with(fails(404, 409))),
	}
}

// fails are statuses of problems, or of other successes.
func fails(statuses ...int) []int { return statuses }

func (op operation) with(statuses []int) operation {
	op.fails = statuses
	return op
}

// of says that an operation answers with another kind than JSON.
func (op operation) of(kind string) operation {
	op.kind = kind
	return op
}

func questionParameters() []parameter {
	return []parameter{
		{name: "q", about: "the query, in the language of the search; left out: every story"},
		{name: "since", about: "published on or after this date"},
		{name: "until", about: "published on or before this date"},
		{name: "feed", about: "a feed by number or name; several are alternatives", many: true},
		{name: "publisher", about: "a publisher; several are alternatives", many: true},
		{name: "any", about: "any of the words instead of all, the most relevant first", one: []string{"yes", "no"}},
		asOf(),
	}
}

func asOf() parameter {
	return parameter{name: "as_of", page: "as-of", about: "a date: answer with what the archive knew at its end"}
}

func sortParameter() parameter {
	return parameter{name: "sort", about: "the order; left out: newest without a query, else relevance", one: []string{
		string(archive.SortRelevance), string(archive.SortNewest), string(archive.SortOldest), string(archive.SortSize),
	}}
}

func groupParameter() parameter {
	return parameter{name: "group", about: "what is shown together: the stories of an event (event; the default), of an item and of those that continue it (cluster), each story with the other publishers of its event (story), each by itself (none); chain is what cluster was called", one: []string{
		string(archive.GroupEvent), string(archive.GroupCluster), string(archive.GroupStory), string(archive.GroupNone), "chain",
	}}
}

func facetParameter() parameter {
	return parameter{name: "facet", about: "count the stories by this", one: archive.FacetNames(), many: true}
}

func limit(usual, most int) parameter {
	return parameter{name: "limit", page: "n", kind: "integer", about: "how many at most, from 1 to " + number(most) + "; left out: " + number(usual)}
}

func cursorParameter() parameter {
	return parameter{name: "cursor", about: "the next of an answer to the same question: its page follows"}
}

// pathParameter describes a part of an address.
func pathParameter(name string) parameter {
	switch name {
	case "id":
		return parameter{name: name, kind: "integer", about: "a number"}
	case "mark":
		return parameter{name: name, about: "a mark", one: news.StoryMarks()}
	}
	return parameter{name: name, about: map[string]string{"name": "the name of a topic", "tag": "a tag", archiveParam: "the name of an archive there", "type": "the last part of a problem's type"}[name]}
}
