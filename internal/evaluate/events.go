package evaluate

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
)

// Events is how well the events of a labelled set are found.
type Events struct {
	Set      string     `json:"set"`
	Language string     `json:"language,omitempty"` // empty: all
	Stories  int        `json:"stories"`
	Labels   int        `json:"labels"`
	Ours     Clustering `json:"ours"`
	Baseline Clustering `json:"baseline"`
}

// Labelled is a story of which a person or a news site said which event it tells
// of.
type Labelled struct {
	ID        string    `json:"id"`
	Date      news.Date `json:"date"`
	Publisher string    `json:"publisher"`
	Title     string    `json:"title"`
	Text      string    `json:"text"`
	Language  string    `json:"lang"`
	Event     string    `json:"event"`
}

// ReadLabelled reads a file of JSON lines, one Labelled each, compressed with
// gzip if its name ends in .gz.
func ReadLabelled(path string) ([]Labelled, error) { return ReadFile(path, readLabelled) }

func readLabelled(r io.Reader) (stories []Labelled, err error) {
	err = eachLine(r, func(n int, line []byte) error {
		var s Labelled
		if err := json.Unmarshal(line, &s); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		stories = append(stories, s)
		return nil
	})
	return stories, err
}

// FindEvents measures the method of internal/event on a labelled set, beside a
// single pass that compares headlines by TF-IDF. Labels and Google's clusters
// are not shown to either.
func FindEvents(set string, stories []Labelled) Events {
	labels := make([]string, len(stories))
	distinct := map[string]bool{}
	for i, s := range stories {
		labels[i] = s.Event
		distinct[s.Event] = true
	}
	return Events{
		Set: set, Stories: len(stories), Labels: len(distinct),
		Ours:     BCubed(byMethod(stories), labels),
		Baseline: BCubed(bySinglePass(stories), labels),
	}
}

// byMethod returns the event of each story.
func byMethod(stories []Labelled) []int64 {
	reader := event.NewReader()
	profiles := make([]event.Profile, len(stories))
	for i, s := range stories {
		profiles[i] = reader.Read(&event.Story{
			ID: int64(i + 1), Key: s.ID, Date: s.Date, Publisher: s.Publisher, Language: s.Language,
			Titles: []string{s.Title}, Text: s.Text,
		})
	}
	events := make([]int64, len(stories))
	for story, of := range event.All(profiles) {
		events[story-1] = of
	}
	return events
}

// FindEventsByLanguage measures the stories of each language by themselves, in
// the order of their number.
func FindEventsByLanguage(set string, stories []Labelled) (all []Events) {
	languages := map[string][]Labelled{}
	for _, s := range stories {
		languages[s.Language] = append(languages[s.Language], s)
	}
	for language, some := range languages {
		e := FindEvents(set, some)
		e.Language = language
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b Events) int {
		return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Language, b.Language))
	})
	return all
}
