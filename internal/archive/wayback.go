package archive

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"newsarchive/internal/fetch"
)

// The Internet Archive, and the most bytes of its answer on what it has.
const (
	waybackServer = "https://archive.org"
	maxAvailable  = 64 << 10
)

// wayback returns the Internet Archive's copy of a page, as it was sent by the
// publisher, nearest to now. ok is false if there is none; the error says that it
// could not be asked.
func (r *fetchRun) wayback(ctx context.Context, address string) (page fetch.Page, ok bool, err error) {
	server := cmp.Or(r.endpoints.Wayback, waybackServer)
	page, err = r.client.Page(ctx, fetch.PageRequest{
		URL: server + "/wayback/available?url=" + url.QueryEscape(address), MaxBytes: maxAvailable, IgnoreRobots: true, Budget: r.budget,
	})
	if err != nil {
		return page, false, err
	}
	copied, err := rawCopy(page)
	if err != nil || copied == "" {
		return page, false, err
	}
	page, err = r.client.Page(ctx, fetch.PageRequest{URL: copied, IgnoreRobots: true, Budget: r.budget})
	return page, err == nil && page.Status == http.StatusOK, err
}

// rawCopy reads an answer of the Wayback Machine's availability API and returns
// the address of the copy, without the Wayback Machine's own header and links
// (id_); empty if there is none.
func rawCopy(page fetch.Page) (string, error) {
	var answer struct {
		Snapshots struct {
			Closest struct {
				Available bool   `json:"available"`
				URL       string `json:"url"`
				Timestamp string `json:"timestamp"`
				Status    string `json:"status"`
			} `json:"closest"`
		} `json:"archived_snapshots"`
	}
	if page.Status != http.StatusOK {
		return "", fmt.Errorf("status %d", page.Status)
	}
	if err := json.Unmarshal(page.Body, &answer); err != nil {
		return "", fmt.Errorf("read what there is: %w", err)
	}
	closest := answer.Snapshots.Closest
	if !closest.Available || closest.Status != "200" {
		return "", nil
	}
	u, err := url.Parse(closest.URL)
	if err != nil {
		return "", fmt.Errorf("read the address of the copy: %w", err)
	}
	before, after, found := strings.Cut(u.String(), "/"+closest.Timestamp+"/")
	if closest.Timestamp == "" || !found {
		return "", fmt.Errorf("the copy's address %s has no time", closest.URL)
	}
	return before + "/" + closest.Timestamp + "id_/" + after, nil
}
