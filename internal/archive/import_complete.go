package archive

import (
	"newsarchive/internal/feed"
	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// complete fills in what a source may omit: the stories of an item, and the
// plain text. A copy of another archive's item omits only the plain text.
func complete(it *news.Item) {
	if it.Text == "" && !it.Cluster {
		it.Text = feed.Text(it.Summary, it.Content)
	}
	for i, t := range it.Texts {
		if t.Text == "" {
			it.Texts[i].Text = plain.Text(t.HTML)
		}
	}
	if it.Copied() {
		return
	}
	if it.PublishedRaw == "" {
		it.PublishedRaw = it.Published.String()
	}
	if len(it.Stories) == 0 && !feed.Cluster(it, "", "") && (it.Title != "" || it.Link != "") {
		it.Stories = []news.Story{{Link: it.Link, Title: plain.Line(it.Title), Publisher: news.Site(it.Link)}}
	}
	if len(it.Stories) > 1 {
		it.Cluster = true
	}
	if it.Cluster {
		it.Text = ""
	}
	giveMarks(it)
}

// giveMarks gives the marks of an item to its stories: read to all of them, the
// others to the lead.
func giveMarks(it *news.Item) {
	for _, m := range it.Marks {
		for i := range it.Stories {
			if i == 0 || m.Mark == news.MarkRead {
				it.Stories[i].Marks = append(it.Stories[i].Marks, m)
			}
		}
	}
	it.Marks = nil
}
