package feed

import (
	"errors"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// errNotKept is for expectations about what an item does not keep.
var errNotKept = errors.New("not kept")

// TestExpectations compares what the feeds of feedparser's tests give with
// what those tests expect, in all folders but that of CDF, in the fields that
// an item and its feed keep. Markup is compared as plain text and by the
// addresses in it. 97 of 100 must agree. The rest, by reason:
//
//   - texts are kept as they are, and cleaned by what shows them (most of
//     sanitize, and the malicious ones of xml and http);
//   - a guid is what the feed wrote, and not resolved against a base;
//   - a category is known by its label before its term;
//   - a summary beside a description is another text, not the content;
//   - the language of an entry is one, that of its content;
//   - elements that no vocabulary knows (<tags>) say nothing.
func TestExpectations(t *testing.T) {
	good, bad, not := 0, 0, 0
	for _, folder := range []string{"amp", "atom", "atom10", "base", "feedburner", "geo", "http", "itunes", "lang", "media-rss", "namespace", "node_precedence", "psc", "rdf", "rss", "sanitize", "sgml", "xml"} {
		g, b, n := expectations(t, "wellformed", folder)
		good, bad, not = good+g, bad+b, not+n
	}
	for _, folder := range []string{"illformed", "encoding", "entities", "json"} {
		g, b, n := expectations(t, folder)
		good, bad, not = good+g, bad+b, not+n
	}
	share := float64(good) / float64(good+bad)
	t.Logf("%d of %d expectations hold (%.1f %%); %d are about what is not kept", good, good+bad, 100*share, not)
	if share < 0.97 {
		t.Errorf("only %.1f %% hold", 100*share)
	}
	if good+bad < 1200 {
		t.Errorf("only %d expectations were counted", good+bad)
	}
}

// Text in any encoding comes out as feedparser says; entities, too.
func TestExpectedEncodings(t *testing.T) {
	for _, folder := range []string{"encoding", "entities"} {
		good, bad, not := expectations(t, folder)
		t.Logf("%s: %d of %d hold, %d are about what is not kept", folder, good, good+bad, not)
		if good < 8*bad || good == 0 {
			t.Errorf("%s: %d of %d hold", folder, good, good+bad)
		}
	}
}

func expectations(t *testing.T, folder ...string) (good, bad, not int) {
	t.Helper()
	expect := regexp.MustCompile(`Expect:[ \t]*([^\r\n]+)`)
	header := regexp.MustCompile(`Header:[ \t]*([A-Za-z-]+):[ \t]*([^\r\n]+)`)
	nameless := regexp.MustCompile(`<(?:[a-z]+:)?(?:item|entry)(?: [^>]*)?>`)
	dir := append([]string{"feeds", "feedparser", "tests"}, folder...)
	for _, path := range files(t, dir...) {
		raw := read(t, path)
		text := toText(raw, "")
		m := expect.FindStringSubmatch(text)
		if m == nil || strings.Contains(text, "<CHANNEL") {
			continue
		}
		opts := Options{URL: "http://127.0.0.1:8097/tests/" + strings.Join(folder, "/") + "/" + filepath.Base(path)}
		for _, h := range header.FindAllStringSubmatch(text, -1) {
			switch value := strings.TrimSpace(h[2]); strings.ToLower(h[1]) {
			case "content-type":
				opts.ContentType = value
			case "content-language":
				opts.Language = value
			case "content-location": // the address of what was sent
				opts.URL = join(opts.URL, value)
			}
		}
		doc, err := Parse(t.Context(), raw, opts)
		if len(doc.Items) == 0 && len(doc.Faults) > 0 {
			// An entry with nothing but, say, an author is none to us: give
			// it an id, to see what becomes of the author.
			named := nameless.ReplaceAllString(text, "$0<id>1</id>")
			doc, err = Parse(t.Context(), []byte(named), opts)
		}
		source := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(m[1]), "-->"))
		source = strings.TrimPrefix(source, "bozo and ") // what is ill-formed is mended
		if source == "1" || source == "not bozo" || source == "bozo" {
			not++
			continue
		}
		v := view{doc: doc, err: err}
		ok, err := (&python{src: source, look: v.look, same: same}).eval()
		switch {
		case errors.Is(err, errNotKept):
			not++
		case err != nil:
			t.Errorf("%s: %s: %v", filepath.Base(path), source, err)
		case ok:
			good++
		default:
			bad++
			t.Logf("%s: %s", filepath.Base(path), source)
			if len(doc.Items) > 0 {
				i := doc.Items[0]
				t.Logf("   has title %q link %q guid %q summary %q content %q author %q published %v %q updated %v language %q tags %q",
					i.Title, i.Link, i.GUID, i.Summary, i.Content, i.Author, i.Published, i.PublishedRaw, i.Updated, i.Language, i.Tags)
			} else {
				t.Logf("   has %+v", doc.Feed)
			}
		}
	}
	return good, bad, not
}

