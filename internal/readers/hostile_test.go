package readers_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/effort"
	"newsarchive/internal/news"
	"newsarchive/internal/readers"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// count reads an export to its end.
func count(form readers.Form, r io.Reader) (items, wrong int, last error) {
	for _, err := range readers.Items(form, r) {
		if last = err; err != nil {
			wrong++
		} else {
			items++
		}
	}
	return items, wrong, last
}

// A file that breaks off gives what is before, and says so.
func TestBrokenOff(t *testing.T) {
	t.Parallel()
	for name, form := range fixtures() {
		raw := read(t, name)
		if !form.Items() || raw[0] != '[' && raw[0] != '{' {
			continue
		}
		whole, _, _ := count(form, bytes.NewReader(raw))
		items, wrong, last := count(form, bytes.NewReader(raw[:len(raw)-4]))
		if items > whole || wrong == 0 || last == nil || !strings.Contains(last.Error(), "breaks off") {
			t.Errorf("%s: %d of %d items, %d errors, %v", name, items, whole, wrong, last)
		}
	}
}

// What is far too large, too deep or of the wrong kind ends with an error, and
// costs no more memory than an entry may.
func TestHostile(t *testing.T) {
	effort.WithoutRace(t, "one goroutine reads gigabytes")
	t.Parallel()
	endless := func(s string) io.Reader { return io.LimitReader(&repeated{text: s}, 200<<20) }
	for name, r := range map[string]io.Reader{
		"a string without end": io.MultiReader(strings.NewReader(`{"items":[{"title":"`), endless("x")),
		"before the items":     io.MultiReader(strings.NewReader(`{"title":"`), endless("x")),
		"deep":                 io.MultiReader(strings.NewReader(`{"items":[`), endless("[")),
		"items are a text":     strings.NewReader(`{"items":"many"}`),
		"not JSON":             strings.NewReader(`{"items":[{]}`),
		"a number":             strings.NewReader(`7`),
		"nothing":              strings.NewReader(``),
	} {
		if items, wrong, _ := count(readers.Reader, r); items != 0 || wrong != 1 {
			t.Errorf("%s: %d items, %d errors", name, items, wrong)
		}
	}
	if items, _, err := count(readers.Pocket, io.MultiReader(strings.NewReader("url,time_added\n\""), endless("x"))); items != 0 || err == nil {
		t.Errorf("a field of CSV without end: %d items, %v", items, err)
	}
	deep := strings.Repeat(`<outline text="a">`, 90_000) + `<outline text="f" xmlUrl="https://f.example/"/>`
	if list, err := readers.ReadFeeds([]byte("<opml><body>" + deep)); err != nil || len(list.Feeds) != 1 || len(list.Feeds[0].Tags) > 100 {
		t.Errorf("deep folders: %d feeds, %v", len(list.Feeds), err)
	}
	many := strings.Repeat(`<outline xmlUrl="https://f.example/"/>`, 150_000)
	if list, err := readers.ReadFeeds([]byte("<opml>" + many)); err == nil || len(list.Feeds) != 1 {
		t.Errorf("many outlines: %d feeds, %v", len(list.Feeds), err)
	}
}

// repeated gives a text again and again.
type repeated struct {
	text string
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.text[r.at%len(r.text)]
		r.at++
	}
	return len(p), nil
}

// Encodings, names in capitals and what is not well-formed.
func TestOPMLAsFound(t *testing.T) {
	t.Parallel()
	const feed = "https://f.example/rss"
	for name, raw := range map[string]string{
		"latin-1":     "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><opml><body><outline text=\"Caf\xe9\" xmlUrl=\"" + feed + "\"/></body></opml>",
		"windows":     "<?xml version='1.0' encoding='windows-1252'?><opml><outline text='Café' xmlUrl='" + feed + "'/></opml>",
		"UTF-16":      utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?><opml><outline text=\"Café\" xmlUrl=\"" + feed + "\"/></opml>"),
		"mark":        "\ufeff<opml><OUTLINE TITLE=Café XMLURL=" + feed + "></opml>",
		"no end":      "<opml><body><outline text='Café' xmlUrl='" + feed + "'",
		"entities":    "<opml><outline text='Caf&eacute;' xmlUrl='" + feed + "'/>",
		"no scheme":   "<opml><outline text='Café' xmlUrl='f.example/rss'/>",
		"feed:":       "<opml><outline text='Café' xmlUrl=' feed:" + feed + "\n'/>",
		"rss and url": "<opml><outline text='Café' type='RSS' url='" + feed + "'/>",
		"a comment":   "<opml><!-- <outline xmlUrl='https://no.example/'/> --><outline text='Café' xmlUrl='" + feed + "'/>",
	} {
		list, err := readers.ReadFeeds([]byte(raw))
		if name == "no end" { // a tag that does not end is none
			if err != nil || len(list.Feeds) != 0 {
				t.Errorf("%s: %v, %v", name, list.Feeds, err)
			}
			continue
		}
		if err != nil || len(list.Feeds) != 1 || list.Feeds[0].URL != feed || list.Feeds[0].Title != "Café" && name != "windows" {
			t.Errorf("%s: %+v, %v", name, list.Feeds, err)
		}
	}
}

