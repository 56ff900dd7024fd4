package words

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write english_words.go anew")

// wordTable is testdata/irregular.txt as it is read.
type wordTable struct {
	stems map[string]string   // of the words
	also  map[string][]string // further stems that a query for one asks for
	forms map[string][]string // the irregular words of a stem
}

func readWordTable(text string) *wordTable {
	e := &wordTable{map[string]string{}, map[string][]string{}, map[string][]string{}}
	var shared [][2]string // forms of several words, with each of these
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		switch base, isBase := strings.CutSuffix(words[0], ":"); {
		case isBase:
			shared = append(shared, e.irregular(base, words[1:])...)
		case words[0] == "+":
			for _, w := range words[1:] {
				e.regular(w)
			}
		default: // =
			for _, w := range words[1:] {
				e.stems[w] = w
			}
		}
	}
	for _, s := range shared {
		for _, stem := range append([]string{s[1]}, e.also[s[1]]...) {
			e.ask(s[0], stem)
		}
	}
	return e
}

// irregular reads a base and its forms. It returns the stems of those that are
// forms of other words too, each with the base.
func (e *wordTable) irregular(base string, forms []string) (shared [][2]string) {
	if _, ok := e.stems[base]; !ok {
		e.stems[base] = base
	}
	for _, f := range forms {
		mark := f[0]
		if mark != '!' && mark != '~' {
			e.stems[f] = base
			e.forms[base] = append(e.forms[base], f)
			continue
		}
		f = f[1:]
		stem := f + OwnStem
		e.stems[f] = stem
		e.forms[stem] = []string{f}
		e.ask(base, stem)
		switch {
		case mark == '~':
			shared = append(shared, [2]string{stem, base})
		case lemma(f) == f: // with forms of its own: found, founded
			e.ask(f, stem)
			e.ask(stem, f)
		}
	}
	return shared
}

// ask makes a query for one stem ask for another.
func (e *wordTable) ask(stem, other string) {
	if other != stem && !slices.Contains(e.also[stem], other) {
		e.also[stem] = append(e.also[stem], other)
	}
}

// regular reads a word to which the endings are added as they are.
func (e *wordTable) regular(w string) {
	stem := strings.TrimSuffix(w, "e")
	forms := []string{w, w + "s", stem + "ed", stem + "ing"}
	if endsIn(w, "s", "x", "z", "ch", "sh") {
		forms[1] = w + "es"
	}
	for _, f := range forms {
		if _, ok := e.stems[f]; !ok {
			e.stems[f] = w
		}
	}
}

// TestEnglishWords promises that english_words.go says what the table says;
// -update writes it.
func TestEnglishWords(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/irregular.txt")
	if err != nil {
		t.Fatal(err)
	}
	want, err := readWordTable(string(text)).code()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("english_words.go", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("english_words.go")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("go test ./internal/words -run TestEnglishWords -update writes it anew:\n%s", d)
	}
}

// code returns the table as Go: a program need not read it.
func (e *wordTable) code() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(`// Code generated from testdata/irregular.txt by TestEnglishWords. DO NOT EDIT.

package words
`)
	words := map[string][]string{}
	for w, stem := range e.stems {
		words[stem] = append(words[stem], w)
	}
	fmt.Fprint(&b, "\n// irregularStem returns the stem of an English word in the table, else \"\".\nfunc irregularStem(word string) string {\nswitch word {\n")
	for _, stem := range slices.Sorted(maps.Keys(words)) {
		slices.Sort(words[stem])
		fmt.Fprintf(&b, "case %s:\nreturn %q\n", quoted(words[stem]), stem)
	}
	b.WriteString("}\nreturn \"\"\n}\n")
	lists := func(comment, name string, of map[string][]string) {
		fmt.Fprintf(&b, "\n// %s %s\nfunc %s(stem string) []string {\nswitch stem {\n", name, comment, name)
		for _, stem := range slices.Sorted(maps.Keys(of)) {
			fmt.Fprintf(&b, "case %q:\nreturn []string{%s}\n", stem, quoted(of[stem]))
		}
		b.WriteString("}\nreturn nil\n}\n")
	}
	lists("returns the stems that a query for one asks for besides.", "stemsBesides", e.also)
	lists("returns the irregular words with a stem.", "irregularForms", e.forms)
	return format.Source(b.Bytes())
}

func quoted(words []string) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(all, ", ")
}
