package pages

import (
	"bytes"
	"testing"
)

// Whatever stands in a row is unpacked to at most maxBody bytes, or refused.
func FuzzUnpack(f *testing.F) {
	p, err := newPacker()
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = p.close() })
	f.Add(p.packed([]byte("<p>a page</p>")))
	f.Add(p.packed(bytes.Repeat([]byte("a page "), 1000)))
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x03, 0x00, 0x10, 'x'})
	f.Fuzz(func(t *testing.T, b []byte) {
		if body, err := p.unpacked(b); err == nil && len(body) > maxBody {
			t.Errorf("%d bytes", len(body))
		}
		if back, err := p.unpacked(p.packed(b)); err != nil || !bytes.Equal(back, b) {
			t.Errorf("%q comes back as %q, %v", b, back, err)
		}
	})
}
