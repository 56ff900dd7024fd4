package corpus

import "testing"

// Cases returns the path of the small inputs that lie beside the corpus, in
// cases/feeds, cases/posts and cases/search: each is a kind that once fell short.
func Cases(tb testing.TB, elem ...string) string {
	tb.Helper()
	return Path(tb, append([]string{"..", "cases"}, elem...)...)
}
