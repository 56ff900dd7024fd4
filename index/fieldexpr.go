package index

import (
	"strconv"
	"strings"

	"newsarchive/internal/words"

	"github.com/RoaringBitmap/roaring/v2"
)

func key(prefix string, values ...string) terms {
	t := terms{field: fieldKey}
	for _, v := range values {
		t.any = append(t.any, prefix+v)
	}
	return t
}

// publisher matches a publisher's name, whole or by its words in order.
func (s *session) publisher(name string) (expr, error) {
	row, _ := s.look(name)
	whole := words.Join(row)
	switch len(row) {
	case 0:
		return none{}, nil
	case 1:
		t := key(keyPublisher, whole)
		t.any = append(t.any, keyName+whole)
		return t, nil
	}
	places, err := s.places(row)
	if err != nil {
		return nil, err
	}
	in := inPublisher()
	return or{key(keyPublisher, whole), phrase{places, in.from, in.to}}, nil
}

// site matches a host and the hosts below it.
func site(host string) expr {
	if _, after, ok := strings.Cut(host, "://"); ok {
		host = after
	}
	host, _, _ = strings.Cut(host, "/")
	return key(keySite, foldHost(host))
}

// tag matches a tag, or with prefix those that begin so.
func (s *session) tag(name string, prefix bool) (expr, error) {
	row, _ := s.look(name)
	whole := words.Join(row)
	switch {
	case whole == "":
		return none{}, nil
	case !prefix:
		return key(keyTag, whole), nil
	}
	found, err := s.withPrefix(fieldKey, keyTag+whole, name)
	return terms{fieldKey, found}, err
}

func language(tag string) expr {
	return key(keyLanguage, strings.ReplaceAll(strings.ToLower(tag), "_", "-"))
}

// number matches the counts from least to most under a key prefix.
func (s *session) number(prefix string, least, most int) (expr, error) {
	if most < least {
		return none{}, nil
	}
	found, err := s.snapshot.Between(fieldKey, prefix+counted(least), prefix+counted(most))
	if err != nil {
		return nil, err
	}
	return terms{fieldKey, found}, nil
}

func feeds(ids []int64) expr { return key(keyFeed, decimal(ids)...) }

func items(ids []int64) expr { return terms{fieldOwn, decimal(ids)} }

func decimal(ids []int64) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = strconv.FormatInt(id, 10)
	}
	return out
}

// stories matches documents by id.
type stories []int64

func (o stories) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found, err := s.snapshot.ByID(decimal(o))
	if err == nil && within != nil {
		found.And(within)
	}
	return found, err
}

func (o stories) cost(*session) (uint64, error) { return uint64(len(o)), nil }
