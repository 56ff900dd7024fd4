package evaluate_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

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
	t.Logf("key dates: F1 %.3f, days with the most stories: %.3f", mean.Ours.F1, mean.Baseline.F1)
	if mean.Ours.F1 < 4./3*mean.Baseline.F1 || mean.Ours.F1 < 0.7 {
		t.Errorf("key dates: %+v, days with the most stories: %+v", mean.Ours, mean.Baseline)
	}
	const letter = "2019-01-22" // before the first article
	if i := slices.IndexFunc(all, func(e evaluate.Dates) bool { return e.Topic == "ferry" }); i < 0 || !slices.Contains(all[i].Dates, letter) {
		t.Errorf("%v: %s is not among them", all, letter)
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
