package web

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

// marksPath takes the forms that mark stories.
const marksPath = "/marks"

// marking is the form of a page that its buttons for marks belong to. A button's
// value is a mark and a story, "starred 15"; with a hyphen before, the mark is
// taken off.
type marking struct {
	Token string
	Back  string // the page itself
	Upto  int64  // when it was made, in Unix seconds: what comes later is not marked read with all
}

// marking returns the form of a page, nil where nothing can be changed.
func (s *Server) marking(r *request) *marking {
	if !r.canMark() {
		return nil
	}
	return &marking{s.sealer.token(r.session), pageOf(r), s.now().Unix()}
}

// pageOf is the address of the page that a request asks for: after a form was
// refused, that which the form came from.
func pageOf(r *request) string {
	if r.form != nil {
		return backTo(r.form.get("back"))
	}
	return backTo(r.URL.RequestURI())
}

// backTo is the address of a page of ours, as a form sends it; the first page if
// it is something else.
func backTo(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.Contains(u.Path, `\`) {
		return "/"
	}
	return (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String()
}

// marksView are the marks of a story as a page shows them.
type marksView struct {
	Buttons bool // they can be set and taken off here
	All     []markView
}

// markView is one mark.
type markView struct {
	Mark  string
	Name  string // on its button
	Key   string // that presses it
	Story int64
	On    bool
}

// newMarksView returns the marks of a story, with buttons.
func newMarksView(st news.Story) marksView {
	on := func(mark string) bool {
		return slices.ContainsFunc(st.Marks, func(m news.StoryMark) bool { return m.Mark == mark && !m.Off })
	}
	return marksView{true, []markView{
		{news.MarkStarred, "star", "s", st.ID, on(news.MarkStarred)},
		{news.MarkRead, "read", "m", st.ID, on(news.MarkRead)},
		{news.MarkLater, "later", "l", st.ID, on(news.MarkLater)},
	}}
}

// withoutButtons takes the buttons from events where nothing can be marked.
func (r *request) withoutButtons(lists ...[]eventView) {
	if r.canMark() {
		return
	}
	for _, events := range lists {
		for i := range events {
			events[i].Marks.Buttons = false
		}
	}
}

// canMark reports that stories can be marked on the page of a request.
func (r *request) canMark() bool {
	return !r.readOnly && r.session != "" && r.params.get("as-of") == ""
}

// errMarks means that a form names no mark and story.
var errMarks = badRequest{errors.New("this names no mark of a story")}

// writeMarks sets or takes off a mark of a story, or marks read all that a page
// found.
func writeMarks(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	back := backTo(r.form.get("back"))
	m, err := r.form.marking()
	if err == nil && m.Stories == nil {
		m.Question, err = questionOf(ctx, ar, back)
	}
	if err != nil {
		return done{}, err
	}
	marked, err := ar.Mark(ctx, m)
	if err != nil {
		return done{}, err
	}
	return done{back, markedWords(m, marked)}, nil
}

// marking reads which mark a form sets or takes off. Without stories, all of the
// page is meant.
func (f *sent) marking() (m archive.Marking, err error) {
	value := f.get("mark")
	if value == "all" {
		upto, err := strconv.ParseInt(f.get("upto"), 10, 64)
		if err != nil || upto < 1 {
			return m, errMarks
		}
		return archive.Marking{Mark: news.MarkRead, Upto: time.Unix(upto, 0)}, nil
	}
	value, m.Off = strings.CutPrefix(value, "-")
	name, id, _ := strings.Cut(value, " ")
	story, err := strconv.ParseInt(id, 10, 64)
	if err != nil || !slices.Contains(news.StoryMarks(), name) {
		return m, errMarks
	}
	m.Mark, m.Stories = name, []int64{story}
	return m, nil
}

// questionOf is what a page of ours asks: a search, or the page of a topic.
func questionOf(ctx context.Context, ar *archive.Archive, address string) (archive.Question, error) {
	u, err := url.Parse(address)
	if err != nil {
		return archive.Question{}, errMarks
	}
	p := params{u.Query()}
	if name, ok := strings.CutPrefix(u.Path, "/topic/"); ok {
		t, err := ar.Topic(ctx, name)
		return archive.Question{Text: t.Query}, err
	}
	q, err := p.question()
	if err == nil && (u.Path != "/search" || q.Empty() || q.AsOf != "") {
		err = errMarks
	}
	return q, err
}

// markedWords says what a form marked.
func markedWords(m archive.Marking, marked archive.MarkedStories) string {
	what := map[string]string{news.MarkStarred: "starred", news.MarkRead: "read", news.MarkLater: "for later"}[m.Mark]
	if m.Stories == nil {
		return format.Plural(marked.Changed, "story", "stories") + " marked read."
	}
	if m.Off {
		return "The story is no longer marked " + what + "."
	}
	return "The story is marked " + what + "."
}

// marksForm is shown when a mark could not be set at once.
func (s *Server) marksForm(_ context.Context, _ *archive.Archive, r *request) (*answer, error) {
	f := form{Action: marksPath, Submit: "Mark it", Back: pageOf(r)}
	for _, name := range []string{"mark", "back", "upto"} {
		f.Fields = append(f.Fields, field{Name: name, Kind: "hidden", Value: terminal.Clean(r.form.get(name))})
	}
	return s.formAnswer(r, "search", formPage{Title: "Mark a story", Form: s.formOf(r, f)}), nil
}

// dependsOnMarks reports whether the answer to a request may change with a mark,
// which is no change of a story: that of a page that shows them, and that
// of a query that asks for them, itself or by a topic.
func dependsOnMarks(ctx context.Context, ar *archive.Archive, r *request) bool {
	if r.format == "" && r.route.hasMarks() {
		return true
	}
	texts := append(r.params.all("q"), r.params.all("vs")...)
	if r.route.name == "topic" {
		t, err := topicNamed(ctx, ar, r)
		if err != nil {
			return true
		}
		texts = append(texts, t.Query)
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		text = strings.ToLower(text)
		return strings.Contains(text, string(query.IsFlag)+":") || strings.Contains(text, string(query.TopicName)+":")
	})
}