func join(base, ref string) string {
	r := reader{}
	if u := rebase(nil, base); u != nil {
		r.base = u
	}
	return resolve(r.base, ref)
}

// view shows a document under feedparser's names.
type view struct {
	doc news.Document
	err error
}

func (v view) look(path []any) (any, error) {
	switch {
	case path[0] == "bozo" && len(path) == 1:
		return v.err != nil, nil
	case path[0] == "feed" && len(path) > 1:
		return v.feed(path[1:])
	case path[0] == "entries" && len(path) > 2:
		n, ok := path[1].(int)
		if !ok {
			return nil, errNotKept
		}
		if n >= len(v.doc.Items) {
			_, err := v.entry(&news.Item{}, path[2:]) // is it kept at all?
			return nil, err
		}
		return v.entry(&v.doc.Items[n], path[2:])
	}
	return nil, errNotKept
}

func (v view) feed(path []any) (any, error) {
	f := v.doc.Feed
	switch spell(path) {
	case "title", "title_detail.value":
		return f.Title, nil
	case "link":
		return orNil(f.Link), nil
	case "language":
		return orNil(f.Language), nil
	case "subtitle", "subtitle_detail.value", "tagline", "tagline_detail.value", "description":
		return f.Description, nil
	case "rights", "rights_detail.value", "copyright", "copyright_detail.value":
		return f.Copyright, nil
	case "image.href", "image.url", "logo":
		return orNil(f.Image), nil
	}
	return nil, errNotKept
}

func (v view) entry(i *news.Item, path []any) (any, error) {
	switch spell(path) {
	case "title", "title_detail.value":
		return i.Title, nil
	case "link":
		return orNil(i.Link), nil
	case "id", "guid":
		return orNil(i.GUID), nil
	case "summary", "description", "summary_detail.value":
		return firstOf(i.Summary, i.Content), nil
	case "content.0.value":
		return i.Content, nil
	case "author", "author_detail.name":
		return i.Author, nil
	case "authors.0.name":
		return nth(strings.Split(i.Author, ", "), 0), nil
	case "authors.1.name":
		return nth(strings.Split(i.Author, ", "), 1), nil
	case "language":
		return orNil(i.Language), nil
	case "published":
		return i.PublishedRaw, nil
	case "published_parsed":
		return tuple(i.Published), nil
	case "updated":
		return firstOf(i.UpdatedRaw, i.PublishedRaw), nil
	case "updated_parsed":
		if i.Updated.IsZero() {
			return tuple(i.Published), nil
		}
		return tuple(i.Updated), nil
	case "author_detail.email", "authors.0.email":
		return orNil(part(i.People, "", 0).Email), nil
	case "author_detail.href", "author_detail.url", "authors.0.href":
		return orNil(part(i.People, "", 0).URL), nil
	case "contributors.0.name":
		return orNil(part(i.People, "contributor", 0).Name), nil
	case "contributors.0.email":
		return orNil(part(i.People, "contributor", 0).Email), nil
	case "contributors.0.href", "contributors.0.url":
		return orNil(part(i.People, "contributor", 0).URL), nil
	case "contributors.1.name":
		return orNil(part(i.People, "contributor", 1).Name), nil
	case "rights", "rights_detail.value", "copyright", "copyright_detail.value":
		return i.Rights, nil
	case "comments":
		return orNil(i.Comments), nil
	case "source.title", "source.title_detail.value":
		return i.Source.Title, nil
	case "source.link":
		return orNil(i.Source.Link), nil
	case "enclosures.0.href", "enclosures.0.url":
		return file(i, 0, func(e news.Enclosure) string { return e.URL }), nil
	case "enclosures.1.href", "enclosures.1.url":
		return file(i, 1, func(e news.Enclosure) string { return e.URL }), nil
	case "enclosures.0.type":
		return file(i, 0, func(e news.Enclosure) string { return e.Type }), nil
	case "enclosures.0.length":
		return file(i, 0, func(e news.Enclosure) string { return strconv.FormatInt(e.Length, 10) }), nil
	case "media_credit.0.content":
		return orNil(part(i.People, "", 0).Name), nil
	case "tags.2.term":
		return nth(i.Tags, 2), nil
	case "content.0.language", "summary_detail.language", "title_detail.language":
		return orNil(i.Language), nil
	case "category", "tags.0.term":
		return nth(i.Tags, 0), nil
	case "tags.1.term":
		return nth(i.Tags, 1), nil
	}
	return nil, errNotKept
}

