package format

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// WriteChartPNG writes a timeline as WriteChart does, by day, as a PNG picture of
// 1920 points in width, or 960 where it is long. Its font, Go, has Latin, Greek
// and Cyrillic letters. Others are boxes, and the picture says so: an SVG is
// shown with the fonts of its reader.
func WriteChartPNG(w io.Writer, line archive.Timeline, share bool) error {
	d := &picture{}
	if err := drawChart(d, line, share); err != nil {
		return err
	}
	return png.Encode(w, d.img)
}

// maxSharp is the height in units up to which a unit is two points.
const maxSharp = 1500

// picture is a drawing as points.
type picture struct {
	img    *image.RGBA
	scale  float64
	height float64
	plain  lettering
	title  lettering
	lacks  bool // a letter that the font lacks
	err    error
}

// lettering is a font in a size.
type lettering struct {
	face font.Face
	font *sfnt.Font
}

func newLettering(ttf []byte, size float64) (l lettering, err error) {
	if l.font, err = opentype.Parse(ttf); err != nil {
		return l, err
	}
	l.face, err = opentype.NewFace(l.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	return l, err
}

func (d *picture) begin(_ string, width, height float64) {
	d.scale, d.height = 2, height
	if height > maxSharp {
		d.scale = 1
	}
	d.img = image.NewRGBA(image.Rect(0, 0, int(width*d.scale), int(height*d.scale)))
	draw.Draw(d.img, d.img.Bounds(), image.White, image.Point{}, draw.Src)
	if d.plain, d.err = newLettering(goregular.TTF, 13*d.scale); d.err == nil {
		d.title, d.err = newLettering(gobold.TTF, 18*d.scale)
	}
}

// box is a rectangle in whole points, at least one wide and high.
func (d *picture) box(x, y, w, h float64) image.Rectangle {
	at := func(v float64) int { return int(math.Round(v * d.scale)) }
	r := image.Rect(at(x), at(y), at(x+w), at(y+h))
	r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
	return r
}

func (d *picture) rect(r chartRect) {
	if r.fill >= 0 {
		draw.Draw(d.img, d.box(r.x, r.y, r.w, r.h), image.NewUniform(hexColour(chartColours()[r.fill])), image.Point{}, draw.Src)
		return
	}
	hatch := hexColour("#d1d9e0")
	if r.faint {
		hatch = hexColour("#eaeef2")
	}
	b := d.box(r.x, r.y, r.w, r.h).Intersect(d.img.Bounds())
	wide := int(8 * d.scale)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if (x+y)%wide < wide/3 {
				d.img.SetRGBA(x, y, hatch)
			}
		}
	}
}

func (d *picture) rule(axis bool, x1, x2, y float64) {
	c := hexColour("#d1d9e0")
	if axis {
		c = hexColour("#59636e")
	}
	draw.Draw(d.img, d.box(x1, y, x2-x1, 1), image.NewUniform(c), image.Point{}, draw.Src)
}

func (d *picture) text(t chartText) {
	if d.err != nil {
		return
	}
	with, ink := d.plain, hexColour("#1f2328")
	if t.title {
		with = d.title
	}
	if t.soft {
		ink = hexColour("#59636e")
	}
	text := norm.NFC.String(terminal.Clean(t.text))
	d.lacks = d.lacks || with.lacks(text)
	pen := font.Drawer{Dst: d.img, Src: image.NewUniform(ink), Face: with.face}
	x := fixed.Int26_6(math.Round(t.x * d.scale * 64))
	switch wide := pen.MeasureString(text); t.align {
	case alignMiddle:
		x -= wide / 2
	case alignEnd:
		x -= wide
	}
	pen.Dot = fixed.Point26_6{X: x, Y: fixed.Int26_6(math.Round(t.y * d.scale * 64))}
	pen.DrawString(text)
}

// lacks reports a letter that the font has no picture of.
func (l lettering) lacks(text string) bool {
	var b sfnt.Buffer
	for _, r := range text {
		if i, err := l.font.GlyphIndex(&b, r); err != nil || i == 0 {
			return true
		}
	}
	return false
}

func (d *picture) end() error {
	if d.lacks {
		d.text(chartText{x: chartWidth - chartRight, y: d.height - 6, align: alignEnd, soft: true, text: "Some letters are not in this picture's font; the SVG has them."})
	}
	return d.err
}

// hexColour reads a colour of ours, #rrggbb.
func hexColour(s string) color.RGBA {
	digit := func(i int) byte {
		c := s[i]
		if c >= 'a' {
			return c - 'a' + 10
		}
		return c - '0'
	}
	pair := func(i int) byte { return digit(i)<<4 | digit(i+1) }
	return color.RGBA{pair(1), pair(3), pair(5), 255}
}
