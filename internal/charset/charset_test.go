package charset

import (
	"testing"
	"unicode/utf8"
)

// A label is believed unless the bytes contradict it; without one, UTF-8 comes
// before a guess.
func TestDecode(t *testing.T) {
	for _, c := range []struct {
		raw    string
		labels []string
		want   string
	}{
		{"caf\xe9", []string{"iso-8859-1"}, "café"},
		{"caf\xe9", []string{"", "nonsense", "ISO_8859-1"}, "café"},
		{"café", []string{"windows-1252"}, "café"},
		{"café", nil, "café"},
		{"\xef\xbb\xbfcafé", []string{"iso-8859-1"}, "café"},
		{"\xff\xfec\x00a\x00f\x00\xe9\x00", []string{"utf-8"}, "café"},
		{"na\xefve – café", []string{"utf-8"}, "naïve – café"},
		{"\xc1\xf0\xe0\xf2", []string{"windows-1251"}, "Брат"},
		{"<\x00p\x00>\x00", nil, "<p>"},
		{"", nil, ""},
	} {
		if got := Decode([]byte(c.raw), c.labels...); got != c.want {
			t.Errorf("%q as %q is %q, want %q", c.raw, c.labels, got, c.want)
		}
	}
}

func TestHeaderLabel(t *testing.T) {
	for contentType, want := range map[string]string{
		"text/html; charset=utf-8":             "utf-8",
		`text/html; charset="Shift_JIS"`:       "Shift_JIS",
		"text/html; charset=koi8-r; x y":       "koi8-r",
		"text/html":                            "",
		"":                                     "",
		"text/html;; charset='windows-1251' ;": "windows-1251",
	} {
		if got := HeaderLabel(contentType); got != want {
			t.Errorf("%q has the label %q, want %q", contentType, got, want)
		}
	}
}

// Whatever the bytes and the label, the result is valid UTF-8.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"café", "caf\xe9", "\xff\xfec\x00", "\x00\x00\xfe\xff\x00\x00\x00c", "\xe6\x97", "\x1b$B"} {
		f.Add([]byte(seed), "iso-2022-jp")
	}
	f.Fuzz(func(t *testing.T, raw []byte, label string) {
		if got := Decode(raw, label, ""); !utf8.ValidString(got) {
			t.Fatalf("%q as %q is %q", raw, label, got)
		}
	})
}
