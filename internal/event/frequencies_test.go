package event

import "testing"

// TestFrequencies promises that the table knows which words of a language are common,
// takes a word that it does not hold for rare, and has room, so that it holds hardly
// any word by mistake.
func TestFrequencies(t *testing.T) {
	r := NewReader()
	for _, c := range []struct{ language, common, rare string }{
		{"en", "police", "Titanfall"},
		{"en-GB", "says", "Acapulco"},
		{"sv", "regeringen", "Kebnekaise"},
		{"de", "Regierung", "Schleswiger"},
		{"ru", "россии", "ахалтекинцы"},
		{"ar", "الرئيس", "زنجبار"},
		{"ja", "日本", "蘑菇"},
		{"nb", "mange", "Lofotposten"},
		{"hr", "danas", "Makarska"},
	} {
		if !knows(c.language) {
			t.Errorf("%s is not known", c.language)
		}
		common, rare := r.Hashes(c.language, c.common), r.Hashes(c.language, c.rare)
		if x, y := rarityOf(common[0]), rarityOf(rare[0]); x >= y {
			t.Errorf("%s: %q has rarity %d, %q %d", c.language, c.common, x, c.rare, y)
		}
	}
	for _, language := range []string{"", "th", "eo"} {
		if knows(language) {
			t.Errorf("%q is known", language)
		}
	}
	mistaken := 0
	for i := range uint64(10_000) {
		if rarityOf(uint32(mix(i+1)>>32)) < rare { //nolint:gosec // the high half
			mistaken++
		}
	}
	if mistaken > 20 {
		t.Errorf("%d of 10000 numbers that are hardly hashes of words are in the table", mistaken)
	}
}

// TestNewFrequencies promises that a table holds what it is made of.
func TestNewFrequencies(t *testing.T) {
	table := NewFrequencies(map[uint32]float64{7: 1, 7 << 16: 0.25, 1<<32 - 1: 1e-9})
	if len(table) != len(frequencyTable) {
		t.Errorf("%d bytes, the embedded table has %d", len(table), len(frequencyTable))
	}
	n := 0
	for i := 0; i < len(table); i += slotBytes {
		if table[i] != 0 || table[i+1] != 0 {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d slots for three words", n)
	}
}
