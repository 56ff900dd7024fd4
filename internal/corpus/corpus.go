// Package corpus gives tests access to real feeds, pages and headlines, which
// are not part of the project.
//
// The data is in $ARCHIVE_DATA_DIR, by default in ../shared/data beside the
// folder that holds go.mod. A test that needs them is skipped where they are
// absent; with ARCHIVE_DATA=required it fails.
package corpus

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"
)

// Path returns the path of a file or folder of the corpus.
func Path(tb testing.TB, elem ...string) string {
	tb.Helper()
	path := filepath.Join(append([]string{dir(tb)}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		missing(tb, path)
	}
	return path
}

// Read returns the bytes of a file of the corpus.
func Read(tb testing.TB, elem ...string) []byte {
	tb.Helper()
	b, err := os.ReadFile(Path(tb, elem...))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func dir(tb testing.TB) string {
	tb.Helper()
	if d := os.Getenv("ARCHIVE_DATA_DIR"); d != "" {
		return d
	}
	root, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(root), "shared", "data")
		}
		up := filepath.Dir(root)
		if up == root {
			tb.Fatal("no go.mod above the working directory")
		}
		root = up
	}
}

func missing(tb testing.TB, path string) {
	tb.Helper()
	if os.Getenv("ARCHIVE_DATA") == "required" {
		tb.Fatalf("ARCHIVE_DATA=required, but the test data is not there: %s", path)
	}
	tb.Skipf("needs real data that is not part of the project: no %s (set ARCHIVE_DATA_DIR)", path)
}

// Headline is one row of headlines.tsv.gz or observations.tsv.gz.
type Headline struct {
	Edition   string // en-US, sv-SE
	Section   string // of headlines: the sections it was in, separated by commas
	Seen      time.Time
	Title     string
	Publisher string
}

// Headlines returns the first rows of headlines.tsv.gz, up to limit; all when
// limit <= 0.
func Headlines(tb testing.TB, limit int) []Headline {
	tb.Helper()
	return rows(tb, "headlines.tsv.gz", limit, func(f []string) Headline {
		return Headline{Edition: f[0], Section: f[5], Seen: minute(tb, f[1]), Title: f[6], Publisher: f[7]}
	})
}

// Observations returns the first rows of observations.tsv.gz, up to limit; all
// when limit <= 0.
func Observations(tb testing.TB, limit int) []Headline {
	tb.Helper()
	return rows(tb, "observations.tsv.gz", limit, func(f []string) Headline {
		return Headline{Edition: f[0], Section: f[1], Seen: minute(tb, f[2]), Title: f[4], Publisher: f[5]}
	})
}

// Item returns the headline as an ordinary item with one story. Its address is
// derived from n and the publisher.
func (h Headline) Item(n int) news.Item {
	site := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(h.Publisher)) + ".example"
	link := "https://" + site + "/" + h.Seen.Format("2006/01/02/") + strconv.Itoa(n)
	language, _, _ := strings.Cut(h.Edition, "-")
	return news.Item{
		GUID: link, Link: link, Title: h.Title, Language: language,
		Published: news.Instant(h.Seen), PublishedRaw: h.Seen.Format(time.RFC1123Z),
		FirstSeen: h.Seen, LastSeen: h.Seen,
		Stories: []news.Story{{Link: link, Title: h.Title, Publisher: h.Publisher, Site: site, Language: language}},
	}
}
