package greader

import (
	"strings"
	"testing"
)

// TestItemID promises that a story's number comes back from every form that a
// program writes it in.
func TestItemID(t *testing.T) {
	for _, story := range []int64{1, 10, 1234, 999_999, 1_000_000, 0x123456789, maxStory} {
		for _, topic := range []int64{1, 16, maxTopic} {
			if under := ItemUnder(story, topic); under.Story() != story || under.Topic() != topic || under >= 1<<53 {
				t.Errorf("story %d under topic %d is %d under %d", story, topic, under.Story(), under.Topic())
			}
		}
		id := ItemOf(story)
		if id.Topic() != 0 || ItemUnder(story, maxTopic+1) != id {
			t.Errorf("story %d is under topic %d", story, id.Topic())
		}
		hex := strings.TrimPrefix(id.Long(), longForm)
		for _, form := range []string{id.Decimal(), id.Long(), hex, strings.TrimLeft(hex, "0"), strings.ToUpper(hex)} {
			got, err := ParseItem(form)
			if err != nil || got.Story() != story {
				t.Errorf("story %d written as %s is %d, %v", story, form, got.Story(), err)
			}
		}
		if int64(id) >= 1<<53 || len(hex) != 16 {
			t.Errorf("story %d has the number %d, %s", story, id, hex)
		}
	}
}

func TestParseItem(t *testing.T) {
	for _, c := range []struct {
		text  string
		id    ItemID
		story int64
	}{
		{"tag:google.com,2005:reader/item/5d0cfa30041d4348", 6705009029382226760, 0},
		{"6705009029382226760", 6705009029382226760, 0},
		{"5d0cfa30041d4348", 6705009029382226760, 0},
		{"tag:google.com,2005:reader/item/024025978b5e50d2", 162170919393841362, 0},
		{"24025978b5e50d2", 162170919393841362, 0},
		{"tag:google.com,2005:reader/item/fb115bd6d34a8e9f", -355401917359550817, 0},
		{"-355401917359550817", -355401917359550817, 0},
		{"18091342156350000799", -355401917359550817, 0},
		{"18446744073709551615", -1, 0},
		{"0000000000000012", 0x12, 0},
		{"12", 12, 0},
		{"0", 0, 0},
		{"2814749767106561", ItemOf(1), 1},
		{"2814749767106560", ItemOf(0), 0},
		{"a000000000001", ItemOf(1), 1},
	} {
		got, err := ParseItem(c.text)
		if err != nil || got != c.id || got.Story() != c.story {
			t.Errorf("%s is %d, story %d, %v; it should be %d, %d", c.text, got, got.Story(), err, c.id, c.story)
		}
	}
	for _, bad := range []string{"", " ", "x", "+1", "+a", "1.5", "0x12", "tag:google.com,2005:reader/item/", "tag:google.com,2005:reader/item/-1", "fb115bd6d34a8e9f0", "99999999999999999999999", strings.Repeat("1", 200), "tag:google.com,2005:reader/item/fb115bd6d34a8e9f0"} {
		if got, err := ParseItem(bad); err == nil {
			t.Errorf("%.40q is read as %d", bad, got)
		}
	}
}

// FuzzItem promises that what is read is written so that it is read again as the
// same.
func FuzzItem(f *testing.F) {
	for _, seed := range []string{"1", "-1", "a000000000001", ItemOf(7).Long(), "18446744073709551615", "0000000000000012"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := ParseItem(text)
		if err != nil {
			return
		}
		for _, form := range []string{id.Long(), id.Decimal()} {
			if again, err := ParseItem(form); err != nil || again != id {
				t.Errorf("%q is %d; written as %s it is %d, %v", text, id, form, again, err)
			}
		}
		if story := id.Story(); story != 0 && ItemUnder(story, id.Topic()) != id {
			t.Errorf("%q is story %d, whose number is another", text, story)
		}
	})
}
