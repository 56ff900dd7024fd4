package web

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
)

// pages asks for all pages of a question, a few groups at a time, and returns the
// stories in their order. between runs after each page.
func (p *program) pages(address string, between func(page int)) (ids []int64) {
	p.Helper()
	next := address
	for page := 1; ; page++ {
		res := p.answers(http.StatusOK, http.MethodGet, next, nil)
		found := into[foundAnswer](p.T, res)
		for _, g := range found.Groups {
			for _, st := range g.Stories {
				ids = append(ids, st.ID)
			}
		}
		if found.More != (found.Next != "") {
			p.Fatalf("%s: more is %v, and next %q", next, found.More, found.Next)
		}
		link := res.Header.Get("Link")
		if found.Next == "" {
			if link != "" {
				p.Errorf("%s: no next, and Link: %s", next, link)
			}
			return ids
		}
		target, _, _ := strings.Cut(strings.TrimPrefix(link, "<"), ">")
		base, err := url.Parse(address)
		if err != nil {
			p.Fatal(err)
		}
		to, err := base.Parse(target)
		if err != nil || !strings.HasSuffix(link, `>; rel="next"`) || to.Query().Get("cursor") != found.Next {
			p.Fatalf("Link: %s: %v", link, err)
		}
		next = to.String()
		if page > 200 {
			p.Fatal("the pages do not end")
		}
		between(page)
	}
}

// ownWords returns words that no other headline has, so many that the stories are
// of events of their own.
func ownWords(n int) (words string) {
	for i := range 14 {
		words += fmt.Sprintf(" q%cz%cx%c", 'a'+n, 'a'+i, 'z'-n)
	}
	return words
}

func testAPICursors(t *testing.T, p *program, _ string) {
	many := make([]news.Item, 12) // all of one date
	for i := range many {
		many[i] = archivetest.Cluster(fmt.Sprint("many", i), "Harbour ships"+ownWords(i), "Reuters", "AP News")
	}
	p.save(60, many...)
	before := p.pages("/search?q=harbour&group=none&sort=newest&limit=100", func(int) {})
	if len(before) < 24 {
		t.Fatalf("%d stories", len(before))
	}
	hours := 61
	for _, sort := range []string{"newest", "oldest"} {
		for _, group := range []string{"none", "story", "event", "cluster", "chain"} {
			address := "/search?q=harbour&sort=" + sort + "&group=" + group + "&limit=5"
			got := p.pages(address, func(page int) { // a sync, a tag and a mark come between
				p.save(hours, append(slices.Clone(many), archivetest.Cluster(fmt.Sprint("late", hours), fmt.Sprintf("Harbour opens %d", hours), "NHK World"))...)
				hours++
				p.answers(200, http.MethodPut, fmt.Sprintf("/stories/%d/tags/page%d", before[page], page), nil)
			})
			if distinct := slices.Compact(slices.Sorted(slices.Values(got))); len(distinct) != len(got) {
				t.Errorf("%s has stories twice: %v", address, got)
			}
			for _, id := range before {
				if !slices.Contains(got, id) {
					t.Errorf("%s lacks story %d: %v", address, id, got)
				}
			}
		}
	}
	// What is read does not come again, nor does anything else get lost.
	unread := "/search?q=" + url.QueryEscape("harbour is:unread") + "&group=none&sort=newest&limit=5"
	all := p.pages(unread, func(int) {})
	at := 0
	got := p.pages(unread, func(page int) {
		p.answers(200, http.MethodPost, "/marks", marksBody{Stories: all[at : at+5], Mark: news.MarkRead})
		at += 5
	})
	if !slices.Equal(got, all) {
		t.Errorf("unread, page by page, are %v instead of %v", got, all)
	}
	// By relevance a cursor goes on, or says that it cannot.
	for _, group := range []string{"none", "cluster"} {
		for _, sort := range []string{"relevance", "size"} {
			address := "/search?q=harbour+ships&sort=" + sort + "&group=" + group + "&limit=5"
			whole := p.pages(strings.Replace(address, "limit=5", "limit=100", 1), func(int) {})
			if got := p.pages(address, func(page int) {
				p.answers(200, http.MethodPut, fmt.Sprintf("/stories/%d/tags/rank%d", before[0], page), nil)
			}); !slices.Equal(got, whole) {
				t.Errorf("%s, page by page, is %v instead of %v", address, got, whole)
			}
			next := read[foundAnswer](p, address).Next
			p.save(hours, archivetest.Cluster(fmt.Sprint("best", hours), "Harbour ships: harbour ships", "Reuters", "NHK World", "AP News"))
			hours++
			p.fails(409, "The order has changed", http.MethodGet, address+"&cursor="+next, nil)
		}
	}
	testAPIChanges(t, p, hours)
	testAPIForgedCursors(t, p)
}

