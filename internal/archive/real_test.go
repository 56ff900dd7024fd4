package archive_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
	_ "modernc.org/sqlite"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/effort"
)

// told is a story as a reader by hand sees it: plain headlines.
type told struct {
	id        int64
	title     string
	headlines []string // of its clusters, its own among them
	publisher string
	folded    []string // title, publisher, headlines
	when      time.Time
	size      int // of its cluster
	names     int // publishers of it
	language  string
}

// realArchive imports the seed post and the real headlines: of each twenty,
// the first ones, four at most of one language, are one cluster.
func realArchive(t *testing.T) (*archive.Archive, []told) {
	t.Helper()
	effort.OnlyAll(t, "imports a hundred thousand headlines")
	effort.WithoutRace(t, "one question after the other, of all real headlines")
	headlines := corpus.Headlines(t, 0)
	t.Setenv("TZ", "Europe/Stockholm")
	a := newArchive(t)
	var lines bytes.Buffer
	e := json.NewEncoder(&lines)
	byLink := map[string]*told{}
	for i := 0; i < len(headlines); i++ {
		it := headlines[i].Item(i)
		n := 1
		if i%20 == 0 {
			for n < 4 && i+n < len(headlines) && headlines[i+n].Edition == headlines[i].Edition {
				n++
			}
		}
		cluster := make([]*told, n)
		names := map[string]bool{}
		for k := range n {
			h := headlines[i+k]
			st := h.Item(i + k).Stories[0]
			if k > 0 {
				it.Stories = append(it.Stories, st)
			}
			names[h.Publisher] = true
			cluster[k] = &told{title: h.Title, publisher: h.Publisher, when: headlines[i].Seen, size: n, language: st.Language}
			byLink[st.Link] = cluster[k]
		}
		for _, c := range cluster {
			c.names = len(names)
			for _, other := range cluster {
				c.headlines = append(c.headlines, other.title)
			}
		}
		it.Cluster = n > 1
		if err := e.Encode(it); err != nil {
			t.Fatal(err)
		}
		i += n - 1
	}
	got, err := a.Import(t.Context(), []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: &lines})
	if err != nil || len(got.Faults) > 0 {
		t.Fatal(got.Faults, err)
	}
	if _, err := a.Import(t.Context(), []string{corpus.Path(t, "seed-post.md")}, archive.ImportOptions{Format: archive.FormatPost}); err != nil {
		t.Fatal(err)
	}
	return a, roots(t, a, byLink)
}

