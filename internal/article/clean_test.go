package article

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cleaned runs one step on a fragment and returns the plain text.
func cleaned(t *testing.T, name, fragment string) (string, *story) {
	t.Helper()
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), root)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	s := &story{root: root, lexicon: newLexicon(), headline: "Bridge stays open", byline: "Jane Roe", lead: "The council has decided: the old bridge stays open for a year."}
	s.length, _ = textLength(root)
	for _, step := range steps() {
		if step.name == name {
			step.run(s)
			return Plain(compose(s.root, &url.URL{Scheme: "https", Host: "paper.example"})), s
		}
	}
	t.Fatalf("no step %q", name)
	return "", nil
}

// Each step takes out what it is made for, and leaves what looks like it.
func TestSteps(t *testing.T) {
	t.Parallel()
	keep := "The council voted, after a long debate, to keep the old bridge open for one more year, and to ask the state for money."
	for _, c := range []struct{ step, before, after string }{
		{"captions", `<figure><img><figcaption>A caption</figcaption></figure><div class="wp-caption-text">Another</div>`, ""},
		{"captions", `<figure><table><tr><td>1</td><td>2</td></tr></table><figcaption>A caption</figcaption></figure>`, "1 | 2"},
		{"controls", `<aside>Other things</aside><button>Press</button><form>Mail <input></form><div role="navigation">Menu</div>`, ""},
		{"names", `<div class="newsletter-box">Letters</div><div id="author-bio">Jane</div><p class="related">More</p>`, ""},
		{"names", `<p class="shareholders">Shares fell.</p><p class="address">A street.</p>`, "Shares fell.\n\nA street."},
		{"related", `<h3>Related stories</h3><ul><li><a href=/1>Another bridge falls</a></li></ul>`, ""},
		{"related", `<h3>Tags</h3><p>A paragraph of prose that follows it.</p>`, "A paragraph of prose that follows it."},
		{"phrases", `<p>Read more: <a href=/1>Another bridge</a></p><p>Lesen Sie auch: Noch eine Brücke</p><p>Lea también: Otro puente</p><p>À lire aussi : Un pont</p><p>© 2026 Paper</p><p>Advertisement</p>`, ""},
		{"phrases", `<p>“Read more books”, she said.</p><p>Advertisement is a big business.</p>`, "“Read more books”, she said.\n\nAdvertisement is a big business."},
		{"links", `<ul><li><a href=/1>One</a></li><li><a href=/2>Two</a></li></ul>`, ""},
		{"links", `<ul><li>The <a href=/1>first</a> of the reasons is money.</li></ul>`, "The first of the reasons is money."},
		{"headline", `<h1>Bridge stays open</h1><p>By Jane Roe</p><p>14 January 2026, 09:30</p>`, ""},
		{"live", `<p>10:32</p><p>14.32 Uhr</p><p>9:15 pm</p>`, ""},
		{"live", `<p>3.5 %</p><p>€ 10.32</p>`, "3.5 %\n\n€ 10.32"},
	} {
		got, _ := cleaned(t, c.step, c.before+"<p>"+keep+"</p><p>"+strings.ToUpper(keep)+"</p>")
		want := strings.TrimSpace(c.after + "\n\n" + keep + "\n\n" + strings.ToUpper(keep))
		if got != want {
			t.Errorf("%s of %s:\n got %q\nwant %q", c.step, c.before, got, want)
		}
	}
}

func TestEnds(t *testing.T) {
	t.Parallel()
	keep := "The council voted, after a long debate, to keep the old bridge open for one more year."
	got, _ := cleaned(t, "ends", "<p>"+keep+"</p><div><h2>Next</h2></div><p><a href=/1>Another bridge falls</a></p><hr>")
	if got != keep {
		t.Errorf("the text ends in %q", got)
	}
}

func TestLead(t *testing.T) {
	t.Parallel()
	got, s := cleaned(t, "lead", "<p>Words.</p>")
	if got != s.lead+"\n\nWords." {
		t.Errorf("the text with its standfirst is %q", got)
	}
	if again, _ := cleaned(t, "lead", "<p>"+s.lead+"</p><p>Words.</p>"); again != got {
		t.Errorf("the standfirst stands twice: %q", again)
	}
}

// A step that would take half of a text takes nothing.
func TestStepsLeaveTexts(t *testing.T) {
	t.Parallel()
	got, _ := cleaned(t, "names", `<div class="newsletter"><p>All the words of this text stand in a box of a name that says something else.</p></div><p>And a few.</p>`)
	if !strings.Contains(got, "All the words") {
		t.Errorf("the text is %q", got)
	}
}
