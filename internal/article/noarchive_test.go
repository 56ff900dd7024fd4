package article

import "testing"

func TestForbidsCopies(t *testing.T) {
	for _, c := range []struct {
		meta, header []string
		want         bool
	}{
		{},
		{meta: []string{"index, follow"}},
		{meta: []string{"NOARCHIVE"}, want: true},
		{meta: []string{"noindex,noarchive"}, want: true},
		{meta: []string{"none"}, want: true},
		{header: []string{"noarchive"}, want: true},
		{header: []string{"noindex, noarchive"}, want: true},
		{header: []string{"otherbot: noarchive"}},
		{header: []string{"archive: noarchive"}, want: true},
		{header: []string{"unavailable_after: 25 Jun 2030 15:00:00 GMT"}},
	} {
		if got := forbidsCopies(c.meta, c.header); got != c.want {
			t.Errorf("%q, %q: %v", c.meta, c.header, got)
		}
	}
}
