package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"newsarchive/index"
)

// renew copies an index of an earlier version, with the shares of all archives, to
// one of this version, and lets that take its place in one step.
//
// Meanwhile the earlier one cannot be written to, and is searched. When it is
// interrupted, the next run does it again; several programs may do so at once: a
// document keeps its version, so what is copied late replaces nothing that is newer.
func (c *Cluster) renew(ctx context.Context, old standing) error {
	layout, err := c.layoutOf(ctx, old.name)
	if err != nil {
		return err
	}
	if err := c.send(ctx, http.MethodPut, "/"+c.concrete(), layout.definition(), nil); err != nil && !alreadyThere(err) {
		return err
	}
	c.Log.Info(fmt.Sprintf("the index %s is of an earlier version: all that is in it is copied to %s, and no archive can be mirrored meanwhile", old.name, c.concrete()))
	copied := 0
	err = c.do(ctx, request{http.MethodPut, "/" + url.PathEscape(old.name) + "/_block/write", nil}, nil)
	if err == nil {
		copied, err = c.copyAll(ctx, old.name, layout.Shards)
	}
	if err == nil {
		err = c.replace(ctx, old.name)
	}
	if err == nil {
		c.Log.Info(fmt.Sprintf("%s has taken the place of %s, with %d documents", c.concrete(), old.name, copied))
		return nil
	}
	// Another program may have been faster.
	if s, there, findErr := c.find(ctx, c.target.Index); findErr == nil && there && !s.older() {
		return nil
	}
	return err
}

// layoutOf returns how an index is laid out.
func (c *Cluster) layoutOf(ctx context.Context, name string) (l Layout, err error) {
	var found map[string]struct {
		Settings struct {
			Shards   string `json:"index.number_of_shards"`
			Replicas string `json:"index.number_of_replicas"`
			Expand   string `json:"index.auto_expand_replicas"`
		}
	}
	if err := c.do(ctx, request{http.MethodGet, "/" + url.PathEscape(name) + "/_settings?flat_settings=true", nil}, &found); err != nil {
		return l, err
	}
	is := found[name].Settings
	shards, errShards := strconv.Atoi(is.Shards)
	replicas, errReplicas := strconv.Atoi(is.Replicas)
	if is.Expand != "" && is.Expand != "false" {
		replicas = -1
	}
	return Layout{Shards: shards, Replicas: replicas}, errors.Join(errShards, errReplicas)
}

// copyPage is how many documents are read at a time: with their texts they have to
// fit into an answer.
const copyPage = 200

// copyAll copies every document of an index, as it is and with its version, one
// shard after the other: in a shard, the numbers of writes are an order.
func (c *Cluster) copyAll(ctx context.Context, from string, shards int) (copied int, err error) {
	if err := c.do(ctx, request{http.MethodPost, "/" + url.PathEscape(from) + "/_refresh", nil}, nil); err != nil {
		return 0, err
	}
	for shard := range shards {
		query := object{"size": copyPage, "version": true, "query": object{"match_all": object{}}, "sort": []object{{"_seq_no": "asc"}}}
		err = c.each(ctx, from, fmt.Sprint("&preference=_shards:", shard), query, func(hits []hit) error {
			copied += len(hits)
			return c.copySome(ctx, hits)
		})
		if err != nil {
			return copied, err
		}
	}
	return copied, nil
}

func (c *Cluster) copySome(ctx context.Context, hits []hit) error {
	some := make([]operation, len(hits))
	for i, h := range hits {
		line := bytes.NewBufferString(`{"index":{"_id":` + strconv.Quote(c.copiedID(h)) + `,"version":` + strconv.FormatInt(h.Version, 10) + `,"version_type":"external_gte"}}` + "\n")
		if err := json.Compact(line, h.Source); err != nil {
			return fmt.Errorf("copy the document %.100q: %w", h.ID, err)
		}
		line.WriteByte('\n')
		some[i] = operation{lines: line.Bytes()}
	}
	return c.bulkTo(ctx, "/"+c.concrete()+"/_bulk?", some)
}

// copiedID returns the id of a document in the index of this version.
func (c *Cluster) copiedID(h hit) string {
	var doc stateDoc
	if strings.HasPrefix(h.ID, stateIDs) && json.Unmarshal(h.Source, &doc) == nil && doc.Kind == kindState {
		return stateID(doc.Archive, c.mapping)
	}
	return h.ID
}

// replace lets the index of this version take the place of an earlier one, which is
// removed in the same step.
func (c *Cluster) replace(ctx context.Context, old string) error {
	if _, there, err := c.find(ctx, c.concrete()); err != nil || !there {
		return errors.Join(err, index.ErrMoved)
	}
	return c.send(ctx, http.MethodPost, "/_aliases", object{"actions": []object{
		{"remove_index": object{"index": old}},
		{"add": object{"index": c.concrete(), "alias": c.target.Index}},
	}}, nil)
}

// alreadyThere reports whether an index was not made because it is there.
func alreadyThere(err error) bool {
	var refused *Error
	return errors.As(err, &refused) && refused.Type == "resource_already_exists_exception"
}
