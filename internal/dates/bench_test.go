package dates

import "testing"

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse("Wed, 14 Jan 2026 09:30:00 GMT")
	}
}
