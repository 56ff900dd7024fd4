package evaluate_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

func evaluateFolder(t *testing.T, folder string) ([]evaluate.Dates, error) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	return evaluate.KeyDates(t.Context(), folder, 0, archive.Options{})
}

// TestKeyDates promises that on a chronology that a person wrote the key
// dates agree with it better by a third than the days with the most stories
// do, and find a day that only later texts tell of.
func TestKeyDates(t *testing.T) {
	all, err := evaluateFolder(t, filepath.Join("..", "..", "testdata", "keydates"))
	if err != nil {
		t.Fatal(err)
	}
	mean := evaluate.MeanDates(all)
	t.Logf("key dates: F1 %.3f, days with the most stories: %.3f", mean.Ours.F1, mean.Stories.F1)
	if mean.Ours.F1 < 4./3*mean.Stories.F1 || mean.Ours.F1 < 0.7 {
		t.Errorf("key dates: %+v, days with the most stories: %+v", mean.Ours, mean.Stories)
	}
	const letter = "2019-01-22" // before the first article
	if i := slices.IndexFunc(all, func(e evaluate.Dates) bool { return e.Topic == "ferry" }); i < 0 || !slices.Contains(all[i].Dates, letter) {
		t.Errorf("%v: %s is not among them", all, letter)
	}
}

// TestProtocol promises the two ways of measuring, computed by hand. Each
// chronology's own range is given: articles and days outside it do not count.
func TestProtocol(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "articles.ndjson"), `{"date":"2011-03-01","text":"They met on March 1."}
{"date":"2011-03-01","text":"They spoke on March 1."}
{"date":"2011-03-10","text":"The quake of March 10 shook houses. It began on March 1."}
{"date":"2011-03-11","text":"The quake of March 10 shook more."}
{"date":"2011-03-12","text":"One talk. On March 12 and March 12."}
{"date":"2011-03-12","text":"Another talk, nothing more."}
{"date":"2011-03-20","text":"The quake of March 10 and March 12, again."}
`)
	write(t, filepath.Join(folder, "reference.ndjson"), `{"dates":["2011-03-10","2011-03-12"]}
{"dates":["2011-03-01","2011-03-10","2011-03-20"]}
`)
	all, err := evaluateFolder(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	// Without ranges three dates are asked for, the mean of 2 and 3. Stories:
	// the 1st and the 12th have two, the 10th is the earliest of those with one.
	// Mentions: the 1st and the 10th have three, the 12th two. Against the first
	// chronology both have 2 of 3 and 2 of 2, against the second 2 of 3 and 2 of 3.
	// The mean F1 is (4/5 + 2/3)/2.
	//
	// In the range of the first chronology, of two days: the 12th has two
	// stories, the 10th one; two articles mention the 10th, one the 12th. All are
	// right. In that of the second, of three days: stories on the 1st, 12th and
	// 10th, of which two are right; mentions of the 1st, 10th and 12th, too. The
	// mean F1 is (1 + 2/3)/2.
	want := evaluate.Choices{
		Stories:  evaluate.DateScore{Precision: 2. / 3, Recall: 5. / 6, F1: 11. / 15},
		Mentions: evaluate.DateScore{Precision: 2. / 3, Recall: 5. / 6, F1: 11. / 15},
	}
	given := evaluate.Choices{
		Stories:  evaluate.DateScore{Precision: 5. / 6, Recall: 5. / 6, F1: 5. / 6},
		Mentions: evaluate.DateScore{Precision: 5. / 6, Recall: 5. / 6, F1: 5. / 6},
	}
	d := all[0]
	if d.Ours.F1 == 0 || d.Given.Ours.F1 == 0 {
		t.Errorf("no key date is right: %+v", d)
	}
	d.Ours, d.Given.Ours = evaluate.DateScore{}, evaluate.DateScore{}
	near := cmpopts.EquateApprox(0, 1e-9)
	if diff := cmp.Diff(want, d.Choices, near) + cmp.Diff(given, d.Given, near); d.Asked != 3 || diff != "" {
		t.Errorf("asked for %d: %s", d.Asked, diff)
	}
	// A mean over two topics: free, over topics; given, over their chronologies.
	one := evaluate.Dates{Chronologies: 3, Choices: evaluate.Choices{Ours: evaluate.DateScore{F1: 1}}, Given: evaluate.Choices{Ours: evaluate.DateScore{F1: 1}}}
	mean := evaluate.MeanDates([]evaluate.Dates{one, {Chronologies: 1}})
	if mean.Ours.F1 != 0.5 || mean.Given.Ours.F1 != 0.75 {
		t.Errorf("means %v and %v, want 0.5 and 0.75", mean.Ours.F1, mean.Given.Ours.F1)
	}
}

