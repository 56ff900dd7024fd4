package archive_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"newsarchive/internal/corpus"
)

// A sectionAt is what a section of an edition of Google News showed at a moment.
type sectionAt struct {
	section   string // edition and name
	headlines []corpus.Headline
}

// A step is an hour of the replay: the clock, and the snapshots of that hour, one
// of a section.
type step struct {
	at        time.Time
	snapshots []sectionAt
}

// sectionOf is a headline's section with its edition, as the path of its feed.
func sectionOf(h corpus.Headline) string {
	return h.Edition + "/" + strings.ReplaceAll(h.Section, " ", "-")
}

// stepsOf makes steps of rows that are ordered by time within each edition. Where
// an hour has several snapshots of an edition, it has as many steps. No two steps
// have the same time.
func stepsOf(rows []corpus.Headline) []step {
	seen := map[string]map[time.Time]int{} // edition → time of a snapshot → its number within its hour
	type place struct {
		hour   time.Time
		number int
	}
	at := map[place]*step{}
	for _, h := range rows {
		times := seen[h.Edition]
		if times == nil {
			times = map[time.Time]int{}
			seen[h.Edition] = times
		}
		hour := h.Seen.Truncate(time.Hour)
		number, known := times[h.Seen]
		if !known {
			number = times[hour.Add(-1)] // counts the hour's; no snapshot has this time
			times[hour.Add(-1)]++
			times[h.Seen] = number
		}
		s := at[place{hour, number}]
		if s == nil {
			s = &step{at: hour.Add(time.Duration(number) * time.Minute)}
			at[place{hour, number}] = s
		}
		s.add(h)
	}
	steps := make([]step, 0, len(at))
	for _, s := range at {
		steps = append(steps, *s)
	}
	slices.SortFunc(steps, func(a, b step) int { return a.at.Compare(b.at) })
	return steps
}

func (s *step) add(h corpus.Headline) {
	section := sectionOf(h)
	for i := range s.snapshots {
		if s.snapshots[i].section == section {
			s.snapshots[i].headlines = append(s.snapshots[i].headlines, h)
			return
		}
	}
	s.snapshots = append(s.snapshots, sectionAt{section, []corpus.Headline{h}})
}

// googleNews serves the steps of a replay as feeds of Google News, each below its
// section. It shows the step that was asked for last.
type googleNews struct {
	steps []step
	first map[string]time.Time // token → when the headline was first seen
	begun func(n int)          // if not nil, called when a step begins

	mu  sync.Mutex
	now int
}

func newGoogleNews(steps []step) *googleNews {
	g := &googleNews{steps: steps, first: map[string]time.Time{}}
	for _, s := range steps {
		for _, snap := range s.snapshots {
			for _, h := range snap.headlines {
				if token := tokenOf(h); g.first[token].IsZero() {
					g.first[token] = s.at
				}
			}
		}
	}
	return g
}

// sections are all sections, in order.
func (g *googleNews) sections() (all []string) {
	for _, s := range g.steps {
		for _, snap := range s.snapshots {
			if i, known := slices.BinarySearch(all, snap.section); !known {
				all = slices.Insert(all, i, snap.section)
			}
		}
	}
	return all
}

// tokenOf is the token that the headline's link has, in all sections of its
// edition.
func tokenOf(h corpus.Headline) string {
	sum := sha256.Sum256([]byte(h.Edition + "\x00" + h.Title + "\x00" + h.Publisher))
	return "CBMi" + base64.RawURLEncoding.EncodeToString(sum[:30])
}

// replayStep is what a step asks of the archive: the clock, and the sections to
// fetch.
type replayStep struct {
	At       time.Time
	Sections []string
}

// ServeHTTP serves /step/N, which begins a step, and the feeds.
func (g *googleNews) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var n int
	if _, err := fmt.Sscanf(r.URL.Path, "/step/%d", &n); err == nil {
		g.mu.Lock()
		g.now = n
		g.mu.Unlock()
		if g.begun != nil {
			g.begun(n)
		}
		_ = json.NewEncoder(w).Encode(g.ask(n))
		return
	}
	g.mu.Lock()
	s := g.steps[g.now]
	g.mu.Unlock()
	for _, snap := range s.snapshots {
		if r.URL.Path == "/rss/"+snap.section {
			_, _ = w.Write(g.document(snap))
			return
		}
	}
	http.NotFound(w, r)
}

func (g *googleNews) ask(n int) replayStep {
	ask := replayStep{At: g.steps[n].at}
	for _, snap := range g.steps[n].snapshots {
		ask.Sections = append(ask.Sections, snap.section)
	}
	return ask
}

// document is the feed of a snapshot.
func (g *googleNews) document(snap sectionAt) []byte {
	var b strings.Builder
	text := func(s string) string {
		var escaped strings.Builder
		_ = xml.EscapeText(&escaped, []byte(s))
		return escaped.String()
	}
	edition, name, _ := strings.Cut(snap.section, "/")
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><generator>NFE/5.0</generator><title>%s - Google News</title><language>%s</language>`, name, edition)
	for _, h := range snap.headlines {
		token := tokenOf(h)
		link := "https://news.google.com/rss/articles/" + token + "?oc=5"
		entry := fmt.Sprintf(`<a href="%s" target="_blank">%s</a>&nbsp;&nbsp;<font color="#6f6f6f">%s</font>`, link, text(h.Title), text(h.Publisher))
		fmt.Fprintf(&b, `<item><title>%s - %s</title><link>%s</link><guid isPermaLink="false">%s</guid><pubDate>%s</pubDate><description>%s</description><source url="https://%s">%[2]s</source></item>`,
			text(h.Title), text(h.Publisher), link, token, g.first[token].Format(http.TimeFormat), text(entry), h.Item(0).Stories[0].Site)
	}
	b.WriteString(`</channel></rss>`)
	return []byte(b.String())
}
