package web

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// completed asks for the options at the place of a | in a text, and returns the
// text with each.
func (s *site) completed(typed string) (all []string) {
	s.Helper()
	at := strings.Index(typed, "|")
	text := typed[:at] + typed[at+1:]
	res := s.get("/complete?" + searchValues("q", text, "at", number(len([]rune(typed[:at])))))
	var doc completionDoc
	if err := json.Unmarshal([]byte(res.body), &doc); err != nil || res.StatusCode != 200 {
		s.Fatalf("%s: %s %v\n%s", typed, res.Status, err, res.body)
	}
	r := []rune(text)
	for _, o := range doc.Options {
		all = append(all, string(r[:doc.From])+o.Text+string(r[doc.To:]))
	}
	return all
}

// TestComplete promises fields, feeds, publishers, tags, topics and words after ~~ as
// they are typed, as they stand in a query.
func TestComplete(t *testing.T) {
	s := newSite(t)
	s.withArchive(func(ar *archive.Archive) error {
		_, err := ar.Tag(t.Context(), archive.Tagging{Stories: []int64{1}, Add: []string{"summits", "two words"}})
		return err
	})
	for typed, want := range map[string][]string{
		"pub|":                       {"publisher:", "publishers:"},
		"summit -pub|":               {"summit -publisher:", "summit -publishers:"},
		"publisher:gua|":             {`publisher:"The Guardian"`},
		"publisher:the gua|":         {`publisher:the publisher:"The Guardian"`},
		`publisher:"the gua|" korea`: {`publisher:"The Guardian" korea`},
		"publisher:reuters,nhk|":     {`publisher:reuters,"NHK World"`},
		"feed:w|":                    {"feed:world"},
		"feed:|":                     {"feed:gone", "feed:world"},
		"topic:k|":                   {"topic:korea"},
		"tag:|":                      {"tag:summits", `tag:"two words"`},
		"#su|":                       {"#summits"},
		"is:st|":                     {"is:starred"},
		"(korea OR guard|":           {`(korea OR publisher:"The Guardian"`},
		"日本 is:un|":                  {"日本 is:unread", "日本 is:unresolved", "日本 is:undated"},
		"~~su|":                      {"~~summit"},
		"title:~~Su|mm x":            {"title:~~Summit x"},
		"~~s|":                       {},
		"publisher:~~reu|":           {},
		"korea |":                    {},
		"|":                          {},
	} {
		if got := s.completed(typed); strings.Join(got, " ; ") != strings.Join(want, " ; ") {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
	for _, address := range []string{"/complete?q=" + strings.Repeat("k", 5000), "/complete?q=k&at=x", "/complete?q=k&at=-1"} {
		if res := s.get(address); res.StatusCode != 400 {
			t.Errorf("%.40s: %s", address, res.Status)
		}
	}
}

// TestCompleteHostile promises that no name breaks out of its option, and that
// nothing typed is an error.
func TestCompleteHostile(t *testing.T) {
	s := newSite(t)
	for i, name := range []string{`"><script>alert(1)</script>`, `a " OR *`, `\" b`, "x\u202ey", "q,r(s)*"} {
		s.save(50+i, news.Item{GUID: "h" + number(i), Link: "https://h.example/" + number(i), Title: "Hostile publisher", Cluster: true, Stories: []news.Story{
			{Link: "https://h.example/s" + number(i), Title: "Hostile publisher " + number(i), Publisher: name},
		}})
	}
	for _, typed := range []string{"publisher:", "publisher:scr", "publisher:alert", "publisher:b", "publisher:q"} {
		res := s.get("/complete?" + searchValues("q", typed))
		var doc completionDoc
		if err := json.Unmarshal([]byte(res.body), &doc); err != nil || strings.Contains(res.body, "\u202e") {
			t.Errorf("%s: %v %s", typed, err, res.body)
		}
		for _, o := range doc.Options {
			found := s.get("/search.json?" + url.Values{"q": {"publisher:" + o.Text}}.Encode())
			if found.StatusCode != 200 || !strings.Contains(found.body, `"groups": [`) || strings.Contains(found.body, `"total": 0`) {
				t.Errorf("publisher:%s finds nothing: %s %.300s", o.Text, found.Status, found.body)
			}
		}
	}
	for _, line := range payloads(t) {
		if len(line) > 1000 {
			continue
		}
		for _, typed := range []string{line, "~~" + line} {
			if res := s.get("/complete?" + searchValues("q", typed)); res.StatusCode != 200 {
				t.Errorf("%q: %s", typed, res.Status)
			}
		}
	}
}

// TestNear promises that a word, a publisher, a tag or a feed that no story has is
// answered with what is nearly written like it.
func TestNear(t *testing.T) {
	s := newSite(t)
	s.withStore(func(st *store.Store) error {
		_, err := st.Tag(t.Context(), []int64{1}, []string{"politics"}, nil, archivetest.Start())
		return err
	})
	for query, want := range map[string]string{
		"smmit korea": "summit", "publisher:reutres": "publisher:Reuters", "tag:politcs": "tag:politics", "feed:wrold": "feed:world",
	} {
		page := s.get("/search?" + searchValues("q", query)).body
		if !strings.Contains(page, "Did you mean") || !strings.Contains(page, "<bdi>"+want+"</bdi>") {
			t.Errorf("%s does not name %s\n%.3000s", query, want, page)
		}
	}
	if page := s.get("/search?q=qqqqqqqqqq").body; strings.Contains(page, "Did you mean") {
		t.Error("nothing is near qqqqqqqqqq")
	}
}
