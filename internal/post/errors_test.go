package post

import (
	"strings"
	"testing"
)

// For every mistake in a post, the message says where and what it is.
func TestParseErrors(t *testing.T) {
	bomb := "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for _, n := range []string{"1", "2", "3", "4", "5", "6"} {
		before := string(n[0] - 1)
		bomb += "a" + n + ": &a" + n + " [*a" + before + ", *a" + before + ", *a" + before + ", *a" + before + ", *a" + before + ", *a" + before + ", *a" + before + ", *a" + before + ", *a" + before + ", *a" + before + "]\n"
	}
	tests := map[string]struct{ raw, want string }{
		"nothing":         {"", "x.md:1: no front matter; a post begins with a line of --- (YAML) or +++ (TOML)"},
		"no front matter": {"# Hello\n", "x.md:1: no front matter"},
		"JSON":            {"{\"title\": 1}\n", "x.md:1: JSON front matter is not read"},
		"never ends":      {"\n---\ntitle: x\n", "x.md:2: the front matter begins here but never ends"},
		"too long":        {"---\n" + strings.Repeat("a: b\n", 100_000), "x.md:1: the front matter is longer than 256 kB"},
		"a colon":         {"---\ndate: 2026-01-02\ntitle: Korea: a visit\n---\n", "x.md:3: broken YAML front matter: mapping values are not allowed in this context; a text with a colon in it needs quotes"},
		"open quote":      {"---\ntitle: \"x\n---\n", "x.md:3: broken YAML front matter: found unexpected end of stream"},
		"tab":             {"---\ntags:\n\t- x\n---\n", "x.md:3: broken YAML front matter: found character that cannot start any token"},
		"twice":           {"---\ntitle: a\nlink: b\nTitle: c\n---\n", `x.md:4: "Title" is given twice, first on line 2; remove one`},
		"no fields":       {"---\njust words\n---\n", "x.md:2: the front matter holds no fields"},
		"two documents":   {"---\ntitle: x\n...\nlink: y\n---\n", "x.md:2: the front matter is more than one YAML document"},
		"alias bomb":      {bomb + "---\n", "more than 10000 values in the front matter"},
		"alias to itself": {"---\na: &a [*a]\n---\nx", "nested more than"},
		"unknown anchor":  {"---\ntitle: *nobody\n---\n", "x.md:"},
		"TOML":            {"+++\ntitle = \"x\"\ndate = soon\n+++\n", "x.md:3: broken TOML front matter: "},
		"TOML twice":      {"+++\ntitle = \"x\"\ntitle = \"y\"\n+++\n", "x.md:3: broken TOML front matter: Key 'title' has already been defined."},
		"TOML two cases":  {"+++\ntitle = \"x\"\nTitle = \"y\"\n+++\n", `x.md:1: "title" is given twice`},
		"NUL":             {"---\ntitle: x\n---\na\x00b", "x.md:4: a NUL byte"},
		"Latin-1":         {"---\ntitle: caf\xe9\n---\n", "x.md:2: byte 0xe9 is not UTF-8"},
		"UTF-16":          {"\xff\xfe-\x00-\x00-\x00", "x.md:1: the file is UTF-16"},
		"says nothing":    {"---\ndraft: true\n---\n\n", "x.md:1: the post has no title, no link, no text and no enclosure"},
		"empty front":     {"---\n---\n", "x.md:1: the post has no title"},
		"deep":            {"---\na: " + strings.Repeat("[", 20_000) + "\n---\n", "x.md:"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(test.raw), "x.md")
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "x.md:") {
				t.Errorf("error\n%v\nwant\n%v", err, test.want)
			}
		})
	}
}

func TestParseDates(t *testing.T) {
	for raw, want := range map[string]string{
		"2026-01-14":                      "2026-01-14",
		"'2026-01-14'":                    "2026-01-14",
		"2026-01-14T09:30:00Z":            "2026-01-14T09:30:00Z",
		"2026-01-14T09:30:00.25+09:00":    "2026-01-14T00:30:00Z",
		"2026-01-14 09:30:00 +0900":       "2026-01-14T00:30:00Z",
		"2026-01-14 09:30":                "2026-01-14T09:30:00Z",
		"2026-01-14T09:30":                "2026-01-14T09:30:00Z",
		"Wed, 14 Jan 2026 09:30:00 +0100": "2026-01-14T08:30:00Z",
		"January 14, 2026":                "2026-01-14",
		"0001-01-01T00:00:00Z":            "",
		"1970-01-01T00:00:00Z":            "",
		"soon":                            "",
		"":                                "",
	} {
		item := mustParse(t, []byte("---\ntitle: x\ndate: "+raw+"\n---\n"), "x.md")
		if got := item.Published.String(); got != want {
			t.Errorf("date: %s is read as %q, want %q", raw, got, want)
		}
		if item.PublishedRaw != strings.Trim(raw, "'") {
			t.Errorf("date: %s is kept as %q", raw, item.PublishedRaw)
		}
	}
	for raw, want := range map[string]string{
		"2026-01-14":                "2026-01-14",
		"2026-01-14T09:30:00+09:00": "2026-01-14T00:30:00Z",
		"2026-01-14T09:30:00":       "2026-01-14T09:30:00Z",
		"2026-01-14 09:30:00Z":      "2026-01-14T09:30:00Z",
		"09:30:00":                  "",
		`"2026-01-14"`:              "2026-01-14",
	} {
		item := mustParse(t, []byte("+++\ntitle = 'x'\ndate = "+raw+"\n+++\n"), "x.md")
		if got := item.Published.String(); got != want {
			t.Errorf("date = %s is read as %q, want %q", raw, got, want)
		}
	}
}
