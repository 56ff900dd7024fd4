package main

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var drawPicture = flag.Bool("picture", false, "draw docs/serve.png anew, with chromium")

const servePicture = "../../docs/serve.png"

// TestServePicture promises that README shows the page of a search, in a small
// picture. With -picture it is drawn: the demo's archive in chromium.
func TestServePicture(t *testing.T) {
	if *drawPicture {
		page := screenshot(t, "search?q=summit")
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, fewColours(page)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(servePicture, b.Bytes(), 0o644); err != nil { //nolint:gosec // it is to be read
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(servePicture)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := img.(*image.Paletted); !ok || len(raw) > 120<<10 || img.Bounds().Dx() < 900 {
		t.Errorf("the picture is a %T of %d bytes and %v", img, len(raw), img.Bounds())
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil || !strings.Contains(string(readme), "](docs/serve.png)") {
		t.Errorf("README does not show it: %v", err)
	}
}

// screenshot serves the demo's archive and returns a page of it as chromium shows
// it.
func screenshot(t *testing.T, page string) image.Image {
	t.Helper()
	server := serveHere(t, nil, "demo", "--serve", "--listen", "127.0.0.1:0")
	file := filepath.Join(t.TempDir(), "page.png")
	cmd := exec.CommandContext(t.Context(), cmp.Or(os.Getenv("CHROMIUM"), "chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
		"--window-size=1040,760", "--screenshot="+file, server.address+page)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("chromium: %v\n%s", err, out)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// fewColours returns a picture with its 64 most frequent colours.
func fewColours(img image.Image) *image.Paletted {
	count := map[color.RGBA]int{}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++ //nolint:errcheck // the model's own type
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int { return count[b] - count[a] })
	palette := color.Palette{}
	for _, c := range all[:min(len(all), 64)] {
		palette = append(palette, c)
	}
	few := image.NewPaletted(img.Bounds(), palette)
	draw.Draw(few, few.Bounds(), img, img.Bounds().Min, draw.Src)
	return few
}