// TestEvaluationForms promises that every form of a reference is read, that
// several chronologies are averaged, and that a line that cannot be used is
// said.
func TestEvaluationForms(t *testing.T) {
	articles := `{"date":"2011-03-11T05:46:00Z","title":"Quake","sentences":["It shook.",{"raw":"The sea rose."}]}
{"date":"2011-03-12","text":"A plant exploded. Nobody knows why."}

{"date":"sometime","text":"no day"}
not JSON
`
	for name, c := range map[string]struct {
		reference    string
		chronologies int
		f1           float64
	}{
		"entries":       {`{"date":"2011-03-11"}` + "\n" + `{"date":"2011-03-12","sentences":["x"]}`, 1, 1},
		"named":         {`{"date":"2011-03-11","chronology":"a"}` + "\n" + `{"date":"2011-03-19","chronology":"b"}`, 2, 0.5},
		"chronologies":  {`{"dates":["2011-03-11","2011-03-12"]}` + "\n" + `{"dates":[{"date":"2011-03-11"},{"date":"2011-03-12"}]}`, 2, 1},
		"pairs":         {`[["2011-03-11T00:00:00",["It shook."]],["2011-03-12",["x"]]]`, 1, 1},
		"nothing right": {`{"dates":["2010-01-01","2010-01-02"]}`, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			write(t, filepath.Join(folder, "articles.ndjson"), articles)
			write(t, filepath.Join(folder, "reference.ndjson"), c.reference)
			all, err := evaluateFolder(t, folder)
			if err != nil {
				t.Fatal(err)
			}
			e := all[0]
			if e.Chronologies != c.chronologies || e.Articles != 2 || len(e.Faults) != 2 || name != "named" && e.Ours.F1 != c.f1 {
				t.Errorf("%+v", e)
			}
		})
	}
}

// TestEvaluationFaults promises a clear error for a folder that is not one.
func TestEvaluationFaults(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct{ articles, reference, want string }{
		{"", "", "no articles.ndjson in it"},
		{`{"date":"2011-03-11","text":"x"}`, "", "reference.ndjson"},
		{`{"date":"2011-03-11","text":"x"}`, `{"date":"March"}`, "does not begin with a day"},
		{`{"date":"2011-03-11","text":"x"}`, `{"dates":[7]}`, "reference.ndjson:1"},
		{`{"date":"2011-03-11","text":"x"}`, `{}`, "no date in it"},
		{`{"date":"x"}`, `{"date":"2011-03-11"}`, "no article could be read"},
	} {
		if c.articles != "" {
			write(t, filepath.Join(folder, "articles.ndjson"), c.articles)
		}
		if c.reference != "" {
			write(t, filepath.Join(folder, "reference.ndjson"), c.reference)
		}
		if _, err := evaluateFolder(t, folder); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %s: %v, want %q", c.articles, c.reference, err, c.want)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestAblation promises that without an archive the key dates of a topic are
// chosen as with one, and that every part of the score is left out once.
func TestAblation(t *testing.T) {
	folder := filepath.Join("..", "..", "testdata", "keydates")
	all, err := evaluateFolder(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := evaluate.Ablate([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	if want := evaluate.MeanDates(all).Given.Ours.F1; len(parts) != 8 || parts[0].Without != "" || parts[0].F1 != want {
		t.Errorf("%+v, want %v with all parts", parts, want)
	}
	if _, err := evaluate.Ablate([]string{t.TempDir()}); err == nil {
		t.Error("a folder without topics is measured")
	}
}
