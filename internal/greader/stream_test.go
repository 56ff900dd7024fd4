package greader

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseStream(t *testing.T) {
	for text, want := range map[string]Stream{
		"":                                     {},
		"user/-/state/com.google/reading-list": {},
		"user/1001/state/com.google/read":      {Kind: Read},
		"user/me/state/com.google/starred":     {Kind: Starred},
		"user/-/state/com.google/kept-unread":  {Kind: KeptUnread},
		"user/-/state/com.google/broadcast":    {Kind: Ignored, Name: "broadcast"},
		"user/-/label/World":                   {Kind: Label, Name: "World"},
		"user/-/label/A/B c":                   {Kind: Label, Name: "A/B c"},
		"user/-/search/korea OR 한국":            {Kind: Search, Name: "korea OR 한국"},
		"feed/12":                              {Kind: Feed, ID: 12},
		"feed/topic-3":                         {Kind: Topic, ID: 3},
	} {
		if got, err := ParseStream(text); err != nil || got != want {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
	}
	for _, bad := range []string{"user", "user/", "user/-", "user/-/", "user/-/label/", "user/-/state/com.google/", "user/-/state/com.google/unknown", "feed/", "feed/0", "feed/-1", "feed/+1", "feed/x", "feed/topic-", "feed/topic-0", "feed/https://news.example/rss", "feed/99999999999999999999", "label/x", "user/-/label/" + strings.Repeat("x", maxStream), "user/-/label/\xff"} {
		if got, err := ParseStream(bad); err == nil {
			t.Errorf("%.60q is read as %+v", bad, got)
		}
	}
}

// FuzzStream promises that a stream that is read is written so that it is read
// again as the same.
func FuzzStream(f *testing.F) {
	for _, seed := range []string{"", "feed/1", "feed/topic-2", "user/-/label/x", "user/-/search/x y", "user/-/state/com.google/like", "user/7/state/com.google/read"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseStream(text)
		if err != nil {
			return
		}
		if again, err := ParseStream(s.String()); err != nil || again != s {
			if len(text) > maxStream-10 { // the user's name may be shorter than "-"
				return
			}
			t.Errorf("%q is %+v; written as %q it is %+v, %v", text, s, s, again, err)
		}
	})
}

