package trec

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadDocs(t *testing.T) {
	const in = "<DOC>\n<DOCNO> FT-1 </DOCNO>\n<HEADLINE>Ships &amp; <b>ports</b>\nat rest</HEADLINE>\n<TEXT>\n<P>First.</P>\n<P>Second.</P></TEXT>\n" +
		"<TEXT>Third.</TEXT></DOC>\nbetween\n<doc><docno>FT-2</docno><title>Small</title><body>letters</body></doc>\n"
	var got []Doc
	if err := ReadDocs(strings.NewReader(in), func(d Doc) { got = append(got, d) }); err != nil {
		t.Fatal(err)
	}
	want := []Doc{{"FT-1", "Ships & ports at rest", "First. Second. Third."}, {"FT-2", "Small", "letters"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadTopics(t *testing.T) {
	want := []Topic{{"1", "Why did the ferry stop?"}, {"2", "ferries"}}
	for _, in := range []string{
		"<top>\n<num> Number: 1\n<title> ferry\n<desc> Description:\nWhy did the\nferry stop?\n<narr> Narrative: any\n</top>\n<top><num>2</num><title>ferries</title></top>",
		"1\tWhy did the ferry  stop?\n\n2\tferries\n",
	} {
		got, err := ReadTopics(strings.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestReadJudgements(t *testing.T) {
	got, err := ReadJudgements(strings.NewReader("1 0 a 2\n1 0 b 0\n\n2\t0\tc\t1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Judgements{"1": {"a": 2, "b": 0}, "2": {"c": 1}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := got.Answers("1"); n != 1 {
		t.Errorf("%d answers, want 1", n)
	}
}

// TestBroken promises that what is broken is told with its place.
func TestBroken(t *testing.T) {
	docs := func(s string) error { return ReadDocs(strings.NewReader(s), func(Doc) {}) }
	topics := func(s string) error { _, err := ReadTopics(strings.NewReader(s)); return err }
	judged := func(s string) error { _, err := ReadJudgements(strings.NewReader(s)); return err }
	for _, c := range []struct {
		read     func(string) error
		in, want string
	}{
		{docs, "\n<DOC>\n<DOCNO>1</DOCNO>\n", "document at line 2: no </DOC>"},
		{docs, "<DOC>\n<TEXT>x</TEXT></DOC>", "document at line 1: no <DOCNO>"},
		{topics, "1\tx\n2 y\n", "topics, line 2: not id, tab, text"},
		{topics, "<top><num>1</top>", "topic 1: no <num>, or neither <desc> nor <title>"},
		{judged, "1 0 a\n", "judgements, line 1: 3 fields instead of topic, 0, document, grade"},
		{judged, "1 0 a x\n", "judgements, line 1: grade: "},
	} {
		if err := c.read(c.in); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.in, err, c.want)
		}
	}
}
