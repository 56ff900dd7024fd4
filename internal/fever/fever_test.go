package fever

import (
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	one, two := int64(1), int64(2)
	for _, c := range []struct {
		address, form string
		want          Request
	}{
		{"api", "api_key=ABC", Request{Key: "abc"}},
		{"api&groups&feeds", "api_key=abc", Request{Key: "abc", Groups: true, Feeds: true}},
		{"api&items&since_id=1", "", Request{Items: true, SinceID: &one}},
		{"api&items&max_id=2&since_id=1", "", Request{Items: true, MaxID: &two, SinceID: &one}},
		{"api&items&with_ids=1,2,%203,", "", Request{Items: true, WithIDs: []int64{1, 2, 3}}},
		{"api&items&with_ids=", "", Request{Items: true, WithIDs: []int64{}}},
		{"api&unread_item_ids&saved_item_ids", "", Request{UnreadIDs: true, SavedIDs: true}},
		{"api", "mark=item&as=saved&id=7", Request{Mark: &Mark{What: "item", As: "saved", ID: 7}}},
		{"api&mark=group&as=read&id=-1&before=1795608007", "", Request{Mark: &Mark{What: "group", As: "read", ID: -1, Before: time.Unix(1795608007, 0).UTC()}}},
	} {
		address, _ := url.ParseQuery(c.address)
		form, _ := url.ParseQuery(c.form)
		got, err := Parse(address, form)
		if err != nil {
			t.Errorf("%s %s: %v", c.address, c.form, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %s:\n%s", c.address, c.form, diff)
		}
	}
	for _, bad := range []string{"items&since_id=x", "items&with_ids=a", "mark=item", "mark=item&as=read", "mark=item&as=eaten&id=1", "mark=feed&as=saved&id=1", "mark=all&as=read&id=1", "mark=feed&as=read&id=1&before=x"} {
		v, _ := url.ParseQuery(bad)
		if got, err := Parse(v, nil); err == nil {
			t.Errorf("%s is read as %+v", bad, got)
		}
	}
}

func TestKey(t *testing.T) {
	if got := Key("secret"); got != "c4cf2d7014073490bfbd71ac8f316698" {
		t.Errorf("the key is %s", got)
	}
	if got := List([]int64{3, 1}); got != "3,1" {
		t.Errorf("the list is %s", got)
	}
}