// roots joins what the store says is one story, and adds the seed's stories.
func roots(t *testing.T, a *archive.Archive, byLink map[string]*told) []told {
	t.Helper()
	db, err := sql.Open("sqlite", a.Store().Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	rows, err := db.QueryContext(t.Context(), `SELECT s.id, s.link, s.title, s.publisher, coalesce(x.root_id, s.id)
		FROM stories s LEFT JOIN same_as x ON x.story_id = s.id ORDER BY s.id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var all []told
	var seed []string
	at := map[int64]int{}
	for rows.Next() {
		var id, root int64
		var link, title, publisher string
		if err := rows.Scan(&id, &link, &title, &publisher, &root); err != nil {
			t.Fatal(err)
		}
		one := byLink[link]
		if one == nil { // of the seed
			seed = append(seed, title)
			one = &told{title: title, publisher: publisher, when: time.Date(2026, 1, 13, 23, 0, 0, 0, time.UTC), size: 5, names: 4, language: "en"}
		}
		if root != id {
			first := &all[at[root]]
			first.headlines = append(first.headlines, one.headlines...)
			first.size, first.names = max(first.size, one.size), max(first.names, one.names)
			continue
		}
		at[id] = len(all)
		one.id = id
		all = append(all, *one)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if all[i].headlines == nil {
			all[i].headlines = seed
		}
		for _, s := range append([]string{all[i].title, all[i].publisher}, all[i].headlines...) {
			all[i].folded = append(all[i].folded, plainly(s))
		}
	}
	return all
}

// A rule says by hand which stories a query means.
type rule func(*told) bool

func both(rules ...rule) rule {
	return func(s *told) bool {
		return !slices.ContainsFunc(rules, func(r rule) bool { return !r(s) })
	}
}

func some(rules ...rule) rule {
	return func(s *told) bool { return slices.ContainsFunc(rules, func(r rule) bool { return r(s) }) }
}

func no(r rule) rule { return func(s *told) bool { return !r(s) } }

// bounded is a regular expression for whole words of a folded text.
func bounded(pattern string) *regexp.Regexp {
	pattern = strings.ReplaceAll(pattern, " ", `(?:'s|s')?[^\pL\pN]+`)
	return regexp.MustCompile(`(?:^|[^\pL\pN])(?:` + pattern + `)(?:$|[^\pL\pN])`)
}

// has looks for words in any headline and in the publisher's name.
func has(pattern string) rule {
	re := bounded(pattern)
	within := regexp.MustCompile(strings.ReplaceAll(pattern, " ", `(?:'s|s')?[^\pL\pN]+`)) // without the bounds: soon says no
	known := map[string]bool{}                                                             // stories of a cluster share their headlines
	return func(s *told) bool {
		return slices.ContainsFunc(s.folded, func(text string) bool {
			matches, ok := known[text]
			if !ok {
				matches = within.MatchString(text) && re.MatchString(text)
				known[text] = matches
			}
			return matches
		})
	}
}

func title(pattern string) rule {
	re := bounded(pattern)
	return func(s *told) bool { return re.MatchString(s.folded[0]) }
}

func by(pattern string) rule {
	re := bounded(pattern)
	return func(s *told) bool { return re.MatchString(s.folded[1]) }
}

// during is from the beginning of a day of the archive's zone to before
// another.
func during(from, before string) rule {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err)
	}
	day := func(s string) time.Time {
		t, err := time.ParseInLocation("2006-01-02", s, zone)
		if err != nil {
			panic(err)
		}
		return t
	}
	low, high := day(from), day(before)
	return func(s *told) bool { return !s.when.Before(low) && s.when.Before(high) }
}

// seen is during, for when a story was first seen: the seed's today.
func seen(from, before string) rule {
	r := during(from, before)
	return func(s *told) bool { return r(s) && s.size != 5 }
}

// country is the United States, in capitals where not all is.
func country() rule {
	re := regexp.MustCompile(`(?:^|[^\pL\pN])(?:US|(?i:USA))(?:$|[^\pL\pN])`)
	sure := regexp.MustCompile(`(?:^|[^\pL\pN.])U\.S\.?(?:A\.?)?(?:$|[^\pL\pN.])|(?:^|[^\pL\pN])(?i:USA)(?:$|[^\pL\pN])`)
	return func(s *told) bool {
		for _, h := range append([]string{s.publisher}, s.headlines...) {
			shouted := strings.ToUpper(h) == h && strings.Contains(h, " ")
			if re.MatchString(h) && !shouted || sure.MatchString(h) {
				return true
			}
		}
		return false
	}
}

// plainly folds a text by hand.
func plainly(s string) string {
	s = norm.NFD.String(strings.ToLower(s))
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\u00ad':
			return -1
		case r == '’', r == '‘', r == '`', r == '´':
			return '\''
		}
		return r
	}, s)
	return strings.NewReplacer("ß", "ss", "æ", "ae", "ø", "o", "ł", "l", "đ", "d", "œ", "oe", "ı", "i").Replace(s)
}

// TestRealQueries promises that each query finds the stories that a rule
// written by hand for it finds among the real headlines: none missing, none
// too many.
func TestRealQueries(t *testing.T) {
	a, all := realArchive(t)
	titles := make(map[int64]*told, len(all))
	for i := range all {
		titles[all[i].id] = &all[i]
	}
	empty := 0
	for _, q := range realQueries() {
		var want []int64
		for i := range all {
			if q.rule(&all[i]) {
				want = append(want, all[i].id)
			}
		}
		began := time.Now()
		answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: q.text}, Page: archive.Page{Size: 10}})
		if err != nil {
			t.Errorf("%s: %v", q.text, err)
			continue
		}
		took := time.Since(began)
		m, err := a.Matching(t.Context(), archive.Question{Text: q.text}, nil)
		if err != nil {
			t.Fatal(err)
		}
		items := m.Stories
		slices.Sort(items)
		t.Logf("%-60s %6d  %v", q.text, answer.Total, took.Round(100*time.Microsecond))
		if len(want) == 0 {
			empty++
		}
		report(t, q.text+": missing", without(want, items), titles)
		report(t, q.text+": too many", without(items, want), titles)
		if answer.Total != len(items) {
			t.Errorf("%s: the answer says %d, there are %d", q.text, answer.Total, len(items))
		}
	}
	if empty > 1 { // no headline is about São Paulo
		t.Errorf("%d of the queries find nothing, and so prove little", empty)
	}
	t.Run("seed first", func(t *testing.T) { seedFirst(t, a) })
	t.Run("known items", func(t *testing.T) { knownItems(t, a) })
}

func without(all, some []int64) (left []int64) {
	for _, id := range all {
		if _, found := slices.BinarySearch(some, id); !found {
			left = append(left, id)
		}
	}
	return left
}

func report(t *testing.T, what string, ids []int64, titles map[int64]*told) {
	t.Helper()
	if len(ids) == 0 {
		return
	}
	var b strings.Builder
	for _, id := range ids[:min(len(ids), 6)] {
		s := titles[id]
		fmt.Fprintf(&b, "\n  %d %s | %s | %v | %q", id, s.title, s.publisher, s.when.Format(time.RFC3339), s.headlines)
	}
	t.Errorf("%s: %d%s", what, len(ids), b.String())
}
