package signin

import (
	"bytes"
	"testing"
)

// FuzzPHC promises that a kept hash, whatever is in it, is read within bounds or
// refused.
func FuzzPHC(f *testing.F) {
	for _, seed := range []string{
		hashTyped("a harbour in the rain", cost{memory: 8, passes: 1, threads: 1}), "", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
		"$argon2id$v=19$m=4294967295,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", "$argon2i$v=19$m=8,t=1,p=1$$", "$argon2id$v=19$m=8,t=0,p=0$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, phc string) {
		c, salt, hash, err := readPHC(phc)
		if err != nil {
			return
		}
		most := maxCost()
		if c.memory > most.memory || c.passes < 1 || c.passes > most.passes || c.threads < 1 || c.threads > most.threads || len(salt) < 8 || len(hash) < 16 || len(hash) > 64 {
			t.Errorf("%q: %+v, %d, %d", phc, c, len(salt), len(hash))
		}
	})
}

// TestPHC promises the standard's form, a salt of its own for each hash, and that
// the cost of an older hash is kept to.
func TestPHC(t *testing.T) {
	small := cost{memory: 8, passes: 1, threads: 1}
	one, two := hashTyped("a harbour", small), hashTyped("a harbour", small)
	if one == two {
		t.Error("two hashes have one salt")
	}
	c, salt, hash, err := readPHC(one)
	if err != nil || c != small || len(salt) != saltBytes || len(hash) != hashBytes || !bytes.Equal(hash, c.hash("a harbour", salt, hashBytes)) {
		t.Errorf("%s: %+v, %v", one, c, err)
	}
	for password, want := range map[string]bool{"a harbour": true, "a harbou": false, "": false} {
		if ok, err := isTyped(password, two); err != nil || ok != want {
			t.Errorf("%q: %v, %v", password, ok, err)
		}
	}
}
