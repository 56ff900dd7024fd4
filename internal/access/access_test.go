package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/access"
)

const pin = "sha256/d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM="

func apply(t *testing.T, s access.Settings, e access.Edit) access.Settings {
	t.Helper()
	s, err := s.Apply(e)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestApply(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	empty := ""
	full := access.Settings{
		Token: "abc==", UserAgent: "reader/1", Header: "X-Key: one\nX-Key: two\nAccept: text/xml\n", Cookie: "sid=a; b=c", Pin: pin, Proxy: "socks5://h",
	}
	for name, c := range map[string]struct {
		from access.Settings
		edit access.Edit
		want access.Settings
	}{
		"nothing": {from: full, want: full},
		"all of them": {
			edit: access.Edit{
				Token: new("abc=="), UserAgent: new(" reader/1 "), Header: []string{"x-key:one", "X-Key:  two ", "accept: text/xml"}, Cookie: new("Cookie: sid=a; b=c;"),
				Pin: new(pin), Proxy: new("socks5://h"),
			},
			want: full,
		},
		"none of them": {
			from: full,
			edit: access.Edit{Token: &empty, UserAgent: &empty, Header: []string{""}, Cookie: &empty, Pin: &empty, Proxy: &empty, Insecure: &no, Login: &empty},
		},
		"a header by name":            {from: full, edit: access.Edit{Header: []string{"X-KEY: three"}}, want: access.Settings{Token: full.Token, UserAgent: full.UserAgent, Header: "Accept: text/xml\nX-Key: three\n", Cookie: full.Cookie, Pin: pin, Proxy: full.Proxy}},
		"a header away":               {from: access.Settings{Header: full.Header}, edit: access.Edit{Header: []string{"X-Key:"}}, want: access.Settings{Header: "Accept: text/xml\n"}},
		"a login in place of a token": {from: access.Settings{Token: "t"}, edit: access.Edit{Login: new("ada:p:w")}, want: access.Settings{Login: access.Login{User: "ada", Password: "p:w"}}},
		"a token in place of a login": {from: access.Settings{Login: access.Login{User: "ada"}}, edit: access.Edit{Token: new("t")}, want: access.Settings{Token: "t"}},
		"insecure":                    {edit: access.Edit{Insecure: &yes}, want: access.Settings{Insecure: true}},
		"a pin in place of insecure":  {from: access.Settings{Insecure: true}, edit: access.Edit{Pin: new(pin)}, want: access.Settings{Pin: pin}},
	} {
		if diff := cmp.Diff(c.want, apply(t, c.from, c.edit)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// What cannot be used is refused, by a message that does not repeat it.
func TestInvalid(t *testing.T) {
	t.Parallel()
	yes := true
	header := func(line string) access.Edit { return access.Edit{Header: []string{line}} }
	for _, c := range []struct {
		from  access.Settings
		edit  access.Edit
		words string
	}{
		{edit: header("s3cret"), words: `"Name: value"`},
		{edit: header(": s3cret"), words: "its name is empty"},
		{edit: header("X Key: s3cret"), words: "its name"},
		{edit: header("X-Key: s3cret\r\nHost: x"), words: "line break"},
		{edit: header("X-Key: s3cret\x00"), words: "control character"},
		{edit: header("X-Key: " + strings.Repeat("s3cret", 2000)), words: "longer than 8192"},
		{edit: access.Edit{Header: slices.Repeat([]string{"A: s3cret"}, 33)}, words: "more than 32"},
		{edit: header("host: s3cret"), words: "belongs to the connection"},
		{edit: header("Content-Length: 3"), words: "belongs to the connection"},
		{edit: header("connection: s3cret"), words: "belongs to the connection"},
		{edit: header("transfer-encoding: s3cret"), words: "belongs to the connection"},
		{edit: header("TE: s3cret"), words: "belongs to the connection"},
		{edit: header("If-None-Match: s3cret"), words: "for each request"},
		{edit: header("Cookie: a=s3cret"), words: "--cookie"},
		{edit: header("User-Agent: s3cret"), words: "--user-agent"},
		{edit: header("Proxy-Authorization: s3cret"), words: "--proxy"},
		{from: access.Settings{Token: "s3cret"}, edit: header("Authorization: Token x"), words: "remove one of the two"},
		{edit: access.Edit{Token: new("s3cret x")}, words: "RFC 6750"},
		{edit: access.Edit{Token: new("===")}, words: "RFC 6750"},
		{edit: access.Edit{Token: new("s3cret"), Login: new("ada:s3cret")}, words: "give one of the two"},
		{edit: access.Edit{Login: new("ada:s3cret\n")}, words: "line break"},
		{edit: access.Edit{Cookie: new("s3cret")}, words: "RFC 6265"},
		{edit: access.Edit{Cookie: new("a=s3cret\nb=c")}, words: "RFC 6265"},
		{edit: access.Edit{Cookie: new(`a="s3cret`)}, words: "RFC 6265"},
		{edit: access.Edit{UserAgent: new("a\r\nX: s3cret")}, words: "line break"},
		{edit: access.Edit{UserAgent: new(strings.Repeat("s3cret", 100))}, words: "512"},
		{edit: access.Edit{Pin: new("sha256/s3cret")}, words: "RFC 7469"},
		{edit: access.Edit{Pin: new("sha256//d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=")}, words: "RFC 7469"},
		{edit: access.Edit{Pin: new("d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=")}, words: "RFC 7469"},
		{from: access.Settings{Pin: pin}, edit: access.Edit{Insecure: &yes}, words: "an empty --pin removes it"},
		{edit: access.Edit{Proxy: new("ftp://s3cret")}, words: "http://, https:// or socks5://"},
		{edit: access.Edit{Proxy: new("s3cret:3128")}, words: "http://, https:// or socks5://"},
		{edit: access.Edit{Proxy: new("http://u:s3cret@")}, words: "host:port"},
		{edit: access.Edit{Proxy: new("http://u:s3cret@[h/")}, words: "host:port"},
		{edit: access.Edit{Proxy: new("http://u:s3cret@h:70000")}, words: "port"},
		{edit: access.Edit{Proxy: new("http://u:s3cret@h/path")}, words: "host:port"},
		{edit: access.Edit{Proxy: new("socks5://u:" + strings.Repeat("s3cret", 50) + "@h")}, words: "255"},
	} {
		_, err := c.from.Apply(c.edit)
		if !errors.Is(err, access.ErrInvalid) || !strings.Contains(err.Error(), c.words) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%+v: %v", c.edit, err)
		}
	}
}

// A summary says what is set, and has no value.
func TestSummary(t *testing.T) {
	t.Parallel()
	s := apply(t, access.Settings{}, access.Edit{
		Login: new("s3cret:s3cret"), UserAgent: new("s3cret"), Header: []string{"X-A: s3cret", "X-B: s3cret"}, Cookie: new("a=s3cret"),
		Pin: new(pin), Proxy: new("SOCKS5H://s3cret:s3cret@[::1]"),
	})
	want := "a user name and password, a user agent, 2 headers, a cookie, its certificate is pinned, a proxy (socks5://[::1]:1080)"
	if got := s.Summary().String(); got != want {
		t.Errorf("%s", got)
	}
	if got := s.Elsewhere().Summary().String(); got != "a proxy (socks5://[::1]:1080)" {
		t.Errorf("elsewhere: %s", got)
	}
	if got := (access.Settings{Token: "x", Insecure: true}).Summary().String(); got != "a token, its certificate is not checked" {
		t.Errorf("%s", got)
	}
	if got := (access.Settings{}).Summary().String(); got != "" {
		t.Errorf("nothing is %q", got)
	}
}

// Whatever is accepted fits into a request, and comes back as it was set.
func FuzzApply(f *testing.F) {
	f.Add("X-Key: one", "a=b; c=d", "http://u:p@h:1", "t")
	f.Add("a:\tb", `q="x"`, "socks5h://[::1%25eth0]", "==")
	f.Fuzz(func(t *testing.T, header, cookie, proxy, token string) {
		s, err := (access.Settings{}).Apply(access.Edit{Header: []string{header}, Cookie: &cookie, Proxy: &proxy, Token: &token})
		if err != nil {
			if !errors.Is(err, access.ErrInvalid) {
				t.Errorf("%v is no %v", err, access.ErrInvalid)
			}
			return
		}
		for _, field := range s.Fields() {
			if field.Name == "" || field.Value == "" || strings.ContainsAny(field.Name+field.Value, "\r\n\x00") {
				t.Errorf("field %q", field)
			}
		}
		if s.Cookie != "" && len(s.Cookies()) == 0 || s.Proxy != "" && s.ProxyURL() == nil {
			t.Errorf("%+v is kept and not used", s)
		}
		again, err := s.Apply(access.Edit{})
		if err != nil || again != s {
			t.Errorf("%+v becomes %+v, %v", s, again, err)
		}
	})
}
