package robots

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestAllowed(t *testing.T) {
	tests := []struct {
		name, file string
		allowed    string // paths, separated by spaces
		denied     string
	}{
		{"empty", "", "/ /a", ""},
		{"no rules", "<!doctype html><title>Not found: sorry</title>", "/ /a", ""},
		{"all", "User-agent: *\nDisallow: /", "", "/ /a /a?b=c"},
		{"none", "User-agent: *\nDisallow:", "/ /a", ""},
		{"prefix", "User-agent: *\nDisallow: /fish", "/ /Fish /catfish", "/fish /fish.html /fish/salmon /fishheads /fish?id=1"},
		{"folder", "User-agent: *\nDisallow: /fish/", "/fish /fish.html", "/fish/ /fish/salmon"},
		{"byte order mark, CRLF, comments", "\xef\xbb\xbfUser-agent: * # all\r\nDisallow: /a # this\r\n\r\n# that\r\nDisallow: /b\r\n", "/c", "/a /b"},
		{"CR", "User-agent: *\rDisallow: /a\rDisallow: /b", "/c", "/a /b"},
		{"spaces and case", "  uSER-aGENT :\t*  \n DISALLOW\t:  /a  ", "/A", "/a"},
		{"the longest", "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c", "/a/b /a/bb", "/a /a/c /a/b/c"},
		{"the longest, with a star", "User-agent: *\nAllow: /page\nDisallow: /*.htm", "/page", "/page.htm"},
		{"equal", "User-agent: *\nDisallow: /folder\nAllow: /folder", "/folder/page", ""},
		{"equal, the other way round", "User-agent: *\nAllow: /folder\nDisallow: /folder", "/folder/page", ""},
		{"stars", "User-agent: *\nDisallow: /*/private/*/x", "/private/a/x /a/private/x", "/a/private/b/x /a/b/private/c/d/xy"},
		{"a star is of no length", "User-agent: *\nDisallow: /a*b", "/x/ab", "/ab /axxb /axbx"},
		{"a star first", "User-agent: *\nDisallow: *.gif$", "/a.gifs", "/a.gif /a/b.gif"},
		{"the end", "User-agent: *\nDisallow: /*.php$", "/a.php?b /a.php5 /windows.PHP", "/a.php /b/a.php /a.php/b.php"},
		{"the end of a plain path", "User-agent: *\nDisallow: /$", "/a", "/"},
		{"the end overlaps", "User-agent: *\nDisallow: /ab*b$", "/ab", "/abb"},
		{"a dollar within", "User-agent: *\nDisallow: /a$b", "/a", ""},
		{"the query", "User-agent: *\nDisallow: /*?s=", "/a?t=1", "/a?s=1 /?s="},
		{"ours", "User-agent: *\nDisallow: /\n\nUser-agent: Archive\nDisallow: /a", "/ /b", "/a"},
		{"ours, allowed all", "User-agent: archive\nDisallow:\n\nUser-agent: *\nDisallow: /", "/ /a", ""},
		{"ours, with a version", "User-agent: archive/2.0\nDisallow: /a\n", "/", "/a"},
		{"another's, whose name ours begins with", "User-agent: arch\nDisallow: /", "/", ""},
		{"another's, which begins with ours", "User-agent: archivebot\nDisallow: /\nUser-agent: archive-it\nDisallow: /", "/", ""},
		{"several names", "User-agent: x\nUser-agent: archive\nUser-agent: y\nDisallow: /a", "/", "/a"},
		{"several groups", "User-agent: archive\nDisallow: /a\nUser-agent: x\nDisallow: /x\nUser-agent: archive\nDisallow: /b", "/x", "/a /b"},
		{"a line between that is no rule", "User-agent: archive\nSitemap: https://x.example/s.xml\nUser-agent: x\nDisallow: /a", "/", "/a"},
		{"rules of nobody", "Disallow: /\nUser-agent: x\nDisallow: /", "/ /a", ""},
		{"an ill Crawl-delay", "User-agent: *\nCrawl-delay: soon\nDisallow: /a", "/", "/a"},
		{"an address for a path", "User-agent: *\nDisallow: https://x.example/a\nDisallow: b", "/a /b", ""},
		{"encoded", "User-agent: *\nDisallow: /a%3cd.html\nDisallow: /%7ejoe/\nDisallow: /ü\nDisallow: /b%2A%24", "/b /bx", "/a%3Cd.html /~joe/x /%C3%BC /%c3%bc/a /b*$ /b%2a%24"},
		{"an encoded slash is another", "User-agent: *\nDisallow: /a/b", "/a%2Fb", "/a/b"},
		{"ill encoded", "User-agent: *\nDisallow: /a%zz\nDisallow: /b%", "/", "/a%zz /b%"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			rules := Parse([]byte(test.file), "archive")
			for _, path := range strings.Fields(test.allowed) {
				if !rules.Allowed(path) {
					t.Errorf("%s is denied", path)
				}
			}
			for _, path := range strings.Fields(test.denied) {
				if rules.Allowed(path) {
					t.Errorf("%s is allowed", path)
				}
			}
		})
	}
	if !AllowAll().Allowed("/a") || !AllowAll().Allowed("") {
		t.Error("AllowAll does not allow all")
	}
}

