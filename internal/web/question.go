package web

import (
	"net/url"
	"slices"
	"strconv"

	"newsarchive/internal/archive"
)

// Bounds of what one address may ask for.
const (
	pageSize  = 20
	maxSize   = 200 // events of one answer
	maxOffset = 10_000
	maxNames  = 20 // feeds, publishers
)

// question reads what narrows the stories from an address.
func (p params) question() (archive.Question, error) {
	q := archive.Question{
		Text: p.get("q"), Since: p.get("since"), Until: p.get("until"), AsOf: p.get("as-of"), Any: p.yes("any"),
		Feed: p.all("feed"), Publisher: p.all("publisher"),
	}
	if len(q.Feed) > maxNames || len(q.Publisher) > maxNames {
		return q, badRequest{errTooMany}
	}
	return q, nil
}

// searchQuestion is all that an address asks of a search.
type searchQuestion struct {
	archive.SearchOptions
	page int // of the answer, from 1
}

func (p params) search() (q searchQuestion, err error) {
	if q.Question, err = p.question(); err != nil {
		return q, err
	}
	q.Sort, q.Group = archive.SortRelevance, archive.GroupEvent
	if name := p.get("sort"); name != "" {
		if q.Sort, err = archive.ParseSort(name); err != nil {
			return q, badRequest{err}
		}
	} else if q.Empty() {
		q.Sort = archive.SortNewest
	}
	if name := p.get("group"); name != "" {
		if q.Group, err = archive.ParseGrouping(name); err != nil {
			return q, badRequest{err}
		}
	}
	if q.Size, err = p.number("n", pageSize, 1, maxSize); err != nil {
		return q, err
	}
	if q.page, err = p.number("page", 1, 1, maxOffset/q.Size+1); err != nil {
		return q, err
	}
	q.Offset = (q.page - 1) * q.Size
	return q, nil
}

// link is an address with some parameters changed; empty ones are left out.
func (p params) link(path string, changes ...string) string {
	v := url.Values{}
	for name, values := range p.Values {
		if slices.Contains(kept(), name) {
			if values = slices.DeleteFunc(slices.Clone(values), func(value string) bool { return value == "" }); len(values) > 0 {
				v[name] = values
			}
		}
	}
	for i := 0; i+1 < len(changes); i += 2 {
		if v.Del(changes[i]); changes[i+1] != "" {
			v.Set(changes[i], changes[i+1])
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// kept are the parameters that links carry along.
func kept() []string {
	return []string{"q", "since", "until", "as-of", "any", "feed", "publisher", "sort", "group", "n", "page", "vs", "by", "share", "key", "archive"}
}

func number[T int | int64](n T) string { return strconv.FormatInt(int64(n), 10) }

// searchValues encodes parameters, given as names and values.
func searchValues(pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v.Encode()
}

// searchHref is the address of a search.
func searchHref(pairs ...string) string { return "/search?" + searchValues(pairs...) }

// percent is a share for a person.
func percent(v float64) string {
	if v < 10 {
		return strconv.FormatFloat(v, 'f', 2, 64) + "%"
	}
	return strconv.FormatFloat(v, 'f', 0, 64) + "%"
}
