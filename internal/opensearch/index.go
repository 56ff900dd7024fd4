package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// The name that a person gives is an alias of the index, so that an index with
// another mapping can take its place.

func (c *Cluster) concrete() string { return c.target.Index + "-v" + strconv.Itoa(mappingVersion) }

// path returns the path of something of the index.
func (c *Cluster) path(rest string) string { return "/" + url.PathEscape(c.target.Index) + rest }

// standing is an index that stands behind the name.
type standing struct {
	name    string
	mapping int // its version
}

func (s standing) older() bool { return s.mapping < mappingVersion }

// find returns the index behind a name; there is false when there is none.
func (c *Cluster) find(ctx context.Context, name string) (s standing, there bool, err error) {
	var found map[string]struct {
		Mappings struct {
			Meta struct {
				Program string
				Mapping int
			} `json:"_meta"`
		}
	}
	err = c.do(ctx, request{http.MethodGet, "/" + url.PathEscape(name) + "/_mapping", nil}, &found)
	if status(err) == http.StatusNotFound {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	for name, k := range found {
		meta := k.Mappings.Meta
		s = standing{name, meta.Mapping}
		switch {
		case len(found) > 1:
			return s, false, &Error{
				Server: c.target.Server, Kind: ErrForeign, Reason: fmt.Sprintf("the name %s stands for several indexes", c.target.Index),
				Hint: "this program makes it an alias of one; nothing was changed",
			}
		case meta.Program != program:
			return s, false, &Error{
				Server: c.target.Server, Kind: ErrForeign, Reason: fmt.Sprintf("the index %s was not made by this program", name),
				Hint: "nothing was changed; choose another name",
			}
		case meta.Mapping > mappingVersion:
			return s, false, &Error{
				Server: c.target.Server, Kind: ErrVersion, Reason: fmt.Sprintf("the index %s was made by a newer version of the program (mapping %d, this one has %d)", name, meta.Mapping, mappingVersion),
				Hint: "install the newer version; nothing was changed",
			}
		}
	}
	return s, len(found) > 0, nil
}

// stand makes sure that the index is there and of this version. Without a layout it
// makes none.
func (c *Cluster) stand(ctx context.Context, layout *Layout) (there bool, err error) {
	s, there, err := c.find(ctx, c.target.Index)
	switch {
	case err != nil:
		return false, err
	case there && !s.older(), !there && layout == nil:
		return there, nil
	case !there:
		return true, c.create(ctx, *layout)
	case layout == nil:
		return false, &Error{
			Server: c.target.Server, Kind: ErrVersion, Reason: fmt.Sprintf("the index %s was made by an earlier version of the program", s.name),
			Hint: "\"archive mirror --to " + c.target.String() + "\" brings it to this version",
		}
	}
	if err := c.renew(ctx, s); err != nil {
		return false, fmt.Errorf("bring the index %s to this version: %w", c.target.Index, err)
	}
	return true, nil
}

// create makes the index and its alias, and waits until it can be used. Another
// program may do so at the same time.
func (c *Cluster) create(ctx context.Context, l Layout) error {
	body := l.definition()
	body["aliases"] = object{c.target.Index: object{}}
	err := c.send(ctx, http.MethodPut, "/"+c.concrete(), body, nil)
	if alreadyThere(err) {
		if _, there, findErr := c.find(ctx, c.target.Index); findErr == nil && there {
			err = nil
		}
	}
	if err != nil {
		return fmt.Errorf("make the index %s: %w", c.target.Index, err)
	}
	return nil
}

// readyWithin is how long shards may take to be allocated.
const readyWithin = 30 * time.Second

// ready waits until every shard of the index can be read and written.
func (c *Cluster) ready(ctx context.Context) error {
	var health struct {
		TimedOut bool `json:"timed_out"`
		Status   string
	}
	within := min(readyWithin, c.Patience)
	err := c.do(ctx, request{http.MethodGet, fmt.Sprintf("/_cluster/health%s?wait_for_status=yellow&timeout=%dms", c.path(""), within.Milliseconds()), nil}, &health)
	if status(err) == http.StatusRequestTimeout { // as newer versions answer
		err, health.TimedOut, health.Status = nil, true, "red"
	}
	if err == nil && health.TimedOut {
		err = &Error{
			Server: c.target.Server, Kind: ErrUnavailable, Reason: fmt.Sprintf("the index %s is %s: parts of it are on no node", c.target.Index, health.Status),
			Hint: "see why: GET _cluster/allocation/explain; start the nodes that have them, and run it again",
		}
	}
	return err
}

// Missing returns how many copies of parts of the index are on no node. While there
// are some, a node that is lost may take stories with it.
func (c *Cluster) Missing(ctx context.Context) (copies int, err error) {
	var health struct {
		Unassigned int `json:"unassigned_shards"`
	}
	err = c.do(ctx, request{http.MethodGet, "/_cluster/health" + c.path(""), nil}, &health)
	return health.Unassigned, err
}

// Refresh makes what was written visible to searches.
func (c *Cluster) Refresh(ctx context.Context) error {
	return c.do(ctx, request{http.MethodPost, c.path("/_refresh"), nil}, nil)
}