func TestDelay(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 5\nDisallow: /a":                              5 * time.Second,
		"User-agent: *\nCrawl-delay: 0.5":                                          500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 5\nUser-agent: archive\nDisallow:":            0,
		"User-agent: *\nCrawl-delay: 5\nUser-agent: archive\nCrawl-delay: 7":       7 * time.Second,
		"User-agent: archive\nCrawl-delay: 7\nUser-agent: archive\nCrawl-delay: 3": 7 * time.Second,
		"User-agent: *\nCrawl-delay: -5":                                           0,
		"User-agent: *\nCrawl-delay: NaN":                                          0,
		"User-agent: *\nCrawl-delay: Inf":                                          24 * time.Hour,
		"User-agent: *\nCrawl-delay: 1e300":                                        24 * time.Hour,
		"Crawl-delay: 5":                                                           0,
	} {
		if got := Parse([]byte(file), "archive").Delay(); got != want {
			t.Errorf("%q: %v, want %v", file, got, want)
		}
	}
}

// Of a file that is too long, its beginning counts, without the line that is cut.
func TestLongFile(t *testing.T) {
	t.Parallel()
	begin := []byte("User-agent: *\nDisallow: /a\n")
	filler := bytes.Repeat([]byte("# nothing\n"), 5<<20/10)
	rules := Parse(append(append(bytes.Clone(begin), filler...), "Disallow: /b\n"...), "archive")
	if rules.Allowed("/a") || !rules.Allowed("/b") {
		t.Error("a file of 5 MB")
	}
	cut := append(append(bytes.Clone(begin), filler[:MaxBytes-len(begin)-11]...), "\nDisallow: /c/d\n"...)
	if rules := Parse(cut, "archive"); !rules.Allowed("/c/x") || !rules.Allowed("/x") || rules.Allowed("/a") {
		t.Error("a line that is cut")
	}
}

// Whatever a file says: its rules are found in time, and its delay has a length.
func FuzzParse(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*a*b$\nAllow: /%41\nCrawl-delay: 1"), "/aab?x=%7e")
	f.Add([]byte("\xef\xbb\xbfuser-agent:archive\r\ndisallow:/\xff"), "/%")
	f.Add([]byte("User-agent: *\nDisallow: *$"), "")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		rules := Parse(body, "archive")
		if d := rules.Delay(); d < 0 || d > 24*time.Hour {
			t.Fatalf("delay %v", d)
		}
		rules.Allowed(path)
		once := normal(path, true)
		if twice := normal(once, true); twice != once {
			t.Fatalf("%q becomes %q", once, twice)
		}
	})
}

func BenchmarkAllowed(b *testing.B) {
	rules := Parse(bytes.Repeat([]byte("User-agent: *\nDisallow: /*a*b*c\n"), MaxBytes/33), "archive")
	path := "/" + strings.Repeat("a", maxPath)
	for b.Loop() {
		rules.Allowed(path)
	}
}
