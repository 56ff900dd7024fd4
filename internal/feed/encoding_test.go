package feed

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// sentences are long enough to be recognised without a label.
func sentences() map[string]string {
	return map[string]string{
		"windows-1252": "Le café « Chez Zoé » rouvre ses portes après l’été — enfin, disent les habitués du quartier, déjà là à sept heures.",
		"windows-1251": "Сегодня в городе открылась новая библиотека, и жители уже выстроились в очередь у её дверей.",
		"koi8-r":       "Сегодня в городе открылась новая библиотека, и жители уже выстроились в очередь у её дверей.",
		"iso-8859-2":   "Dziś w mieście otwarto nową bibliotekę, a mieszkańcy ustawili się już w kolejce przed jej drzwiami; żółć, źdźbło.",
		"iso-8859-7":   "Σήμερα άνοιξε στην πόλη η νέα βιβλιοθήκη και οι κάτοικοι περιμένουν ήδη στην ουρά μπροστά στις πόρτες της.",
		"shift_jis":    "今日、市内に新しい図書館が開館し、住民はすでに入り口の前に列を作っている。",
		"euc-jp":       "今日、市内に新しい図書館が開館し、住民はすでに入り口の前に列を作っている。",
		"gb18030":      "今天市里新图书馆开馆，市民们早已在门口排起了长队，等待第一批借阅新书。",
		"big5":         "今天市裡新圖書館開館，市民們早已在門口排起了長隊，等待第一批借閱新書。",
		"euc-kr":       "오늘 시내에 새 도서관이 문을 열었고 주민들은 이미 문 앞에 줄을 서 있다.",
		"utf-8":        "Every tongue: café, библиотека, 図書館, 도서관, βιβλιοθήκη.",
	}
}

// A text is the same in any encoding, whether the header, the declaration or
// nothing names the encoding.
func TestEncodings(t *testing.T) {
	for label, sentence := range sentences() {
		enc, _ := charset.Lookup(label)
		for _, how := range []string{"declared", "in the header", "guessed", "declared, and the header wrong about it"} {
			declaration, contentType := `<?xml version="1.0"?>`, "application/rss+xml"
			switch how {
			case "declared":
				declaration = `<?xml version="1.0" encoding="` + strings.ToUpper(label) + `"?>`
			case "in the header":
				contentType += `; charset="` + label + `"`
			case "guessed":
				if label == "iso-8859-2" || label == "iso-8859-7" {
					continue // its neighbours look the same
				}
			default:
				if label == "windows-1252" {
					continue
				}
				declaration = `<?xml version="1.0" encoding='` + label + `'?>`
				contentType += "; charset=utf-8"
			}
			feed := declaration + "<rss><channel><item><title>" + sentence + "</title></item></channel></rss>"
			parseEncoded(t, label+" "+how, feed, enc, contentType, sentence)
		}
	}
}

// UTF-16 and UTF-32 of either byte order are recognised with and without a byte
// order mark, and with any label.
func TestWideEncodings(t *testing.T) {
	sentence := sentences()["utf-8"]
	for name, enc := range map[string]encoding.Encoding{
		"utf-16be":      unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"utf-16le":      unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"utf-16be mark": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"utf-16le mark": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-32be":      utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
		"utf-32le mark": utf32.UTF32(utf32.LittleEndian, utf32.UseBOM),
		"utf-8 mark":    unicode.UTF8BOM,
	} {
		for _, contentType := range []string{"", "text/xml", "text/xml; charset=iso-8859-1"} {
			feed := `<?xml version="1.0" encoding="utf-16"?><rss><channel><item><title>` + sentence + "</title></item></channel></rss>"
			parseEncoded(t, name+" "+contentType, feed, enc, contentType, sentence)
		}
	}
}

func parseEncoded(t *testing.T, name, feed string, enc encoding.Encoding, contentType, want string) {
	t.Helper()
	raw, err := enc.NewEncoder().String(feed)
	if err != nil {
		t.Fatal(name, err)
	}
	doc, err := Parse(t.Context(), []byte(raw), Options{ContentType: contentType})
	if err != nil || len(doc.Items) != 1 {
		t.Errorf("%s: %d items, %v", name, len(doc.Items), err)
		return
	}
	if got := doc.Items[0].Title; got != want {
		t.Errorf("%s: %q, want %q", name, got, want)
	}
}

// A wrong label, a stray byte and a control character do no further harm.
func TestSlips(t *testing.T) {
	for name, c := range map[string]struct{ raw, contentType, want string }{
		"UTF-8 declared Latin-1":       {`<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><item><title>café</title></item></channel></rss>`, "", "café"},
		"UTF-8 with a stray byte":      {"<rss><channel><item><title>caf\u00e9 d\xe9j\u00e0 \u2014 vu</title></item></channel></rss>", "", "café déj\u00e0 \u2014 vu"},
		"an unknown label":             {`<?xml version="1.0" encoding="x-nobody"?><rss><channel><item><title>café</title></item></channel></rss>`, "text/xml; charset=none", "café"},
		"control characters":           {"<rss><channel><item><title>a\x00b\x07c\x0B\x1Fd&#0;&#8;e\x7F\uFFFE</title></item></channel></rss>", "", "abcde"},
		"windows-1252 within UTF-8":    {"<rss><channel><item><title>It\u0092s \u0093so\u0094 &#146;</title></item></channel></rss>", "", "It’s “so” ’"},
		"a mark behind white space":    {" \n\uFEFF<rss><channel><item><title>a</title></item></channel></rss>", "", "a"},
		"a charset that is no charset": {"<rss><channel><item><title>a</title></item></channel></rss>", `text/xml; charset=";`, "a"},
	} {
		doc, err := Parse(t.Context(), []byte(c.raw), Options{ContentType: c.contentType})
		if err != nil || len(doc.Items) != 1 || strings.ReplaceAll(doc.Items[0].Title, "\uFFFD", "") != c.want {
			t.Errorf("%s: %+v, %v, want %q", name, doc.Items, err, c.want)
		}
	}
}
