package store_test

import (
	"errors"
	"time"

	"newsarchive/internal/news"

	"pgregory.net/rapid"

	"newsarchive/store"
)

// reading draws what a page says.
func (w world) reading() *news.Reading {
	r := &news.Reading{URL: "https://news.example/" + w.one("page", "1", "2"), Reader: 1, Text: news.Text{
		Kind:     news.PageKind(w.one("kind", "article", "article", "article", "teaser", "consent", "video")),
		Headline: w.one("page headline", "Article 1, early", "Another matter altogether, said so", ""),
		Byline:   w.one("byline", "", "Ann", "Fay and Gus"),
		Language: w.one("page language", "", "fr"), Image: w.one("page image", "", "https://news.example/i.jpg"),
		Canonical: w.one("canonical", "", "https://news.example/1", "https://news.example/9", "https://news.example/"),
		Paywalled: w.one("paywalled", "no", "yes") == "yes",
	}}
	r.Published, _ = news.ParseDate(w.one("page date", "", "2026-01-12", "2026-01-12T07:00:00Z"))
	if r.Kind.HasText() {
		r.Plain = w.one("page text", "The first thing was said.", "The first thing was said.\n\nThen a second one was said.",
			"Something else was said.\n\n12:03", "")
		r.HTML = "<p>" + r.Plain + "</p>"
		r.Captions = rapid.SampledFrom([][]string{nil, {"A picture", "and another"}}).Draw(w.T, "captions")
	}
	return r
}

// aboutPages makes something happen to the pages of stories.
func (a *lived) aboutPages(w world) {
	a.Helper()
	story := rapid.Int64Range(1, 8).Draw(a.T, "story")
	var err error
	switch w.one("about pages", "save", "save", "save", "fail", "resolve", "elsewhere", "want", "forget", "reread") {
	case "save":
		r := w.reading()
		r.Page = story
		_, err = a.SavePage(a.Context(), store.PageFetch{Story: story, URL: "https://news.example/1", At: a.now, Status: 200}, r)
	case "fail":
		outcome := store.PageOutcome(w.one("outcome", "failed", "gone"))
		_, err = a.SavePage(a.Context(), store.PageFetch{Story: story, URL: "https://news.example/1", At: a.now, Outcome: outcome, Error: "it failed"}, nil)
	case "resolve":
		_, err = a.Resolve(a.Context(), store.Resolution{
			Token: w.one("token", "A", "B", "C"), How: store.ResolvedByAsk, At: a.now,
			Address: w.one("address", "https://news.example/1", "https://paper.example/x", "https://paper.example/"),
		})
	case "elsewhere":
		_, err = a.ResolveElsewhere(a.Context(), 0, a.now)
	case "want":
		_, err = a.WantPages(a.Context(), []int64{story, 1}, true, a.now)
	case "forget":
		_, err = a.ForgetTexts(a.Context(), []int64{story}, a.now)
	case "reread":
		err = a.rereadAll(w)
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		a.Fatal(err)
	}
}

// rereadAll reads every kept page again; here a page is kept under the number
// of its story.
func (a *lived) rereadAll(w world) error {
	pages, err := a.PagesToReread(a.Context(), nil, 0, 2, 100)
	for _, page := range pages {
		if _, err := a.RereadPage(a.Context(), page, 2, w.reading().Text, a.now.Add(time.Second)); err != nil {
			return err
		}
	}
	return err
}
