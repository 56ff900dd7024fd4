package opensearch

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch/opensearchtest"
	"newsarchive/internal/query"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// vocabulary are words that stories and queries are drawn of: forms, other spellings,
// scripts without spaces, signs.
func vocabulary() []string {
	return strings.Fields(`korea Korea's korean koreans north south summit summits election elections elected elects poll polls polling
		went go goes going won win wins U.S. US us America K-pop kpop pop AT&T C++ .NET don't O'Brien 1,000 10:30 state-of-the-art
		Zürich zuerich Straße strasse café cafe l'homme eleições krig kriget İstanbul'da news new 東京オリンピック 東京 京都 日本 日 ソウル 한국은 한국 정상회담 회담 정상
		กรุงเทพ مدينة المدينة 🚀 covid-19 covid economy economic economies bank banks banking rate rates interest`)
}

// drawnStories draws the stories of an archive.
func drawnStories(t *rapid.T, n int) []news.Entry {
	words := rapid.SampledFrom(vocabulary())
	text := func(name string, least, most int) string {
		return strings.Join(rapid.SliceOfN(words, least, most).Draw(t, name), rapid.SampledFrom([]string{" ", " ", ", ", " - ", "…"}).Draw(t, "between"))
	}
	some := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	entries := make([]news.Entry, n)
	begin := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range entries {
		published := begin.Add(time.Duration(rapid.IntRange(0, 900*24*60).Draw(t, "published")) * time.Minute)
		seen := published.Add(time.Duration(rapid.IntRange(0, 3000).Draw(t, "seen")) * time.Minute)
		e := news.Entry{
			ID: int64(i + 1), Title: text("title", 1, 8), Text: text("text", 0, 12), Publisher: some("publisher", "The Korea Times", "BBC News", "bbc news", "Le Monde", "연합뉴스", ""),
			Site: some("site", "bbc.co.uk", "www.koreatimes.co.kr", "news.bbc.co.uk", ""), Language: some("language", "en", "ko", "de", "pt-BR", "ja", "sv", ""),
			Published: published, Day: published.Format(time.DateOnly), Seen: seen, SeenDay: seen.Format(time.DateOnly),
			ClusterSize: rapid.IntRange(1, 12).Draw(t, "size"), Publishers: rapid.IntRange(1, 5).Draw(t, "publishers"),
			Items: []int64{int64(rapid.IntRange(1, n).Draw(t, "item"))},
		}
		if rapid.Bool().Draw(t, "more") {
			e.Headlines = []string{text("headline", 1, 6), e.Title}
			e.PageText = text("page", 0, 40)
			e.Authors = []string{some("author", "Anna Lee", "Kim Min-jun, Anna Park", "Lee")}
			e.Tags = []string{some("tag", "politics", "policy", "K-pop", "world news")}
			e.Flags = []string{some("flag", "lead", "edited", "has-text", "dup", "has-image")}
			e.Links = []string{"https://www." + some("host", "bbc.co.uk", "monde.example") + some("path", "/world/2024/12", "/world", "/sport/a-b.html?x=1", "")}
		}
		entries[i] = e
	}
	return entries
}

