package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// timelineForTests is hard to draw: hostile and wide headlines, complete and
// partial gaps, a long time without stories, and a second query without any.
func timelineForTests() archive.Timeline {
	line := archive.Timeline{
		By: "day", Zone: "Europe/Stockholm", First: "2026-03-20", Last: "2026-04-05", Took: 2100 * time.Microsecond,
		Series: []archive.Series{{Query: "korea \x1b[31m<b>", Total: 1290}, {Query: "高市首相", Total: 0}},
		Gaps: []chronology.Gap{
			{Feed: "world\x1b]0;x\a", First: "2026-03-20", Last: "2026-03-21", Why: chronology.GapNotFollowed},
			{Feed: "tech & science", First: "2026-03-23", Last: "2026-03-23", Why: chronology.GapNotReached},
		},
	}
	for i, n := range []int64{0, 3, 1234, 40, 1, 0, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0} {
		p := archive.Point{Period: time.Date(2026, 3, 20+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Stories: n, Clusters: n / 2, Share: float64(n) / 4000}
		p.First, p.Last, p.Find = p.Period, p.Period, "korea date:"+p.Period
		p.Gap = []string{chronology.GapAll, chronology.GapAll, "", chronology.GapPart}[min(i, 3)]
		if i > 3 {
			p.Gap = ""
		}
		if n == 1234 {
			p.Story, p.Headline = 7, "Korea \"and\" Japan\x1b[31m & <script>alert(1)</script> agree 日韓首脳会談でシャトル外交"
		}
		line.Series[0].Points = append(line.Series[0].Points, p)
		p.Stories, p.Clusters, p.Share, p.Story, p.Headline = 0, 0, 0, 0, ""
		line.Series[1].Points = append(line.Series[1].Points, p)
	}
	return line
}

// TestGoldenTimeline promises that bars, headlines and gaps fit any terminal
// and let no control character through.
func TestGoldenTimeline(t *testing.T) {
	one := timelineForTests()
	one.Series = one.Series[:1]
	for _, width := range []int{12, 30, 80, 200} {
		for name, line := range map[string]archive.Timeline{"timeline": one, "timeline-vs": timelineForTests()} {
			for _, share := range []bool{false, true} {
				var b bytes.Buffer
				a := newApp(nil, &b, io.Discard)
				a.out.Terminal, a.out.Width = true, width
				if err := a.timeline(line, timelineOptions{format: "table", share: share}); err != nil {
					t.Fatal(err)
				}
				for row := range strings.Lines(b.String()) {
					if w := ansi.StringWidth(strings.TrimSuffix(row, "\n")); w > width {
						t.Errorf("%d cells on a terminal of %d: %q", w, width, row)
					}
				}
				if strings.ContainsAny(b.String(), "\x1b\a") {
					t.Errorf("a control character: %q", b.String())
				}
				if width > 12 {
					golden(t, fmt.Sprintf("%s-%d%s", name, width, map[bool]string{true: "-share"}[share]), b.Bytes())
				}
			}
		}
	}
}

// TestGoldenChart promises one well-formed SVG without script or anything
// from outside, for many periods and for none.
func TestGoldenChart(t *testing.T) {
	empty := archive.Timeline{Series: []archive.Series{{Query: "x"}}}
	long := timelineForTests()
	for range 6 {
		long.Series[0].Points = append(long.Series[0].Points, long.Series[0].Points...)
		long.Series[1].Points = append(long.Series[1].Points, long.Series[1].Points...)
	}
	for name, line := range map[string]archive.Timeline{"timeline.svg": timelineForTests(), "empty.svg": empty, "": long} {
		var b bytes.Buffer
		if err := format.WriteChart(&b, line, name == "empty.svg"); err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(&b)
		if name != "" {
			golden(t, name, b.Bytes())
		}
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if start.Name.Local == "script" {
				t.Errorf("%s has a script", name)
			}
			for _, at := range start.Attr {
				if at.Name.Local == "href" || strings.HasPrefix(at.Name.Local, "on") || strings.Contains(at.Value, "NaN") {
					t.Errorf("%s: %s has %s=%s", name, start.Name.Local, at.Name.Local, at.Value)
				}
			}
		}
	}
}

func TestGoldenTimelineRecords(t *testing.T) {
	for _, format := range []string{"tsv", "csv", "json"} {
		var b bytes.Buffer
		a := newApp(nil, &b, io.Discard)
		if err := a.timeline(timelineForTests(), timelineOptions{format: format}); err != nil {
			t.Fatal(err)
		}
		golden(t, "timeline."+format, b.Bytes())
	}
}

// TestBars promises that the length of a bar is proportional, and that a value
// above zero is visible.
func TestBars(t *testing.T) {
	for _, c := range []struct {
		part  float64
		width int
		want  string
	}{
		{0, 10, ""}, {1, 4, "████"}, {0.5, 4, "██"}, {0.5, 3, "█▌"}, {1e-9, 3, "▏"}, {0.99, 1, "█"}, {7, 2, "██"}, {1, 0, ""}, {-1, 3, ""},
	} {
		if got := terminal.Bar(c.part, c.width); got != c.want {
			t.Errorf("bar(%v, %d) is %q, want %q", c.part, c.width, got, c.want)
		}
	}
	if got := terminal.Sparkline([]int64{0, 1, 4, 8, 2000, 0}); got != " ▁▁▁█ " {
		t.Errorf("%q", got)
	}
	if got := terminal.Sparkline([]int64{1, 2, 3, 4, 5, 6, 7, 8}); got != "▁▂▃▄▅▆▇█" {
		t.Errorf("%q", got)
	}
	if got := terminal.Sparkline([]int64{0, 0}); got != "  " {
		t.Errorf("%q", got)
	}
}
