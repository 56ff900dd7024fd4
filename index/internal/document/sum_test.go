package document

import (
	"reflect"
	"testing"
	"time"

	"newsarchive/internal/news"
)

// TestSumCoversTheEntry promises that a change in any field of an entry changes
// its checksum, by which doctor finds documents that differ from their story.
func TestSumCoversTheEntry(t *testing.T) {
	empty := Sum(&news.Entry{})
	kind := reflect.TypeFor[news.Entry]()
	for i := range kind.NumField() {
		var e news.Entry
		f := reflect.ValueOf(&e).Elem().Field(i)
		switch f.Interface().(type) {
		case string:
			f.SetString("x")
		case []string:
			f.Set(reflect.ValueOf([]string{"x"}))
		case []int64:
			f.Set(reflect.ValueOf([]int64{7}))
		case int, int64:
			f.SetInt(7)
		case time.Time:
			f.Set(reflect.ValueOf(time.Unix(1_800_000_000, 0)))
		default:
			t.Fatalf("no value for a %s", f.Type())
		}
		if name := kind.Field(i).Name; name != "ID" && Sum(&e) == empty {
			t.Errorf("the checksum does not cover %s", name)
		}
	}
}