// drawnQuery draws a query of all that the language has and that can be asked there.
func drawnQuery(t *rapid.T, depth int) string {
	word := func() string { return rapid.SampledFrom(vocabulary()).Draw(t, "word") }
	some := func(of ...string) string { return rapid.SampledFrom(of).Draw(t, "value") }
	beginning := func() string {
		runes := []rune(word())
		return string(runes[:min(len(runes), rapid.IntRange(2, 4).Draw(t, "letters"))])
	}
	kind := rapid.IntRange(0, 21).Draw(t, "kind")
	if depth == 0 && kind > 16 {
		kind -= 14
	}
	field := some("", "", "title:", "text:", "publisher:")
	switch kind {
	case 0, 1, 2, 3, 4:
		return field + word()
	case 5:
		return field + "+" + word()
	case 6:
		return field + `"` + word() + " " + word() + `"`
	case 7:
		return field + `"` + word() + some(" ", " - ", "…", " x ") + word() + some("", "…", "...") + `"`
	case 8:
		return some("", "title:", "text:") + beginning() + "*"
	case 9:
		return some("", "title:") + word() + some("~", "~1", "~2")
	case 10:
		return some("date:", "seen:", "after:", "before:") + some("2024", "2024-03", "2024-05-06", "2025-01-10T12:30")
	case 11:
		return some("date:", "seen:") + some("2024-02-03..2024-06-07", "2024-02..", "..2025-03-01", "2024-03-01T10:00..2024-09-01T11:30", ">2025-01-02", "<=2024-12-31")
	case 12:
		return some("size:", "publishers:") + some("3", ">4", "2..5", "..3", "5..")
	case 13:
		return some("site:bbc.co.uk", "site:co.uk", "site:koreatimes.co.kr", "lang:en", "lang:pt", "lang:pt-br", "lang:ko", "is:lead", "is:edited", "is:dup", "has:text", "has:image")
	case 14:
		return some("author:lee", `author:"anna lee"`, "author:ki*", "#politics", "tag:pol*", `tag:"world news"`, "tag:k-pop", "publisher:bbc", `publisher:"korea times"`)
	case 15:
		return some("link:bbc.co.uk", "link:bbc.co.uk/world", "link:bbc.co.uk/wor*", "link:/world/", "link:2024", "https://www.bbc.co.uk/world", "https://monde.example/none", "id:1,5,9", "cluster:2,3")
	case 16:
		return word() + "…"
	case 17:
		return "-" + drawnQuery(t, 0)
	case 18:
		return "(" + drawnQuery(t, depth-1) + " OR " + drawnQuery(t, depth-1) + ")"
	case 19:
		return "-(" + drawnQuery(t, depth-1) + " " + drawnQuery(t, depth-1) + ")"
	default:
		return drawnQuery(t, depth-1) + " " + drawnQuery(t, depth-1)
	}
}

// pair is an archive in its own index and in OpenSearch.
type pair struct {
	own   *index.Index
	there *Asked
}

// both puts stories into an index of ours and into OpenSearch.
func both(t *testing.T, r fails, c *Cluster, name string, entries []news.Entry) pair {
	t.Helper()
	own := index.Open(filepath.Join(t.TempDir(), "index"), index.Options{})
	b, err := own.Build()
	if err != nil {
		r.Fatal(err)
	}
	defer b.Close()
	batches := func(yield func([]news.Entry, error) bool) {
		for some := range slices.Chunk(entries, 1000) {
			if !yield(some, nil) {
				return
			}
		}
	}
	if err := b.Load(t.Context(), batches, mark(1), func(int) {}); err != nil {
		r.Fatal(err)
	}
	if err := b.Publish(t.Context(), func(news.Mark) error { return nil }); err != nil {
		r.Fatal(err)
	}
	s, err := c.Share(t.Context(), name, "id of "+name, &Layout{Replicas: -1})
	if err == nil {
		err = errors.Join(s.Begin(t.Context(), mark(1), false), s.Fill(t.Context(), batches, func(int) {}), s.Switch(t.Context()), c.Refresh(t.Context()))
	}
	if err != nil {
		r.Fatal(err)
	}
	there, err := c.Ask(t.Context(), name)
	if err != nil {
		r.Fatal(err)
	}
	return pair{own, there}
}

// asked is what both find.
func (p pair) asked(t *testing.T, q *query.Query, order index.Sort, n int) (own index.Result, there Result, err error) {
	t.Helper()
	ownErr := p.own.View(t.Context(), func(v *index.View) (err error) {
		own, err = v.Search(index.Request{Query: q, Sort: order, Size: n})
		return err
	})
	there, err = p.there.Search(t.Context(), Request{Query: q, Sort: order, Size: n})
	if ownErr != nil || err != nil {
		var many, manyThere *index.TooManyError
		if errors.As(ownErr, &many) && errors.As(err, &manyThere) {
			return own, there, nil
		}
		return own, there, fmt.Errorf("here: %w; there: %w", ownErr, err)
	}
	return own, there, nil
}

// agreement counts the queries whose first ten stories are the same.
type agreement struct{ same, all int }

