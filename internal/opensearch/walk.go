package opensearch

import (
	"context"
	"net/http"
	"net/url"
)

// hitsPage is how many hits one request returns.
const hitsPage = 1000

// walk hands the first n hits of a search to use, in their order, and returns how many
// there are. The body has a query and the order, whose last value must differ from hit
// to hit. More than a page are read at a point in time.
func (c *Cluster) walk(ctx context.Context, n int, body object, use func(hit)) (total int64, err error) {
	body["size"], body["track_total_hits"], body["_source"] = min(n, hitsPage), true, false
	path := c.path("/_search")
	if n > hitsPage {
		point, err := c.openPoint(ctx, c.target.Index, "")
		if err != nil {
			return 0, err
		}
		defer func() { _ = c.closePoint(context.WithoutCancel(ctx), point) }() // it ends by itself
		path, body["pit"] = "/_search", object{"id": point, "keep_alive": keepAlive}
	}
	for read := 0; ; {
		page, err := c.search(ctx, path+"?search_type=dfs_query_then_fetch", body)
		if err != nil {
			return 0, err
		}
		if read == 0 {
			total = page.Hits.Total.Value
		}
		hits := page.Hits.Hits
		for _, h := range hits {
			use(h)
		}
		if read += len(hits); len(hits) < hitsPage || read >= n {
			return total, nil
		}
		body["search_after"], body["size"], body["track_total_hits"] = hits[len(hits)-1].Sort, min(n-read, hitsPage), false
	}
}

// openPoint opens a point in time of an index; parameters are further ones.
func (c *Cluster) openPoint(ctx context.Context, name, parameters string) (id string, err error) {
	var opened struct {
		ID string `json:"pit_id"`
	}
	err = c.do(ctx, request{http.MethodPost, "/" + url.PathEscape(name) + "/_search/point_in_time?keep_alive=" + keepAlive + parameters, nil}, &opened)
	return opened.ID, err
}
