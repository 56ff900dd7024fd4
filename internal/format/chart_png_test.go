package format

import (
	"bytes"
	"image/color"
	"image/png"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/effort"
)

// drawn counts the colours of a chart's picture.
func drawn(t *testing.T, line archive.Timeline) (count map[color.RGBA]int, size int) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteChartPNG(&b, line, false); err != nil {
		t.Fatal(err)
	}
	size = b.Len()
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	count = map[color.RGBA]int{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++ //nolint:errcheck // the model's own type
		}
	}
	return count, size
}

// TestPicture promises bars in the colours of their queries, what is missing
// hatched, and a picture of bounded size whatever the queries are.
func TestPicture(t *testing.T) {
	effort.WithoutRace(t, "one goroutine draws")
	points := func(stories ...int64) (all []archive.Point) {
		for i, n := range stories {
			all = append(all, archive.Point{Period: "2026-0" + string(rune('1'+i)), Stories: n, Gap: map[int]string{1: "all"}[i]})
		}
		return all
	}
	line := archive.Timeline{By: "month", Series: []archive.Series{{Query: "korea", Points: points(5, 0, 9)}, {Query: "日韓 قمة", Points: points(1, 2, 3)}}}
	count, size := drawn(t, line)
	for _, colour := range []string{"#0969da", "#bc4c00", "#d1d9e0", "#ffffff"} {
		if count[hexColour(colour)] < 500 {
			t.Errorf("%d points are %s", count[hexColour(colour)], colour)
		}
	}
	if size > 100<<10 {
		t.Errorf("the picture has %d bytes", size)
	}
	line.Series[1].Query = "japan"
	if other, _ := drawn(t, line); other[hexColour("#59636e")] >= count[hexColour("#59636e")] {
		t.Error("the picture does not say that letters are missing")
	}
	for range 12 {
		line.Series[0].Points = append(line.Series[0].Points, line.Series[0].Points...)
		line.Series[1].Points = append(line.Series[1].Points, line.Series[1].Points...)
	}
	for i := range line.Series[0].Points {
		line.Series[0].Points[i].Headline = string(bytes.Repeat([]byte("long "), 100))
	}
	if _, size := drawn(t, line); size > 1<<20 {
		t.Errorf("a long one has %d bytes", size)
	}
}