// testEqualAnswers promises that OpenSearch finds the stories that our own index
// finds, whatever is asked, in the same order by date, and that by relevance the first
// ten are the same nine times in ten.
func testEqualAnswers(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "equal")
	archives := 0
	var agreed agreement
	rapid.Check(t, func(r *rapid.T) {
		archives++
		size := rapid.SampledFrom([]int{1, 5, 40, 120, 300}).Draw(r, "stories")
		p := both(t, r, c, fmt.Sprint("archive-", archives), drawnStories(r, size))
		for asked := 0; asked < 10; {
			q, err := parsed(drawnQuery(r, 2))
			if err != nil {
				continue // such as a prefix that is too short
			}
			p.compare(t, r, q, &agreed)
			asked++
		}
	})
	t.Logf("the first ten agree in %d of %d queries with more hits", agreed.same, agreed.all)
	if agreed.same*10 < agreed.all*9 {
		t.Errorf("the first ten agree in %d of %d queries", agreed.same, agreed.all)
	}
}

func parsed(text string) (*query.Query, error) {
	return query.Parse(text, query.Options{Now: time.Date(2025, 3, 4, 5, 6, 7, 0, time.UTC)})
}

// testManyWords promises that a beginning that many words have is found, or refused, as
// in our own index.
func testManyWords(t *testing.T, n *opensearchtest.Node) {
	var entries []news.Entry
	for i := range 1300 {
		e := entry(int64(i+1), fmt.Sprintf("kor%04d ab%c", i, 'a'+rune(i%26)))
		e.Text = fmt.Sprintf("kors%04d 東%c京 a%c", i, '一'+rune(i), '가'+rune(i))
		entries = append(entries, e)
	}
	p := both(t, t, at(t, n, "many"), "a", entries)
	var agreed agreement
	for _, text := range []string{
		"kor*", "kor0*", "kor00*", "text:kors", "text:kor", "title:kor*", "東", `"東 京"`, "text:東", "ab~", "ab~2", "a~2", "aba~1", "aba~2", "abac~2", "U.S.~2", "a~", "kor0001~", "kor0001~2", "kor00…", "ab", "東一*",
	} {
		q, err := parsed(text)
		if err != nil {
			t.Fatal(err)
		}
		p.compare(t, t, q, &agreed)
	}
	q, _ := parsed("kor*")
	var many *index.TooManyError
	if _, err := p.there.Search(t.Context(), Request{Query: q}); !errors.As(err, &many) {
		t.Errorf("a beginning of 1,300 words: %v", err)
	}
}

// fails is how a test fails, drawn or not.
type fails interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
}

func (p pair) compare(t *testing.T, r fails, q *query.Query, agreed *agreement) {
	t.Helper()
	for _, order := range []index.Sort{index.Newest, index.Relevance} {
		own, there, err := p.asked(t, q, order, 2000)
		if err != nil {
			r.Fatalf("%q: %v", q.Text, err)
		}
		ids, idsThere := idsOf(own), idsThere(there)
		if order == index.Relevance {
			if len(ids) > 10 {
				agreed.all++
				if sameTen(own, there) {
					agreed.same++
				} else {
					t.Logf("%q: %v here, %v there", q.Text, own.Hits[:10], there.Hits[:10])
				}
			}
			slices.Sort(ids)
			slices.Sort(idsThere)
		}
		if d := cmp.Diff(ids, idsThere); d != "" || own.Total != there.Total {
			r.Fatalf("%q by %d (-here +there): %d and %d\n%s\n%s", q.Text, order, own.Total, there.Total, d, q.Root.Explain(time.UTC))
		}
	}
}

func idsOf(r index.Result) (ids []int64) {
	for _, h := range r.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func idsThere(r Result) (ids []int64) {
	for _, h := range r.Hits {
		ids = append(ids, h.Story)
	}
	return ids
}

// sameTen reports that the first ten are the same, but for those that score as the
// tenth does.
func sameTen(own index.Result, there Result) bool {
	tenth := own.Hits[9].Score
	for i := range 10 {
		at := slices.IndexFunc(own.Hits, func(h index.Hit) bool { return h.ID == there.Hits[i].Story })
		if at < 0 || at > 9 && own.Hits[at].Score < tenth {
			return false
		}
	}
	return true
}
