package corpus

import (
	"bufio"
	"compress/gzip"
	"os"
	"strings"
	"testing"
	"time"
)

// rows reads a gzipped file of tab-separated values with a header line.
func rows(tb testing.TB, name string, limit int, row func([]string) Headline) []Headline {
	tb.Helper()
	f, err := os.Open(Path(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Scan() // the header
	columns := strings.Count(lines.Text(), "\t") + 1
	var all []Headline
	for lines.Scan() {
		fields := strings.SplitN(lines.Text(), "\t", columns)
		if len(fields) != columns {
			tb.Fatalf("%s: %d columns of %d in %q", name, len(fields), columns, lines.Text())
		}
		all = append(all, row(fields))
		if len(all) == limit {
			break
		}
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return all
}

func minute(tb testing.TB, s string) time.Time {
	tb.Helper()
	t, err := time.Parse("2006-01-02T15:04Z", s)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}
