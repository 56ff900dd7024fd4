package gnews

import (
	"encoding/base64"
	"strings"
	"testing"
)

func FuzzDecode(f *testing.F) {
	for _, message := range []string{
		"\x08\x13\x22\x16https://paper.example/", "\x08\x13\x22\x16https://paper.example/\xd2\x01\x00",
		"\x08\x13\x22\xff\xff\x03https://", "\x08\x13\x22\x0aAU_yqLNxyz", "\x08\x00\x2a\x04\x08\x0a\x22\x00",
	} {
		f.Add(base64.RawURLEncoding.EncodeToString([]byte(message)))
	}
	f.Add("CAAqJggKIiBDQkFTRWdvSUwyMHZNRGx1YlY4U0FtVnVHZ0pWVXlnQVAB")
	f.Fuzz(func(t *testing.T, token string) {
		c, err := Decode(token)
		if err == nil && !c.Opaque && Check(c.Address) != nil {
			t.Errorf("%q gives %q, which is refused", token, c.Address)
		}
		if err != nil && c != (Contents{}) {
			t.Errorf("%q gives %+v and %v", token, c, err)
		}
		ParseTopic(token)
	})
}

func FuzzReadAnswer(f *testing.F) {
	const row = `["wrb.fr","Fbv4je","[\"garturlres\",\"https://paper.example/?a\\u003d1\",1]",null,null,null,"1"]`
	f.Add([]byte(")]}'\n\n[" + row + `,["di",12],["af.httprm",12,"1",1]]`))
	f.Add([]byte(")]}'\r\n\r\n95\r\n[" + row + "]\r\n25\r\n[[\"e\",4,null,null,130]]\r\n"))
	f.Add([]byte(`[["er",null,null,null,null,400,null,null,null,3]]`))
	f.Add([]byte(")]}'\n[[[[[[" + strings.Repeat("[", 500)))
	f.Fuzz(func(t *testing.T, body []byte) {
		addresses, _, err := readAnswer(body)
		for name, address := range addresses {
			if err != nil || name == "" || address == "" {
				t.Errorf("%q: %q for %q, %v", body, address, name, err)
			}
		}
	})
}

func FuzzReadArticlePage(f *testing.F) {
	f.Add(`<c-wiz><div jscontroller="x" data-n-a-sg="a&amp;b" data-n-a-ts="1790000000"></div></c-wiz>`, "T")
	f.Add(`<div data-n-a-id="T" data-n-au="https://paper.example/?a=1&amp;b=2">`, "T")
	f.Add(`<form id=captcha-form action=index><form action="https://consent.google.com/save">`, "")
	f.Fuzz(func(t *testing.T, body, token string) {
		p := readArticlePage([]byte(body), token)
		if s := p.signature; s != (signature{}) && (s.time <= 0 || s.value == "" || len(s.value) > maxSignature) {
			t.Errorf("%q: signature %+v", body, s)
		}
		task := newTask(Story{Token: token, Progress: task{signature: p.signature}.progress()})
		if task.signature != p.signature {
			t.Errorf("%+v comes back as %+v", p.signature, task.signature)
		}
	})
}

func FuzzFeedOf(f *testing.F) {
	f.Add("https://news.google.com/search?q=a&hl=en-US&gl=US&ceid=US:en")
	f.Add("https://news.google.com/headlines/section/geo/%zz?ceid=:&hl=pt-BR")
	f.Fuzz(func(t *testing.T, page string) {
		feed, err := FeedOf(page)
		if err != nil {
			return
		}
		if again, err := FeedOf(feed.URL); err != nil || again.URL != feed.URL {
			t.Errorf("%q: %q becomes %q, %v", page, feed.URL, again.URL, err)
		}
	})
}
