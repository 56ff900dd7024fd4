package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"newsarchive/index"
	"newsarchive/internal/news"
)

const (
	listPage  = 5000
	keepAlive = "2m" // of a point in time, from page to page
)

// hit is a document that a search found, with what was asked for.
type hit struct {
	ID      string                       `json:"_id"`
	Version int64                        `json:"_version"`
	Fields  map[string][]json.RawMessage `json:"fields"`
	Sort    []json.RawMessage            `json:"sort"` // numbers to the last digit
	Source  json.RawMessage              `json:"_source"`
	Matched []string                     `json:"matched_queries"`
}

// numbers returns the numbers of a field.
func (h hit) numbers(field string) []int64 {
	all := make([]int64, len(h.Fields[field]))
	for i, v := range h.Fields[field] {
		if json.Unmarshal(v, &all[i]) != nil {
			return nil
		}
	}
	return all
}

// number returns the number of a field, 0 for none.
func (h hit) number(field string) int64 {
	if all := h.numbers(field); len(all) == 1 {
		return all[0]
	}
	return 0
}

type found struct {
	Hits struct {
		Total struct{ Value int64 }
		Hits  []hit
	}
	Aggregations map[string]aggregation
	PIT          string `json:"pit_id"`
}

// search asks; when a part of the index does not answer, that is an error, and no
// answer that lacks some.
func (c *Cluster) search(ctx context.Context, path string, query object) (f found, err error) {
	with := "?"
	if strings.Contains(path, "?") {
		with = "&"
	}
	err = c.send(ctx, http.MethodPost, path+with+"allow_partial_search_results=false", query, &f)
	return f, err
}

func term(field, value string) object { return object{"term": object{field: value}} }

func all(filters ...object) object { return object{"bool": object{"filter": filters}} }

// Documents returns the stories of the generation in use and the mark of the same
// moment, or of one before.
func (s *Share) Documents(ctx context.Context) (mark news.Mark, docs []index.Document, err error) {
	if mark, err = s.Mark(ctx); err != nil {
		return mark, nil, err
	}
	if s.state.Generation == "" {
		return mark, nil, s.noShare(s.name)
	}
	if err := s.Refresh(ctx); err != nil {
		return mark, nil, err
	}
	query := object{
		"size": listPage, "_source": false,
		"query":           all(term("generation", s.state.Generation), term("kind", kindStory)),
		"docvalue_fields": []string{"story", fieldSum},
		"sort":            []object{{"story": "asc"}},
	}
	err = s.each(ctx, s.target.Index, "", query, func(hits []hit) error {
		for _, h := range hits {
			id, sum := h.numbers("story"), h.numbers(fieldSum)
			if len(id) != 1 || len(sum) != 1 || sum[0] < 0 {
				return &Error{Server: s.target.Server, Kind: ErrForeign, Reason: fmt.Sprintf("the document %.100s is none of this program", h.ID)}
			}
			docs = append(docs, index.Document{ID: id[0], Sum: uint64(sum[0])})
		}
		return nil
	})
	return mark, docs, err
}

// each hands out what a query with an order finds in an index, at one point in time;
// parameters are further ones of that.
func (c *Cluster) each(ctx context.Context, name, parameters string, query object, page func([]hit) error) (err error) {
	point, err := c.openPoint(ctx, name, parameters)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.closePoint(ctx, point)) }()
	query["track_total_hits"] = false
	for {
		query["pit"] = object{"id": point, "keep_alive": keepAlive}
		found, err := c.search(ctx, "/_search", query)
		if err != nil {
			return err
		}
		hits := found.Hits.Hits
		if len(hits) == 0 {
			return nil
		}
		if err := page(hits); err != nil {
			return err
		}
		query["search_after"] = hits[len(hits)-1].Sort
		if found.PIT != "" {
			point = found.PIT
		}
	}
}

func (c *Cluster) closePoint(ctx context.Context, id string) error {
	return c.send(ctx, http.MethodDelete, "/_search/point_in_time", object{"pit_id": []string{id}}, nil)
}
