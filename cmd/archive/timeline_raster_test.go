package main

import (
	"bytes"
	"image/color"
	"image/png"
	"os/exec"
	"strings"
	"testing"

	"newsarchive/internal/format"
)

// A chart looks right in a program without support for CSS variables: a white
// background, each query's bars in its colour, and almost nothing black.
func TestChartInLibrsvg(t *testing.T) {
	program, err := exec.LookPath("rsvg-convert")
	if err != nil {
		t.Skip("needs rsvg-convert (Debian: librsvg2-bin) to draw a chart; skipped")
	}
	line := timelineForTests()
	line.Series[1].Points[2].Stories = 800
	var svg, drawn bytes.Buffer
	if err := format.WriteChart(&svg, line, false); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Stdin, cmd.Stdout = &svg, &drawn
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&drawn)
	if err != nil {
		t.Fatal(err)
	}
	count := map[color.RGBA]int{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++ //nolint:errcheck // the model's own type
		}
	}
	all := img.Bounds().Dx() * img.Bounds().Dy()
	white, black := count[color.RGBA{255, 255, 255, 255}], count[color.RGBA{0, 0, 0, 255}]
	if white < all/2 || black > all/100 {
		t.Errorf("of %d points %d are white and %d black", all, white, black)
	}
	for name, c := range map[string]color.RGBA{"first": {0x09, 0x69, 0xda, 255}, "second": {0xbc, 0x4c, 0, 255}} {
		if count[c] < 500 {
			t.Errorf("%d points are in the colour of the %s query", count[c], name)
		}
	}
}

// A chart has no links and no scripts.
func TestChartIsInert(t *testing.T) {
	var svg bytes.Buffer
	if err := format.WriteChart(&svg, timelineForTests(), false); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"<script", "href", "javascript:", "http://", "https://", "onload"} {
		if text := strings.Replace(svg.String(), "http://www.w3.org/2000/svg", "", 1); strings.Contains(text, no) {
			t.Errorf("a chart holds %s", no)
		}
	}
}