func testAPIChanges(t *testing.T, p *program, hours int) {
	known := map[int64]bool{}
	next, from := "", "/changes?limit=7"
	for {
		doc := read[changesAnswer](p, from+next)
		for _, c := range doc.Changes {
			if c.Story == nil || c.Story.ID != c.ID {
				t.Errorf("change %+v", c)
			}
			known[c.ID] = true
		}
		if next = "&cursor=" + doc.Next; !doc.More {
			break
		}
	}
	if all := p.pages("/search?group=none&sort=newest&limit=200", func(int) {}); len(all) != len(known) {
		t.Errorf("the changes name %d stories of %d", len(known), len(all))
	}
	if doc := read[changesAnswer](p, from+next); len(doc.Changes) != 0 || doc.More || "&cursor="+doc.Next != next {
		t.Errorf("nothing came, and the changes are %+v", doc)
	}
	now := "/changes?cursor=" + read[changesAnswer](p, "/changes?from=now").Next
	p.save(hours, archivetest.Cluster("brandnew", "A brand new story", "Reuters"))
	for _, address := range []string{from + next, now} {
		doc := read[changesAnswer](p, address)
		if len(doc.Changes) != 1 || doc.Changes[0].Story.Title != "A brand new story" {
			t.Errorf("%s: %+v", address, doc)
		}
	}
}

func testAPIForgedCursors(t *testing.T, p *program) {
	address := "/search?q=harbour&sort=newest&limit=5"
	next := read[foundAnswer](p, address).Next
	raw, err := base64.RawURLEncoding.DecodeString(next)
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		forged := slices.Clone(raw)
		forged[i] ^= 1
		p.fails(400, "This cannot be asked", http.MethodGet, address+"&cursor="+base64.RawURLEncoding.EncodeToString(forged), nil)
	}
	for _, forged := range []string{"x", "AA", next[1:], next + "A", next[:len(next)-1], strings.Repeat("A", 5000), "%00", url.QueryEscape(next + "=")} {
		p.fails(400, "This cannot be asked", http.MethodGet, address+"&cursor="+forged, nil)
	}
	for _, other := range []string{"/search?q=korea&sort=newest", "/search?q=harbour&sort=oldest", "/search?q=harbour&sort=newest&group=none", "/changes?limit=5"} {
		p.fails(400, "This cannot be asked", http.MethodGet, other+"&cursor="+next, nil)
	}
	p.answers(200, http.MethodGet, "/search?q=harbour&sort=newest&limit=9&facet=publisher&cursor="+next, nil) // the page may be another

	changes := read[changesAnswer](p, "/changes?limit=5").Next
	other := newProgram(newSite(t))
	other.fails(410, "The cursor is gone", http.MethodGet, address+"&cursor="+next, nil)
	other.fails(410, "The cursor is gone", http.MethodGet, "/changes?cursor="+changes, nil)
	for name := range other.seen {
		p.seen[name] = true
	}
}