// part returns the n-th person of a role.
func part(people []news.Person, role string, n int) news.Person {
	for _, p := range people {
		if p.Role == role {
			if n == 0 {
				return p
			}
			n--
		}
	}
	return news.Person{}
}

func file(i *news.Item, n int, of func(news.Enclosure) string) any {
	if n < len(i.Enclosures) {
		return orNil(of(i.Enclosures[n]))
	}
	return nil
}

func spell(path []any) string {
	var parts []string
	for _, p := range path {
		switch p := p.(type) {
		case string:
			parts = append(parts, p)
		case int:
			parts = append(parts, string(rune('0'+p)))
		}
	}
	return strings.Join(parts, ".")
}

func nth(all []string, n int) any {
	if n < len(all) {
		return all[n]
	}
	return nil
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// tuple is Python's struct_time.
func tuple(d news.Date) any {
	if d.IsZero() {
		return nil
	}
	t := d.Time
	weekday := (int(t.Weekday()) + 6) % 7
	return []any{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), weekday, t.YearDay(), 0}
}

// same compares what we have with what is expected: tuples and plain values
// as they are, texts as what they show, with the addresses in them.
func same(path []any, got, want any) bool {
	g, isText := got.(string)
	w, ok := want.(string)
	if !isText || !ok {
		if list, isList := got.([]any); isList {
			expected, ok := want.([]any)
			return ok && slices.Equal(list, expected)
		}
		return got == want || got == nil && want == ""
	}
	if g == w {
		return true
	}
	switch last := path[len(path)-1]; last {
	case "author":
		return g == person(w) // the name alone
	case "title", "value", "summary", "description", "tagline", "subtitle", "rights", "copyright":
		if path[0] == "feed" || strings.HasPrefix(spell(path[min(2, len(path)-1):]), "rights") || strings.Contains(spell(path), "copyright") || strings.Contains(spell(path), "source") { // plain text, with us
			return g == plain.Line(w) || g == strings.Join(strings.Fields(w), " ")
		}
		shown := plain.Text(g)
		return (shown == plain.Text(w) || shown == strings.Join(strings.Fields(w), " ")) && slices.Equal(addresses(g), addresses(w))
	}
	return false
}

// addresses returns the links of a text, as URIs (RFC 3987 section 3.1).
func addresses(html string) (all []string) {
	for _, m := range regexp.MustCompile(`<a [^>]*href="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		address := decode(m[1])
		if u, err := url.Parse(address); err == nil {
			address = u.String()
		}
		all = append(all, address)
	}
	return all
}

func TestPythonEvaluator(t *testing.T) {
	look := func(path []any) (any, error) { return spell(path), nil }
	for source, want := range map[string]bool{
		`not bozo`: false, `a['b'] == 'a.b' and not 0`: true, `x[0].y == u'x.0.\x79'`: true,
		`1 == 2 or 2 == 2`: true, `(1, 2) == (1, 2)`: true, `(1, 2) == (1, 3)`: false, `feed != None`: true,
	} {
		got, err := (&python{src: source, look: look, same: same}).eval()
		if err != nil || got != want {
			t.Errorf("%s: %v, %v", source, got, err)
		}
	}
	if tuple(news.Instant(time.Date(2003, 12, 31, 10, 14, 55, 0, time.UTC))).([]any)[7] != 365 {
		t.Error("the day of the year is wrong")
	}
}