func TestContinuation(t *testing.T) {
	for _, c := range []Continuation{
		{Story: 1, Seen: time.Date(2026, 1, 14, 9, 30, 0, 0, time.UTC)},
		{Story: 1 << 48, Seen: time.Date(2400, 1, 1, 0, 0, 0, 0, time.UTC)},
		{Story: 7, Seen: time.Unix(0, 0).UTC()},
	} {
		got, err := ParseContinuation(c.String())
		if err != nil || got != c || strings.Trim(c.String(), "0123456789") != "" {
			t.Errorf("%s is %+v, %v", c, got, err)
		}
	}
	for _, bad := range []string{"", "1", "0000000000000001", "x0000000000000001", "1000000000000000x", "-1000000000000001", strings.Repeat("9", 40), "00000000000000001"} {
		if got, err := ParseContinuation(bad); err == nil {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

// FuzzContinuation promises that what is read is written as it was, up to zeros.
func FuzzContinuation(f *testing.F) {
	f.Add(Continuation{Story: 3, Seen: time.Unix(1_800_000_000, 0)}.String())
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseContinuation(text)
		if err != nil {
			return
		}
		if again, err := ParseContinuation(c.String()); err != nil || again != c {
			t.Errorf("%q is %+v, then %+v, %v", text, c, again, err)
		}
	})
}

func TestParsePage(t *testing.T) {
	v, err := url.ParseQuery("s=feed/1&s=feed/2&xt=user/-/state/com.google/read&it=user/-/label/x&ot=1559362260.113&nt=1559362260113&r=o&n=99999&c=17683830010000000000000012&output=json&ck=1")
	if err != nil {
		t.Fatal(err)
	}
	got, err := ParsePage(v, 10_000)
	at := time.Unix(1559362260, 0).UTC()
	want := Page{
		Streams: []Stream{{Kind: Feed, ID: 1}, {Kind: Feed, ID: 2}}, Without: []Stream{{Kind: Read}}, Within: []Stream{{Kind: Label, Name: "x"}},
		Since: at, Until: at, Oldest: true, Size: 10_000, After: &Continuation{12, time.Unix(1768383000, 0).UTC()},
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for query, size := range map[string]int{"": 20, "n=": 20, "n=-1": 20, "n=0": 20, "n=x": 20, "n=5": 5, "n=99999999999999999999": 20} {
		v, _ := url.ParseQuery(query)
		if got, err := ParsePage(v, 1000); err != nil || got.Size != size {
			t.Errorf("%q: %d, %v", query, got.Size, err)
		}
	}
	for _, bad := range []string{"s=nothing", "xt=nothing", "it=feed/x", "ot=x", "nt=NaN", "ot=-1", "ot=1e300", "c=x", strings.Repeat("&s=feed/1", 21)} {
		v, _ := url.ParseQuery(bad)
		if got, err := ParsePage(v, 1000); err == nil {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

func TestStamp(t *testing.T) {
	at := time.Date(2026, 11, 25, 12, 0, 7, 0, time.UTC)
	for _, ts := range []string{"1795608007", "1795608007.9", "1795608007123", "1795608007123456", "1795608007123456789"} {
		if got, err := Stamp(url.Values{"ts": {ts}}); err != nil || !got.Equal(at) {
			t.Errorf("%s is %v, %v", ts, got, err)
		}
	}
	for _, ts := range []string{"", "0"} {
		if got, err := Stamp(url.Values{"ts": {ts}}); err != nil || !got.IsZero() {
			t.Errorf("%q is %v, %v", ts, got, err)
		}
	}
}

func TestParseEdit(t *testing.T) {
	const state = "user/-/state/com.google/"
	for _, c := range []struct {
		a, r          []string
		read, starred string // yes, no, empty
		add, remove   []string
	}{
		{a: []string{state + "read"}, read: "yes"},
		{a: []string{state + "read"}, r: []string{state + "kept-unread"}, read: "yes"},
		{r: []string{state + "read"}, read: "no"},
		{a: []string{state + "kept-unread", state + "tracking-kept-unread"}, r: []string{state + "read"}, read: "no"},
		{a: []string{state + "kept-unread"}, read: "no"},
		{r: []string{state + "kept-unread"}},
		{a: []string{state + "starred", "user/-/label/A"}, r: []string{"user/-/label/B"}, starred: "yes", add: []string{"A"}, remove: []string{"B"}},
		{r: []string{state + "starred"}, starred: "no"},
		{a: []string{state + "broadcast"}},
	} {
		e, err := ParseEdit(url.Values{"i": {"1", "x", "2"}, "a": c.a, "r": c.r})
		said := func(on *bool) string {
			if on == nil {
				return ""
			}
			return map[bool]string{true: "yes", false: "no"}[*on]
		}
		if err != nil || len(e.Items) != 2 || e.Bad != 1 || said(e.Read) != c.read || said(e.Starred) != c.starred || !cmp.Equal(e.Add, c.add) || !cmp.Equal(e.Remove, c.remove) {
			t.Errorf("%v %v: %+v, %v", c.a, c.r, e, err)
		}
	}
	for _, bad := range []url.Values{
		{},
		{"i": {"1"}},
		{"a": {state + "read"}},
		{"i": {"1"}, "a": {"read"}},
		{"i": {"1"}, "a": {state + "read"}, "r": {"x"}},
		{"i": make([]string, MaxItems+1), "a": {state + "read"}},
	} {
		if e, err := ParseEdit(bad); err == nil {
			t.Errorf("%v is read as %+v", len(bad), e)
		}
	}
}

func TestLogin(t *testing.T) {
	text := Login{"abc", "null", "abc"}.Text()
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		if strings.Count(line, "=") != 1 || strings.HasSuffix(line, "=") {
			t.Errorf("the line %q", line)
		}
	}
	for header, want := range map[string]string{"GoogleLogin auth=abc": "abc", "googlelogin  auth=abc ": "abc", "GoogleLogin auth=": "", "Bearer abc": "", "": "", "GoogleLogin": ""} {
		if got, ok := Auth(header); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", header, got, ok)
		}
	}
	token := Token("abc")
	if len(token) != tokenLength || strings.Contains(token, "=") || token == Token("abd") {
		t.Errorf("the token is %q", token)
	}
	for given, want := range map[string]bool{token: true, token + "\n": true, "": true, "x": true, "X": false, token[1:]: false} {
		if ValidToken(given, "abc") != want {
			t.Errorf("%q", given)
		}
	}
}
