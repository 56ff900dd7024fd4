package format

import (
	"io"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// TimelineDoc is a timeline for programs.
type TimelineDoc struct {
	Header
	archive.Timeline
	TookMS float64 `json:"took_ms"` // milliseconds
}

// WriteTimelineJSON writes a timeline as one JSON document.
func WriteTimelineJSON(w io.Writer, line archive.Timeline) error {
	return WriteJSON(w, TimelineDoc{NewHeader(), line, float64(line.Took.Microseconds()) / 1000})
}

// TimelineFields are the columns of a timeline's records.
func TimelineFields() []string {
	return []string{"query", "period", "stories", "clusters", "share", "gap", "story", "headline", "find"}
}

// TimelineRows are the records of a timeline: a query's number, a period, its
// counts, its gaps, and for a peak the story that represents it.
func TimelineRows(line archive.Timeline) (rows [][]string) {
	for i := range line.Series[0].Points {
		for q, s := range line.Series {
			p := s.Points[i]
			story := ""
			if p.Story > 0 {
				story = strconv.FormatInt(p.Story, 10)
			}
			rows = append(rows, []string{
				strconv.Itoa(q + 1), p.Period, strconv.FormatInt(p.Stories, 10), strconv.FormatInt(p.Clusters, 10),
				strconv.FormatFloat(p.Share, 'f', 6, 64), p.Gap, story, terminal.Clean(p.Headline), terminal.Clean(p.Find),
			})
		}
	}
	return rows
}
