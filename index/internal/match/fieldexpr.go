package match

import (
	"strconv"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/internal/words"

	"github.com/RoaringBitmap/roaring/v2"
)

// Key matches the documents with any of some keys; the prefix says which
// property they are of.
func Key(prefix string, values ...string) Terms {
	t := Terms{field: document.FieldKey}
	for _, v := range values {
		t.any = append(t.any, prefix+v)
	}
	return t
}

// publisher matches a publisher by its whole name, or by words of it in order.
func (s *Session) publisher(name string) (Expr, error) {
	row, _ := s.cut(name)
	whole := words.Join(row)
	switch len(row) {
	case 0:
		return none{}, nil
	case 1:
		t := Key(document.KeyPublisher, whole)
		t.any = append(t.any, document.KeyName+whole)
		return t, nil
	}
	slots, err := s.slots(row)
	if err != nil {
		return nil, err
	}
	in := inPublisher()
	return Or{Key(document.KeyPublisher, whole), phrase{slots, in.from, in.to}}, nil
}

// site matches a host and the hosts below it, and the stories without one by the
// publishers that have it elsewhere: Google News names the host of the first story of
// a cluster only.
func (s *Session) site(host string) (Expr, error) {
	if _, after, ok := strings.Cut(host, "://"); ok {
		host = after
	}
	host, _, _ = strings.Cut(host, "/")
	host = document.FoldHost(host)
	own := Key(document.KeySite, host)
	names, err := s.Lexicon.PublishersAt(host)
	if err != nil || len(names) == 0 {
		return own, err
	}
	return Or{own, And{Key(document.KeyFlag, document.FlagNoSite), Key(document.KeyPublisher, names...)}}, nil
}

// tag matches a tag, or with prefix every tag with that beginning.
func (s *Session) tag(name string, prefix bool) (Expr, error) {
	row, _ := s.cut(name)
	whole := words.Join(row)
	switch {
	case whole == "":
		return none{}, nil
	case !prefix:
		return Key(document.KeyTag, whole), nil
	}
	tags, err := s.withPrefix(document.FieldKey, document.KeyTag+whole, name)
	return Terms{document.FieldKey, tags}, err
}

func language(tag string) Expr {
	return Key(document.KeyLanguage, strings.ReplaceAll(strings.ToLower(tag), "_", "-"))
}

// number matches the counts from low to high under a key prefix.
func (s *Session) number(prefix string, low, high int) (Expr, error) {
	if high < low {
		return none{}, nil
	}
	return keysBetween(prefix, document.Counted(low), document.Counted(high)), nil
}

func feeds(ids []int64) Expr { return Key(document.KeyFeed, DecimalIDs(ids)...) }

func items(ids []int64) Expr { return Terms{document.FieldOwn, DecimalIDs(ids)} }

// DecimalIDs returns ids as terms.
func DecimalIDs(ids []int64) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = strconv.FormatInt(id, 10)
	}
	return out
}

// stories matches documents by id.
type stories []int64

// manyIDs is how many times as many ids as documents there are where the ids of
// the documents are read, not the documents of the ids.
const manyIDs = 20

func (o stories) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	if within != nil && within.GetCardinality()*manyIDs < uint64(len(o)) {
		return o.among(s, within)
	}
	docs, err := s.Snapshot.ByID(DecimalIDs(o))
	if err == nil && within != nil {
		docs.And(within)
	}
	return docs, err
}

// among looks for the ids of a few documents.
func (o stories) among(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	docs := within.ToArray()
	ids, err := s.StoryIDs(docs)
	if err != nil {
		return nil, err
	}
	wanted := make(map[int64]bool, len(ids))
	for _, id := range ids {
		wanted[id] = false
	}
	for _, id := range o {
		if _, ok := wanted[id]; ok {
			wanted[id] = true
		}
	}
	matched := roaring.New()
	for i, id := range ids {
		if wanted[id] {
			matched.Add(docs[i])
		}
	}
	return matched, nil
}

func (o stories) Cost(*Session) (uint64, error) { return uint64(len(o)), nil }