func utf16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// Feeds that are written as OPML are read again with all their settings.
func TestOPMLAgain(t *testing.T) {
	t.Parallel()
	text := rapid.StringOfN(rapid.RuneFrom([]rune(`abc ,/"'<>&;#åß中`)), 1, 12, -1).Filter(func(s string) bool {
		return strings.Join(strings.Fields(s), " ") == s && !strings.ContainsAny(s, "<>&;")
	})
	rapid.Check(t, func(t *rapid.T) {
		var feeds []news.Feed
		for i := range rapid.IntRange(0, 5).Draw(t, "feeds") {
			f := news.Feed{
				URL: "https://f.example/" + string(rune('a'+i)), Name: rapid.OneOf(rapid.Just(""), text).Draw(t, "name"), Title: text.Draw(t, "title"),
				Tags:  rapid.SliceOfNDistinct(text, 0, 4, rapid.ID).Draw(t, "tags"),
				State: &news.FeedState{Text: rapid.SampledFrom([]news.TextSetting{"", news.TextOn, news.TextOff}).Draw(t, "text")},
			}
			if rapid.Bool().Draw(t, "paced") {
				f.State.Every, f.State.EverySet = news.Seconds(time.Duration(rapid.IntRange(1, 10_000).Draw(t, "minutes"))*time.Minute), true
			}
			if len(f.Tags) == 0 {
				f.Tags = nil
			}
			feeds = append(feeds, f)
		}
		var b bytes.Buffer
		if err := readers.WriteOPML(&b, "T", time.Now(), feeds); err != nil {
			t.Fatal(err)
		}
		list, err := readers.ReadFeeds(b.Bytes())
		if err != nil || len(list.Faults) > 0 {
			t.Fatal(err, list.Faults)
		}
		byURL := map[string]news.Feed{}
		for _, f := range list.Feeds {
			byURL[f.URL] = f
		}
		for _, f := range feeds {
			if diff := cmp.Diff(f, byURL[f.URL]); diff != "" {
				t.Fatalf("%s\n%s", diff, b.String())
			}
		}
	})
}

// FuzzItems reads anything as every form: it ends, and no item exceeds its
// bounds.
func FuzzItems(f *testing.F) {
	for name := range fixtures() {
		f.Add(read(f, name))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, form := range fixtures() {
			if !form.Items() {
				continue
			}
			n := 0
			for e, err := range readers.Items(form, bytes.NewReader(raw)) {
				if n++; n > len(raw)+2 {
					t.Fatalf("%s: more entries than bytes", form)
				}
				if it := e.Item; err == nil && (it.Feed.URL == "" || len(it.Tags) > 1000 || it.Link+it.Title+it.GUID+it.Content+it.Summary == "") {
					t.Fatalf("%s: %+v", form, it)
				}
			}
		}
	})
}

// FuzzFeeds reads anything as a list of feeds: every feed has an address of the
// web, and is written and read again.
func FuzzFeeds(f *testing.F) {
	for name, form := range fixtures() {
		if form.Feeds() {
			f.Add(read(f, name))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		readers.Detect(raw)
		list, _ := readers.ReadFeeds(raw)
		for _, feed := range list.Feeds {
			if !strings.HasPrefix(strings.ToLower(feed.URL), "http") {
				t.Fatalf("the address %q", feed.URL)
			}
		}
		var b bytes.Buffer
		if err := readers.WriteOPML(&b, "T", time.Time{}, list.Feeds); err != nil {
			t.Fatal(err)
		}
		again, err := readers.ReadFeeds(b.Bytes())
		if err != nil || len(again.Feeds) != len(list.Feeds) {
			t.Fatalf("%d feeds, and again %d, %v", len(list.Feeds), len(again.Feeds), err)
		}
	})
}

// newsboat itself reads the list that is written.
func TestNewsboatReadsOPML(t *testing.T) {
	t.Parallel()
	newsboat, err := exec.LookPath("newsboat")
	if err != nil {
		t.Skip("newsboat is not installed")
	}
	dir := t.TempDir()
	var list bytes.Buffer
	feeds := []news.Feed{
		{URL: "https://a.example/rss?x=1&y=2", Title: "A & B", Tags: []string{"News, and more", "x"}, State: &news.FeedState{}},
		{URL: "https://b.example/rss", Name: "bee", State: &news.FeedState{}},
	}
	if err := readers.WriteOPML(&list, "Feeds", time.Now(), feeds); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"feeds.opml": list.String(), "urls": "", "config": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), newsboat, "-u", "urls", "-c", "cache.db", "-C", "config", "-i", "feeds.opml")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	urls, err := os.ReadFile(filepath.Join(dir, "urls"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := readers.ReadFeeds(urls)
	if err != nil || len(got.Feeds) != 2 || got.Feeds[0].URL != feeds[0].URL || got.Feeds[1].URL != feeds[1].URL {
		t.Errorf("newsboat has %q: %+v, %v", urls, got.Feeds, err)
	}
}
