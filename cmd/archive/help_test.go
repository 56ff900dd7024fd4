package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// session runs commands on an archive, as a person would.
type session struct {
	t   *testing.T
	dir string
}

// newSession makes an archive of lines of NDJSON.
func newSession(t *testing.T, ndjson string) session {
	t.Helper()
	t.Setenv("TZ", "Europe/Stockholm")
	s := session{t, filepath.Join(t.TempDir(), "archive")}
	path := filepath.Join(t.TempDir(), "stories.ndjson")
	if err := os.WriteFile(path, []byte(ndjson), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, said := s.run("import", path); code != exitDone {
		t.Fatal(said)
	}
	return s
}

// run runs the program.
func (s session) run(args ...string) (code int, out, said string) {
	var o, e bytes.Buffer
	code = newApp(nil, &o, &e).run(s.t.Context(), append([]string{"--dir", s.dir}, args...))
	return code, o.String(), e.String()
}

// found returns the numbers of all stories that a query finds, ascending.
func (s session) found(query string) []int64 {
	s.t.Helper()
	code, out, said := s.run("search", "--json", "-n", "1000", query)
	var doc struct {
		Relaxed bool
		Groups  []struct{ Stories []struct{ ID int64 } }
	}
	if err := json.Unmarshal([]byte(out), &doc); code != exitDone || err != nil {
		s.t.Fatalf("%s: exit %d, %v, %s", query, code, err, said)
	}
	ids := []int64{}
	if doc.Relaxed {
		return ids
	}
	for _, g := range doc.Groups {
		for _, st := range g.Stories {
			ids = append(ids, st.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

const taught = `{"feed":{"url":"https://f.example/world","name":"world"},"guid":"1","cluster":true,"title":"x","published":"2026-01-13T08:00:00Z","stories":[{"link":"https://r.example/1","title":"South Korea's leaders at Japan summit","publisher":"Reuters","site":"reuters.com","language":"en"},{"link":"https://g.example/1","title":"K-pop hits for the prime minister","publisher":"The Guardian","site":"theguardian.com","language":"en"},{"link":"https://b.example/1","title":"They told us to wait","publisher":"BBC","site":"news.bbc.co.uk","language":"en"}]}
{"feed":{"url":"https://f.example/other"},"link":"https://a.example/4","title":"U.S. tariffs hit São Paulo","published":"2026-01-14T08:30:00Z","tags":["Politics"],"language":"en"}
{"feed":{"url":"https://f.example/other"},"link":"https://a.example/5","title":"A leader speaks","author":"Ann Lee","summary":"of trick or treat in the harbour","published":"2026-01-20T08:30:00Z","language":"en"}
{"feed":{"url":"https://f.example/other"},"link":"https://a.example/6","title":"Regeringen om priser","published":"2025-06-01","language":"sv","stories":[{"link":"https://a.example/6","title":"Regeringen om priser","language":"sv","text":"Hela artikeln."}]}
{"feed":{"url":"https://f.example/other"},"link":"https://a.example/7","title":"日韓首脳会談","published":"2025-06-02","language":"ja"}
{"feed":{"url":"https://f.example/other"},"link":"https://a.example/8","title":"한국의 대통령","published":"2025-06-03","language":"ko"}
{"feed":{"url":"https://f.example/other"},"link":"https://a.example/9","title":"Climate summit opens","published":"2025-06-04","language":"en"}
`

// TestQueryHelp asks every example of "archive help query".
func TestQueryHelp(t *testing.T) {
	s := newSession(t, taught)
	want := map[string][]int64{
		`south korea summit`: {1, 2, 3}, `leader`: {1, 2, 3, 5}, `+leader`: {5}, `"prime minister"`: {1, 2, 3},
		`sao paulo`: {4}, `kpop`: {1, 2, 3}, `US`: {4}, `us`: {1, 2, 3, 4}, `kor*`: {1, 2, 3}, `koria~`: {1, 2, 3}, `~~leader`: {1, 2, 3, 5},
		`日韓`: {7}, `한국`: {8}, `*`: {1, 2, 3, 4, 5, 6, 7, 8, 9},
		`summit -korea`: {9}, `summit NOT korea`: {9}, `tariffs OR summit`: {1, 2, 3, 4, 9}, `tariffs | summit`: {1, 2, 3, 4, 9},
		`(tariffs OR summit) -japan`: {4, 9}, `korea AND summit`: {1, 2, 3}, `trick or treat`: {5},
		`title:summit`: {1, 9}, `title:(summit OR tariffs)`: {1, 4, 9}, `text:harbour`: {5}, `publisher:reuters`: {1},
		`publisher:reuters,guardian`: {1, 2}, `pub:"the guardian"`: {2}, `author:"ann lee"`: {5}, `link:bbc.co.uk/news`: {}, `site:bbc.co.uk`: {3}, `feed:world`: {1, 2, 3},
		`tag:politics`: {4}, `#politics`: {4}, `lang:sv`: {6}, `date:2026-01`: {1, 2, 3, 4, 5}, `size:>2`: {1, 2, 3},
		`publishers:>=3`: {1, 2, 3}, `is:lead korea`: {1}, `is:unread korea`: {1, 2, 3}, `has:text`: {6}, `id:1`: {1}, `cluster:1`: {1, 2, 3}, `similar:1`: {2, 3, 5, 9}, `event:1`: {1, 2, 3}, `-is:duplicate korea`: {1, 2, 3},
	}
	all := slices.Concat(wordExamples(), operatorExamples(), fieldExamples())
	for _, e := range all {
		if d := cmp.Diff(want[e.query], s.found(e.query)); d != "" {
			t.Errorf("%s: %s\n%s", e.query, e.finds, d)
		}
	}
	s.shows("query", all)
}

// TestDatesHelp asks every example of "archive help dates" of stories in the
// past and around today. Today is the clock's: if midnight passes during the
// test, it asks again.
func TestDatesHelp(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	midnight := func() time.Time {
		now := time.Now().In(zone)
		return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, zone)
	}
	today := midnight()
	s, faults := askDates(t, today)
	if now := midnight(); !now.Equal(today) {
		s, faults = askDates(t, now)
	}
	for _, f := range faults {
		t.Error(f)
	}
	s.shows("dates", slices.Concat(dateExamples(), namedDateExamples(), rangeExamples()))
}

// askDates asks all examples of dates on a day that begins at today, and returns
// those that find the wrong stories.
func askDates(t *testing.T, today time.Time) (s session, faults []string) {
	t.Helper()
	zone := today.Location()
	moments := []time.Time{
		time.Date(2025, 12, 31, 12, 0, 0, 0, zone), time.Date(2026, 1, 11, 12, 0, 0, 0, zone), time.Date(2026, 1, 12, 0, 0, 0, 0, zone),
		time.Date(2026, 1, 13, 12, 0, 0, 0, zone), time.Date(2026, 1, 14, 9, 30, 20, 0, zone), time.Date(2026, 1, 14, 9, 31, 0, 0, zone),
		time.Date(2026, 1, 15, 0, 0, 0, 0, zone), time.Date(2026, 1, 18, 23, 59, 0, 0, zone), time.Date(2026, 1, 19, 0, 0, 0, 0, zone),
		time.Date(2026, 2, 1, 0, 0, 0, 0, zone),
	}
	for n := range 70 {
		moments = append(moments, today.AddDate(0, 0, -n))
	}
	var lines strings.Builder
	for i, m := range moments {
		lines.WriteString(`{"link":"https://a.example/` + strconv.Itoa(i) + `","title":"Story ` + strconv.Itoa(i) + `","published":"` + m.UTC().Format(time.RFC3339) +
			`","first_seen":"` + m.UTC().Format(time.RFC3339) + `"}` + "\n")
	}
	s = newSession(t, lines.String())
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, zone) }
	last := day(today.Year(), 1, 1)
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	month := day(today.Year(), today.Month(), 1)
	never, always := day(1, 1, 1), day(9999, 1, 1)
	spans := map[string][2]time.Time{
		`date:2026`: {day(2026, 1, 1), day(2027, 1, 1)}, `date:2026-01`: {day(2026, 1, 1), day(2026, 2, 1)},
		`date:"january 2026"`: {day(2026, 1, 1), day(2026, 2, 1)}, `date:2026-W03`: {day(2026, 1, 12), day(2026, 1, 19)},
		`date:2026-01-14`:        {day(2026, 1, 14), day(2026, 1, 15)},
		`date:"14 January 2026"`: {day(2026, 1, 14), day(2026, 1, 15)},
		`date:2026-01-14T09:30`:  {day(2026, 1, 14).Add(570 * time.Minute), day(2026, 1, 14).Add(571 * time.Minute)},
		`seen:2026-01-15`:        {day(2026, 1, 15), day(2026, 1, 16)},
		`date:today`:             {today, today.AddDate(0, 0, 1)}, `date:yesterday`: {today.AddDate(0, 0, -1), today},
		`date:monday`: {monday, monday.AddDate(0, 0, 1)}, `date:jan`: {last, last.AddDate(0, 1, 0)},
		`date:this-week`: {monday, monday.AddDate(0, 0, 7)}, `date:last-month`: {month.AddDate(0, -1, 0), month},
		`date:"2 weeks ago"`:          {today.AddDate(0, 0, -14), today.AddDate(0, 0, -13)},
		`date:7d`:                     {today.AddDate(0, 0, -6), today.AddDate(0, 0, 1)},
		`date:2026-01-13..2026-01-14`: {day(2026, 1, 13), day(2026, 1, 15)}, `date:2026-01-14..`: {day(2026, 1, 14), always},
		`date:..2026-01-14`: {never, day(2026, 1, 15)}, `date:>2026-01-14`: {day(2026, 1, 15), always},
		`date:>=2026-01-14`: {day(2026, 1, 14), always}, `date:<2026-01-14`: {never, day(2026, 1, 14)},
		`date:<=2026-01-14`: {never, day(2026, 1, 15)}, `after:2026-01-14`: {day(2026, 1, 14), always}, `before:2026-01-14`: {never, day(2026, 1, 14)},
	}
	for _, e := range slices.Concat(dateExamples(), namedDateExamples(), rangeExamples()) {
		span, ok := spans[e.query]
		if !ok {
			t.Errorf("%s: not tested", e.query)
		}
		want := []int64{}
		for i, m := range moments {
			if !m.Before(span[0]) && m.Before(span[1]) {
				want = append(want, int64(i+1))
			}
		}
		if d := cmp.Diff(want, s.found(e.query)); d != "" {
			faults = append(faults, e.query+": "+e.finds+"\n"+d)
		}
	}
	return s, faults
}

// shows checks that a help topic has each example on a line.
func (s session) shows(topic string, all []example) {
	s.t.Helper()
	code, out, _ := s.run("help", topic)
	if code != exitDone {
		s.t.Errorf("help %s: exit %d", topic, code)
	}
	for _, e := range all {
		if !strings.Contains(out, "  "+e.query+" ") || !strings.Contains(out, e.finds) {
			s.t.Errorf("help %s does not show %s", topic, e.query)
		}
	}
}
